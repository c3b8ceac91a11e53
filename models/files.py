"""Files of the machine: read within limits, written whole; TOML."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import date, datetime
from errno import EFBIG, EINVAL, EISDIR
from glob import escape
from io import BufferedReader
from math import inf
from pathlib import Path
from shutil import rmtree
from stat import S_ISDIR, S_ISREG
from typing import Any, TypeVar

import msgspec

from escalade.workflow.values.errors import Message, RequestError

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


Shape = TypeVar("Shape", bound=msgspec.Struct)

LONG_NUMBER = "a number in it has thousands of digits"
MOST_SIGNS = 400_000
"""How many signs may divide it: what is between two of them takes some ten microseconds to read."""
MOST_PARTS = 40
"""How many parts a key may have; what is made of one takes their square."""
SIGNS = "=.,[{\n\\"
_TEXT = re.compile(
    r'"""(?:[^"\\]++|\\.|"(?!""))*+(?:""""{0,2})?'
    r"|'''(?:[^']++|'(?!''))*+(?:''''{0,2})?"
    r'|"(?:[^"\\\n]++|\\.)*+"?'
    r"|'[^'\n]*+'?"
    r"|#[^\n]*+",
    re.DOTALL,
)
"""A text or a remark, the last one whole where it does not end."""
_BLANKS = re.compile(r"[ \t]+")
_LONG_KEY = re.compile(rf"(?<![\w.-])(?:[\w-]+\.){{{MOST_PARTS}}}")


class TomlError(ValueError):
    """TOML that is none; says why, as a clause."""


class OversizeTomlError(ValueError):
    """TOML of more keys, values and lines than are read."""


def parse_toml(text: str) -> dict[str, Any]:
    """Read TOML whose size in bytes the caller has limited.

    Raises:
        TomlError: it is none.
        OversizeTomlError: it would take too long to read.
        RecursionError: it is nested too deeply.
    """
    if sum(map(text.count, SIGNS)) > MOST_SIGNS:
        raise OversizeTomlError
    bare = _TEXT.sub(lambda found: "" if found[0].startswith("#") else "s", text)  # a text may be part of a key
    if _LONG_KEY.search(_BLANKS.sub("", bare)):
        raise RecursionError
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise TomlError(str(error)) from error
    except ValueError as error:  # of int(), and of nothing else
        raise TomlError(LONG_NUMBER) from error


def read_toml(
    path: Path, shape: type[Shape], failed: Callable[[Path, str], Exception], large: str, most: int = LARGEST_SETTINGS
) -> Shape:
    """Read a file in which an operator says something, of a shape.

    `failed` makes the error that names the file and what is wrong, as a clause;
    `large` is said of one that holds too much.
    """
    try:
        return msgspec.convert(parse_toml(read_file(path, most).decode("utf-8")), shape)
    except OSError as error:
        raise failed(path, Message("cannot be read: {reason}", reason=reason_of(error))) from error
    except (OversizeTomlError, RecursionError) as error:
        raise failed(path, large) from error
    except ValueError as error:
        raise failed(path, Message("is not of its shape: {problem}", problem=error)) from error


NULL = "null"
"""The one key of a table that spells nothing; its value is true."""


def to_toml(value: Any) -> Any:
    """A value as TOML can hold it."""
    return {NULL: True} if value is None else _within(value, to_toml)


def from_toml(value: Any) -> Any:
    """A value as it is meant, read from TOML."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    nothing = isinstance(value, Mapping) and tuple(value) == (NULL,) and value[NULL] is True  # 1 is a count
    return None if nothing else _within(value, from_toml)


def _within(value: Any, change: Callable[[Any], Any]) -> Any:
    """A table or list with each of its values changed."""
    if isinstance(value, Mapping):
        return {key: change(inner) for key, inner in value.items()}
    return [change(inner) for inner in value] if isinstance(value, list | tuple) else value


@contextmanager
def write_atomically(path: Path) -> Iterator[Path]:
    """Write a file beside its place; nothing of it stays there."""
    sweep(path)
    draft = draft_of(path)
    _remove(draft)  # a process of the same number may have been killed
    try:
        yield draft
    finally:
        _remove(draft)


def draft_of(path: Path) -> Path:
    """Name the draft that this process writes of a file or folder."""
    return path.with_name(f".{path.name}.{os.getpid()}.new")


def sweep(path: Path) -> None:
    """Remove what killed processes left of a file or folder that they wrote."""
    for leftover in path.parent.glob(f".{escape(path.name)}.*.new*"):
        number = leftover.name.removeprefix(f".{path.name}.").partition(".new")[0]
        if number.isdigit() and not _is_alive(int(number)):
            with suppress(OSError):
                rmtree(leftover) if leftover.is_dir() else leftover.unlink(missing_ok=True)


def _is_alive(process: int) -> bool:
    """Whether a process runs here, as far as that can be known."""
    if os.name != "posix":
        return True  # asked so, another system would end it
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        pass  # somebody else's
    return True


def _remove(draft: Path) -> None:
    for leftover in (draft, *draft.parent.glob(f"{escape(draft.name)}-*")):
        leftover.unlink(missing_ok=True)


def file_exists(path: Path) -> RequestError:
    """There is a file where one was to be written."""
    sentence = "There is a file at {path} already, and nothing is written over it. Name another one."
    return RequestError("file-exists", sentence, path=path)


def place(draft: Path, path: Path, taken: Callable[[], Exception]) -> None:
    """Give a finished file its name; raise what `taken` makes if it is taken."""
    try:
        os.link(draft, path)
    except FileExistsError:
        raise taken() from None
    except OSError:  # a file system without hard links
        if path.exists():
            raise taken() from None
        draft.rename(path)
