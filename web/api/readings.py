"""What may be asked of the register, and what is answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal, get_type_hints

from fastapi import APIRouter, Query
from fastapi.responses import Response
from msgspec.structs import replace

from escalade.models.reader import TopicRow
from escalade.services.acts.references import find_round
from escalade.services.acts.references import record as record_named
from escalade.services.acts.remedies import offer_what_would_pass
from escalade.services.acts.suggestions import Typist
from escalade.services.views.consultations import ConsultationData, page_consultations
from escalade.services.views.inbox import Waiting, describe_item
from escalade.services.views.office_calendar import seat_of
from escalade.services.views.outlook import Answer, Prospects, describe_answer, describe_prospects
from escalade.services.views.plan import Plan, describe_plan, draw_plan
from escalade.services.views.record import SubjectData, Told, describe_record, describe_subject
from escalade.services.views.search import Find, Sought, find_decisions, find_texts, words_in
from escalade.services.views.shape import make_shape
from escalade.web.api.call import After, Asked, AskedWhen, Limit, Page, Text, cut_page
from escalade.web.api.problems import name_fields, say_for_calls
from escalade.web.api.schema import OPEN, TOKEN, reads
from escalade.workflow.inbox.outlook import prospects
from escalade.workflow.inbox.outlook import why as asked
from escalade.workflow.inbox.pages import Inbox, bookmark_in
from escalade.workflow.procedure import STATES
from escalade.workflow.records.validation import NEW
from escalade.workflow.subjects.topic import Topic
from escalade.workflow.values.errors import UnknownReferenceError
from escalade.workflow.values.reference import kind_of

if TYPE_CHECKING:
    from escalade.web.auth.scoped_reader import Sight
    from escalade.workflow.records.record import Record
    from escalade.workflow.subjects.subject import Subject

ROUTER = APIRouter(tags=["readings"], default_response_class=Response)
TopicData: Any = make_shape(
    "TopicRow", list(get_type_hints(TopicRow).items()), namespace={"__doc__": "Where a topic stands."}
)
State = Literal[*STATES["topic"]]  # type: ignore[valid-type]  # the states are those of the table


@ROUTER.get("/topics", operation_id="topics", responses=reads(list[TopicData], "Where each stands."), **OPEN)
def list_topics(
    reading: AskedWhen,
    *,
    round: Text = None,  # noqa: A002  # the field's own word
    state: Annotated[list[State] | None, Query()] = None,
    after: After = "",
    limit: Limit = 100,
) -> Response:
    """Where the topics stand."""
    return reading.answer(lambda sight: topics(sight, round, tuple(state or ()), after, limit))


def topics(sight: Sight, group: str | None, states: tuple[str, ...], after: str, limit: int) -> Page:
    """The topics that a reader may see, as far as they may."""
    group = find_round(group, sight.register) if group else None
    rows = sight.register.topics(group, states, after=after, limit=limit + 1)
    return Page([row._asdict() for row in rows[:limit]], rows[limit - 1].reference if len(rows) > limit else "")


@ROUTER.get("/topics/{reference:path}", responses=reads(SubjectData, "Where it stands, and its records."), **OPEN)
def topic(reading: AskedWhen, reference: str) -> Response:
    """A topic: its text as it stands, and its records."""
    return reading.answer(lambda sight: describe_subject(topic_at(reference, sight), sight.standing))


@ROUTER.get("/subjects/{reference:path}", responses=reads(SubjectData, "Where it stands, and its records."), **OPEN)
def subject(reading: AskedWhen, reference: str) -> Response:
    """A round, a meeting or session, the body, or a topic."""
    return reading.answer(lambda sight: describe_subject(find_visible(reference, sight), sight.standing))


def topic_at(reference: str, sight: Sight) -> Topic:
    """A topic that the reader may see.

    Raises:
        UnknownReferenceError: what is so called is none.
    """
    subject = find_visible(reference, sight)
    if not isinstance(subject, Topic):
        raise UnknownReferenceError(reference, kind="topic")
    return subject


def find_visible(reference: str, sight: Sight) -> Subject:
    """A subject of which the reader may see anything.

    Raises:
        UnknownReferenceError: there is none.
    """
    name = sight.register.resolve(reference)
    subject = sight.standing.subject(name)
    if subject.state is None:
        raise UnknownReferenceError(reference, kind=kind_of(name))
    return subject


@ROUTER.get("/records/{reference:path}", operation_id="records", responses=reads(list[Told], "In order."), **OPEN)
def list_records(reading: AskedWhen, reference: str, after: After = "", limit: Limit = 100) -> Response:
    """The record so called, as 2017/ott#7; or all of a subject."""
    return reading.answer(lambda sight: records(reference, sight, after, limit))


def records(reference: str, sight: Sight, after: str, limit: int) -> Page:
    """The record so called; or those of a subject, after one of them."""
    if "#" in reference:
        return Page(
            [describe_record(sight.standing.record(record_named(reference, sight.register)), sight.standing)], ""
        )
    named = after.rpartition("#")[2]
    last = int(named) if named.isascii() and named.isdigit() and len(named) < len("1" * 10) else 0
    later = [record for record in find_visible(reference, sight).told if record.ordinal > last]
    onward = later[limit - 1].reference if len(later) > limit else ""
    return Page([describe_record(record, sight.standing) for record in later[:limit]], onward)


