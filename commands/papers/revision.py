"""A note written as its next revision, its changes tracked in Word."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from escalade.commands.papers.diff import mark_changes
from escalade.commands.papers.issue import TRACKED, WORD, bases, nothing_issued, standing_file, track_changes_in
from escalade.commands.papers.paper_options import EVERY, choose_template, languages_of
from escalade.commands.papers.write import place_for, save_papers, say_taken_out, trace_papers
from escalade.commands.terminal.settings import current
from escalade.commands.terminal.table import dump
from escalade.models.reader import Reader
from escalade.services.acts.references import find_round
from escalade.services.papers.draft import Order
from escalade.templates.formats.file import file_of
from escalade.workflow.values.errors import RequestError


def revise(
    reference: str,
    *,
    to: Path | None,
    template: Path | None,
    trace: bool,
    language: str | None,
    **wanted: Any,
) -> None:
    """Write a note as its next revision, or print what changed in it.

    Raises:
        RequestError: the file is none of Word.
    """
    if to is not None and not to.is_dir() and to.suffix != f".{WORD}":
        sentence = "--revision tracks changes in Word; write --to {with_suffix}, or a folder."
        raise RequestError("not-in-word", sentence, with_suffix=to.with_suffix(".docx"))
    place_for(to, wanted=trace)
    with current().reading() as reader:
        order = _ordered(reader, reference, language, **wanted)
        drawn = {tag: file_of(one, WORD, order.seal, choose_template(template)) for tag, one in order.papers.items()}
        say_taken_out(order.taken_out)
        if to is None:
            _shown(order, drawn)
            return
        drawn = {tag: track_changes_in(order, tag, data) for tag, data in drawn.items()}
    files = {(tag, TRACKED): data for tag, data in drawn.items()} | (trace_papers(order.papers) if trace else {})
    save_papers(order.kind, order.group, files, to, several=language == EVERY)


def _ordered(
    reader: Reader,
    reference: str,
    language: str | None,
    *,
    insert: tuple[str, ...],
    clean: bool,
    audience: str | None,
    on: date | None,
) -> Order:
    """The next revision of a note, as `issue` would number it.

    Raises:
        PaperError: there is no note in a language.
    """
    group = find_round(reference, reader)
    there = bases(reader, group, "note")
    languages = tuple(sorted(there)) if language == EVERY else languages_of("note", language, reader)
    missing = [tag for tag in languages if tag not in there]
    if missing or not there:
        raise nothing_issued("note", group, *missing[:1], others=sorted(there))
    symbol, day = there[languages[0]][1].symbol, on.isoformat() if on else ""
    told: dict[str, Any] = {"on": day, "inserts": insert, "clean": clean, "readers": audience or ""}
    return Order(reader, group, None, "note", symbol, "Rev", languages, (WORD,), **told)


def _shown(order: Order, drawn: dict[str, bytes]) -> None:
    """Print the paragraphs that changed, what went and came marked."""
    from escalade.templates.formats.tracked.document import changes

    old = {tag: standing_file(order, tag) for tag in drawn}
    found = {tag: list(changes(old[tag][1], data, old[tag][0])) for tag, data in drawn.items()}
    if current().format == "json":
        dump([{"language": tag, "revision": order.own_symbol(tag), "changes": told} for tag, told in found.items()])
        return
    for tag, told in found.items():
        click.echo(f"{order.own_symbol(tag)} ({tag})")
        click.echo("".join(f"\n{mark_changes(one)}\n" for one in told))
