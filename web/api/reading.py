"""Where things stand, and why: what anyone may ask of the register."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal, get_type_hints

import msgspec
from fastapi import APIRouter, Query
from fastapi.responses import Response

from escalade.models.reader import TopicRow
from escalade.services.acts.references import find_round
from escalade.services.acts.references import record as record_named
from escalade.services.acts.suggestions import Typist
from escalade.services.views.outlook import Answer, Prospects, describe_answer, describe_prospects
from escalade.services.views.plan import PrecedentData
from escalade.services.views.record import SubjectData, Told, describe_record, describe_subject
from escalade.services.views.shape import make_shape
from escalade.web.api.call import After, Asked, Limit, Page, Text
from escalade.web.api.schema import ANYONE, reads
from escalade.workflow.inbox.outlook import prospects
from escalade.workflow.inbox.outlook import why as asked
from escalade.workflow.planning.precedents import precedents as rounds_before
from escalade.workflow.procedure import STATES
from escalade.workflow.records.validation import NEW
from escalade.workflow.values.errors import UnknownReferenceError
from escalade.workflow.values.reference import kind_of

if TYPE_CHECKING:
    from escalade.web.auth.sight import Sight
    from escalade.workflow.subjects.standing import Standing
    from escalade.workflow.subjects.subject import Subject

ROUTER = APIRouter(tags=["readings"], default_response_class=Response)
OPEN: dict[str, Any] = {"openapi_extra": {"security": ANYONE}}
TopicData: Any = make_shape(
    "TopicRow", list(get_type_hints(TopicRow).items()), namespace={"__doc__": "Where a topic stands."}
)
State = Literal[*STATES["topic"]]  # type: ignore[valid-type]  # the states are those of the table


@ROUTER.get("/list", responses=reads(list[TopicData], "Where each stands."), **OPEN)
def listing(
    reading: Asked,
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


@ROUTER.get("/show/{reference:path}", responses=reads((SubjectData, Told), "What is on record."), **OPEN)
def show(reading: Asked, reference: str) -> Response:
    """What is on record of a topic, round, meeting, the body or a record."""
    return reading.answer(lambda sight: describe_reference(reference, sight))


def describe_reference(reference: str, sight: Sight) -> Any:
    """A subject or a record, as its reader may see it."""
    if "#" in reference:
        found = sight.standing.record(record_named(reference, sight.register))
        return describe_record(found, sight.standing)
    return describe_subject(find_visible(reference, sight), sight.standing)


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


@ROUTER.get("/history/{reference:path}", responses=reads(list[Told], "Its records, in order."), **OPEN)
def history(reading: Asked, reference: str, after: After = "", limit: Limit = 100) -> Response:
    """The records of a topic, round, meeting or the body, in order."""
    return reading.answer(lambda sight: records(find_visible(reference, sight), sight.standing, after, limit))


def records(subject: Subject, standing: Standing, after: str, limit: int) -> Page:
    """The records of a subject after one of them."""
    named = after.rpartition("#")[2]
    last = int(named) if named.isascii() and named.isdigit() and len(named) < len("1" * 10) else 0
    later = [record for record in subject.told if record.ordinal > last]
    onward = later[limit - 1].reference if len(later) > limit else ""
    return Page([describe_record(record, standing) for record in later[:limit]], onward)


@ROUTER.get("/precedents", responses=reads(list[PrecedentData], "Each round, as far as it has come."), **OPEN)
def precedents(reading: Asked) -> Response:
    """How long each stage of each round took, and how its topics ended."""
    return reading.answer(
        lambda sight: msgspec.to_builtins(rounds_before(sight.register.standing(reader=sight.audience)))
    )


@ROUTER.get("/why/{reference:path}", responses=reads((Prospects, Answer), "What may follow."), **OPEN)
def why(reading: Asked, reference: str, act: Text = None) -> Response:
    """What may follow, and what stands in the way of an act."""
    return reading.answer(lambda sight: outlook(reference, (act or "").replace("-", " "), sight))


def outlook(reference: str, act: str, sight: Sight) -> Answer | Prospects:
    """Every step that starts from here; or the way to one act."""
    new = act in NEW and bool(kind_of(reference)) and sight.standing.subject(reference).state is None
    subject = sight.standing.subject(reference) if new else find_visible(reference, sight)
    officer, typist = sight.officer if sight.offices else None, Typist(sight.standing)
    if act:
        return describe_answer(asked(subject, act, sight.standing, officer), typist)
    return describe_prospects(subject, prospects(subject, sight.standing, officer), typist)
