"""Subjects, records, and what an act came to."""

from __future__ import annotations

import msgspec

from escalade.web.api.shape.base import RemedyKind, Severity, Shape, over
from escalade.workflow.motions import Evidence, any_motion
from escalade.workflow.motions.base import Audience
from escalade.workflow.records.record import Record

Written = over("Written", Record, ("reference", str), motion=any_motion(), audience=Audience)
"""A record, as an act that was done tells it."""

Told = over("Record", Written, ("provisional", bool), ("evidence_as_recorded", Evidence))
"""A record as later ones leave it, and how its evidence came to be."""


class TopicRow(Shape):
    """Where a topic stands."""

    reference: str
    round: str
    state: str
    title: dict[str, str]
    on: str
    newest: str
    provisional: bool
    waits: bool


class Subject(Shape):
    """A subject: where it stands, and its records."""

    reference: str
    kind: str
    state: str | None
    newest: str
    records: list[Told]  # type: ignore[valid-type]  # made from the law’s own shape


class WarnedRemedy(Shape):
    """What may be done about a warning."""

    kind: RemedyKind
    act: str | None = None
    office: str | None = None
    subject: str | None = None
    given: dict[str, str] = msgspec.field(default_factory=dict)
    note: str = ""


class Warned(Shape):
    """What an act that passes is warned of."""

    rule: str
    subject: str
    sentence: str
    remedy: WarnedRemedy
    severity: Severity = "error"


class Outcome(Shape):
    """What an act came to: its records, and what is warned of."""

    act: str
    records: list[Written]  # type: ignore[valid-type]  # made from the law’s own shape
    warnings: list[Warned]
    dry_run: bool


class IssuedFile(Shape):
    """A file that was issued, or would be, and where it can be fetched."""

    name: str
    sha256: str
    location: str


class Issued(Outcome):
    """What an issue came to: its records, its readers, and the files.

    `because` names the records of the paper that the public may not read.
    """

    audience: str
    because: list[str]
    files: list[IssuedFile]
