"""Read meetings and the sources of the constitution, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from escalade.workflow.motions import AmendConstitution, Nouns
from escalade.workflow.motions.base import Text
from escalade.workflow.records.audience import READERS
from escalade.workflow.subjects.body import Body
from escalade.workflow.subjects.hearing import IN_PERSON
from escalade.workflow.subjects.meeting import Gathering
from escalade.workflow.values.dates import When, when


@dataclass(frozen=True, slots=True)
class MeetingFacts:
    """The facts of a meeting or session that was convened."""

    reference: str
    kind: str
    label: str
    """Its number or name, as in `meeting/9` or `session/NAME`."""
    name: Text | None
    place: Text | None
    form: str
    """How people take part: in person, virtual or hybrid."""
    opens: When
    closes: When
    source: str
    """The record that convened it."""
    approval: str | None
    """The record that approved its report, where there is one."""
    document: str | None
    """The symbol of its report, where the approval gives it."""
    sent_to: tuple[Text, ...]
    """To whom its report was sent."""
    so_that: Text
    """To what end it was sent."""
    is_public: bool
    """Whether everybody may read all that is on record of it."""

    @property
    def number(self) -> int | None:
        """Its number; None where it has a name."""
        return int(self.label) if self.label.isdecimal() else None


def read_meeting(meeting: Gathering) -> MeetingFacts:
    """Read what is on record of a meeting or session."""
    convened, (approved, approval) = meeting.convened, meeting.approval or (None, None)
    return MeetingFacts(
        *(meeting.reference, meeting.kind, meeting.label, convened.name),
        place=None if isinstance(convened.place, str) else convened.place,
        form=convened.form or IN_PERSON,
        opens=meeting.opens,
        closes=meeting.closes,
        source=meeting.every("convene")[0].reference,
        approval=approved.reference if approved else None,
        document=approved.evidence.document if approved else None,
        sent_to=approval.sent_to if approval and not isinstance(approval.sent_to, str) else (),
        so_that=approval.so_that if approval else {},
        is_public=meeting.audience == READERS[0],
    )


@dataclass(frozen=True, slots=True)
class ConstitutionSources:
    """Which record gave each field of the constitution, or one entry of it."""

    first: str
    """The record that constituted the body."""
    amended: Mapping[tuple[str, str | None], str]
    """By field, and by field and entry, the last amendment that gave it."""

    def record_of(self, field: str, key: str | None = None) -> str:
        """Find the record that gave a field, or one entry of it."""
        return self.amended.get((field, key), self.first)


def read_sources(body: Body, day: When) -> ConstitutionSources:
    """Read which records gave the constitution that is in force on a day."""
    first, amended = body.last("constitute"), dict[tuple[str, str | None], str]()
    for record in body.every("amend constitution"):
        motion = record.motion
        if not isinstance(motion, AmendConstitution) or not when(motion.since or record.on).may_precede(day):
            continue
        for name in motion.__struct_fields__:
            given = getattr(motion, name)
            if given:
                entries = given.by_name if isinstance(given, Nouns) else given if isinstance(given, Mapping) else ()
                known = [key for key in entries if name != "texts" or given[key].may_be_cited(day)]
                amended |= dict.fromkeys(((name, None), *((name, key) for key in known)), record.reference)
    return ConstitutionSources(first.reference if first else "body#1", amended)
