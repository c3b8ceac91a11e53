"""What is on record of one subject, or one record, read as a page."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

import click

from escalade.commands.listing import LANGUAGE
from escalade.commands.setting import current
from escalade.commands.table import dump, on_terminal, width
from escalade.commands.verb import Sectioned, Verb, references

if TYPE_CHECKING:
    from collections.abc import Iterable

    from escalade.workflow.standing import Standing
    from escalade.workflow.subject import Subject

Facts = list[tuple[str, list[str]]]
"""Headings, each with the lines under it."""


@click.command("show", cls=Verb, example="escalade show 2017/ott\nescalade show meeting/9\nescalade show 2017/ott#7")
@click.argument("reference", metavar="REF|RECORD", shell_complete=references)
@click.option("--language", cls=Sectioned, **LANGUAGE)
def show(reference: str, language: str | None) -> None:
    """What is on record of a topic, round, meeting, the body or a record."""
    from escalade.commands.portrait import of_record, of_subject
    from escalade.commands.referring import record

    setting = current()
    with setting.reading() as reader:
        standing = reader.standing()
        if "#" in reference:
            found = standing.record(record(reference, reader))
            facts = of_record(found, standing, language)
            data = record_data(found, standing)
        else:
            subject = standing.subject(reader.resolve(reference))
            facts = of_subject(subject, standing, language)
            data = subject_data(subject, standing)
    if setting.format == "json":
        dump(data)
    elif setting.format == "csv":
        from escalade.commands.table import draw

        draw(setting, ("fact", "value"), [(heading, "\n".join(lines)) for heading, lines in facts])
    else:
        click.echo("\n".join(as_markdown(facts) if setting.format == "markdown" else as_page(facts)))


def record_data(record: Any, standing: Standing) -> dict[str, object]:
    """A record as JSON shows it."""
    from escalade.commands.listing import record_data as data

    return data(record, standing)


def subject_data(subject: Subject, standing: Standing) -> dict[str, object]:
    """A subject as JSON shows it: where it stands, and its records."""
    records = [record_data(record, standing) for record in subject.told]
    return {
        "reference": subject.reference,
        "kind": subject.kind,
        "state": subject.state,
        "newest": subject.newest,
        "records": records,
    }


def as_page(facts: Facts) -> Iterable[str]:
    """Facts as a page: headings on the left, lines wrapped on a terminal."""
    margin = max(len(heading) for heading, _ in facts) + 2
    for heading, lines in facts:
        label = heading
        for line in lines or [""]:
            room = width() - margin if on_terminal() else 10**6
            for part in textwrap.wrap(line, room, subsequent_indent=hanging(line)) or [""]:
                yield f"{label:<{margin}}{part}".rstrip()
                label = ""


def hanging(line: str) -> str:
    """How far the continued lines of a list's entry stand in."""
    mark = line.partition(" ")[0]
    return " " * (len(mark) + 1) if mark == "-" or mark.rstrip(".").isdigit() else ""


def as_markdown(facts: Facts) -> Iterable[str]:
    """Facts as a Markdown list; what looks like markup stays text."""
    from escalade.commands.table import escaped

    for heading, lines in facts:
        yield f"- **{escaped(heading)}**: {escaped(lines[0]) if lines else ''}".rstrip()
        yield from (f"  - {escaped(line)}" for line in lines[1:])
