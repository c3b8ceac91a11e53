"""Feeds, the map of the site, and robots: the public's sight."""

from __future__ import annotations

from contextlib import contextmanager
from http import HTTPStatus
from typing import TYPE_CHECKING

from fastapi import APIRouter, Response
from fastapi.responses import PlainTextResponse
from starlette.exceptions import HTTPException

from escalade.services.feeds.consultation_calendar import consultation_calendar
from escalade.services.feeds.news import ACTS
from escalade.web.auth.scoped_reader import Sight
from escalade.web.i18n.language import LANGUAGES
from escalade.web.middleware.headers import tag_of, validate_answer
from escalade.web.middleware.request_context import Here
from escalade.web.rendering.address import address
from escalade.web.rendering.feed_writer import FeedWriter
from escalade.workflow.records.audience import READERS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escalade.web.middleware.request_context import Visit

ROUTER = APIRouter()
ATOM = "application/atom+xml; charset=utf-8"
CALENDAR, XML = "text/calendar; charset=utf-8", "application/xml; charset=utf-8"
PAGES = ("/", "/decisions", "/body")
"""The pages that do not hang on what is on record."""
ROUNDS, TOPICS = 40, 20
"""How many rounds the map of the site lists, the newest, and how many topics of each."""
UNWANTED = ("/api/", "/search", "/sign-in", "/look", "/*?as_of=", "/*&as_of=")
"""What robots need not ask for: what is the same in other words, or costs much."""


@contextmanager
def public_sight(visit: Visit) -> Iterator[Sight]:
    """The register as everybody sees it, whoever asks.

    Raises:
        EscaladeError: there is none, or it cannot be read.
    """
    with visit.app_state.readers.open() as reader:
        yield Sight(reader, "", seen_as=READERS[0])


def answer(visit: Visit, data: bytes, media: str) -> Response:
    """Answer with what is the same for everybody, and may be kept for minutes."""
    headers = {**visit.headers, "cache-control": "public, max-age=300", "vary": "Accept-Language, Cookie"}
    return validate_answer(Response(data, media_type=media), tag_of(READERS[0], data), headers, visit.request.headers)


@ROUTER.get("/feeds/consultations.ics")
def calendar(visit: Here) -> Response:
    """When answers close and physical meetings are held, for calendars."""
    with public_sight(visit) as sight:
        writer = FeedWriter(visit, sight)
        return answer(visit, consultation_calendar(sight.register, sight.standing, writer.dates()), CALENDAR)


@ROUTER.get("/feeds/{what}.atom")
def feed(visit: Here, what: str) -> Response:
    """What is new: decisions, consultations, or documents.

    Raises:
        HTTPException: there is no such feed.
    """
    if what not in ACTS:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    with public_sight(visit) as sight:
        return answer(visit, FeedWriter(visit, sight).atom(what), ATOM)


@ROUTER.get("/sitemap.xml")
def sitemap(visit: Here) -> Response:
    """The pages of the site, and those of its newest rounds and their topics.

    Links lead on to the older ones; a map of all would cost seconds each time.
    """
    with public_sight(visit) as sight:
        rounds = sight.register.rounds(limit=ROUNDS)
        topics = [row.reference for name in rounds for row in sight.register.topics(name, limit=TOPICS)]
        known = {"site": visit.site, "paths": [*PAGES, *map(address, (*rounds, *topics))], "languages": LANGUAGES}
        return answer(visit, visit.app_state.pages.render("feed/sitemap.xml", "en", "", known).encode(), XML)


@ROUTER.get("/robots.txt")
def robots(visit: Here) -> Response:
    """What robots may ask for (RFC 9309)."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in UNWANTED), f"Sitemap: {visit.site}/sitemap.xml"]
    return PlainTextResponse("\n".join(lines) + "\n")
