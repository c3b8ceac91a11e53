"""What may be asked of the register, and what is answered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Annotated, Any, Literal, get_type_hints

import msgspec
from fastapi import APIRouter, Query
from fastapi.responses import Response
from msgspec.structs import replace

from escalade.models.integrity.keys import verify_signature as signature
from escalade.models.integrity.receipts import body_of as held_body
from escalade.models.integrity.receipts import contains_source, forest, holds_checkpoint, make_checkpoint
from escalade.models.reader import TopicRow
from escalade.models.store import statements
from escalade.models.views.view import withholds
from escalade.services.acts.references import find_round
from escalade.services.acts.references import record as record_named
from escalade.services.acts.suggestions import Typist, offer_what_would_pass
from escalade.services.views.check import CheckpointData, Held, Proof, describe_checkpoint
from escalade.services.views.consultations import ConsultationData, page_consultations
from escalade.services.views.office_calendar import seat_of
from escalade.services.views.outlook import (
    Answer,
    Prospects,
    Waiting,
    describe_answer,
    describe_item,
    describe_prospects,
)
from escalade.services.views.plan import Plan, describe_plan, draw_plan
from escalade.services.views.record import SubjectData, Told, describe_record, describe_subject
from escalade.services.views.search import Find, find_decisions, find_texts, words_in
from escalade.services.views.shape import make_shape
from escalade.templates.formats.file import seals_in
from escalade.web.api.call import (
    After,
    Asked,
    AskedWhen,
    Body,
    Calling,
    Limit,
    Page,
    Text,
    data,
    decode_body,
    number_in,
)
from escalade.web.api.problems import name_fields, say_for_calls
from escalade.web.api.schema import OF_BODIES, OPEN, TOKEN, answers, body_of, reads, wrong
from escalade.web.auth.scoped_reader import Sight
from escalade.web.middleware.errors import BytesWithheldError
from escalade.workflow.inbox.outlook import prospects
from escalade.workflow.inbox.outlook import why as asked
from escalade.workflow.inbox.pages import Inbox, bookmark_in
from escalade.workflow.ledger.tree import inclusion
from escalade.workflow.procedure import STATES
from escalade.workflow.records.validation import NEW
from escalade.workflow.subjects.subject import Subject
from escalade.workflow.subjects.topic import Topic
from escalade.workflow.values.errors import UnknownReferenceError
from escalade.workflow.values.reference import kind_of, record_parts

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

    def find_topics(sight: Sight) -> Page:
        group = find_round(round, sight.register) if round else None
        rows = sight.register.topics(group, tuple(state or ()), after=after, limit=limit + 1)
        return cut_page(rows, limit, TopicRow._asdict)

    return reading.answer(find_topics)


def cut_page(found: Sequence[Any], limit: int, tell: Callable[[Any], Any]) -> Page:
    """As much as is wanted; what follows goes on after the last of it."""
    return Page([tell(one) for one in found[:limit]], found[limit - 1].reference if len(found) > limit else "")


@ROUTER.get("/topics/{reference:path}", responses=reads(SubjectData, "Where it stands, and its records."), **OPEN)
def topic(reading: AskedWhen, reference: str) -> Response:
    """A topic: its text as it stands, and its records."""

    def find_topic(sight: Sight) -> SubjectData:
        subject = find_visible(reference, sight)
        if not isinstance(subject, Topic):
            raise UnknownReferenceError(reference, kind="topic")
        return describe_subject(subject, sight.standing)

    return reading.answer(find_topic)


@ROUTER.get("/subjects/{reference:path}", responses=reads(SubjectData, "Where it stands, and its records."), **OPEN)
def subject(reading: AskedWhen, reference: str) -> Response:
    """A round, a meeting or session, the body, or a topic."""
    return reading.answer(lambda sight: describe_subject(find_visible(reference, sight), sight.standing))


def find_visible(reference: str, sight: Sight) -> Subject:
    """A subject of which the reader may see anything."""
    name = sight.register.resolve(reference)
    subject = sight.standing.subject(name)
    if subject.state is None:
        raise UnknownReferenceError(reference, kind=kind_of(name))
    return subject


@ROUTER.get("/records/{reference:path}", operation_id="records", responses=reads(list[Told], "In order."), **OPEN)
def list_records(reading: AskedWhen, reference: str, after: After = "", limit: Limit = 100) -> Response:
    """The record so called, as 2017/ott#7; or all of a subject."""

    def find_records(sight: Sight) -> Page:
        if "#" in reference:
            found = [sight.standing.record(record_named(reference, sight.register))]
        else:
            last = number_in(after.rpartition("#")[2])
            found = [record for record in find_visible(reference, sight).told if record.ordinal > last]
        return cut_page(found, limit, lambda record: describe_record(record, sight.standing))

    return reading.answer(find_records)


