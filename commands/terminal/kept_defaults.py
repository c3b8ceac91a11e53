"""The defaults that `escalade use` keeps, in a small file of the user's."""

from __future__ import annotations

import os

from escalade.models.files.user_folders import settings_folder
from escalade.workflow.values.errors import RequestError


def place() -> str:
    """The path of the defaults, in the platform's folder for settings."""
    return os.path.join(settings_folder(), "defaults.json")


def load_defaults() -> dict[str, str]:
    """The defaults; none where the file is absent.

    Raises:
        RequestError: the file is not what `use` writes.
    """
    try:
        with open(place(), encoding="utf-8") as file:
            import json  # most keep none

            found = json.load(file)
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, ValueError):
        if not os.path.exists(place()):  # a folder on the way is closed to whoever asks, who keeps nothing there
            return {}
        found = None
    if not isinstance(found, dict) or not all(isinstance(value, str) for value in found.values()):
        message = f"The defaults in {place()} cannot be read; write them anew with “escalade use”, or remove the file."
        raise RequestError(message)
    return found
