"""Feeds of what is new (Atom), in the reader's language."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from escalade.services.feeds.consultation_calendar import DateWords
from escalade.services.feeds.news import identify, read_feed
from escalade.web.i18n.nouns import key_of, sentences_in
from escalade.web.i18n.term import ANSWERS_CLOSE, FEEDS, MEETINGS
from escalade.web.i18n.wording import Wording, marks_of
from escalade.web.rendering.address import address
from escalade.workflow.subjects.topic import Topic, title_at
from escalade.workflow.values.dates import when

if TYPE_CHECKING:
    from escalade.services.feeds.news import FeedEntry
    from escalade.web.auth.scoped_reader import Sight
    from escalade.web.middleware.request_context import Visit


class FeedWriter:
    """Writes what is new in the language of a visit, with whole addresses."""

    def __init__(self, visit: Visit, sight: Sight) -> None:
        """Write from what the public sees."""
        self._visit, self._sight, self.language = visit, sight, visit.language
        self.constitution = sight.standing.body.constitution()
        self._said = Wording(visit.language, sentences_in(visit.language, key_of(self.constitution)))
        self._marks = marks_of(visit.language)

    def name(self, what: str) -> str:
        """Name a feed: what it tells, and of which body."""
        body = self.constitution
        brand = self._said.translate_text(body.acronym or body.name) if body else "escalade"
        return f"{brand}{self._marks.colon}{self._said.term(FEEDS[what])}"

    def whole(self, path: str) -> str:
        """Make an address whole, in the language that the visit's own names."""
        return f"{self._visit.site}{self._visit.to(path)}"

    def title(self, entry: FeedEntry) -> str:
        """Name an entry: what was done, and to what."""
        motion, subject = entry.record.motion, entry.subject
        about = subject.reference
        if isinstance(subject, Topic):
            about = self._said.translate_text(title_at(subject, entry.record))
        symbol = getattr(motion, "symbol", "")
        return f"{self.act(entry)}{self._marks.colon}{symbol or about}"

    def act(self, entry: FeedEntry) -> str:
        """Name what was done."""
        return self._said.tell_act(entry.record.act)

    def summary(self, entry: FeedEntry) -> str:
        """Tell what an entry says, without marks, as readers of HTML take it."""
        today = when(self._sight.standing.today.isoformat())
        facts: dict[str, Any] = {"record": entry.record, "subject": entry.subject, "visit": self._visit}
        facts |= {
            "standing": self._sight.standing,
            "today": today,
            "constitution": self.constitution,
            "audience_at": self._sight.audience_at,
        }
        drawn = self._visit.app_state.pages.render("feed/summary.html", self._visit.language, self._visit.prefix, facts)
        return str(escape(Markup(drawn).striptags()))  # noqa: S704  # made by a page, and its marks are taken off

    def dates(self) -> DateWords:
        """The words of the calendar of consultations."""
        return DateWords(
            name=self.name("consultations"),
            closes=self._said.term(ANSWERS_CLOSE),
            meets=lambda topic: self._said.term(MEETINGS[topic.hearing.form]),
            colon=self._marks.colon,
            title=lambda topic: self._said.translate_text(topic.version.title),
            address=lambda topic: self.whole(address(topic.reference)),
        )

    def atom(self, what: str) -> bytes:
        """Write a feed as Atom (RFC 4287)."""
        entries = list(read_feed(what, self._sight.register, self._sight.standing))
        facts = {
            "writer": self,
            "what": what,
            "entries": entries,
            "identifier": identify(self._sight.register, f"{what}/{self.language}"),
            "updated": max((one.updated for one in entries), default=datetime.fromtimestamp(0, UTC)),
            "author": self._said.translate_text(self.constitution.name) if self.constitution else "escalade",
        }
        return self._visit.app_state.pages.render("feed/feed.xml", self.language, self._visit.prefix, facts).encode()
