"""The papers: note, notice, call, report, agenda."""

from __future__ import annotations

from collections.abc import Callable
from inspect import cleandoc
from typing import Any

import click

from escalade.commands.papers.paper_options import CLEAN, INSERT, TEMPLATE_HELP, check_template
from escalade.commands.papers.write import write
from escalade.commands.terminal.command import ReadCommand, Sectioned, Verb, day, meetings, references, sessions
from escalade.commands.terminal.output_file import FILE
from escalade.services.acts.references import gathering

LANGUAGES = "ar|en|es|fr|ru|zh|all"
AUDIENCE = Sectioned(
    ["--audience"],
    type=click.Choice(["public", "members", "office"]),
    help="Draw it from what these may read. Unless given, a note, a report or an agenda tells what members may read, "
    "another paper what everybody may.",
)


def common() -> list[click.Option]:
    """The options that every paper has."""
    return [
        Sectioned(
            ["--language"],
            metavar=LANGUAGES,
            help="Its language, or all six; English where the body has it, unless given.",
        ),
        Sectioned(
            ["--to"],
            metavar="FILE-OR-FOLDER",
            type=FILE,
            help="Write there; the ending decides the form: .docx, .pdf, .html, .md, .xml.",
        ),
        Sectioned(
            ["--template"],
            metavar="FILE",
            type=FILE,
            callback=check_template,
            help=TEMPLATE_HELP,
        ),
        AUDIENCE,
        Sectioned(
            ["--trace"], is_flag=True, help="Beside the paper, write which record each fact came from (with --to)."
        ),
    ]


def paper(kind: str, metavar: str, example: str, *extra: click.Option) -> Callable[[Callable[..., None]], Verb]:
    """Make the command of one kind of paper."""

    def make(written: Callable[..., None]) -> Verb:
        """Draw what is asked for, once the options are known."""
        complete = meetings if metavar == "N" else references
        argument = click.Argument(["reference"], metavar=metavar, shell_complete=complete)
        options = [argument, *extra, *common()]
        return ReadCommand(
            kind, params=options, callback=written, help=cleandoc(written.__doc__ or ""), example=example
        )

    return make


SESSION = Sectioned(
    ["--to-session"],
    metavar="NAME",
    help="The session that a draft is for; the latest referral unless given.",
    shell_complete=sessions,
)


DATED = Sectioned(
    ["--on"],
    metavar="DATE",
    callback=day,
    help="The day that it bears; that of its issue or referral unless given.",
)
REVISION = Sectioned(
    ["--revision"], is_flag=True, help="As the next revision of the issued note, its changes tracked in Word."
)
NOTES = """\
escalade note 2017 --language fr --to note.html
escalade note 2017 --revision --language fr --to note.docx"""


@paper("note", "ROUND", NOTES, SESSION, DATED, INSERT, CLEAN, REVISION)
def note(reference: str, *, revision: bool, **wanted: Any) -> None:
    """The note that refers a round's topics to the superior body.

    It is the latest referral, or the draft of the next once topics were
    referred back. A revision is compared with the note issued last; without
    --to, the words that went and came are printed.
    """
    if revision:
        from escalade.commands.papers.revision import revise

        revise(reference, **wanted)
    else:
        write("note", reference, **wanted)


@paper("notice", "REF", "escalade notice 2017/ott")
def notice(reference: str, **wanted: Any) -> None:
    """The notice of a topic's outcome or decision."""
    write("notice", reference, **wanted)


CALLS = """\
escalade call 2017/ott --to call.html
escalade call 2017 --letter --language all --to letters/"""
LETTER = Sectioned(
    ["--letter"], is_flag=True, help="The letter to the members instead: on the topic, or on those of a round."
)


@paper("call", "REF|ROUND", CALLS, LETTER)
def call(reference: str, *, letter: bool, **wanted: Any) -> None:
    """The call that invites everyone to answer a consultation."""
    write("circular" if letter else "call", reference, **wanted)


@paper("report", "N", "escalade report 9", INSERT, CLEAN)
def report(reference: str, **wanted: Any) -> None:
    """Draft paragraphs of a meeting's report for what it decided."""
    write("report", gathering(reference), **wanted)


@paper("agenda", "N", "escalade agenda 9 --language fr --to agenda.docx")
def agenda(reference: str, **wanted: Any) -> None:
    """The draft agenda of a meeting: what the group has to take up.

    It is drawn from what stood when the meeting opened, or stands today.
    """
    write("agenda", gathering(reference), **wanted)
