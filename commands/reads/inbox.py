"""The command `inbox`, page by page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from escalade.commands.terminal.command import ReadCommand
from escalade.commands.terminal.settings import CommandSettings, current
from escalade.commands.terminal.table import STREAMED, Row, draw, on_terminal, stream, wrap_text
from escalade.models.reader import Reader
from escalade.services.acts.references import find_officer, officer_known, quote_word
from escalade.services.acts.suggestions import Typist
from escalade.services.views.nouns import in_nouns
from escalade.services.views.office_calendar import seat_of
from escalade.services.views.text import day
from escalade.workflow.inbox.pages import Inbox, InboxItem, bookmark_in
from escalade.workflow.procedure import CHAIR, SECRETARIAT
from escalade.workflow.subjects.meeting import Gathering, Round
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.values.dates import when
from escalade.workflow.values.errors import Message
from escalade.workflow.values.reference import kind_of

WAITING = ("subject", "office", "due", "since", "what waits", "to type")
PAGE = 100
"""How much a table shows where no limit is given."""


@click.command("inbox", cls=ReadCommand, example="escalade inbox --as Secretariat\nescalade inbox --limit 50")
@click.option("everyone", "--all", is_flag=True, help="What waits for every office, whoever is acting.")
@click.option("--after", metavar="PLACE", default="", help="Only what comes after this place: the next page.")
@click.option(
    "--limit", metavar="N", type=click.IntRange(1),
    help=f"At most so much: a page. A table shows {PAGE} unless given; JSON, CSV and Markdown give everything.",
)  # fmt: skip
def inbox(everyone: bool, after: str, limit: int | None) -> None:  # noqa: FBT001  # an option
    """What waits for an officer, or for every office where none is named."""
    setting, place = current(), bookmark_in(after)
    with setting.reading() as reader:
        acting = "" if everyone else setting.acting()
        officer = officer_known(acting, reader.officers()) if acting else None
        looking = look(reader, officer)
        speaker = officer or find_officer(setting.officer or "", reader.officers()) or None
        typist = Typist(looking.standing, register=setting.register, speaker=speaker)
        if limit is None and setting.format in STREAMED:
            drawn = looking.pages(PAGE, place)
            count = stream(setting, WAITING, (inbox_rows(found, typist, setting) for found in drawn))
        else:
            found, onward = looking.page(limit or PAGE, place)
            show(found, typist, setting)
            count = len(found)
            if onward:
                more = f"--after {quote_word(str(onward))} --limit {limit or PAGE}"
                setting.say(f"This is not all, at least one more waits. The next page begins after this one: {more}.")
        if not count:
            setting.say(f"Nothing {'more ' if after else ''}waits for {officer or 'anyone'}.")
            if officer and not after and look(reader, None).page(1)[0]:
                setting.say("“escalade inbox --all” says what waits for other offices.")
            tell_first_steps(reader.standing())


def tell_first_steps(standing: Standing) -> None:
    """Say what a register lacks before anything can wait in it.

    Words in capitals are to be filled in.
    """
    setting, constitution = current(), standing.body.constitution()
    program = f"escalade --register {quote_word(setting.register)}" if setting.register else "escalade"
    held = standing.body.holders(SECRETARIAT, when(standing.today.isoformat()))
    who = f"--as {quote_word(held[0].name) if len(held) == 1 else 'OFFICER'}"
    for sentence, line in find_lacking(standing):
        setting.say(f"{in_nouns(sentence, constitution)} To type:\n  {program} {line} {who} --on DAY")


def find_lacking(standing: Standing) -> Iterator[tuple[str, str]]:
    """Name what is not there yet, and the line that enters it."""
    constitution = standing.body.constitution()
    if constitution is None:
        return
    language = next(iter(constitution.name), "en")
    subjects = [standing.subject(name) for name in standing.subjects if kind_of(name) in {"meeting", "round"}]
    if not standing.body.holders(CHAIR, when(standing.today.isoformat())):
        yield "Nobody is the chair yet, who concludes debates.", "appoint NAME --office chair"
    if not any(isinstance(one, Gathering) for one in subjects):
        yield (
            "No meeting is on record yet.",
            f"convene NUMBER --opens DAY --closes DAY --place {language}=PLACE",
        )
    rounds = [one for one in subjects if isinstance(one, Round) and one.state == "open"]
    if not rounds:
        yield Message("No round is open yet, in which a topic could be put forward."), "open-round ROUND"
    for one in rounds:
        if not any(True for _ in standing.topics_of(one.reference)):
            texts = f"--title {language}=TITLE --question {language}=QUESTION"
            yield (
                f"No topic was put forward in {one.reference} yet.",
                f"propose {one.reference}/TOPIC {texts} --by-state NAME",
            )


def look(reader: Reader, officer: str | None) -> Inbox:
    """The inbox of an officer, or of every office, as the register stands."""
    standing = reader.standing()
    return Inbox(standing, officer, seat_of(standing.body).holidays if standing.body.state else frozenset())


def inbox_rows(found: list[InboxItem], typist: Typist, setting: CommandSettings) -> tuple[list[Row], list[Any]]:
    """List the items as rows, and as data where JSON shows them."""
    rows: list[Row] = [row(entry, typist) for entry in found]
    if setting.format != "json":
        return rows, []
    from escalade.services.views.outlook import describe_item

    return rows, [describe_item(entry, typist) for entry in found]


def show(found: list[InboxItem], typist: Typist, setting: CommandSettings) -> None:
    """Print one page, on a terminal with its commands ready to be copied."""
    if setting.format == "table" and on_terminal():
        lines = (line for entry in found for line in format_item(entry, typist))
        click.echo("\n".join(lines), nl=bool(found))
    else:
        draw(setting, WAITING, *inbox_rows(found, typist, setting))


def row(entry: InboxItem, typist: Typist) -> tuple[str, ...]:
    """One thing that waits as a row of the table."""
    told = (in_nouns(entry.sentence, typist.constitution), typist.commands_for(entry)[0])
    return (entry.subject, entry.office, due(entry), day(entry.since), *told)


def due(entry: InboxItem) -> str:
    """The day by which it is due, and whether that is past mending."""
    return f"{entry.due}{' (too late)' if entry.too_late else ''}" if entry.due else ""


def format_item(entry: InboxItem, typist: Typist) -> list[str]:
    """One thing that waits on a terminal, its commands ready to be copied."""
    by = f", due {due(entry)}" if entry.due else ""
    said = wrap_text(f"- {entry.office}{by}: {in_nouns(entry.sentence, typist.constitution)}")
    return [said, *(f"  {command}" for command in typist.commands_for(entry))]
