"""Read TOML in little room and time, whoever wrote it.

It spells otherwise than records do what is nothing, and dates. A correction
may take a fact away, as in `fields.physical = {null = true}`: no act has a
field of that shape, so nothing else can be meant by it. A date may be written
without quotes; it is the same text as with them.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from escalade.models.files.input_file import LARGEST_SETTINGS, read_file, reason_of
from escalade.workflow.values.errors import Message

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
