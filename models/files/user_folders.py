"""The user's own folders, where each platform has them.

platformdirs knows more of them, and takes as long to import as a short
command takes to answer; so does pathlib, and a folder is its path here.
"""

from __future__ import annotations

import os
import sys
from os.path import expanduser, isabs, join

NAME = "escalade"
ONE_FOLDER = {"win32": ("LOCALAPPDATA", "~/AppData/Local"), "darwin": ("", "~/Library/Application Support")}
"""Platforms with one folder for data and settings: the variable, and where it is without."""


def data_folder(platform: str = sys.platform) -> str:
    """The folder of registers, unless told otherwise."""
    return _folder(*ONE_FOLDER.get(platform, ("XDG_DATA_HOME", "~/.local/share")))


def settings_folder(platform: str = sys.platform) -> str:
    """The folder of the user's settings."""
    return _folder(*ONE_FOLDER.get(platform, ("XDG_CONFIG_HOME", "~/.config")))


def _folder(variable: str, otherwise: str) -> str:
    """Our folder in the one that a variable names; a relative path names none."""
    named = os.environ.get(variable, "")
    return join(named if isabs(named) else expanduser(otherwise), NAME)
