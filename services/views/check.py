"""What a check of papers finds, and what of the ledger others can check."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

import msgspec

from escalade.services.views.shape import Shape, fields_in, schema_name
from escalade.templates.checks.finding import PaperFinding
from escalade.workflow.ledger.checkpoints import Checkpoint


class Remark(Shape):
    """One thing that a check finds wrong, or not yet right, in a paper."""

    severity: Literal["error", "warning", "remark"]
    check: str
    paper: str
    place: str
    what: str
    record: str


class Checked(Shape):
    """A paper that was checked, and the findings."""

    papers: list[str]
    errors: int
    warnings: int
    findings: list[Remark]
    against: dict[str, str] = msgspec.field(default_factory=dict)
    """By the name of a file, the paper of the record that it was held against: note 2017."""


class LanguageText(Shape):
    """A text that a language lacks, or a name that it has unofficially."""

    language: str
    required: bool
    """Whether the body requires papers in that language."""
    standing: str
    """Lacking; its forms lacking; or what a name is worth: an unofficial translation, reconstructed."""
    record: str
    field: str
    text: str
    """What it says: in that language, where it is there, else in another one."""
    remedy: str
    """The command that supplies it; its dots are to be filled in."""


class LanguageCount(Shape):
    """How many texts of a language are worth what."""

    language: str
    official: int = 0
    unofficial: int = 0
    reconstructed: int = 0
    unsaid: int = 0
    """Those whose standing is not on record."""
    lacking: int = 0


class Held(Shape):
    """The result of holding a paper's body or seal against the record."""

    of: str
    ok: bool
    sentence: str


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


def describe_finding(found: PaperFinding) -> Remark:
    """One thing that a check found in a paper."""
    return Remark(**fields_in(Remark, found))


def describe_check(
    papers: Iterable[str], findings: Iterable[PaperFinding], against: Mapping[str, str] | None = None
) -> Checked:
    """Describe a check and its findings, errors first."""
    ordered = sorted(findings, key=lambda one: ("error", "warning", "remark").index(one.severity))
    return Checked(
        papers=list(papers),
        errors=sum(one.severity == "error" for one in ordered),
        warnings=sum(one.severity == "warning" for one in ordered),
        findings=[describe_finding(one) for one in ordered],
        against=dict(against or {}),
    )


def describe_checkpoint(found: Checkpoint, copy_of: str) -> CheckpointData:
    """The size and root of a ledger at one moment."""
    return CheckpointData(origin=found.origin, size=found.size, root=found.root.hex(), copy_of=copy_of)
