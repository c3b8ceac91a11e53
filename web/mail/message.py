"""Messages (RFC 5322): a text, a page, and its dates where there are any."""

from __future__ import annotations

from datetime import UTC, datetime
from email import policy
from email.charset import QP, Charset
from email.header import Header
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.utils import format_datetime, formataddr
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escalade.models.server.tables import SubscriberRow
    from escalade.web.mail.letter import Letter, Sender

LEAVE = "/mail/{key}"
"""Where a program ends a subscription for its reader (RFC 8058)."""
ENCODED = "=?"
"""How a word begins that is encoded (RFC 2047): a text that holds it is encoded, so that it is read as written."""
FORM = policy.compat32.clone(linesep="\r\n", max_line_length=998)
"""How messages are written: the newer policies of Python 3.11 lose blanks where they fold a subject.

What is encoded is folded before; an address in a header stays whole.
"""


def message_key(subscriber: str, *events: str) -> str:
    """The key of a message: the same news give the same Message-ID."""
    return sha256("\0".join((subscriber, *events)).encode()).hexdigest()


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
    """The header of a message, line by line."""
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
