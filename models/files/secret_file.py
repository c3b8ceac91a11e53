"""Read a secret from a file that nobody but its owner may read."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from escalade.models.files.input_file import read_file

if TYPE_CHECKING:
    from pathlib import Path

FOR_OTHERS = 0o077
"""The rights of anybody but the owner of a file."""
LARGEST = 1_000_000
"""The largest file of a secret, in bytes."""


class SecretFileError(ValueError):
    """The file of a secret cannot be used; says why, as a clause."""


def read_secret_file(place: Path) -> str:
    """Read a secret without the blanks around it.

    Raises:
        SecretFileError: the file cannot be read, is empty, or others may read it.
    """
    try:
        secret = read_file(place, LARGEST).decode("utf-8").strip()
        is_open = place.stat().st_mode & FOR_OTHERS and os.name == "posix"
    except (OSError, ValueError) as error:
        message = f"that cannot be read: {place}"
        raise SecretFileError(message) from error
    if is_open:
        message = f"that others may read; run “chmod 600” on {place}"
        raise SecretFileError(message)
    if not secret:
        message = f"that is empty: {place}"
        raise SecretFileError(message)
    return secret
