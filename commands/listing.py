"""Where topics stand, and the records of one subject."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from escalade.commands.setting import current
from escalade.commands.table import draw
from escalade.commands.verb import Reading, Sectioned, references
from escalade.desk.data import of_record, of_row
from escalade.desk.proof import evidence_line
from escalade.desk.said import day, said

if TYPE_CHECKING:
    from escalade.models.queries import TopicRow
    from escalade.workflow.record import Record
    from escalade.workflow.standing import Standing

LANGUAGE = {
    "metavar": "LANGUAGE",
    "help": "The language of titles, such as fr; English where there is one unless given.",
}
TOPIC = ("topic", "state", "since", "title", "remarks")
RECORD = ("record", "act", "state", "by", "day", "evidence", "remarks")


@click.command("list", cls=Reading, example="escalade list 2017\nescalade list --state referred --limit 50")
@click.argument("round_", metavar="[ROUND]", required=False, shell_complete=references)
@click.option(
    "states",
    "--state",
    cls=Sectioned,
    multiple=True,
    metavar="STATE",
    help="Only topics in that state; repeat it for several.",
)
@click.option("--language", cls=Sectioned, **LANGUAGE)
@click.option("--after", cls=Sectioned, metavar="REF", default="", help="Only topics after this one: the next page.")
@click.option("--limit", cls=Sectioned, metavar="N", type=click.IntRange(1), help="At most so many topics: a page.")
def listing(round_: str | None, states: tuple[str, ...], language: str | None, after: str, limit: int | None) -> None:
    """Where the topics stand."""
    setting = current()
    with setting.reading() as reader:
        if round_ is not None:
            from escalade.desk.round import round_named

            round_ = round_named(round_, reader)
        rows = reader.topics(round_, tuple(known_state(state) for state in states), after=after, limit=limit)
    if setting.format == "json":
        draw(setting, TOPIC, [], [of_row(row) for row in rows])
    else:
        draw(setting, TOPIC, [topic_row(row, language) for row in rows])
    if limit and len(rows) == limit:
        setting.say(f"The next page begins after this one: --after {rows[-1].reference} --limit {limit}.")
    if not rows and not after:
        setting.say("No topic stands there. “escalade propose ROUND/TOPIC” puts one forward.")


def known_state(typed: str) -> str:
    """A state as it was typed, as the procedure writes it.

    Raises:
        RequestError: no topic can stand there.
    """
    from escalade.workflow.errors import RequestError
    from escalade.workflow.procedure import STATES

    state = typed.replace("-", " ").lower()
    if state not in STATES["topic"]:
        message = f"No topic can be “{typed}”. It can be {', '.join(STATES['topic'])}."
        raise RequestError(message)
    return state


def topic_row(row: TopicRow, language: str | None) -> tuple[str, ...]:
    """A topic as a row of the list."""
    remarks = [
        remark for remark, holds in (("provisional", row.provisional), ("waits to be endorsed", row.waits)) if holds
    ]
    return (row.reference, row.state, day(row.on), said(row.title, language), ", ".join(remarks))


@click.command("history", cls=Reading, example="escalade history 2017/ott")
@click.argument("reference", metavar="REF", shell_complete=references)
def history(reference: str) -> None:
    """The records of a topic, round, meeting or the body, in order."""
    setting = current()
    with setting.reading() as reader:
        records = reader.history(reader.resolve(reference))
        standing = reader.standing()
        if setting.format == "json":
            draw(setting, RECORD, [], [of_record(record, standing) for record in records])
        else:
            draw(setting, RECORD, [record_row(record, standing) for record in records])


def record_row(record: Record, standing: Standing) -> tuple[str, ...]:
    """A record as a row of a history."""
    state = f"{record.before or 'new'} → {record.after}" if record.moved else record.after
    return (
        record.reference,
        record.act,
        state,
        by(record),
        day(record.on),
        evidence_line(record, standing),
        "; ".join(remarks(record, standing)),
    )


def by(record: Record) -> str:
    """Who did it, under which office, and who entered it."""
    office = (
        f" ({record.office})"
        if record.office and record.office.casefold() != record.officer.casefold().replace(" ", "-")
        else ""
    )
    return (
        f"{record.officer} for {record.entered_for} ({record.office})"
        if record.entered_for
        else f"{record.officer}{office}"
    )


def remarks(record: Record, standing: Standing) -> list[str]:
    """What later records say of one, and what it still waits for."""
    from escalade.workflow.finality import is_provisional

    found = {
        f"annulled by {record.annulled_by}": record.annulled_by,
        f"corrected by {', '.join(record.corrected_by)}": record.corrected_by,
        f"confirmed by {record.confirmed_by}": record.confirmed_by,
        f"erased by {record.redacted_by}": record.redacted_by,
        f"endorsed by {record.endorsed_by}": record.endorsed_by,
        f"waits for {record.entered_for}": record.waits and not record.annulled_by,
        "provisional": is_provisional(record, standing) and not record.annulled_by,
    }
    return [words for words, holds in found.items() if holds]
