"""The ledger as it is, and what was checked of it."""

from __future__ import annotations

import msgspec

from escalade.models.integrity.verify import Verification
from escalade.services.views.shape import Shape, schema_name
from escalade.workflow.ledger.checkpoints import Checkpoint


class Finding(Shape):
    """A finding of a check of the ledger."""

    where: str
    what: str


@schema_name("Verification")
class VerificationData(Shape):
    """The result of a check of the ledger."""

    records: int
    since: int
    root: str
    findings: list[Finding]
    absent: list[Finding]
    copy_of: str
    contradictions: list[Finding]


@schema_name("Checkpoint")
class CheckpointData(Shape):
    """The ledger as it is now: what a signed checkpoint is signed for."""

    origin: str
    size: int
    root: str
    copy_of: str


class Proof(Shape):
    """The proof that a record stands in the ledger (RFC 9162, section 2.1.3)."""

    record: str
    position: int
    path: list[str]
    checkpoint: CheckpointData


def describe_checkpoint(found: Checkpoint, copy_of: str) -> CheckpointData:
    """The size and root of a ledger at one moment."""
    return CheckpointData(origin=found.origin, size=found.size, root=found.root.hex(), copy_of=copy_of)


def describe_verification(found: Verification, since: int) -> VerificationData:
    """Describe a check of the ledger and its findings."""
    told = {**msgspec.structs.asdict(found), "since": since}
    return msgspec.convert(told, VerificationData, from_attributes=True)
