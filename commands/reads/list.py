"""The command `list`: the topics, in columns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from escalade.commands.terminal.command import LANGUAGE, KnownCommand, references, refuse_idle
from escalade.commands.terminal.settings import current
from escalade.commands.terminal.table import STREAMED, Row, draw, stream
from escalade.models.reader import Reader, TopicRow
from escalade.models.store import statements
from escalade.services.views.text import day, text_in
from escalade.workflow.values.errors import RequestError

AT_A_TIME = 1000
"""How many topics are read at a time where all are printed."""


@click.command("list", cls=KnownCommand, example="escalade list 2017\nescalade list --state referred --limit 50")
@click.argument("round_", metavar="[ROUND]", required=False, shell_complete=references)
@click.option(
    "states", "--state", multiple=True, metavar="STATE", help="Only topics in that state; repeat it for several."
)
@click.option("--language", **LANGUAGE)
@click.option("--after", metavar="REF", default="", help="Only topics after this one: the next page.")
@click.option("--limit", metavar="N", type=click.IntRange(1), help="At most so many topics: a page.")
def listing(round_: str | None, states: tuple[str, ...], language: str | None, after: str, limit: int | None) -> None:
    """Where the topics stand."""
    setting = current()
    if setting.format == "json":
        refuse_idle("JSON has each text in every language", "language")
    with setting.reading() as reader:
        if round_ is not None:
            from escalade.services.acts.references import find_round

            round_ = find_round(round_, reader)
        wanted = tuple(parse_state(state) for state in states)
        if limit is None and setting.format in STREAMED:
            pages = pages_of(reader, round_, wanted, after)
            count = stream(setting, COLUMNS, (topic_rows(rows, language, reader) for rows in pages))
        else:
            rows = reader.topics(round_, wanted, after=after, limit=limit)
            draw(setting, COLUMNS, *topic_rows(rows, language, reader))
            count = len(rows)
    if limit and count == limit:
        setting.say(f"The next page begins after this one: --after {rows[-1].reference} --limit {limit}.")
    if not count and not after:
        setting.say("No topic stands there. “escalade propose ROUND/TOPIC” puts one forward.")


def pages_of(reader: Reader, round_: str | None, states: tuple[str, ...], after: str) -> Iterator[list[TopicRow]]:
    """The topics after one, some at a time."""
    while rows := reader.topics(round_, states, after=after, limit=AT_A_TIME):
        yield rows
        after = rows[-1].reference


def topic_rows(rows: list[TopicRow], language: str | None, reader: Reader) -> tuple[list[Row], list[dict[str, Any]]]:
    """Topics as rows, and as data."""
    readers, stands = [first_read_by(row.reference, reader) for row in rows], find_stands(rows, reader)
    shown: list[Row] = [
        topic_row(row, language, whose, stands.get(row.reference, ())) for row, whose in zip(rows, readers, strict=True)
    ]
    return shown, [row._asdict() for row in rows]


def find_stands(listed: list[TopicRow], reader: Reader) -> dict[str, tuple[str, ...]]:
    """Find what is to be remarked of how topics stand."""
    known = [row.reference for row in listed if row.deferred or row.objections]
    if not known:
        return {}
    from escalade.services.views.stand import remark_on
    from escalade.workflow.subjects.stand import stand_of

    standing = reader.standing()
    topics = (topic for name in known if (topic := standing.topic(name)))
    return {topic.reference: tuple(remark_on(stand_of(topic, standing))) for topic in topics}


def first_read_by(reference: str, reader: Reader) -> str:
    """For whom the first record of a topic is."""
    row = reader.connection.execute(statements.AUDIENCE_AT_BIRTH, (reference,)).fetchone()
    return str(row[0]) if row else "public"


def parse_state(typed: str) -> str:
    """A state as it was typed, as the procedure writes it."""
    from escalade.workflow.procedure import STATES

    state = typed.replace("-", " ").lower()
    if state not in STATES["topic"]:
        raise RequestError(f"No topic can be “{typed}”. It can be {', '.join(STATES['topic'])}.")
    return state


COLUMNS = ("topic", "state", "since", "title", "remarks")
"""What `topic_row` gives, in that order."""


def topic_row(
    row: TopicRow, language: str | None, readers: str = "public", stands: tuple[str, ...] = ()
) -> tuple[str, ...]:
    """A topic as a row of the list, marked where it is not for everybody."""
    remarks = {
        f"{readers} only": readers != "public",
        "provisional": row.provisional,
        "waits to be endorsed": row.waits,
        "contradicted": row.contradicted,
    }
    holding = [*(remark for remark, holds in remarks.items() if holds), *stands]
    return (row.reference, row.state, day(row.on), text_in(row.title, language), ", ".join(holding))
