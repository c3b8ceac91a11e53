"""What is new for a subscriber, and its letter as a message (RFC 5322)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from email import policy
from email.charset import QP, Charset
from email.header import Header
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.utils import format_datetime, formataddr
from hashlib import sha256
from itertools import groupby, islice
from typing import Any, NamedTuple

from icalendar import Event

from escalade.models.server.store import SubscriberRow
from escalade.services.views.feed import DateWords, events_of, make_event, new_calendar
from escalade.services.views.office_calendar import seat_of
from escalade.services.views.text import text_in
from escalade.web.auth.scoped_reader import Sight
from escalade.web.i18n.language import key_of, sentences_in
from escalade.web.i18n.term import ANSWERS_CLOSE, MEETINGS
from escalade.web.i18n.wording import Wording
from escalade.web.rendering.address import address
from escalade.web.rendering.page import environment
from escalade.workflow.inbox.pages import Inbox, InboxItem
from escalade.workflow.records.audience import READERS, strictest
from escalade.workflow.records.record import Record
from escalade.workflow.subjects.meeting import Gathering
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.subjects.subject import Subject
from escalade.workflow.subjects.topic import Topic
from escalade.workflow.values.dates import when
from escalade.workflow.values.step import OF_RECORDS

KIND_OF = {
    **dict.fromkeys(
        (
            "record consensus", "record no consensus", "set aside", "withdraw", "merge", "escalate", "reopen debate",
            "take up", "approve", "decline", "lapse", "refer back", "take note", "record no decision", "defer",
        ),
        "decisions",
    ),
    **dict.fromkeys(
        (
            "launch", "extend", "record responses", "record hearing", "call off hearing", "close", "cancel",
            "record consideration",
        ),
        "consultations",
    ),
    "issue": "papers",
    **dict.fromkeys(("convene", "approve report"), "meetings"),
}  # fmt: skip
"""The acts that are news, each by what one asks for to be told of it."""
ABOUT_ACTS = ("annul", "correct")
"""Acts on earlier ones; they are news where those are."""
SOON_DAYS, LAST_DAYS = 7, 1
"""How many days before something is due it is told again."""
MOST_WAITING = 300
"""How much of what waits is looked through, by the day it is due."""


class ActNews(NamedTuple):
    """An act, with its records as the subscriber sees them."""

    key: str
    act: str
    records: tuple[Record, ...]
    audience: str
    """For whom it is, with all that is told beside."""


class WaitingNews(NamedTuple):
    """Something that waits for an office, and how urgent it is by now."""

    keys: tuple[str, ...]
    """What it says, and what need not be said any more once it was."""
    item: InboxItem
    how: str
    """new, soon, last or late."""


def news_key(subscriber: str, event: str) -> str:
    """The key by which something is told once to one subscriber."""
    return sha256(f"{subscriber}\0{event}".encode()).hexdigest()


def find_acts(subscriber: SubscriberRow, sight: Sight, size: int) -> Iterator[ActNews]:
    """Find the acts recorded since that are news, up to a size of the ledger."""
    wanted, standing = subscriber.kinds.split(), sight.standing
    made = (record for place, record in sight.register.records(subscriber.seen) if place <= size)
    for touched, records in groupby(made, lambda one: one.touched):
        seen = tuple(one for record in records if (one := record_as_seen(record, standing)))
        if seen and kind_of_act(seen[0], standing) in wanted:
            audiences = (one for record in seen for one in (record.audience, sight.audience_at(record.subject)))
            yield ActNews(f"act {touched[0]}", seen[0].act, seen, strictest(audiences))


def record_as_seen(record: Record, standing: Standing) -> Record | None:
    """A record as its subject tells it to a reader; None where it tells none."""
    subject = standing.subjects.get(record.subject)
    return subject.record(record.reference) if subject else None


def kind_of_act(record: Record, standing: Standing) -> str:
    """What one asks for to be told of an act; empty where it is no news."""
    if record.act not in ABOUT_ACTS:
        return KIND_OF.get(record.act, "")
    names = getattr(record.motion, "records", ()) if record.act in OF_RECORDS else ()
    about = (standing.subjects.get(name.partition("#")[0]) for name in names[:1])
    earlier = (subject.record(name) for subject, name in zip(about, names, strict=False) if subject)
    return next((KIND_OF.get(one.act, "") for one in earlier if one), "")


def find_waiting(sight: Sight) -> Iterator[WaitingNews]:
    """Find what waits for the offices of a subscriber, by the day it is due."""
    body = sight.whole.body
    if not sight.offices or not body.state:
        return
    holidays, today = seat_of(body).holidays, sight.standing.today
    for _, item in islice(Inbox(sight.standing, sight.officer, holidays).after(), MOST_WAITING):
        stages = ["new"]
        if item.due:
            stages += ["soon"] * (item.due <= today + timedelta(days=SOON_DAYS))
            stages += ["last"] * (item.due <= today + timedelta(days=LAST_DAYS))
            stages += ["late"] * (item.due < today or item.too_late)
        yield WaitingNews(tuple(_event(item, stage) for stage in stages), item, stages[-1])


def _event(item: InboxItem, stage: str) -> str:
    """Name what is told of something that waits: another day tells it anew."""
    due = item.due.isoformat() if item.due and stage != "new" else ""
    return "|".join(("waits", stage, item.office, item.subject, *item.acts, item.since, item.record or "", due))


LEAVE = "/mail/{key}"
"""Where a program ends a subscription for its reader (RFC 8058)."""
ENCODED = "=?"
"""How a word begins that is encoded (RFC 2047): a text that holds it is encoded, so that it is read as written."""
FORM = policy.compat32.clone(linesep="\r\n", max_line_length=998)
"""How messages are written: the newer policies of Python 3.11 lose blanks where they fold a subject.

