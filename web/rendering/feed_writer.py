"""Feeds of what is new: Atom and JSON Feed, in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from feedgenerator import Atom1Feed
from markupsafe import Markup, escape

from escalade.services.feeds.consultation_calendar import DateWords
from escalade.services.feeds.news import identify, read_feed
from escalade.web.i18n.nouns import key_of, sentences_in
from escalade.web.i18n.term import ANSWERS_CLOSE, FEEDS, MEETINGS
from escalade.web.i18n.wording import Wording, marks_of
from escalade.web.rendering.address import address
from escalade.workflow.subjects.title import title_at
from escalade.workflow.subjects.topic import Topic
from escalade.workflow.values.dates import when

if TYPE_CHECKING:
    from escalade.services.feeds.news import FeedEntry
    from escalade.web.auth.scoped_reader import Sight
    from escalade.web.middleware.request_context import Visit

VERSION = "https://jsonfeed.org/version/1.1"


class JsonItem(msgspec.Struct, frozen=True):
    """An entry of a JSON Feed (jsonfeed.org, version 1.1)."""

    id: str
    url: str
    title: str
    content_text: str
    date_published: str
    date_modified: str
    tags: list[str]


class JsonFeed(msgspec.Struct, frozen=True):
    """A JSON Feed of that version."""

    version: str
    title: str
    home_page_url: str
    feed_url: str
    language: str
    items: list[JsonItem]


class FeedWriter:
    """Writes what is new in the language of a visit, with whole addresses."""

    def __init__(self, visit: Visit, sight: Sight) -> None:
        """Write from what the public sees."""
        self._visit, self._sight = visit, sight
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
        return f"{self._said.tell_act(entry.record.act)}{self._marks.colon}{symbol or about}"

    def summary(self, entry: FeedEntry) -> str:
        """Tell what an entry says, without marks."""
        today = when(self._sight.standing.today.isoformat())
        facts: dict[str, Any] = {"record": entry.record, "subject": entry.subject, "visit": self._visit}
        facts |= {"today": today, "constitution": self.constitution, "audience_at": self._sight.audience_at}
        drawn = self._visit.app_state.pages.render("feed/summary.html", self._visit.language, self._visit.prefix, facts)
        return Markup(drawn).striptags()  # noqa: S704  # made by a page, and its marks are taken off

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

    def entries(self, what: str) -> list[FeedEntry]:
        """What is new, newest first."""
        return list(read_feed(what, self._sight.register, self._sight.standing))

    def atom(self, what: str) -> bytes:
        """Write a feed as Atom (RFC 4287)."""
        feed = Atom1Feed(
            title=self.name(what),
            link=self.whole("/"),
            description=None,
            language=self._visit.language,
            author_name=self._said.translate_text(self.constitution.name) if self.constitution else "escalade",
            feed_url=self.whole(f"/feeds/{what}.atom"),
            feed_guid=identify(self._sight.register, f"{what}/{self._visit.language}"),
        )
        for entry in self.entries(what):
            feed.add_item(
                title=self.title(entry),
                link=self.whole(address(entry.record.reference)),
                description=escape(self.summary(entry)),
                unique_id=entry.identifier,
                pubdate=entry.published,
                updateddate=entry.updated,
                categories=[self._said.tell_act(entry.record.act)],
            )
        return str(feed.writeString("utf-8")).encode()

    def json(self, what: str) -> bytes:
        """Write a feed as a JSON Feed."""
        items = [
            JsonItem(
                id=entry.identifier,
                url=self.whole(address(entry.record.reference)),
                title=self.title(entry),
                content_text=self.summary(entry),
                date_published=entry.published.isoformat(),
                date_modified=entry.updated.isoformat(),
                tags=[self._said.tell_act(entry.record.act)],
            )
            for entry in self.entries(what)
        ]
        here = self.whole(f"/feeds/{what}.json")
        return msgspec.json.encode(
            JsonFeed(VERSION, self.name(what), self.whole("/"), here, self._visit.language, items)
        )
