"""The defaults that `escalade use` keeps, in a small file of the user's."""

from __future__ import annotations

import os

from escalade.models.backends.location import settings_folder
from escalade.workflow.values.errors import RequestError

PLACES = ("meeting", "session")
"""What is kept of where acts happen, one of them at a time."""


def path() -> str:
    """The path of the defaults, in the platform's folder for settings."""
    return os.path.join(settings_folder(), "defaults.json")


def load_defaults() -> dict[str, str]:
    """The defaults; none where the file is absent."""
    try:
        with open(path(), encoding="utf-8") as file:
            import json  # most keep none

            found = json.load(file)
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, ValueError):
        if not os.path.exists(path()):  # a folder on the way is closed to whoever asks, who keeps nothing there
            return {}
        found = None
    if not isinstance(found, dict) or not all(isinstance(value, str) for value in found.values()):
        message = f"The defaults in {path()} cannot be read; write them anew with “escalade use”, or remove the file."
        raise RequestError(message)
    return found


def keep(defaults: dict[str, str]) -> None:
    """Keep defaults for later calls."""
    import json

    os.makedirs(os.path.dirname(path()), exist_ok=True)
    with open(path(), "w", encoding="utf-8") as file:
        file.write(json.dumps(defaults, indent=2, sort_keys=True, ensure_ascii=False) + "\n")
