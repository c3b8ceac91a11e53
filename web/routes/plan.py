"""The plan of a round: a page, a drawing, and a calendar to subscribe to."""

from __future__ import annotations

from fastapi import APIRouter, Response

from escalade.services.views.plan import (
    CalendarWords,
    DatedPlan,
    calendar,
    citation,
    draw_plan,
    in_english,
    with_audiences,
)
from escalade.services.views.text import say_left_out
from escalade.services.views.timeline_svg import Words, days_of, timeline
from escalade.web.auth.scoped_reader import Sight
from escalade.web.i18n.language import direction, key_of, sentences_in
from escalade.web.i18n.term import LOOKED_AT, PLAN_OF, STAGES, STANDS, ZONE
from escalade.web.i18n.wording import Wording, marks_of
from escalade.web.middleware.request_context import Here
from escalade.web.rendering.messages import SOURCE
from escalade.workflow.planning import PlanLine
from escalade.workflow.subjects.meeting import Round
from escalade.workflow.values.dates import when

ROUTER = APIRouter()


@ROUTER.get("/rounds/{name}/plan")
def page(visit: Here, name: str, on: str | None = None) -> Response:
    """What is to be done about a round, by when, and what is too late."""
    with visit.reading() as sight:
        drawn = plan_of(name, sight, on)
        body = drawn.standing.body
        texts = body.legal_texts(when(drawn.standing.today.isoformat()))
        known = {"plan": drawn, "body": body.constitution(), "texts": texts, "is_dated": any(map(days_of, drawn.lines))}
        left_out = say_left_out(drawn.left_out) if drawn.left_out else None
        return visit.page("plan/plan.html", sight, {**known, "left_out_of_plan": left_out})


@ROUTER.get("/rounds/{name}/plan.svg")
def drawing(visit: Here, name: str, on: str | None = None) -> Response:
    """The plan on a scale of months."""
    with visit.reading() as sight:
        drawn = plan_of(name, sight, on)
        return visit.file(timeline(drawn, words(drawn, visit.language)).encode(), "image/svg+xml", sight)


@ROUTER.get("/rounds/{name}/plan.ics")
def calendar_file(visit: Here, name: str, on: str | None = None) -> Response:
    """The days of the plan, for calendars that look again by themselves."""
    with visit.reading() as sight:
        drawn = plan_of(name, sight, on)
        words = calendar_words(drawn, visit.language)
        return visit.file(calendar(drawn, words), "text/calendar; charset=utf-8", sight)


def calendar_words(drawn: DatedPlan, language: str) -> CalendarWords:
    """Give the words of the calendar in the language of the page."""
    if language == SOURCE:
        return in_english(drawn)
    said = Wording(language, sentences_in(language, key_of(drawn.standing.body.constitution())))
    stop = marks_of(language).stop

    def about(line: PlanLine) -> str:
        """Say under which rule a line stands."""
        under = citation(line.timing, drawn.standing, language) if line.timing else ""
        return "".join(f"{part}{stop}" for part in (said.term(STANDS[line.stands]), under) if part).rstrip()

    return CalendarWords(lambda line: said.term(STAGES[line.kind]), about, said.term, language)


def words(drawn: DatedPlan, language: str) -> Words:
    """Give the words of the drawing in the language of the page."""
    said = Wording(language, sentences_in(language, key_of(drawn.standing.body.constitution())))
    title = said.term(PLAN_OF) % {"name": drawn.round}
    looked = said.term(LOOKED_AT) % {"day": said.day(drawn.today.isoformat())}
    zone = said.term(ZONE) % {"zone": drawn.seat.time_zone}
    return Words(
        title,
        zone,
        looked,
        what=lambda line: said.term(STAGES[line.kind]),
        stands=lambda how: said.term(STANDS[how]),
        marked=said.term,
        direction=direction(language),
        titled=lambda name: (
            said.choose_language(topic.version.title).words if (topic := drawn.standing.topic(name)) else name
        ),
        day=said.day,
        month=said.brief,
    )


def plan_of(name: str, sight: Sight, on: str | None) -> DatedPlan:
    """The plan of a round on a day, as far as the visitor may see it."""
    drawn = draw_plan(sight.find(name, Round).reference, sight.standing, on or sight.past or None)
    return with_audiences(drawn, sight.standing_of, sight.audience)
