"""What was found in texts, what was decided, what changed, and what comes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import Response

from escalade.services.acts.references import find_round
from escalade.services.views.difference import Difference, changes, describe_difference, texts_between
from escalade.services.views.plan import Plan, describe_plan, draw_plan
from escalade.services.views.record import Told, describe_record
from escalade.services.views.search import Find, find_decisions, finds, words_in
from escalade.web.api.call import After, Asked, Limit, Page, Text
from escalade.web.api.reading import OPEN, find_visible
from escalade.web.api.schema import reads
from escalade.workflow.subjects.topic import Topic
from escalade.workflow.values.errors import UnknownReferenceError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from escalade.web.auth.sight import Sight
    from escalade.workflow.records.record import Record

ROUTER = APIRouter(tags=["readings"], default_response_class=Response)


@ROUTER.get("/search", responses=reads(list[Find], "The texts that have all the words."), **OPEN)
def search(
    reading: Asked, words: Annotated[str, Query(max_length=500)], after: After = "", limit: Limit = 100
) -> Response:
    """Find words in titles, texts, names and symbols; case does not matter.

    A page ends with the record in which the last text was found.
    """
    return reading.answer(lambda sight: search_texts(words_in(words), sight, after, limit))


def search_texts(words: tuple[str, ...], sight: Sight, after: str, limit: int) -> Page:
    """The texts with all the words in records that the reader may see."""
    told: list[Find] = []
    last = ""
    for record in records_after(after, sight):
        if any(True for _ in finds(record, words)) and (read := as_read(record, sight)):
            if len(told) >= limit:
                return Page(told, last)
            told += finds(read, words)
            last = record.reference
    return Page(told, "")


def records_after(after: str, sight: Sight) -> Iterable[Record]:
    """The records of the ledger after one of them."""
    return sight.register.since(after) if after else (record for _, record in sight.register.records())


def as_read(record: Record, sight: Sight) -> Record | None:
    """A record as the reader may read it, where they may."""
    return sight.standing.subject(record.subject).record(record.reference)


@ROUTER.get("/decisions", responses=reads(list[Told], "The decisions, in the order recorded."), **OPEN)
def decisions(reading: Asked, session: Annotated[str, Query(max_length=500)]) -> Response:
    """What the superior body decided at a session, in the order recorded."""

    def made(sight: Sight) -> list[Any]:
        taken = find_decisions(session, sight.standing, sight.register)
        return [describe_record(record, sight.standing) for record in taken]

    return reading.answer(made)


@ROUTER.get("/diff/{reference:path}", responses=reads(Difference, "What changed."), **OPEN)
def diff(reading: Asked, reference: str, between: Text = None, language: Text = None) -> Response:
    """What changed between two texts of a topic, word by word."""

    def made(sight: Sight) -> Difference:
        old, new = texts_between(topic_at(reference, sight), between)
        changed = [one for one in changes(old[1], new[1]) if language in {None, one.language}]
        return describe_difference(old[0], new[0], changed)

    return reading.answer(made)


def topic_at(reference: str, sight: Sight) -> Topic:
    """A topic that the reader may see.

    Raises:
        UnknownReferenceError: what is so called is none.
    """
    subject = find_visible(reference, sight)
    if not isinstance(subject, Topic):
        raise UnknownReferenceError(reference, kind="topic")
    return subject


@ROUTER.get("/plan/{reference:path}", responses=reads(Plan, "Each day of the round."), **OPEN)
def plan(
    reading: Asked,
    reference: str,
    on: Text = None,
    supposed: Annotated[list[str] | None, Query(alias="if", max_length=20)] = None,
) -> Response:
    """What is to be done about a round, by when, and what is too late."""
    return reading.answer(
        lambda sight: describe_plan(
            draw_plan(find_round(reference, sight.register), sight.standing, on, tuple(supposed or ()))
        )
    )
