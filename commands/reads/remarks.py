"""Remarks on a record: who made it, and what later ones say of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from escalade.services.views.evidence import list_contradictions, list_liftings, list_maintained, list_replacing
from escalade.workflow.motions import TakePosition
from escalade.workflow.motions.base import NOT_AT_HAND
from escalade.workflow.records.record import Record
from escalade.workflow.subjects.evidence import acts_for_the_chair, is_shown_provisional, waits_still
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.subjects.subject import Subject


def by(record: Record, standing: Standing) -> str:
    """Name who did it, under which office, and who entered it."""
    chair = "a chair whose name is not at hand" if record.entered_for == NOT_AT_HAND else record.entered_for
    who = f"{record.officer} for {chair}" if chair else record.officer
    if acts_for_the_chair(record, standing):
        return f"{who} (vice-chair, acting for the chair)"
    is_named = record.office and record.office.casefold() != record.officer.casefold().replace(" ", "-")
    return f"{who} ({record.office})" if is_named or record.entered_for else who


NARROWED = frozenset({"issue", "lift objection"})
"""Acts whose record may tell of others that fewer may read."""
READERS = {"members": "members only", "office": "office only"}
"""How what is not for everybody is marked, by for whom it is."""


def narrow_record(record: Record, office: Mapping[str, Subject]) -> Record:
    """A record for those alone who are shown it: fewer than it says."""
    if record.act not in NARROWED:
        return record
    shown = office[record.subject].record(record.reference)
    return msgspec.structs.replace(record, audience=shown.audience) if shown else record


ENTERED_LATE = "entered late"
"""How what was recorded after something that it happened before is marked."""


def is_late(record: Record, subject: Subject) -> bool:
    """Whether a record was made after what it happened before."""
    return any(late.reference == record.reference for late in subject.late_records)


def mark_reference(record: Record, subject: Subject) -> str:
    """The reference of a record, marked where few may read it, or late."""
    late = ENTERED_LATE if is_late(record, subject) else ""
    return ", ".join(filter(None, (record.reference, READERS.get(record.audience), late)))


def remarks(record: Record, standing: Standing) -> list[str]:
    """List what later records say of one, and what it still waits for."""
    contradicts, contradicted_by = list_contradictions(record, standing)
    found = {
        f"contradicts {', '.join(contradicts)}": contradicts,
        f"contradicted by {', '.join(contradicted_by)}": contradicted_by,
        **dict.fromkeys(_of_position(record, standing), True),
        f"annulled by {record.annulled_by}": record.annulled_by,
        f"corrected by {', '.join(record.corrected_by)}": record.corrected_by,
        f"confirmed by {record.confirmed_by}": record.confirmed_by,
        f"erased by {record.redacted_by}": record.redacted_by,
        f"endorsed by {record.endorsed_by}": record.endorsed_by,
        f"waits for {record.entered_for}": waits_still(record, standing) and not record.annulled_by,
        ENTERED_LATE: is_late(record, standing.subject(record.subject)),
        "provisional": is_shown_provisional(record, standing) and not record.annulled_by,
        **dict.fromkeys(_partly(record, standing), True),
    }
    return [words for words, holds in found.items() if holds]


def _of_position(record: Record, standing: Standing) -> Iterator[str]:
    """Say how what was held ended, for all or for some, and for whom it stands."""
    topic = standing.topic(record.subject)
    for name, how in list_liftings(record, standing).items():
        whose = topic.holders_until(record, standing.record(name)) if topic else ()
        yield f"{how} by {name}{_for_some(record, whose)}"
    mine, replaced = getattr(record.motion, "holders", ()), []
    for later in list_replacing(record, standing):
        took = getattr(standing.record(later).motion, "holders", ())
        replaced.append(f"{later}{_for_some(record, [name for name in mine if name in took])}")
    if replaced:
        yield f"replaced by {', '.join(replaced)}"
    if maintained := list_maintained(record, standing):
        yield f"maintains {', '.join(maintained)}"
    still = topic.objecting.get(record.reference, ()) if topic and record.act == "take position" else ()
    if some := _for_some(record, still):
        yield f"stands for {some.strip(' ()')}"


def _for_some(record: Record, names: Sequence[str]) -> str:
    """The names, where they are some of several who are to be named."""
    motion = record.motion
    if not isinstance(motion, TakePosition) or motion.unattributed or "holders" in motion.erased:
        return ""
    return f" ({', '.join(names)})" if 0 < len(names) < len(motion.holders) else ""


def _partly(record: Record, standing: Standing) -> Iterator[str]:
    """Say that a text was amended in some of its languages only."""
    topic = standing.topic(record.subject) if record.act == "approve" else None
    if topic is not None:
        from escalade.workflow.subjects.language_versions import amendment

        found = amendment(record, topic)
        if found and found.is_partial:
            yield found.sentence.rstrip(".").removeprefix("It is ")
