"""Read files that somebody names: regular ones, no larger than allowed."""

from __future__ import annotations

import os
from collections.abc import Callable
from errno import EFBIG, EINVAL, EISDIR
from io import BufferedReader
from math import inf
from pathlib import Path
from stat import S_ISDIR, S_ISREG

LARGEST_FILE = 48_000_000
"""The largest file that is read whole, in bytes: as a paper it still fits on a line of a sealed file."""
LARGEST_PAGE = 2_000_000
"""The largest page or text that is read as a paper, in bytes."""
LARGEST_PROOF = 8_000_000
"""The largest receipt, in bytes."""
LARGEST_KEY = 64_000
"""The largest key or checkpoint, in bytes."""
LARGEST_SETTINGS = 1_000_000
"""The largest secret, or file in which an operator says something, in bytes."""
_WAY = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


def open_file(path: Path, most: float = inf) -> BufferedReader:
    """Open a regular file of some size to be read; no pipe is waited for."""
    _check_kind(path.stat().st_mode)  # before: to open a device may do something
    handle = os.open(path, _WAY)
    try:
        facts = os.fstat(handle)
        _check_kind(facts.st_mode)
        if facts.st_size > most:
            raise _oversize(most)  # noqa: TRY301  # what was opened is closed
        return os.fdopen(handle, "rb")
    except BaseException:
        os.close(handle)
        raise


def _check_kind(mode: int) -> None:
    if S_ISDIR(mode):
        raise IsADirectoryError(EISDIR, os.strerror(EISDIR))
    if not S_ISREG(mode):
        raise OSError(EINVAL, "it is a device or a pipe, and no file")


def read_file(path: Path, most: int = LARGEST_FILE) -> bytes:
    """Read a regular file whole, whatever its size is said to be."""
    with open_file(path, most) as file:
        data = file.read(most + 1) or b""  # none where a file of the system would be waited for
    if len(data) > most:
        raise _oversize(most)
    return data


def read_secret(path: Path, failed: Callable[[str], Exception]) -> str:
    """Read a secret from a file that nobody but its owner may read.

    `failed` makes the error that says what is wrong with it, as a clause.
    """
    try:
        secret = read_file(path, LARGEST_SETTINGS).decode("utf-8").strip()
        is_open = is_open_to_others(path.stat().st_mode)
    except (OSError, ValueError) as error:
        raise failed(f"that cannot be read: {path}") from error
    if is_open:
        raise failed(f"that others may read; run “chmod 600” on {path}")
    if not secret:
        raise failed(f"that is empty: {path}")
    return secret


def is_open_to_others(mode: int) -> bool:
    """Whether anybody but its owner has rights to a file of such a mode."""
    return os.name == "posix" and bool(mode & 0o077)


def reason_of(error: OSError) -> str:
    """What the system says, as a clause."""
    return (error.strerror or str(error)).lower()


def _oversize(most: float) -> OSError:
    return OSError(EFBIG, f"it is larger than {most:,} bytes")
