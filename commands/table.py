"""Rows as a table, JSON, CSV or Markdown: one way for every reading."""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from escalade.commands.setting import Setting

Row = Sequence[str]
LEAST_WIDTH, NARROWEST = 80, 8
_FORMULA = re.compile(r"^\s*[=+\-@\t\r]")
_MARKUP = re.compile(r"([\\`*_{}\[\]<>|~&])")


def draw(setting: Setting, headings: Row, rows: Sequence[Row], data: Any = None) -> None:
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


def dump(data: Any) -> None:
    """Print JSON: its keys sorted, its texts as they are."""
    click.echo(json.dumps(data, ensure_ascii=False, sort_keys=True, indent=2 if sys.stdout.isatty() else None))


def as_csv(headings: Row, rows: Sequence[Row]) -> str:
    """Rows as CSV; what a spreadsheet would take for a formula stays text."""
    import csv
    import io

    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(headings)
    writer.writerows([[f"'{cell}" if _FORMULA.match(cell) else cell for cell in row] for row in rows])
    return written.getvalue()


def as_markdown(headings: Row, rows: Sequence[Row]) -> str:
    """Rows as a Markdown table; what looks like markup stays text."""
    lines = [headings, ["---"] * len(headings), *([escaped(cell) for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def escaped(cell: str) -> str:
    """A cell in which nothing is markup."""
    return " ".join(_MARKUP.sub(r"\\\1", cell).split())


def as_table(headings: Row, rows: Sequence[Row]) -> str:
    """Rows as a table: as wide as the terminal, or plain in a pipe."""
    import tabulate

    tabulate.PRESERVE_WHITESPACE = False
    shown = [[heading.upper() if not on_terminal() else heading for heading in headings], *rows]
    widths = fitted(shown) if on_terminal() else None
    drawn = tabulate.tabulate(
        rows,
        headers=shown[0],
        tablefmt="simple" if on_terminal() else "plain",
        disable_numparse=True,
        maxcolwidths=widths,
    )
    return "\n".join(line.rstrip() for line in drawn.splitlines())


def on_terminal() -> bool:
    """Whether a person reads what is printed."""
    return sys.stdout.isatty()


def width() -> int:
    """How wide the terminal is."""
    return shutil.get_terminal_size((LEAST_WIDTH, 24)).columns


def fitted(lines: Sequence[Row]) -> list[int]:
    """The widths at which the columns fit side by side."""
    natural = [max(len(line[place]) for line in lines) for place in range(len(lines[0]))]
    room = width() - 2 * (len(natural) - 1)
    while sum(natural) > room and max(natural) > NARROWEST:
        widest = natural.index(max(natural))
        natural[widest] -= 1
    return natural
