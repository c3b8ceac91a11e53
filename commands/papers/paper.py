"""The papers: note, notice, call, report, agenda."""

from __future__ import annotations

from typing import Any

import click

from escalade.commands.papers.paper_options import INSERT, clean, of_every_paper
from escalade.commands.papers.write import write
from escalade.commands.terminal.command import (
    ReadCommand,
    day,
    meetings,
    references,
    refuse_idle,
    sessions,
)

NOTES = """\
escalade note 2017 --language fr --to note.html
escalade note 2017 --revision --language fr --to note.docx"""
CALLS = """\
escalade call 2017/ott --to call.html
escalade call 2017 --letter --language all --to letters/"""


@click.command("note", cls=ReadCommand, example=NOTES)
@click.argument("reference", metavar="ROUND", shell_complete=references)
@click.option(
    "--to-session",
    metavar="NAME",
    help="The session that a draft is for; the latest referral unless given.",
    shell_complete=sessions,
)
@click.option(
    "--on", metavar="DATE", callback=day, help="The day that it bears; that of its issue or referral unless given."
)
@INSERT
@clean()
@click.option("--revision", is_flag=True, help="As the next revision of the issued note, its changes tracked in Word.")
@of_every_paper
def note(reference: str, *, revision: bool, **wanted: Any) -> None:
    """The note that refers a round's topics to the superior body.

    It is the latest referral, or the draft of the next once topics were
    referred back. A revision is compared with the note issued last; without
    --to, the words that went and came are printed.
    """
    if revision:
        from escalade.commands.papers.issue import revise

        refuse_idle("--revision is of the note that was issued, and that went to its session", "to_session")
        del wanted["to_session"]
        revise(reference, **wanted)
    else:
        write("note", reference, **wanted)


@click.command("notice", cls=ReadCommand, example="escalade notice 2017/ott")
@click.argument("reference", metavar="REF", shell_complete=references)
@of_every_paper
def notice(reference: str, **wanted: Any) -> None:
    """The notice of a topic's outcome or decision."""
    write("notice", reference, **wanted)


@click.command("call", cls=ReadCommand, example=CALLS)
@click.argument("reference", metavar="REF|ROUND", shell_complete=references)
@click.option("--letter", is_flag=True, help="The letter to the members instead: on the topic, or on those of a round.")
@of_every_paper
def call(reference: str, *, letter: bool, **wanted: Any) -> None:
    """The call that invites everyone to answer a consultation."""
    write("circular" if letter else "call", reference, **wanted)


@click.command("report", cls=ReadCommand, example="escalade report 9")
@click.argument("reference", metavar="N", shell_complete=meetings)
@INSERT
@clean()
@of_every_paper
def report(reference: str, **wanted: Any) -> None:
    """Draft paragraphs of a meeting's report for what it decided."""
    write("report", reference, **wanted)


@click.command("agenda", cls=ReadCommand, example="escalade agenda 9 --language fr --to agenda.docx")
@click.argument("reference", metavar="N", shell_complete=meetings)
@of_every_paper
def agenda(reference: str, **wanted: Any) -> None:
    """The draft agenda of a meeting: what the group has to take up.

    It is drawn from what stood when the meeting opened, or stands today.
    """
    write("agenda", reference, **wanted)


@click.command("follow-up", cls=ReadCommand, example="escalade follow-up 9 --language all --to follow-up/")
@click.argument("reference", metavar="N", shell_complete=meetings)
@of_every_paper
def follow_up(reference: str, **wanted: Any) -> None:
    """The follow-up of a meeting: what was agreed, and who does what."""
    write("follow-up", reference, **wanted)
