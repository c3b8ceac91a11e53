"""The ledger, and what this register is."""

from __future__ import annotations

from escalade.web.api.shape.base import Shape


class Finding(Shape):
    """What a check of the ledger found."""

    where: str
    what: str


class Verification(Shape):
    """What was checked of the ledger, and what was found."""

    records: int
    since: int
    root: str
    findings: list[Finding]
    absent: list[Finding]


class Checkpoint(Shape):
    """The ledger as it is now: what a signed checkpoint is signed for."""

    origin: str
    size: int
    root: str


class Proof(Shape):
    """That a record stands in the ledger (RFC 9162, section 2.1.3)."""

    record: str
    position: int
    path: list[str]
    checkpoint: Checkpoint


class Holding(Shape):
    """What came of holding something against the record."""

    ok: bool
    sentence: str


class Index(Shape):
    """What this register is, and where its calls are described."""

    body: dict[str, str]
    version: str
    size: int
    root: str
    schema: str
    calls: list[str]
