"""Pages that everyone may read: rounds, topics, consultations, decisions."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request, Response

from escalade.services.views.consultations import open_consultations, past_consultations
from escalade.services.views.diagram import svg
from escalade.services.views.difference import changes, pieces
from escalade.web.i18n.nouns import key_of, sentences_in
from escalade.web.middleware.request_context import Here, Visit
from escalade.workflow.rules.trial.contradiction import show_contradictions
from escalade.workflow.subjects.meeting import Round
from escalade.workflow.subjects.silence import silence_of
from escalade.workflow.subjects.topic import Topic, find_left_topics

if TYPE_CHECKING:
    from escalade.web.auth.scoped_reader import Sight

ROUTER = APIRouter()
PAGE = 100
"""How many topics or rounds are shown at a time."""

DECISIONS = ("approve", "decline", "lapse", "refer back", "take up", "record consensus", "record no consensus")


def topic(request: Request) -> Response:
    """A topic: its text, how it came about, and where it stands."""
    visit, round_ = Visit(request), request.path_params["round_"]
    with visit.reading() as sight:
        subject = sight.find(f"{round_}/{request.path_params['name']}", Topic)
        versions = subject.versions
        newer = parse_version(request.query_params.get("new"), len(versions), len(versions))
        older = parse_version(request.query_params.get("old"), len(versions), max(newer - 1, 1))
        compared = difference(versions[older - 1][1], versions[newer - 1][1]) if len(versions) > 1 else []
        facts = {
            "topic": subject,
            "compared": compared,
            "older": older,
            "newer": newer,
            "papers": papers_of(sight, round_),
            "contributions": contributions_to(sight, subject),
            "replaced": sight.standing.round(round_).replaced,
            "left": find_left_topics(sight.standing.topics_of(round_)).get(subject.reference),
            "contradictions": list(show_contradictions(subject, sight.standing, sight.audience)),
            "sight": sight,
            "silence": silence_of(subject, sight.standing),
        }
        return visit.page("public/topic.html", sight, facts)


ROUTER.add_route("/topics/{round_}/{name}", topic, methods=["GET"])


@ROUTER.get("/")
def home(visit: Here, after: str = "") -> Response:
    """Where every round stands, and what can be answered now."""
    with visit.reading() as sight:
        names = sight.register.rounds(after, PAGE + 1)
        rounds = [sight.standing.round(name) for name in names[:PAGE]]
        return visit.page(
            "public/home.html",
            sight,
            {
                "body": sight.standing.body.constitution(),
                "rounds": [one for one in rounds if one.state],
                "onward": names[PAGE - 1] if len(names) > PAGE else "",
                "open": open_consultations(sight.register, sight.standing),
            },
        )


@ROUTER.get("/rounds/{name}")
def round_(visit: Here, name: str, after: str = "") -> Response:
    """Where each topic of a round stands, in plain words."""
    with visit.reading() as sight:
        subject = sight.find(name, Round)
        rows = sight.register.topics(name, after=after, limit=PAGE + 1)
        topics = [topic for row in rows[:PAGE] if (topic := sight.standing.topic(row.reference))]
        onward = rows[PAGE - 1].reference if len(rows) > PAGE else ""
        return visit.page("public/round.html", sight, {"round": subject, "topics": topics, "onward": onward})


def parse_version(asked: str | None, most: int, otherwise: int) -> int:
    """The number of a text version, counted from one."""
    number = int(asked) if asked and asked.isdecimal() and len(asked) <= len(str(most)) else 0
    return number if 1 <= number <= most else otherwise


def difference(old: Any, new: Any) -> list[tuple[Any, list[tuple[str, str]]]]:
    """Compare two texts: each part with its runs of words."""
    return [(change, list(pieces(change.before, change.after))) for change in changes(old, new)]


def papers_of(sight: Sight, name: str) -> tuple[Any, ...]:
    """The papers issued in a round, each with its record."""
    return sight.standing.round(name).papers


def contributions_to(sight: Sight, subject: Topic) -> list[Any]:
    """The contributions that concern a topic."""
    received = sight.standing.round(subject.reference).contributions
    return [(record, motion) for record, motion in received if subject.reference in motion.concerns]


@ROUTER.get("/topics/{round_}/{name}/way.svg")
def way(visit: Here, round_: str, name: str) -> Response:
    """The life of a topic as a drawing, its present state marked."""
    with visit.reading() as sight:
        subject = sight.find(f"{round_}/{name}", Topic)
        key = key_of(sight.standing.body.constitution())
        drawn = drawing(subject.state, visit.language, sight.audience_at(subject.reference), key)
        headers = {"cache-control": "no-cache", "vary": "Accept-Language, Cookie"}
        return Response(drawn, media_type="image/svg+xml", headers=headers)


@lru_cache(maxsize=500)
def drawing(state: str | None, language: str, audience: str, key: bytes) -> bytes:
    """The life of a topic that stands somewhere, in one language."""
    return svg("topic", state, sentences_in(language, key).gettext, audience).encode()


@ROUTER.get("/consultations")
def consultations(visit: Here, after: str = "") -> Response:
    """What can be answered now, until when, and how."""
    with visit.reading() as sight:
        read = (sight.register, sight.standing)
        body, over = sight.standing.body.constitution(), past_consultations(*read, after, PAGE)
        known = {"open": open_consultations(*read), "over": over, "body": body}
        return visit.page("public/consultations.html", sight, known)


@ROUTER.get("/decisions")
def decisions(visit: Here, after: str = "") -> Response:
    """What was decided on each topic."""
    with visit.reading() as sight:
        rows = sight.register.topics(after=after, limit=PAGE + 1)
        topics = [topic for row in rows[:PAGE] if (topic := sight.standing.topic(row.reference))]
        taken = [(topic, record) for topic in topics for record in topic.every(*DECISIONS)]
        onward = rows[PAGE - 1].reference if len(rows) > PAGE else ""
        return visit.page("public/decisions.html", sight, {"decisions": taken, "onward": onward})
