"""Commands that give a place, and what happened there, another day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalade.workflow.procedure import SECRETARIAT, table
from escalade.workflow.values.dates import when
from escalade.workflow.values.step import OF_RECORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from escalade.services.acts.suggestions import Typist
    from escalade.workflow.records.record import Record
    from escalade.workflow.subjects.standing import Standing
    from escalade.workflow.values.remedy import Cause


def list_lines(causes: Iterable[Cause], standing: Standing, typist: Typist, typed: str) -> Iterator[str]:
    """List the lines that give a place and what happened there other days.

    What happened there gets the month alone, the place its day, and what happened that day.

    Args:
        causes: what is in the way; of a correction, of one record or of what happened at a place.
        standing: the register.
        typist: who writes them.
        typed: the line that was refused, which comes in between, or last where it gives one record its day.
    """
    named = [standing.record(name) for name in dict.fromkeys(cause.remedy.given["records"] for cause in causes)]
    itself = [record for record in named if typist.act == "correct" and _is_typed(record, typed)]
    moved = dict.fromkeys((*(record.reference for record in named), *map(_name, _beside(itself, standing))))
    records = [standing.record(name) for name in moved]
    yield from (_give(record, f"on={record.on[:7]}", typist) for record in records)
    yield from (_convene(record, typist) for record in itself[:1])
    yield typed
    yield from (_give(record, "on=DAY", typist) for record in records if record not in itself)


def _is_typed(record: Record, typed: str) -> bool:
    """Whether a line corrects that record itself."""
    return any(word and record.reference.endswith(word) for word in typed.split() if "#" in word)


def _name(record: Record) -> str:
    return record.reference


def _beside(records: list[Record], standing: Standing) -> Iterator[Record]:
    """What else happened at the same sitting, or meeting without sittings, and has a day."""
    for one in records:
        for other in standing.list_happenings(one.evidence.place or ""):
            is_there = other.evidence.sitting == one.evidence.sitting and when(other.on).day == when(one.on).day
            if is_there and other.act not in OF_RECORDS and not other.annulled_by:
                yield other


def _give(record: Record, said: str, typist: Typist) -> str:
    """Write the correction of a record's day."""
    given = {"records": record.reference, "fields": said}
    return typist.act_command("correct", record.subject, record.office or SECRETARIAT, given)


def _convene(record: Record, typist: Typist) -> str:
    """Write the line that gives the place of a record its day."""
    place, number = record.evidence.place or "", record.evidence.sitting
    step = table()[place.partition("/")[0], "convened", "convene"]
    given = {"opens": "", "closes": ""} if number is None else {"sittings": f"{number}=DAY"}
    return typist.act_command("convene", place, step.offices[0], given)
