"""Derive columns, where a subject stands, and counts from records."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

import msgspec

from escalade.workflow.motions import Evidence, Issue
from escalade.workflow.records.record import canonical
from escalade.workflow.subjects.evidence import find_reporting_meeting, grounds_of, lacks_final_paper
from escalade.workflow.subjects.topic import Topic
from escalade.workflow.values.reference import round_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escalade.workflow.motions import Motion
    from escalade.workflow.records.record import Record
    from escalade.workflow.subjects.subject import Subject


def find_digests(record: Record) -> tuple[str, ...]:
    """Find the hashes of the files that a record names."""
    attached = record.evidence.attachments
    return (*attached, record.motion.paper) if isinstance(record.motion, Issue) else attached


def list_files(evidence: Evidence, motion: Motion) -> Iterator[tuple[str, str | None]]:
    """List the hash and the name of each, None where none is given.

    The name of an issued paper follows from its symbol, language and form;
    an attachment has the one that was recorded with it.
    """
    yield from zip_longest(evidence.attachments, evidence.attachment_names)
    if isinstance(motion, Issue):
        yield motion.paper, motion.file_name


Row = tuple[str, str, str | None, str, int, str, str, str | None, str | None, bool, int, int]


class RecordHeader(msgspec.Struct, frozen=True, gc=False):
    """The part of a record that stands in columns too."""

    subject: str
    ordinal: int
    act: str
    officer: str
    evidence: Evidence
    on: str
    at: str
    audience: str


def make_columns(record: Record | RecordHeader) -> tuple[object, ...]:
    """Make the columns by which a record is looked up."""
    return (
        record.subject, record.ordinal, record.act, record.officer, record.evidence.place, record.on, record.at,
        record.audience,
    )  # fmt: skip


def make_row(subject: Subject) -> Row:
    """Make the derived row of a subject that has records."""
    last = subject.last_move or subject.records[-1]
    told = subject.last_move or subject.record(last.reference) or last
    grounds, document = grounds_of(subject), told.evidence.document
    newest = subject.records[-1]
    title = dict(subject.version.title) if isinstance(subject, Topic) else {}
    return (
        subject.reference, subject.kind, _group(subject), subject.state or newest.after, newest.ordinal, told.on,
        canonical(title).decode(), find_reporting_meeting(grounds), document, any(map(lacks_final_paper, grounds)),
        len(subject.waiting), subject.objections_told if isinstance(subject, Topic) else 0,
    )  # fmt: skip


def moves(subject: Subject) -> tuple[tuple[tuple[str, str, str], int], ...]:
    """Find the counts that a subject's newest record lowers and raises by one."""
    record = subject.records[-1]
    if not record.moved:
        return ()
    group = _group(subject) or ""
    more = ((subject.kind, group, record.after), 1)
    return (more,) if record.before is None else (((subject.kind, group, record.before), -1), more)


def _group(subject: Subject) -> str | None:
    """The round under which a subject is listed."""
    return round_of(subject.reference) if subject.kind in {"topic", "round"} else None
