"""The options of papers: in which languages, for whom, with what."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from escalade.commands.terminal.command import AUDIENCES
from escalade.commands.terminal.output_file import FILE, check_readable
from escalade.commands.terminal.settings import current
from escalade.models.reader import Reader
from escalade.services.papers.languages import languages_for
from escalade.templates.languages.pack import AVAILABLE

EVERY = "all"
LANGUAGES = "ar|en|es|fr|ru|zh|all"
OURS = "ours"
"""What `--template` is given for a paper through our template, where another is kept."""

INSERT = click.option(
    "--insert",
    metavar="SECTION=FILE",
    multiple=True,
    help="Insert the text of a Word file at the end of a section, such as activities: headings, lists, tables, "
    "bold and italics, no images; repeat it.",
)


def clean(**attributes: Any) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command the option that takes out what Word files hide."""
    said = "Take out of Word files what their readers do not see, and say what it was."
    return click.option("--clean", is_flag=True, help=said, **attributes)


def check_template(_ctx: click.Context, _param: click.Parameter, value: Path | None) -> Path | None:
    """Refuse a template that is no regular file, or too large."""
    if value is not None and str(value) != OURS:
        check_readable(value)
    return value


TEMPLATE = click.option(
    "--template",
    metavar="FILE",
    type=FILE,
    callback=check_template,
    help="A Word template of your own in place of ours; a PDF takes its letterhead and margins. Unless given, the one "
    "that “use” keeps; “ours” for ours.",
)
OF_EVERY_PAPER = (
    click.option(
        "--language", metavar=LANGUAGES, help="Its language, or all six; English where the body has it, unless given."
    ),
    click.option(
        "--to",
        metavar="FILE-OR-FOLDER",
        type=FILE,
        help="Write there; the ending decides the form: .docx, .pdf, .html, .md, .xml.",
    ),
    TEMPLATE,
    click.option(
        "--audience",
        type=click.Choice(AUDIENCES),
        help="Draw it from what these may read. Unless given, a note, a report or an agenda tells what members may "
        "read, another paper what everybody may.",
    ),
    click.option("--trace", is_flag=True, help="Beside the paper, write which record each fact came from (with --to)."),
)


def of_every_paper(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options that every draft has."""
    for option in reversed(OF_EVERY_PAPER):
        command = option(command)
    return command


def choose_template(given: Path | None) -> Path | None:
    """The template of the house: the given one, or else the kept one.

    It is none where ours is asked for, or nothing is kept.
    """
    if given is not None:
        return None if str(given) == OURS else given
    kept = current().template()
    return Path(kept) if kept else None


def languages_of(kind: str, language: str | None, reader: Reader, *, every: bool = False) -> tuple[str, ...]:
    """The languages in which a paper is to be written.

    All languages are those that the body has, or requires for such a paper,
    as far as papers can be written in them; the others are said to come later.
    With `every` they are all that papers can be written in: who writes a
    paper may want more versions than who issues it.
    """
    if language not in {None, EVERY}:
        return (str(language),)
    body = reader.standing().body
    if language is None:
        constitution = body.constitution()
        own = tuple(constitution.name) if constitution else ()
        return tuple(tag for tag in ("en", *own, *AVAILABLE) if tag in AVAILABLE and tag in (own or AVAILABLE))[:1]
    possible, later = languages_for(kind, body)
    if later:
        now = AVAILABLE if every else possible
        current().say(f"No paper is written in {', '.join(later)} by this version; it writes {', '.join(now)}.")
    return AVAILABLE if every else possible
