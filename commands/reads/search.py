"""The commands `search` and `decisions`: words on record, and decisions."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping
from typing import Any

import click
import msgspec

from escalade.commands.reads.remarks import READERS, by, remarks
from escalade.commands.terminal.command import ReadCommand, refuse_idle, sessions
from escalade.commands.terminal.settings import current
from escalade.commands.terminal.table import draw
from escalade.services.views.evidence import PAPER, evidence_line
from escalade.services.views.nouns import columns_in_nouns, noun_or
from escalade.services.views.record import describe_record
from escalade.services.views.search import FOUND, find_decisions, find_texts, words_in
from escalade.services.views.text import day, text_in
from escalade.workflow.motions.decision import Votes
from escalade.workflow.records.record import Record
from escalade.workflow.subjects.stand import tell_decision
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.subjects.subject import Subject

DECIDED = ("record", "decision", "sitting", "day", "how", "words", "evidence", "remarks")


@click.command("search", cls=ReadCommand, example='escalade search "digital divide"')
@click.argument("words", nargs=-1, required=True)
@click.option("public", "--public", is_flag=True, help="Only in records that anyone may read.")
def search(words: tuple[str, ...], public: bool) -> None:  # noqa: FBT001  # an option
    """Find words in titles, texts, names and symbols; case does not matter.

    Accents, apostrophes and signs do not matter either, and the beginning of a
    word is enough. A text is found that has all the words.
    """
    setting, wanted = current(), words_in(" ".join(words))
    with setting.reading() as reader:
        read: Iterable[Record] = reader.find_records(wanted, "public" if public else None)
        told = reader.subjects("public" if public else None)
        if public:
            read = filter(None, (told[record.subject].record(record.reference) for record in read))
        rows = [
            msgspec.structs.astuple(find)
            for record in read
            for find in find_texts(record, wanted, day_of(record, told))
        ]
    draw(setting, FOUND, rows)
    if not rows:
        setting.say("Nothing on record has these words.")


def day_of(record: Record, subjects: Mapping[str, Subject]) -> str:
    """The day of a record as later ones leave it."""
    told = subjects[record.subject].record(record.reference)
    return told.on if told else record.on


@click.command("decisions", cls=ReadCommand, example='escalade decisions --session "Council 2017"')
@click.option(
    "--session",
    metavar="NAME",
    default="",
    shell_complete=sessions,
    help="The session of the superior body, by its name; every one unless given.",
)
@click.option(
    "--language", metavar="LANGUAGE", help="The language of the words; English where there is one unless given."
)
def decisions(session: str, language: str | None) -> None:
    """What the superior body decided at its sessions, in the order recorded."""
    setting = current()
    if setting.format == "json":
        refuse_idle("JSON has each text in every language", "language")
    with setting.reading() as reader:
        standing = reader.standing()
        constitution = standing.body.constitution()
        records = find_decisions(session, standing, reader)
        rows = [decision_row(record, standing, language) for record in records]
        data = [describe_record(record, standing) for record in records] if setting.format == "json" else None
    columns = columns_in_nouns(DECIDED, constitution) if setting.format == "table" else DECIDED
    draw(setting, columns, rows, data)
    if not rows:
        setting.say(f"No decision of {session or 'any session'} is on record.")


def count_votes(votes: Votes | None) -> str:
    """The votes on a decision, where they are on record."""
    return f"{votes.votes_for} for, {votes.against} against, {votes.abstaining} abstaining" if votes else ""


def decision_row(record: Record, standing: Standing, language: str | None) -> tuple[str, ...]:
    """A decision as a row."""
    motion: Any = record.motion
    words = text_in(getattr(motion, "words", None) or getattr(motion, "guidance", None), language)
    given = (
        getattr(motion, "how", None),
        count_votes(getattr(motion, "counts", None)),
        getattr(motion, "sequence", None),
    )
    how = ", ".join(str(value) for value in given if value)
    sitting = noun_or(standing, "sitting", "sitting", language)
    topic = standing.topic(record.subject)
    against = "over objection" if topic and tell_decision(record, topic, standing).over_objection else ""
    announced = f"announced {day(told)}" if (told := getattr(record.motion, "announced", None)) else ""
    entered = f"entered by {by(record, standing)}"
    remarked = (READERS.get(record.audience), *remarks(record, standing), against, announced, entered)
    return (
        record.reference,
        f"{record.act}: {record.after}" if record.moved else record.act,
        f"{sitting} {record.evidence.sitting}" if record.evidence.sitting else "",
        day(record.on),
        how,
        textwrap.shorten(words, 120, placeholder=" …"),
        evidence_line(record, standing, PAPER),
        "; ".join(filter(None, remarked)),
    )
