"""What is printed as it is read, so that memory stays as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from escalade.commands.terminal.page import on_terminal
from escalade.commands.terminal.table import as_csv, as_json, as_markdown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from escalade.commands.terminal.settings import CommandSettings
    from escalade.commands.terminal.table import Row

    Page = tuple[list[Row], list[Any]]


def stream(setting: CommandSettings, headings: Row, pages: Iterable[Page]) -> int:
    """Print pages as they come, in a form that needs no width; how many rows.

    Args:
        setting: knows the form.
        headings: the names of the columns.
        pages: the rows of each, and what JSON shows of them.
    """
    count = 0

    def counted() -> Iterator[Page]:
        nonlocal count
        for page in pages:
            count += len(page[0])
            yield page

    for text in _json(counted()) if setting.format == "json" else _lines(setting.format, headings, counted()):
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
