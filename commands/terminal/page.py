"""Lines on a terminal: as wide as it is, words whole, commands untouched."""

from __future__ import annotations

import os
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TextIO

import click

LEAST_WIDTH = 80
_LONG = re.compile(r"\S{400,}")
COMMAND = "  escalade "
"""How a line begins that is to be copied, and is therefore left as it is."""


def on_terminal(stream: TextIO | None = None) -> bool:
    """Whether a person reads what is printed."""
    return (stream or sys.stdout).isatty()


def width() -> int:
    """The width of the terminal."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isdigit() and int(columns):
        return int(columns)
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or LEAST_WIDTH
    except (OSError, ValueError):  # the output is no terminal, or none that tells
        return LEAST_WIDTH


def wrap_text(text: str, stream: TextIO | None = None) -> str:
    """A text in lines that fit the terminal; as it is where there is none."""
    if not on_terminal(stream):
        return text
    return "\n".join(part for line in text.splitlines() for part in fold_line(line, width()))


def fold_line(line: str, room: int) -> list[str]:
    """One line in as many as it takes, its continuation standing in."""
    if len(line) <= room or line.startswith(COMMAND):
        return [line]
    return wrap(line, room, subsequent_indent=hanging(line), break_long_words=False)


def wrap(text: str, room: int, **how: Any) -> list[str]:
    """A text in lines of some width, words with hyphens whole."""
    import textwrap  # only what does not fit a line takes it

    return textwrap.wrap(text, room, break_on_hyphens=False, **how)


def hanging(line: str) -> str:
    """The indent of the continued lines of a list's entry."""
    mark = line.lstrip().partition(" ")[0]
    lead = len(line) - len(line.lstrip())
    inner = len(mark) + 1 if mark in {"-", "•"} or mark.rstrip(".").isdigit() else 0
    return " " * (lead + inner)


def facts_page(facts: Sequence[tuple[str, list[str]]]) -> Iterator[str]:
    """Facts as a page: headings on the left, lines wrapped on a terminal."""
    margin = max((len(heading) for heading, _ in facts), default=0) + 2
    room = width() - margin if on_terminal() else sys.maxsize
    for heading, lines in facts:
        label = heading
        for part in (part for line in lines or [""] for part in fold_line(line, room)):
            yield f"{label:<{margin}}{part}".rstrip()
            label = ""


def say_value(value: Any) -> str:
    """A value of a record on one line."""
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {say_value(one)}" for key, one in value.items())
    if isinstance(value, list | tuple):
        return " | ".join(map(say_value, value))
    return "yes" if value is True else " ".join(f"{value}".split())


def cards(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Rows that are too wide for a table: two cells, and the rest below them."""
    listed = list(rows)
    margin = max((len(row[0]) for row in listed), default=0) + 2
    for row in listed:
        yield f"{row[0]:<{margin}}{row[1]}"
        rest = " · ".join(cell for cell in row[2:] if cell)
        indent = " " * margin
        yield from wrap(rest, width(), initial_indent=indent, subsequent_indent=indent)


def shorten(text: str) -> str:
    """A message in which no word goes on for pages; commands stay as they are."""
    lines = text.split("\n")
    return "\n".join(line if line.startswith(COMMAND) else _LONG.sub(_cut, line) for line in lines)


def _cut(found: re.Match[str]) -> str:
    """The beginning of a word, and how long it is."""
    return f"{found[0][:100]}… ({len(found[0]):,} characters)"


def printable(text: str) -> str:
    """A message without characters that would act on a terminal."""
    return "".join(
        one if one in "\n\t" or unicodedata.category(one) not in {"Cc", "Cs", "Cf"} else f"\\u{ord(one):04x}"
        for one in text
    )


def colour(text: str, colour: str) -> str:
    """A text in a colour, where a person wants to see it (no-color.org)."""
    if not on_terminal() or os.environ.get("NO_COLOR"):
        return text
    return click.style(text, fg=colour)