What is encoded is folded before; an address in a header stays whole.
"""


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
        self._language, self._sight, self._site = subscriber.language, sight, site
        body = sight.standing.body
        constitution = body.constitution()
        self.zone = seat_of(body).time_zone if constitution else "UTC"
        self._nouns, called = key_of(constitution), constitution and (constitution.acronym or constitution.name)
        self.brand = text_in(called, self._language) if called else "escalade"
        self._environment = environment(self._language, f"/{self._language}", self._nouns)
        self._known: dict[str, Any] = {
            "subscriber": subscriber, "standing": sight.standing, "zone": self.zone, "site": site, "brand": self.brand,
            "today": when(sight.standing.today.isoformat()), "acts": (), "waiting": (),
            "audience": READERS[0],
        }  # fmt: skip

    def ask(self, *, again: bool) -> Letter:
        """Ask whether mail is wanted at an address, or say that it is sent there."""
        return self._write(letter="again" if again else "ask")

    def tell(self, acts: Sequence[ActNews], waiting: Sequence[WaitingNews], audience: str) -> Letter:
        """Tell what is new, and what waits."""
        return self._write(letter="news", acts=acts, waiting=waiting, audience=audience)

    def _write(self, **facts: Any) -> Letter:
        whole = {**self._known, **facts, "subject": self._line("mail/subject.txt", **facts)}
        text = self._environment.get_template("mail/letter.txt").render(whole)
        page = self._environment.get_template("mail/letter.html").render(whole)
        return Letter(self.brand, whole["subject"], f"{text.strip()}\n", page, whole["audience"])

    def _line(self, template: str, **facts: Any) -> str:
        return " ".join(self._environment.get_template(template).render({**self._known, **facts}).split())

    def calendar(self, acts: Iterable[ActNews]) -> str:
        """The dates to come of what acts are about, as iCalendar (RFC 5545).

        What moved stands there under its earlier UID with a higher SEQUENCE, what was called off as cancelled.
        """
        made, standing = new_calendar(), self._sight.standing
        for reference in dict.fromkeys(record.subject for news in acts for record in news.records):
            subject = standing.subjects.get(reference)
            for event in self._events(subject) if subject else ():
                if event.decoded("dtend") > standing.today:
                    if self._sight.audience_at(reference) != "public":
                        event.add("class", "CONFIDENTIAL")
                    made.add_component(event)
        return made.to_ical().decode() if made.subcomponents else ""

    def _events(self, subject: Subject) -> Iterator[Event]:
        register = self._sight.register
        if isinstance(subject, Topic):
            said = Wording(self._language, sentences_in(self._language, self._nouns))
            yield from events_of(subject, register, date_words("", said, self._whole))
        elif isinstance(subject, Gathering) and (first := when(subject.planned.opens or "unknown").day):
            last, place = when(subject.planned.closes or "unknown").day or first, subject.planned.place
            name, off = self._line("mail/title.txt", reference=subject.reference), subject.called_off is not None
            event = make_event(subject, register, "held", name, first, last, self._whole(subject), off=off)
            if place and not isinstance(place, str):
                event.add("location", text_in(place, self._language))
            yield event

    def _whole(self, subject: Subject) -> str:
        return f"{self._site}/{self._language}{address(subject.reference)}"


def date_words(name: str, said: Wording, whole: Callable[[Subject], str]) -> DateWords:
    """The words of dates in calendars, in the language of a wording."""
    return DateWords(
        name=name,
        closes=said.term(ANSWERS_CLOSE),
        meets=lambda topic: said.term(MEETINGS[topic.hearing.form]),
        colon=said.marks.colon,
        title=lambda topic: said.translate_text(topic.version.title),
        address=whole,
    )


def make_message(
    letter: Letter, subscriber: SubscriberRow, sender: Sender, *, key: str, now: float, calendar: str
) -> bytes:
    """A letter as a message, as it goes to the mail server.

    Args:
        letter: what it says.
        subscriber: to whom it goes.
        sender: from whom.
        key: the key of the message.
        now: when it is made, in seconds since 1970, UTC.
        calendar: the dates that it tells, as iCalendar; empty without any.
    """
    readable = Charset("utf-8")
    readable.body_encoding = QP
    said = MIMEMultipart("alternative", policy=FORM)
    said.attach(MIMEText(letter.text, "plain", readable))  # type: ignore[arg-type]  # a charset is taken, as documented
    said.attach(MIMEText(letter.page, "html", readable))  # type: ignore[arg-type]  # as in the line above
    made = MIMEMultipart("mixed", policy=FORM) if calendar else said
    if calendar:
        made.attach(said)
        dates = MIMEText(calendar, "calendar", "utf-8")
        dates.set_param("method", "PUBLISH")
        dates.add_header("Content-Disposition", "attachment", filename="dates.ics")
        made.attach(dates)
    for name, value in _headers(letter, subscriber, sender, key, now):
        made[name] = value
    return made.as_bytes()


def _headers(
    letter: Letter, subscriber: SubscriberRow, sender: Sender, key: str, now: float
) -> Iterator[tuple[str, str]]:
    yield "From", _mailbox(letter.sender, sender.address)
    yield "To", subscriber.address
    yield "Subject", _encoded(letter.subject, "Subject")
    yield "Date", format_datetime(datetime.fromtimestamp(int(now), UTC))
    yield "Message-ID", f"<{key[:40]}@{sender.host}>"
    yield "Auto-Submitted", "auto-generated"  # RFC 3834: no program answers it
    yield "Content-Language", subscriber.language
    if letter.audience != "public":
        yield "Sensitivity", "Company-Confidential"  # RFC 2156
    if subscriber.confirmed:
        yield "List-ID", f"<news.{sender.host}>"
        yield "List-Unsubscribe", f"<{sender.site}{LEAVE.format(key=subscriber.key)}>"
    if subscriber.confirmed and sender.site.startswith("https://"):
        yield "List-Unsubscribe-Post", "List-Unsubscribe=One-Click"


def _mailbox(name: str, address: str) -> str:
    """A name, as every server takes it (RFC 2047), with its address."""
    said = " ".join(name.split())
    if said.isascii() and ENCODED not in said:
        return formataddr((said, address))
    return f"{_encoded(said, 'From')} <{address}>"


def _encoded(text: str, name: str) -> str:
    """A text as a header has it."""
    return Header(text, "utf-8" if ENCODED in text or not text.isascii() else None, header_name=name).encode()
