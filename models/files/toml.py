"""Read TOML in little room and time, whoever wrote it."""

from __future__ import annotations

import re
import tomllib
from typing import Any

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


def read_toml(text: str) -> dict[str, Any]:
    """Read TOML whose size in bytes the caller has limited.

    Raises:
        TomlError: it is none.
        OversizeTomlError: it would take too long to read.
        RecursionError: it is nested too deeply.
    """
    if sum(map(text.count, SIGNS)) > MOST_SIGNS:
        raise OversizeTomlError
    if _LONG_KEY.search(_BLANKS.sub("", _TEXT.sub(_shorten, text))):
        raise RecursionError
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise TomlError(str(error)) from error
    except ValueError as error:  # of int(), and of nothing else
        raise TomlError(LONG_NUMBER) from error


def _shorten(found: re.Match[str]) -> str:
    """Leave a letter of a text, which may be part of a key, and nothing of a remark."""
    return "" if found[0].startswith("#") else "s"
