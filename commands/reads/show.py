"""The command `show`: one subject or one record, read as a page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import click

from escalade.commands.terminal.command import LANGUAGE, KnownCommand, references, refuse_idle
from escalade.commands.terminal.settings import current
from escalade.commands.terminal.table import draw, dump, escape_cell, facts_page
from escalade.models.reader import Reader
from escalade.services.acts.references import record

Facts = list[tuple[str, list[str]]]
"""Headings, each with the lines under it."""


@click.command(
    "show", cls=KnownCommand, example="escalade show 2017/ott\nescalade show meeting/9\nescalade show 2017/ott#7"
)
@click.argument("reference", metavar="REF|RECORD", shell_complete=references)
@click.option("--language", **LANGUAGE)
def show(reference: str, language: str | None) -> None:
    """What is on record of a topic, round, meeting, the body or a record."""
    setting = current()
    if setting.format == "json":
        refuse_idle("JSON has each text in every language", "language")
    with setting.reading() as reader:
        if setting.format == "json":
            dump(as_data(reference, reader))
            return
        shown = as_facts(reference, reader, language)
    if setting.format == "csv":
        draw(setting, ("fact", "value"), [(heading, "\n".join(lines)) for heading, lines in shown])
    else:
        click.echo("\n".join(as_markdown(shown) if setting.format == "markdown" else facts_page(shown)))


def as_data(reference: str, reader: Reader) -> Any:
    """Describe a subject, or one record, as data."""
    from escalade.services.views.record import describe_record, describe_subject

    standing = reader.standing()
    if "#" in reference:
        return describe_record(standing.record(record(reference, reader)), standing)
    return describe_subject(standing.subject(reader.resolve(reference)), standing)


def as_facts(reference: str, reader: Reader, language: str | None) -> Facts:
    """A subject or a record as lines under headings."""
    from escalade.commands.reads.subject_lines import of_record, of_subject

    standing = reader.standing()
    if "#" in reference:
        from escalade.commands.reads.remarks import narrow_record

        found = narrow_record(standing.record(record(reference, reader)), reader.subjects("office"))
        return of_record(found, standing, language, lambda digest: name_file(reader, digest))
    return of_subject(standing.subject(reader.resolve(reference)), standing, language)


def name_file(reader: Reader, digest: str) -> str:
    """A file that is kept here, by its name and its hash."""
    kept = reader.paper(digest)
    return f"{kept[0]}, {len(kept[1]):,} bytes, SHA-256 {digest}" if kept else ""


def as_markdown(facts: Facts) -> Iterable[str]:
    """Facts as a Markdown list; what looks like markup stays text."""
    for heading, lines in facts:
        yield f"- **{escape_cell(heading)}**: {escape_cell(lines[0]) if lines else ''}".rstrip()
        yield from (f"  - {escape_cell(line)}" for line in lines[1:])
