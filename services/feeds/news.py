"""What is new for everybody, the newest first.

An entry is a record. What was annulled leaves the feed, and an entry that was
corrected or put into another language is newer than it was.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple
from uuid import NAMESPACE_OID, UUID, uuid5

from escalade.models.reader import Reader
from escalade.workflow.records.record import Record
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.subjects.subject import Subject

ACTS = {
    "decisions": ("approve", "decline", "lapse", "record consensus", "record no consensus", "refer back", "take up"),
    "consultations": ("call off hearing", "cancel", "close", "extend", "launch", "record hearing"),
    "documents": ("issue",),
}
"""What each feed tells, by the acts that its entries are."""
MOST = 50
"""How many entries a feed has."""


class FeedEntry(NamedTuple):
    """One record that is news."""

    record: Record
    subject: Subject
    identifier: str
    """The same in every language and at every address (RFC 4287, 4.2.6)."""
    published: datetime
    updated: datetime


def identify(reader: Reader, name: str) -> str:
    """Name something of a register for good, by the register's first record."""
    register = uuid5(NAMESPACE_OID, reader.node(1).hex()) if reader.size() else UUID(int=0)
    return uuid5(register, name).urn


def read_feed(what: str, reader: Reader, standing: Standing) -> Iterator[FeedEntry]:
    """Read what is new of a kind, as everybody may know it."""
    for name in reader.find_newest(ACTS[what], MOST):
        subject = standing.subjects.get(name.partition("#")[0])
        record = subject.record(name) if subject else None
        if subject is None or record is None or record.annulled_by:
            continue
        later = [subject.record(one) for one in (*record.corrected_by, *record.translated_by)]
        moments = [datetime.fromisoformat(one.at) for one in (record, *later) if one]
        yield FeedEntry(record, subject, identify(reader, name), moments[0], max(moments))
