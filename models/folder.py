"""The user's own folders, where each platform has them.

platformdirs knows more of them, and takes as long to import as a short
command takes to answer.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

NAME = "escalade"
ONE_FOLDER = {"win32": ("LOCALAPPDATA", "~/AppData/Local"), "darwin": ("", "~/Library/Application Support")}
"""Platforms with one folder for data and settings: the variable, and where it is without."""


def data_folder(platform: str = sys.platform) -> Path:
    """Where registers lie unless told otherwise."""
    return _folder(*ONE_FOLDER.get(platform, ("XDG_DATA_HOME", "~/.local/share")))


def settings_folder(platform: str = sys.platform) -> Path:
    """Where the user's settings lie."""
    return _folder(*ONE_FOLDER.get(platform, ("XDG_CONFIG_HOME", "~/.config")))


def _folder(variable: str, otherwise: str) -> Path:
    """Our folder in the one that a variable names; a relative path names none."""
    named = Path(os.environ.get(variable, ""))
    return (named if named.is_absolute() else Path(otherwise).expanduser()) / NAME