@ROUTER.get("/consultations", responses=reads(list[ConsultationData], "The open ones first."), **OPEN)
def consultations(reading: Asked, *, past: bool = False, after: After = "", limit: Limit = 100) -> Response:
    """Consultations open or over: their days, hearing and responses."""
    return reading.answer(
        lambda sight: Page(*page_consultations(sight.register, sight.standing, past=past, after=after, most=limit))
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

    def find_words(sight: Sight) -> Page:
        told: list[Find] = []
        last, sought = "", words_in(words)
        for record in sight.register.find_records(sought, behind=after):
            read = sight.standing.subject(record.subject).record(record.reference)  # as its reader may read it
            if read and (found := list(find_texts(read, sought))):
                if len(told) >= limit:
                    return Page(told, last)
                told += found
                last = record.reference
        return Page(told, "")

    return reading.answer(find_words)


@ROUTER.get("/decisions", responses=reads(list[Told], "The decisions, in the order recorded."), **OPEN)
def decisions(
    reading: Asked, session: Annotated[str, Query(max_length=500)] = "", after: After = "", limit: Limit = 100
) -> Response:
    """What the superior body decided at its sessions, as recorded."""

    def find_taken(sight: Sight) -> Page:
        taken = find_decisions(session, sight.standing, sight.register)
        names = [record.reference for record in taken]
        later = taken[names.index(after) + 1 :] if after in names else taken
        return cut_page(later, limit, lambda record: describe_record(record, sight.standing))

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
        drawn = draw_plan(find_round(reference, sight.register), sight.standing, on, tuple(supposed or ()))
        start = number_in(after)
        onward = str(start + limit) if start + limit < len(drawn.lines) else ""
        return Page(describe_plan(drawn._replace(lines=tuple(drawn.lines[start : start + limit]))), onward)

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
        standing, typist = sight.standing, Typist(sight.standing, speaker=sight.officer)
        looking = Inbox(standing, None if everyone else sight.officer, seat_of(standing.body).holidays)
        found, onward = looking.page(limit, place)
        return Page([describe_item(entry, typist) for entry in found], str(onward) if onward else "")

    return reading.answer(find_waiting, of_office=True)


class Shown(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is held against the record."""

    paper: Annotated[bytes | None, msgspec.Meta(description="The bytes of a paper, in base64.")] = None
    checkpoint: Annotated[str | None, msgspec.Meta(description="A signed checkpoint, as it was kept.")] = None

    def __post_init__(self) -> None:
        """Refuse to hold nothing against the record."""
        if self.paper is None and self.checkpoint is None:
            raise ValueError("it has neither a paper nor a checkpoint")


@ROUTER.get("/checkpoint", responses=reads(CheckpointData, "The ledger as it is now."), **OPEN)
def checkpoint(reading: Calling) -> Response:
    """The size and the root of the record as they are now."""
    return reading.answer(describe_ledger)


def describe_ledger(sight: Sight) -> CheckpointData:
    """The ledger as it is now.

    It takes no day. An earlier register is made anew from the records that had
    effect then: its root need never have been that of the ledger, and proves nothing.
    """
    return describe_checkpoint(make_checkpoint(sight.register), sight.standing.body.copy_of)


@ROUTER.get("/proof/{record:path}", responses=reads(Proof, "The record, and its way to the root."), **OPEN)
def proof(reading: Calling, record: str) -> Response:
    """The proof that a record stands in the ledger, without a signature."""

    def prove(sight: Sight) -> Proof:
        name = record_named(record, sight.register)
        sight.standing.record(name)
        position = sight.register.connection.execute(statements.POSITION, record_parts(name)).fetchone()[0]
        written = sight.register.connection.execute(statements.DATA, (position,)).fetchone()[0]
        if withholds(name, bytes(written), sight.standing.subjects):
            raise BytesWithheldError(record=name)
        path = inclusion(position, sight.register.size(), forest(sight.register))
        return Proof(
            record=bytes(written).decode(),
            position=position,
            path=[node.hex() for node in path],
            checkpoint=describe_ledger(sight),
        )

    return reading.answer(prove)


@ROUTER.post(
    "/verify",
    operation_id="verify",
    responses={**answers(list[Held], "The body, the seal and the checkpoint, each by itself."), **wrong(OF_BODIES)},
    openapi_extra={**OPEN["openapi_extra"], "requestBody": body_of(Shown)},
)
def hold_against(call: Calling, body: Body) -> Response:
    """Hold a paper, or a signed checkpoint, against the record.

    Whether a paper is what was issued, and whether the record still contains what it was drawn from, or the checkpoint.
    """
    shown = decode_body(body, Shown)
    found: dict[str, Any] = {}
    with call.reading() as sight:
        if shown.paper is not None:
            seals = [(seal.size, seal.root) for seal in seals_in(shown.paper)]
            found["body"] = held_body(sight.register, shown.paper, sight.whole)
            found["record"] = contains_source(sight.register, seals, shown.paper)
        if shown.checkpoint is not None:
            found["checkpoint"] = holds_checkpoint(sight.register, shown.checkpoint, signature)
    told = [Held(of=what, ok=one.ok, sentence=one.sentence) for what, one in found.items()]
    return data(told, {"cache-control": "no-store"})
