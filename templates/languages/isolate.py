"""Isolates: what runs left to right keeps its order among Arabic words.

The one place that decides it. An isolate is written with the characters that
Unicode has for that; a form with marks of its own turns them into those. No
text of a user holds such characters: they are refused where texts come in.
"""

from __future__ import annotations

import re
import unicodedata

OPEN, CLOSE = "\u2066", "\u2069"
_LINE = re.compile("([\n\u2028])")
_ISOLATE = re.compile(f"({OPEN}[^{CLOSE}]*{CLOSE})")
_TOKEN = re.compile(
    r"""
    (?<![A-Za-z0-9])[A-Za-z0-9]++      # a word or number, and more of it:
    (?:
        [-–—/.,:\#@_&+]++[A-Za-z0-9]++ # 2016-2017, C17/51, 5.4, 2017/ott#7
      | \([A-Za-z0-9.]++\)            # (Rev.1)
    )++
    """,
    re.VERBOSE,
)
"""Each word is tried once, from its beginning, and nothing is given back: the
time grows with the text and not with its square."""


def isolate(text: str) -> str:
    """A text to stand among Arabic words, isolated where it must be.

    A text in letters that run left to right is isolated line by line; in any
    other, each reference and range of numbers is. What is isolated stays so.
    """
    return "".join(_isolated_line(line) for line in _LINE.split(text))


def _isolated_line(line: str) -> str:
    parts = _ISOLATE.split(line)
    if len(parts) == 1 and _runs_left_to_right(line):
        return f"{OPEN}{line}{CLOSE}"
    return "".join(
        part if part.startswith(OPEN) else _TOKEN.sub(lambda found: f"{OPEN}{found[0]}{CLOSE}", part) for part in parts
    )


def _runs_left_to_right(text: str) -> bool:
    """Whether the first letter of a text is of that direction."""
    return next((way for letter in text if (way := unicodedata.bidirectional(letter)) in {"L", "R", "AL"}), "") == "L"
