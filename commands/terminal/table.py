"""Rows as a table, JSON, CSV or Markdown: one way for every reading."""

from __future__ import annotations

import io
import re
import time
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import click

from escalade.commands.terminal.page import cards, on_terminal, width, wrap
from escalade.commands.terminal.settings import CommandSettings
from escalade.workflow.values.message import encode_phrase

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
        """Pass the rows on, and count them."""
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
