"""The Council secretariat: decisions, and their confirmation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from fastapi import APIRouter, Response

from escalade.web.forms.decision import Decision
from escalade.web.forms.form import (
    FormPage,
    ahead,
    answer,
    day_of,
    facts,
    prepare_form,
    under_way,
)
from escalade.web.forms.held_files import Held
from escalade.web.middleware.request_context import Here
from escalade.workflow.values.dates import when
from escalade.workflow.values.errors import UnknownReferenceError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from starlette.datastructures import FormData

    from escalade.web.auth.scoped_reader import Sight
    from escalade.web.forms.act import Doing
    from escalade.web.middleware.request_context import Visit
    from escalade.workflow.perform import Outcome
    from escalade.workflow.subjects.meeting import Gathering
    from escalade.workflow.subjects.topic import Topic

ROUTER = APIRouter()
OFFICE = "council-secretariat"
ACTS = ("approve", "decline", "refer back", "defer", "take note", "record no decision", "lapse", "take up")
"""What the superior body may decide, in the order in which it is offered."""


def list_referrals(sight: Sight) -> Iterator[tuple[str, list[Any]]]:
    """The rounds in which topics wait for the superior body."""
    rows = sight.register.topics(states=("referred",))
    for name in dict.fromkeys(row.round for row in rows):
        topics = (sight.standing.topic(row.reference) for row in rows if row.round == name)
        yield name, [topic for topic in topics if topic]


@ROUTER.get("/council/{act}/{name}")
def show_decision(visit: Here, act: str, name: str) -> Response:
    """A decision on the topics of a round, ready to be logged."""
    if not visit.officer:
        return visit.redirect(f"/sign-in?next={quote(visit.path)}")
    with visit.reading() as sight:
        asked = decision(visit, act, name, sight, None, {})
        doing = decision(visit, act, name, sight, None, find_defaults(asked.about, sight))
        return visit.page(LogDecisionForm.name, sight, {**facts(doing), "hurdles": ahead(doing)[0]})


@ROUTER.post("/council/{act}/{name}")
def submit_decision(visit: Here, act: str, name: str, form: Held) -> Response:
    """Log the decision, or show what would be recorded."""
    return answer(visit, form, lambda sight: decision(visit, act, name, sight, form, {}), LogDecisionForm())


def decision(
    visit: Visit, act: str, name: str, sight: Sight, form: FormData | None, given: Mapping[str, str]
) -> Decision:
    """A decision on the topics of a round, as far as it is typed."""
    place, offices = f"rounds/{name}", (OFFICE,)
    return prepare_form(visit, place, find_act(act), sight, form, Decision, given=given, offices=offices)


def find_act(act: str) -> str:
    """An act that the superior body decides on topics together.

    Raises:
        UnknownReferenceError: there is no such act here.
    """
    if act.replace("-", " ") not in ACTS:
        raise UnknownReferenceError(act, kind="decision")
    return act


def find_defaults(about: Iterable[str], sight: Sight) -> dict[str, str]:
    """The session awaited, or that under way, its sitting and its day."""
    topics = [topic for name in about if (topic := sight.whole.topic(name))]
    moves = [when(topic.last_move.on) for topic in topics if topic.last_move]
    held = find_session(topics, sight)
    if held is None or not all(moved.may_precede(held.closes) for moved in moves):
        return {}
    today = when(sight.whole.today.isoformat())
    days = sorted(held.convened.sittings.items(), key=lambda pair: pair[1])
    sittings = [(number, day) for number, day in days if all(moved.may_precede(when(day)) for moved in moves)]
    begun = [(number, day) for number, day in sittings if when(day).may_precede(today)]
    number, on = next(iter([*reversed(begun), *sittings]), ("", "" if days else day_of(held, sight.whole.today)))
    return {"field_evidence__session": held.label, "field_evidence__sitting": number, "on": on}


def find_session(topics: Iterable[Topic], sight: Sight) -> Gathering | None:
    """Find the session to which topics were referred, or that under way."""
    awaited = {topic.awaited_session for topic in topics if topic.escalations}
    if not awaited - {None}:
        return under_way("session", sight)
    return sight.standing.gathering(f"session/{awaited.pop()}") if len(awaited) == 1 else None


class LogDecisionForm(FormPage):
    """The page on which a decision is logged."""

    name = "council/decide.html"

    def asks_again(self, doing: Doing) -> bool:
        """Whether it amends a text in a way that was not shown yet."""
        return isinstance(doing, Decision) and doing.asks_again

    def onward(self, outcome: Outcome) -> str:
        """To the decisions of the session, where one is named."""
        held = outcome.records[0].evidence.session
        return f"/sessions/{quote(held)}" if held else "/inbox"
