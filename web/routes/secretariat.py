"""The secretariat: topics, papers, consultations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from fastapi import APIRouter, Response

from escalade.services.views.difference import compare_words
from escalade.web.forms.form import gatherings, holder_in
from escalade.web.middleware.request_context import Here
from escalade.web.routes.office import PAGE, late_in, page_of
from escalade.workflow.inbox.candidates import awaited_steps
from escalade.workflow.inbox.outlook import prospects
from escalade.workflow.motions import Dispatch
from escalade.workflow.subjects.meeting import Round
from escalade.workflow.subjects.topic import Topic

if TYPE_CHECKING:
    from collections.abc import Sequence

    from escalade.services.views.difference import Change
    from escalade.web.auth.scoped_reader import Sight
    from escalade.workflow.motions import TextVersion
    from escalade.workflow.records.record import Record

ROUTER = APIRouter()
OFFICE = "secretariat"


@ROUTER.get("/secretariat")
def home(visit: Here, after: str = "", rounds: str = "", meetings: str = "") -> Response:
    """What waits, by the day it is due, and the way to every round."""
    if not visit.officer:
        return visit.redirect("/sign-in?next=/secretariat")
    with visit.reading() as sight:
        holder_in(sight, OFFICE)
        names, held = sight.register.rounds(rounds, PAGE + 1), gatherings("meeting", sight, meetings, PAGE + 1)
        known = {
            **page_of(sight, after),
            **late_in(sight),
            "rounds": names[:PAGE],
            "earlier_rounds": names[PAGE - 1] if len(names) > PAGE else "",
            "meetings": held[:PAGE],
            "earlier_meetings": held[PAGE - 1].reference if len(held) > PAGE else "",
            "standing": sight.standing,
        }
        return visit.page("secretariat/home.html", sight, known)


@ROUTER.get("/secretariat/rounds/{name}")
def round_(visit: Here, name: str) -> Response:
    """A round: its topics and next steps, contributions, papers."""
    if not visit.officer:
        return visit.redirect(f"/sign-in?next={quote(visit.path)}")
    with visit.reading() as sight:
        holder_in(sight, OFFICE)
        subject = sight.find(name, Round)
        rows = [(topic, steps(topic, sight), name_secretariat_acts(topic)) for topic in sight.standing.topics_of(name)]
        known = {"round": subject, "topics": rows, "standing": sight.standing, "unsent": find_unsent(subject)}
        return visit.page("secretariat/round.html", sight, known)


def find_unsent(group: Round) -> list[Record]:
    """Find the papers of a round of which nobody said that they were sent."""
    made = [one.motion for one in group.told if not one.annulled_by]
    sent = {name for one in made if isinstance(one, Dispatch) for name in one.records}
    return [record for record, _ in group.papers if record.reference not in sent]


def steps(topic: Topic, sight: Sight) -> list[Any]:
    """List the acts of the secretariat on a topic, now or once it is clear."""
    found = prospects(sight.whole.subject(topic.reference), sight.whole, sight.officer)
    return [one for one in found if OFFICE in one.step.offices]


def name_secretariat_acts(topic: Topic) -> set[str]:
    """Name the acts of the secretariat that a topic waits for."""
    return {step.act for step in awaited_steps(topic) if OFFICE in step.offices}


def compare_ends(texts: Sequence[TextVersion]) -> list[tuple[Change, list[tuple[str, str]]]]:
    """Compare the first of some texts with the last, where there are any."""
    return compare_words(texts[0], texts[-1]) if texts else []


@ROUTER.get("/secretariat/topics/{round_}/{name}")
def topic(visit: Here, round_: str, name: str, old: int = 0, new: int = 0) -> Response:
    """A topic: its texts side by side, its positions, its next steps."""
    if not visit.officer:
        return visit.redirect(f"/sign-in?next={quote(visit.path)}")
    with visit.reading() as sight:
        holder_in(sight, OFFICE)
        subject = sight.find(f"{round_}/{name}", Topic)
        many = len(subject.versions)
        newer = new if 1 <= new <= many else many
        older = old if 1 <= old <= many else max(newer - 1, 1)
        texts = [subject.versions[place - 1] for place in dict.fromkeys((older, newer))] if many else []
        received = sight.standing.round(round_)
        mine = [(record, motion) for record, motion in received.contributions if subject.reference in motion.concerns]
        known = {
            "topic": subject,
            "texts": texts,
            "older": older,
            "newer": newer,
            "compared": compare_ends([text for _, text in texts]),
            "standing": sight.standing,
            "replaced": received.replacements,
        }
        return visit.page(
            "secretariat/topic.html", sight, {**known, "contributions": mine, "steps": steps(subject, sight)}
        )
