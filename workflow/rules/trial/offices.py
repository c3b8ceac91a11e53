"""Find the office that an officer acts in, of those of the row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalade.workflow.motions import NOT_AT_HAND
from escalade.workflow.procedure import ADDRESSEE, CHAIR, OWN, SECRETARIAT, VICE_CHAIR

if TYPE_CHECKING:
    from escalade.workflow.records.record import Record
    from escalade.workflow.rules.trial.rule import Trial


def find_record_of_motion(trial: Trial) -> Record | None:
    """The record of this subject that a motion about records names."""
    names = [name for name in trial.field("records") or () if name.rpartition("#")[0] == trial.subject.reference]
    return trial.subject.record(names[0]) if names else None


def offices_of_row(trial: Trial) -> tuple[str, ...]:
    """The offices that may act, with *own* and *addressee* looked up."""
    offices = trial.step.offices
    if offices == (ADDRESSEE,):
        return (CHAIR,)
    if offices == (OWN,):
        record = trial.target
        return (record.office or SECRETARIAT,) if record else ()
    return offices


def office_acting(trial: Trial) -> str | None:
    """The office under which the act is entered; None where there is none.

    The secretariat enters acts of the chair for the chair, but endorses none; also
    where nobody is on record as chair that day.
    """
    motion = trial.motion
    if motion.entered_for == NOT_AT_HAND:
        is_known = bool(trial.standing.body.chairs_on_record(trial.day))
        return CHAIR if may_enter_for_the_chair(trial) and not is_known else None
    if motion.entered_for is not None:
        return _office_held(trial, motion.entered_for, is_there=False) if may_enter_for_the_chair(trial) else None
    record = trial.target if trial.step.offices == (ADDRESSEE,) else None
    if record is not None and record.entered_for == motion.by:
        return record.office
    return _office_held(trial, motion.by, is_there=True)


def _office_held(trial: Trial, name: str, *, is_there: bool) -> str | None:
    """The office of the row that an officer holds; the chair is who is so on the day of the act.

    A vice-chair who presides at the meeting acts as chair.

    Args:
        trial: of the act.
        name: the officer.
        is_there: whether it is they who type, and may hold it on the day of recording.
    """
    body, day = trial.standing.body, trial.day
    for office in offices_of_row(trial):
        if body.holds(name, office, day):
            return office
        if office != CHAIR and is_there and body.holds(name, office, trial.recording_day):
            return office
        if office == CHAIR and body.holds(name, VICE_CHAIR, day) and _presides(name, trial):
            return office
    return None


def _presides(name: str, trial: Trial) -> bool:
    """Whether somebody is on record as presiding at the meeting, or at the sitting of it."""
    return trial.gathering is not None and trial.gathering.presider_at(trial.motion.evidence.sitting) == name


def may_enter_for_the_chair(trial: Trial) -> bool:
    """Whether this is an act of the chair, entered by the secretariat."""
    is_the_chairs = CHAIR in offices_of_row(trial) and trial.step.offices != (ADDRESSEE,)
    return is_the_chairs and any(
        trial.standing.body.holds(trial.motion.by, SECRETARIAT, day) for day in (trial.day, trial.recording_day)
    )
