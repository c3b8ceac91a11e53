"""Pages that every officer has: what waits for them."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from itertools import islice, takewhile
from typing import Any

from fastapi import APIRouter, Response

from escalade.services.views.consultations import open_consultations
from escalade.services.views.office_calendar import seat_of
from escalade.web.auth.scoped_reader import Sight
from escalade.web.forms.decision import DECISIONS
from escalade.web.middleware.errors import SeenAsPublicError
from escalade.web.middleware.request_context import SignedIn
from escalade.web.routes.public import turn_page
from escalade.workflow.inbox.items import InboxItem
from escalade.workflow.inbox.outlook import prospect
from escalade.workflow.inbox.pages import Inbox, bookmark_in
from escalade.workflow.motions import MOTIONS
from escalade.workflow.procedure import PROCEDURE
from escalade.workflow.records.record import Record
from escalade.workflow.subjects.meeting import Gathering
from escalade.workflow.subjects.stand import SUPERIOR
from escalade.workflow.subjects.topic import Topic
from escalade.workflow.values.remedy import SEPARATOR

ROUTER = APIRouter()
NOTHING: dict[str, Any] = {"entries": (), "onward": "", "together": (), "all_late": (), "further_late": ""}
UNDER_DEBATE = ("debated", "unresolved", "proposed")
"""Where a topic stands that the group has before it."""
MOST = 12
"""How many of these a member is shown."""
PAGE = 50
"""How much of what waits a page shows."""
FEW = 5
"""How much of what is late stands at the head of a page."""


@ROUTER.get("/inbox")
def waiting(visit: SignedIn, after: str = "", meetings: str = "", late: str = "") -> Response:
    """Find what waits for the visitor by day, and what is late of any office."""
    if visit.sight_of:
        raise SeenAsPublicError
    with visit.reading() as sight:
        if not sight.offices:
            current, _ = turn_page(sight.register.topics(states=UNDER_DEBATE, limit=MOST), sight, MOST)
            known = {**NOTHING, "open": open_consultations(sight.standing), "current": current}
            return visit.page("office/inbox.html", sight, {**known, "standing": sight.standing})
        kind = "meeting" if set(sight.offices) - {SUPERIOR} else "session"
        held = gatherings(kind, sight, meetings, PAGE + 1)
        known = {
            **page_of(sight, after),
            **late_in(sight, late, sight.offices),
            "rounds": list(list_referrals(sight)) if SUPERIOR in sight.offices else [],
            "kind": kind,
            "meetings": held[:PAGE],
            "earlier": held[PAGE - 1].reference if len(held) > PAGE else "",
            "standing": sight.standing,
        }
        return visit.page("office/inbox.html", sight, known)


def gatherings(kind: str, sight: Sight, after: str, limit: int) -> list[Gathering]:
    """The meetings or the sessions by pages, the last to open first."""
    names = [name for name, _, _ in sight.register.gatherings(kind)]
    onward = names[names.index(after) + 1 :] if after in names else names
    found = (sight.standing.subjects.get(name) for name in onward)
    return list(islice((one for one in found if isinstance(one, Gathering)), limit))


def list_referrals(sight: Sight) -> Iterator[tuple[str, list[Topic], list[str]]]:
    """The rounds in which several topics were referred, and what can be done."""
    rows = sight.register.topics(states=("referred",))
    for name in dict.fromkeys(row.round for row in rows):
        topics = list(filter(None, (sight.standing.topic(row.reference) for row in rows if row.round == name)))
        if len(topics) > 1:
            yield name, topics, [act for act in DECISIONS if any(can_be_done(act, one, sight) for one in topics)]


def can_be_done(act: str, topic: Topic, sight: Sight) -> bool:
    """Whether nothing is in the way of an act but what its form asks for."""
    step = PROCEDURE.steps.get(("topic", topic.state, act))
    return step is not None and prospect(step, topic, sight.whole, sight.officer).is_open


def page_of(sight: Sight, after: str) -> dict[str, Any]:
    """A page of what waits for the visitor, and where the next one begins."""
    body = sight.whole.body
    holidays = seat_of(body).holidays if body.state else frozenset()
    entries, onward = Inbox(sight.standing, sight.officer, holidays).page(PAGE, bookmark_in(after))
    return {"entries": entries, "onward": str(onward) if onward else "", "together": gather_records(entries, sight)}


def late_in(sight: Sight, after: str = "", besides: Container[str] = ()) -> dict[str, Any]:
    """What is late for every office besides some, the longest first, by pages."""
    body = sight.whole.body
    holidays = seat_of(body).holidays if body.state else frozenset()
    waiting = Inbox(sight.standing, None, holidays).after(bookmark_in(after))
    late = takewhile(lambda one: one[1].due and one[1].due < sight.standing.today, waiting)
    overdue = (one for one in late if one[1].office not in besides)
    limit = PAGE if after else FEW
    found = list(islice(overdue, limit + 1))
    return {
        "all_late": [entry for _, entry in found[:limit]],
        "further_late": str(found[limit - 1][0]) if len(found) > limit else "",
    }


def gather_records(entries: Iterable[InboxItem], sight: Sight) -> list[tuple[str, list[Record]]]:
    """Gather the records that wait for the same act, which takes several."""
    found: dict[str, list[Record]] = {}
    for entry in entries:
        names = entry.given["records"].split(SEPARATOR) if "records" in entry.given else [entry.record]
        if len(entry.acts) == 1 and not entry.contradicted:
            found.setdefault(entry.acts[0], []).extend(sight.standing.record(name) for name in names if name)
    return [(act, records) for act, records in found.items() if MOTIONS[act].argument == "records"]
