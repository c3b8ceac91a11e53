"""The files that a record names: an issued paper, and what is attached."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from escalade.workflow.motions import Issue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escalade.workflow.motions import Evidence, Motion
    from escalade.workflow.records.record import Record


def find_digests(record: Record) -> Iterator[str]:
    """Find the hashes of the files that a record names."""
    yield from record.evidence.attachments
    if isinstance(record.motion, Issue):
        yield record.motion.paper


def list_files(evidence: Evidence, motion: Motion) -> Iterator[tuple[str, str | None]]:
    """List the hash and the name of each, None where none is given.

    The name of an issued paper follows from its symbol, language and form;
    an attachment has the one that was recorded with it.
    """
    yield from zip_longest(evidence.attachments, evidence.attachment_names)
    if isinstance(motion, Issue):
        yield motion.paper, motion.file_name
