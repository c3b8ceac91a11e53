"""Try acts again, where what they stand on is changed.

What is broken without the change too is none of its business: other subjects
have moved on since.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from escalade.workflow.procedure import table
from escalade.workflow.rules.trial.required import find_rule
from escalade.workflow.rules.trial.rule import Trial
from escalade.workflow.values.reference import kind_of
from escalade.workflow.values.step import OF_RECORDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from escalade.workflow.records.record import Record
    from escalade.workflow.subjects.standing import Standing
    from escalade.workflow.subjects.subject import Subject
    from escalade.workflow.values.remedy import Cause

NOT_AGAIN = frozenset({"time_runs_forward", "what_happened_there_holds_too"})
"""Rules that look at the moment of recording and not at what happened."""


class Ground(NamedTuple):
    """What an act is tried again on: records in force, and all else."""

    history: Sequence[Record]
    standing: Standing


def newly_broken(reference: str, before: Ground, after: Ground) -> Iterator[Cause]:
    """What is in the way of an act after a change, and was not before it."""
    broken = {cause.rule for cause in _causes(reference, before)}
    yield from (cause for cause in _causes(reference, after) if cause.rule not in broken)


def _causes(reference: str, ground: Ground) -> Iterator[Cause]:
    place = next(place for place, one in enumerate(ground.history) if one.reference == reference)
    return causes_of(ground.history[place], Ground(ground.history[:place], ground.standing))


def causes_of(record: Record, ground: Ground) -> Iterator[Cause]:
    """What is in the way of an act on what happened before it."""
    standing = ground.standing
    now = standing.subject(record.subject)
    then = type(now)(now.reference, tuple(ground.history))
    written = next((one for one in now.records if one.reference == record.reference), record)
    rows = table()
    step = rows.get((now.kind, record.before, record.act)) or rows[now.kind, written.before, record.act]
    again = Trial(then, record.motion, standing.after(then).within(record.touched), step)
    rules = (find_rule(name) for name in step.rules if name not in NOT_AGAIN)
    for rule in rules:
        if rule.severity == "error":
            yield from (rule.cause(again, problem) for problem in rule.question(again))


def has_row(record: Record, state: str | None) -> bool:
    """Whether the table has a row for an act from a state."""
    return (kind_of(record.subject), state, record.act) in table()


def resting_on(gathering: Subject, standing: Standing) -> Iterator[Record]:
    """What happened at a meeting or session, or was put off or referred to it."""
    named_it = (standing.naming.get(f"{how}{gathering.reference}", ()) for how in ("", "to:"))
    told: dict[str, Record] = {}
    for record in (standing.record(name) for names in named_it for name in names):
        about = record.motion.records if record.act in OF_RECORDS else (record.reference,)  # type: ignore[attr-defined]  # acts on records name them
        told.update((name, standing.record(name)) for name in about)
    for record in told.values():
        places = (record.evidence.place, *record.motion.leads_to)
        is_fact = not record.annulled_by and record.act not in OF_RECORDS  # an act on records is not tried again
        if is_fact and record.subject != gathering.reference and gathering.reference in places:
            yield record


def fallen_at(gathering: Subject, standing: Standing) -> Iterator[tuple[Record, Cause]]:
    """What no longer holds once a meeting or session is as given here."""
    for record in resting_on(gathering, standing):
        history = standing.subject(record.subject).live
        after = Ground(history, standing.after(gathering))
        causes = newly_broken(record.reference, Ground(history, standing), after)
        yield from ((record, cause) for cause in causes)