@ROUTER.get("/consultations", responses=reads(list[ConsultationData], "The open ones first."), **OPEN)
def consultations(reading: Asked, *, past: bool = False, after: After = "", limit: Limit = 100) -> Response:
    """Consultations open or over: their days, hearing and responses."""
    return reading.answer(
        lambda sight: Page(
            *page_consultations(sight.register, sight.standing, past=past, after=after, most=limit),
        )
    )


@ROUTER.get("/why/{reference:path}", responses=reads((Prospects, Answer), "What may follow."), **OPEN)
def why(reading: Asked, reference: str, act: Text = None) -> Response:
    """What may follow, and what stands in the way of an act."""
    return reading.answer(lambda sight: outlook(reference, (act or "").replace("-", " "), sight))


def outlook(reference: str, act: str, sight: Sight) -> Answer | Prospects:
    """Every step that starts from here; or the way to one act."""
    new = act in NEW and bool(kind_of(reference)) and sight.standing.subject(reference).state is None
    subject = sight.standing.subject(reference) if new else find_visible(reference, sight)
    officer = sight.officer if sight.offices else None
    constitution = sight.standing.body.constitution()
    if act:
        answer = asked(subject, act, sight.standing, officer)
        answer = replace(answer, causes=offer_what_would_pass(answer.causes, sight.standing))
        first = next((one.act for one in answer.way), act)
        told = describe_answer(answer, constitution)
        return replace(told, causes=[say_for_calls(one, name_fields(first)) for one in told.causes])
    found = describe_prospects(subject, prospects(subject, sight.standing, officer), constitution)
    for step in found.steps:
        step.causes = [say_for_calls(one, name_fields(step.act)) for one in step.causes]
    return found


@ROUTER.get("/search", responses=reads(list[Find], "The texts that have all the words."), **OPEN)
def search(
    reading: Asked, words: Annotated[str, Query(max_length=500)], after: After = "", limit: Limit = 100
) -> Response:
    """Find words in titles, texts, names and symbols; case does not matter.

    A page ends with the record in which the last text was found.
    """
    return reading.answer(lambda sight: search_texts(words_in(words), sight, after, limit))


def search_texts(sought: Sought, sight: Sight, after: str, limit: int) -> Page:
    """The texts with all the words in records that the reader may see."""
    told: list[Find] = []
    last = ""
    for record in sight.register.find_records(sought, behind=after):
        if (read := as_read(record, sight)) and (found := list(find_texts(read, sought))):
            if len(told) >= limit:
                return Page(told, last)
            told += found
            last = record.reference
    return Page(told, "")


def as_read(record: Record, sight: Sight) -> Record | None:
    """A record as the reader may read it, where they may."""
    return sight.standing.subject(record.subject).record(record.reference)


@ROUTER.get("/decisions", responses=reads(list[Told], "The decisions, in the order recorded."), **OPEN)
def decisions(
    reading: Asked, session: Annotated[str, Query(max_length=500)], after: After = "", limit: Limit = 100
) -> Response:
    """What the superior body decided at a session, in the order recorded."""

    def find_taken(sight: Sight) -> Page:
        """Find what the session decided."""
        taken = find_decisions(session, sight.standing, sight.register)
        names = [record.reference for record in taken]
        later = taken[names.index(after) + 1 :] if after in names else taken
        onward = later[limit - 1].reference if len(later) > limit else ""
        return Page([describe_record(record, sight.standing) for record in later[:limit]], onward)

    return reading.answer(find_taken)


@ROUTER.get("/plan/{reference:path}", responses=reads(Plan, "Each day of the round."), **OPEN)
def plan(
    reading: Asked,
    reference: str,
    on: Text = None,
    supposed: Annotated[list[str] | None, Query(alias="if", max_length=20)] = None,
    after: After = "",
    limit: Limit = 100,
) -> Response:
    """What is to be done about a round, by when, and what is too late.

    A page has so many lines of the plan.
    """

    def find_lines(sight: Sight) -> Page:
        """Find the lines of the plan."""
        drawn = draw_plan(find_round(reference, sight.register), sight.standing, on, tuple(supposed or ()))
        lines, onward = cut_page(drawn.lines, after, limit)
        return Page(describe_plan(drawn._replace(lines=tuple(lines))), onward)

    return reading.answer(find_lines)


@ROUTER.get(
    "/inbox", responses=reads(list[Waiting], "What waits, by the day it is due."),
    openapi_extra={"security": TOKEN},
)  # fmt: skip
def inbox(
    reading: Asked, *, everyone: Annotated[bool, Query(alias="all")] = False, after: After = "", limit: Limit = 100
) -> Response:
    """What waits for the officer who asks, or for every office."""
    place = bookmark_in(after)

    def find_waiting(sight: Sight) -> Page:
        """Find what waits for them."""
        standing, typist = sight.standing, Typist(sight.standing, speaker=sight.officer)
        looking = Inbox(standing, None if everyone else sight.officer, seat_of(standing.body).holidays)
        found, onward = looking.page(limit, place)
        return Page([describe_item(entry, typist) for entry in found], str(onward) if onward else "")

    return reading.answer(find_waiting, of_office=True)
