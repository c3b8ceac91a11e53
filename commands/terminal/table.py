"""Rows as a table, JSON, CSV or Markdown: one way for every reading.

Lines are as wide as the terminal.
"""

from __future__ import annotations

import io
import os
import re
import sys
import time
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TextIO

import click

from escalade.workflow.values.errors import encode_phrase

if TYPE_CHECKING:
    from escalade.commands.terminal.settings import CommandSettings

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


Row = Sequence[str]
Page = tuple[list[Row], list[Any]]
"""The rows of one page, and their data."""
STREAMED = frozenset({"json", "csv", "markdown"})
"""The forms in which a row needs to know nothing of the others."""
GUTTER = 2
TALLER = 1.5
"""How much taller than cards a table may be: then its columns are too narrow to read."""
_FORMULA = r"^\s*[=+\-@\t\r]"
_MARKUP = r"([\\`*_{}\[\]<>|~&])"


def draw(setting: CommandSettings, headings: Row, rows: Sequence[Row], data: Any = None) -> None:
    """Print rows in the form that was asked for.

    Args:
        setting: knows the form.
        headings: the names of the columns.
        rows: as many cells each.
        data: what JSON shows, where it is more than the rows.
    """
    if setting.format == "json":
        dump([dict(zip(headings, row, strict=True)) for row in rows] if data is None else data)
    elif setting.format == "csv":
        click.echo(as_csv(headings, rows), nl=False)
    elif setting.format == "markdown":
        click.echo(as_markdown(headings, rows))
    elif rows:
        click.echo(as_table(headings, rows))


def format_moment(at: float) -> str:
    """A moment as a cell, in UTC to the second; empty where there was none."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(at)) if at else ""


def dump(data: Any) -> None:
    """Print JSON: its keys sorted, its texts as they are."""
    click.echo(as_json(data))


def as_json(data: Any) -> str:
    """Data as JSON, in lines where somebody reads it."""
    import json

    form: dict[str, Any] = {"indent": 2} if on_terminal() else {"separators": (",", ":")}
    return json.dumps(data, sort_keys=True, ensure_ascii=False, default=plain, **form)


def plain(value: Any) -> Any:
    """A value of ours as JSON has it."""
    import msgspec

    return msgspec.to_builtins(value, enc_hook=encode_phrase)


def as_csv(headings: Row, rows: Sequence[Row]) -> str:
    """Rows as CSV; what a spreadsheet would take for a formula stays text."""
    import csv

    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(headings)
    writer.writerows([[f"'{cell}" if re.match(_FORMULA, cell) else cell for cell in row] for row in rows])
    return written.getvalue()


def as_markdown(headings: Row, rows: Sequence[Row]) -> str:
    """Rows as a Markdown table; what looks like markup stays text."""
    lines = [headings, ["---"] * len(headings), *([escape_cell(cell) for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def escape_cell(cell: str) -> str:
    """A cell in which nothing is markup."""
    return " ".join(re.sub(_MARKUP, r"\\\1", cell).split())


def as_table(headings: Row, rows: Sequence[Row]) -> str:
    """Rows as a table: as wide as the terminal, or plain in a pipe."""
    if not on_terminal():
        return "\n".join(align_columns([[heading.upper() for heading in headings], *rows]))
    widths = fit_widths([headings, *rows], width())
    if widths is None:
        return "\n".join(cards(rows))
    import tabulate

    folded = [fold_cells(row, widths) for row in rows]
    drawn = tabulate.tabulate(folded, headers=headings, tablefmt="simple", disable_numparse=True).splitlines()
    listed = list(cards(rows))
    return "\n".join(listed if len(drawn) > TALLER * len(listed) else (line.rstrip() for line in drawn))


def align_columns(lines: Sequence[Row]) -> Iterator[str]:
    """Lines for a pipe: one for each row, cells below each other."""
    widths = [max(len(cell) for cell in column) for column in zip(*lines, strict=True)]
    for line in lines:
        yield (" " * GUTTER).join(f"{cell:<{room}}" for cell, room in zip(line, widths, strict=True)).rstrip()


def fold_cells(row: Row, widths: Sequence[int]) -> list[str]:
    """The cells of a row in lines that fit their columns."""
    pairs = zip(row, widths, strict=True)
    return ["\n".join(wrap(cell, room)) for cell, room in pairs]


def fit_widths(lines: Sequence[Row], room: int) -> list[int] | None:
    """The widths at which columns fit, words whole; None where they do not."""
    padded = [[f"{heading}{' ' * GUTTER}" for heading in lines[0]], *lines[1:]]  # as tabulate sets headings
    columns = list(zip(*padded, strict=True))
    least = [max(len(column[0]), *(len(word) for cell in column for word in cell.split())) for column in columns]
    widths = [max(len(cell) for cell in column) for column in columns]
    room -= GUTTER * (len(columns) - 1)
    while sum(widths) > room:
        widest = max(range(len(widths)), key=lambda place: widths[place] - least[place])
        if widths[widest] <= least[widest]:
            return None
        widths[widest] -= 1
    return widths


def stream(setting: CommandSettings, headings: Row, pages: Iterable[Page]) -> int:
    """Print pages as they come, in a form that needs no width; how many rows.

    Args:
        setting: knows the form.
        headings: the names of the columns.
        pages: the rows of each, and what JSON shows of them.
    """
    count = 0

    def count_rows() -> Iterator[Page]:
        nonlocal count
        for page in pages:
            count += len(page[0])
            yield page

    for text in _json(count_rows()) if setting.format == "json" else _lines(setting.format, headings, count_rows()):
        click.echo(text, nl=False)
    return count


def _json(pages: Iterable[Page]) -> Iterator[str]:
    """The pages as one array, as it would be if it were made whole."""
    begin, between, end = ("[\n", ",\n", "\n]") if on_terminal() else ("[", ",", "]")
    mark = begin
    for _, data in pages:
        if data:
            whole = as_json(data)
            yield mark + whole.removeprefix(begin).removesuffix(end)
            mark = between
    yield "[]\n" if mark == begin else f"{end}\n"


def _lines(form: str, headings: Row, pages: Iterable[Page]) -> Iterator[str]:
    """The pages as lines, the headings above the first."""
    made = as_csv if form == "csv" else lambda *table: f"{as_markdown(*table)}\n"
    yield made(headings, [])
    above = len(made(headings, []))
    for rows, _ in pages:
        yield made(headings, rows)[above:]
