"""Letters: what is told to one subscriber, in words and as a page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from escalade.models.server.tables import SubscriberRow
from escalade.services.feeds.consultation_calendar import DateWords
from escalade.services.views.office_calendar import seat_of
from escalade.services.views.text import text_in
from escalade.web.auth.scoped_reader import Sight
from escalade.web.i18n.nouns import key_of, sentences_in
from escalade.web.i18n.wording import Wording, marks_of
from escalade.web.mail.news import ActNews, WaitingNews
from escalade.web.rendering.address import address
from escalade.web.rendering.feed_writer import date_words
from escalade.web.rendering.page import environment
from escalade.workflow.records.audience import READERS
from escalade.workflow.subjects.meeting import Gathering
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.subjects.subject import Subject
from escalade.workflow.values.dates import when


class Letter(NamedTuple):
    """A letter before it becomes a message."""

    sender: str
    """Who writes: what the body is called."""
    subject: str
    text: str
    page: str
    audience: str = READERS[0]
    """Who may read it."""


class Sender(NamedTuple):
    """From whom letters come, and where their links lead."""

    address: str
    site: str
    """The address of the pages, without a slash at its end."""

    @property
    def host(self) -> str:
        """The host of the pages: the second half of every Message-ID."""
        return self.site.partition("://")[2].partition("/")[0].partition(":")[0]


class LetterWriter:
    """Writes the letters to one subscriber."""

    def __init__(self, subscriber: SubscriberRow, sight: Sight, site: str) -> None:
        """Write in the language of a subscriber what they may see."""
        self.subscriber, self._standing = subscriber, sight.standing
        body = self._standing.body
        constitution = body.constitution()
        language, self.zone = subscriber.language, seat_of(body).time_zone if constitution else "UTC"
        self.brand = brand_of(self._standing, language)
        self._environment = environment(language, f"/{language}", key_of(constitution))
        self._known: dict[str, Any] = {
            "subscriber": subscriber, "standing": self._standing, "zone": self.zone, "site": site, "brand": self.brand,
            "today": when(self._standing.today.isoformat()), "acts": (), "waiting": (),
            "audience": READERS[0],
        }  # fmt: skip

    def ask(self, *, again: bool) -> Letter:
        """Ask whether mail is wanted at an address, or say that it is sent there."""
        return self._write(letter="again" if again else "ask")

    def tell(self, acts: Sequence[ActNews], waiting: Sequence[WaitingNews], audience: str) -> Letter:
        """Tell what is new, and what waits."""
        return self._write(letter="news", acts=acts, waiting=waiting, audience=audience)

    def dates(self) -> DateWords:
        """The words of dates in calendars."""
        language = self.subscriber.language
        said = Wording(language, sentences_in(language, key_of(self._standing.body.constitution())))
        return date_words("", said, marks_of(language).colon, self.whole)

    def whole(self, subject: Subject) -> str:
        """Where a subject is read."""
        return f"{self._known['site']}/{self.subscriber.language}{address(subject.reference)}"

    def name(self, gathering: Gathering) -> str:
        """What a meeting is called in a calendar."""
        return self._line("mail/title.txt", reference=gathering.reference)

    def place(self, gathering: Gathering) -> str:
        """Where a meeting is held, where that is on record."""
        place = gathering.planned.place
        return "" if isinstance(place, str) else text_in(place, self.subscriber.language)

    def _line(self, template: str, **facts: Any) -> str:
        """What a template says, in one line."""
        return " ".join(self._environment.get_template(template).render({**self._known, **facts}).split())

    def _write(self, **facts: Any) -> Letter:
        whole = {**self._known, **facts}
        subject = self._line("mail/subject.txt", **facts)
        text = self._environment.get_template("mail/letter.txt").render({**whole, "subject": subject})
        page = self._environment.get_template("mail/letter.html").render({**whole, "subject": subject})
        return Letter(self.brand, subject, f"{text.strip()}\n", page, whole["audience"])


def brand_of(standing: Standing, language: str) -> str:
    """What the body is called in letters: its acronym, or its name."""
    constitution = standing.body.constitution()
    return text_in(constitution.acronym or constitution.name, language) if constitution else "escalade"
