"""What a revoked key leaves standing of what it signed.

A checkpoint has no time of its own, and whoever has the key can say whichever
they like. What counts is the place of the newest record that it covers: it was
signed after that one was made, and after the revocation where it covers that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from escalade.models.store import statements
from escalade.workflow.values.dates import when

if TYPE_CHECKING:
    from datetime import date

    from escalade.models.reader import Reader
    from escalade.workflow.ledger.checkpoints import PublicKey
    from escalade.workflow.motions import RevokeKey
    from escalade.workflow.records.record import Record


class Doubt(NamedTuple):
    """What is to be said of a signature by a key that was revoked."""

    void: str
    """Why it holds no more; empty where it does."""
    caveat: str
    """What it proves, and to whom, where it holds."""


CERTAIN = Doubt("", "")
"""Nothing, of a key that was not revoked."""


def doubt_of(reader: Reader, key: PublicKey, size: int) -> Doubt:
    """Say what a revocation leaves of a checkpoint over so many records."""
    found = reader.standing().body.revocations.get(str(key))
    if found is None:
        return CERTAIN
    record, motion = found
    told = _told(key, record, motion)
    position = reader.connection.execute(statements.POSITION, ("body", record.ordinal)).fetchone()[0]
    if size >= position:
        return Doubt(f"{told} The checkpoint covers that record: it was signed afterwards.", "")
    if motion.reason == "retired":
        return CERTAIN
    since = _since(motion)
    if since is None:
        return Doubt(f"{told} Since when is not known: nothing that it signed holds.", "")
    at = reader.connection.execute(statements.AT, (size,)).fetchone()[0]
    if at[:10] >= since.isoformat():
        return Doubt(f"{told} The checkpoint covers a record made on {at[:10]}: it was signed when others had it.", "")
    return CERTAIN._replace(caveat=f"{told} It proves something to whoever had the checkpoint before {since}.")


def _since(motion: RevokeKey) -> date | None:
    """Read the first day on which others may have had a key; None where it may be any."""
    return when(motion.since).first if motion.reason and motion.since else None


def _told(key: PublicKey, record: Record, motion: RevokeKey) -> str:
    """Tell of a revocation: which key, why, since when."""
    if not motion.reason:
        return (
            f"The key {key.name} that signed it was revoked ({record.reference}), and no reason was recorded, so that "
            f"it counts as compromised; “escalade correct {record.reference} --set reason=retired” says otherwise."
        )
    since = f" since {motion.since}" if motion.since else ""
    return f"The key {key.name} that signed it was revoked as {motion.reason}{since} ({record.reference})."
