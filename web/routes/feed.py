"""Feeds, the map of the site, and robots: the public's sight."""

from __future__ import annotations

from datetime import UTC, datetime
from http import HTTPStatus

from fastapi import APIRouter, Response
from fastapi.responses import PlainTextResponse
from starlette.exceptions import HTTPException

from escalade.services.views.feed import ACTS, consultation_calendar, identify, read_feed
from escalade.web.i18n.language import LANGUAGES, key_of, sentences_in
from escalade.web.i18n.term import FEEDS
from escalade.web.i18n.wording import Wording
from escalade.web.mail.letter import date_words
from escalade.web.middleware.headers import tag_of, validate_answer
from escalade.web.middleware.request_context import Here, Visit
from escalade.web.rendering.address import address
from escalade.workflow.records.audience import READERS
from escalade.workflow.values.dates import when

ROUTER = APIRouter()
ATOM = "application/atom+xml; charset=utf-8"
CALENDAR, XML = "text/calendar; charset=utf-8", "application/xml; charset=utf-8"
PAGES = ("/", "/decisions", "/body")
"""The pages that do not hang on what is on record."""
ROUNDS, TOPICS = 40, 20
"""How many rounds the map of the site lists, the newest, and how many topics of each."""
UNWANTED = ("/api/", "/search", "/sign-in", "/look", "/*?as_of=", "/*&as_of=")
"""What robots need not ask for: what is the same in other words, or costs much."""


def answer(visit: Visit, data: bytes, media: str) -> Response:
    """Answer with what is the same for everybody, and may be kept for minutes."""
    headers = {**visit.headers, "cache-control": "public, max-age=300", "vary": "Accept-Language, Cookie"}
    return validate_answer(Response(data, media_type=media), tag_of(READERS[0], data), headers, visit.request.headers)


@ROUTER.get("/feeds/consultations.ics")
def calendar(visit: Here) -> Response:
    """When answers close and physical meetings are held, for calendars."""
    with visit.reading_for_all() as sight:
        body = sight.standing.body.constitution()
        said = Wording(visit.language, sentences_in(visit.language, key_of(body)))
        brand = said.translate_text(body.acronym or body.name) if body else "escalade"
        name = f"{brand}{said.marks.colon}{said.term(FEEDS['consultations'])}"
        words = date_words(name, said, lambda one: f"{visit.site}{visit.to(address(one.reference))}")
        return answer(visit, consultation_calendar(sight.register, sight.standing, words), CALENDAR)


@ROUTER.get("/feeds/{what}.atom")
def feed(visit: Here, what: str) -> Response:
    """What is new, as Atom (RFC 4287): decisions, consultations, documents."""
    if what not in ACTS:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    with visit.reading_for_all() as sight:
        entries = list(read_feed(what, sight.register, sight.standing))
        known = {
            "visit": visit,
            "standing": sight.standing,
            "constitution": sight.standing.body.constitution(),
            "today": when(sight.standing.today.isoformat()),
            "audience_at": sight.audience_at,
            "what": what,
            "name": FEEDS[what],
            "entries": entries,
            "identifier": identify(sight.register, f"{what}/{visit.language}"),
            "updated": max((one.updated for one in entries), default=datetime.fromtimestamp(0, UTC)),
        }
        return answer(
            visit, visit.app_state.pages.render("feed/feed.xml", visit.language, visit.prefix, known).encode(), ATOM
        )


@ROUTER.get("/sitemap.xml")
def sitemap(visit: Here) -> Response:
    """The pages of the site, and those of its newest rounds and their topics.

    Links lead on to the older ones; a map of all would cost seconds each time.
    """
    with visit.reading_for_all() as sight:
        rounds = sight.register.rounds(limit=ROUNDS)
        topics = [row.reference for name in rounds for row in sight.register.topics(name, limit=TOPICS)]
        known = {"site": visit.site, "paths": [*PAGES, *map(address, (*rounds, *topics))], "languages": LANGUAGES}
        return answer(visit, visit.app_state.pages.render("feed/sitemap.xml", "en", "", known).encode(), XML)


@ROUTER.get("/robots.txt")
def robots(visit: Here) -> Response:
    """What robots may ask for (RFC 9309)."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in UNWANTED), f"Sitemap: {visit.site}/sitemap.xml"]
    return PlainTextResponse("\n".join(lines) + "\n")
