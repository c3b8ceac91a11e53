"""Papers held against the record: the body, and what it was drawn from."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from escalade.models.integrity.receipts import ReceiptCheck, contains_ledger
from escalade.workflow.motions import Issue
from escalade.workflow.values.reference import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from escalade.models.reader import Reader
    from escalade.workflow.records.record import Record


def body_of(reader: Reader, data: bytes) -> ReceiptCheck:
    """Whether a file is, to the last byte, one that was issued."""
    digest = sha256(data).hexdigest()
    for record in issues(reader):
        if isinstance(record.motion, Issue) and record.motion.paper == digest:
            name = record.evidence.document or record.motion.symbol
            annulled = f", annulled by {record.annulled_by}" if record.annulled_by else ""
            return ReceiptCheck(
                ok=not annulled, sentence=f"This is {name} as it was issued ({record.reference}{annulled})."
            )
    return ReceiptCheck(ok=False, sentence="No paper was issued that is this file: it was altered, or never issued.")


def contains_source(reader: Reader, seals: Iterable[tuple[int, str]]) -> ReceiptCheck:
    """Whether the record still contains what a paper was drawn from."""
    found = list(seals)
    if not found:
        return ReceiptCheck(ok=False, sentence="The file bears no seal.")
    holdings = [contains_ledger(reader, size, root) for size, root in found]
    return next((one for one in holdings if not one.ok), holdings[0])


def issues(reader: Reader) -> Iterator[Record]:
    """Every record of a paper that was issued."""
    standing = reader.standing()
    for name in reader.references():
        if kind_of(name) != "round":
            continue
        yield from (record for record in standing.subject(name).told if record.act == "issue")
