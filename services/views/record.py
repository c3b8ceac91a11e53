"""Subjects, records, and what an act came to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from escalade.models.reader import WITHOUT_OWN_TEXT, Reader
from escalade.services.views.evidence import first_evidence, list_contradictions, list_liftings, list_replacing
from escalade.services.views.shape import (
    RemedyKind,
    Severity,
    Shape,
    extend_shape,
    fields_in,
    schema_name,
)
from escalade.workflow.motions import Evidence, OpenRound, TextVersion, any_motion
from escalade.workflow.motions.base import Audience
from escalade.workflow.records.record import Record
from escalade.workflow.subjects.body import Body
from escalade.workflow.subjects.evidence import acts_for_the_chair, evidence_of, is_shown_provisional, presider_of
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.subjects.subject import Subject
from escalade.workflow.subjects.topic import Topic
from escalade.workflow.values.errors import RequestError, UnknownReferenceError

if TYPE_CHECKING:
    from escalade.workflow.perform import Outcome

Written = extend_shape("Written", Record, ("reference", str), motion=any_motion(), audience=Audience)
"""A record, as an act that was done tells it."""

Told = extend_shape(
    "Record",
    Written,
    ("provisional", bool),
    ("evidence_as_recorded", Evidence),
    ("presided_by", str | None),
    ("acting_for_the_chair", bool),
    ("contradicts", list[str]),
    ("contradicted_by", list[str]),
    ("replaced_by", list[str]),
    ("ended_by", list[str]),
)
"""A record as later ones leave it, and how its evidence came to be."""


@schema_name("Subject")
class SubjectData(Shape):
    """A subject: where it stands, and its records."""

    reference: str
    kind: str
    state: str | None
    newest: str
    title: dict[str, str]
    """The title as it stands, in its languages: of a topic, a round, or the body’s own name."""
    text: TextVersion | None
    """The text of a topic as it stands."""
    records: list[Told]  # type: ignore[valid-type]  # made from the law’s own shape


class WarnedRemedy(Shape, omit_defaults=True):
    """The remedy of a warning."""

    kind: RemedyKind
    act: str | None = None
    office: str | None = None
    subject: str | None = None
    given: dict[str, str] = msgspec.field(default_factory=dict)
    note: str = ""


class Warned(Shape, omit_defaults=True):
    """A warning of an act that passes."""

    rule: str
    subject: str
    sentence: str
    remedy: WarnedRemedy
    severity: Severity = "error"


@schema_name("Outcome")
class OutcomeData(Shape):
    """The outcome of an act: its records, and what is warned of."""

    act: str
    records: list[Written]  # type: ignore[valid-type]  # made from the law’s own shape
    warnings: list[Warned]
    dry_run: bool


class IssuedFile(Shape):
    """A file that was issued, or would be, and where it can be fetched."""

    name: str
    sha256: str
    location: str


class Issued(OutcomeData):
    """The outcome of an issue: its records, its readers, and the files.

    `because` names the records of the paper that the public may not read.
    """

    audience: str
    because: list[str]
    files: list[IssuedFile]


def describe_written(record: Record) -> Any:
    """Every field of a record, with its reference."""
    return Written(**fields_in(Written, record))


def describe_record(record: Record, standing: Standing) -> Any:
    """A record: its fields, and how its evidence came to be."""
    first = first_evidence(record, standing)
    presider, did = presider_of(record, standing), acts_for_the_chair(record, standing)
    contradicts, contradicted_by = list_contradictions(record, standing)
    known = {
        "provisional": is_shown_provisional(record, standing),
        "evidence_as_recorded": first,
        "presided_by": presider.name if presider else None,
        "acting_for_the_chair": did or bool(presider and presider.acting),
        "contradicts": contradicts,
        "contradicted_by": contradicted_by,
        "replaced_by": list_replacing(record, standing),
        "ended_by": list(list_liftings(record, standing)),
    }
    return Told(**fields_in(Written, record), **known)


def describe_subject(subject: Subject, standing: Standing) -> SubjectData:
    """A subject: where it stands, and its records."""
    return SubjectData(
        reference=subject.reference,
        kind=subject.kind,
        state=subject.state,
        newest=subject.newest_told,
        title=_title_of(subject),
        text=subject.version if isinstance(subject, Topic) else None,
        records=[describe_record(record, standing) for record in subject.told],
    )


def _title_of(subject: Subject) -> dict[str, str]:
    """What a subject is called, in its languages; nothing where it has no title."""
    if isinstance(subject, Topic):
        if subject.state in WITHOUT_OWN_TEXT:
            from escalade.workflow.subjects.topic import titles_of  # only where one is

            return titles_of(subject)
        return dict(subject.version.title)
    if isinstance(subject, Body):
        constitution = subject.constitution()
        return dict(constitution.name) if constitution else {}
    opened = subject.last("open round")
    return dict(opened.motion.title) if opened and isinstance(opened.motion, OpenRound) else {}


def describe_outcome(act: str, outcome: Outcome, *, dry_run: bool) -> OutcomeData:
    """Describe what an act came to: its records and warnings."""
    return OutcomeData(
        act=act,
        records=[describe_written(one) for one in outcome.records],
        warnings=describe_warnings(outcome),
        dry_run=dry_run,
    )


def describe_warnings(outcome: Outcome) -> list[Warned]:
    """Describe the warnings of an act that passes."""
    return msgspec.convert(outcome.warnings, list[Warned], from_attributes=True)


def find_paper(digest: str, reader: Reader, standing: Standing, of: str = "") -> tuple[str, bytes]:
    """Name and bytes of an issued paper, or of a file attached to a record."""
    if of:
        made = ((record, evidence_of(record, standing).attachments) for record in [standing.record(of)])
    else:
        made = ((record, (motion.paper,)) for name in reader.rounds() for record, motion in standing.round(name).papers)
    issued = next((record for record, files in made if digest in files), None)
    kept = reader.paper(digest) if issued else None
    if issued is None or (kept is None and not issued.redacted_by):
        raise UnknownReferenceError(digest, kind="paper")
    if kept is None:
        facts = {"record": issued.reference, "other": issued.redacted_by}
        raise RequestError("erased-paper", "The file of {record} was erased by {other}.", **facts)
    return kept
