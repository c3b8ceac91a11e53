"""The columns by which a record is looked up, and the files that it names."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

import msgspec

from escalade.workflow.motions import Evidence, Issue, Motion
from escalade.workflow.records.record import Record


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
