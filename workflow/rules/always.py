"""Rules of every row: who, when, and in what order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalade.workflow.procedure import ADDRESSEE, CHAIR, OWN, SECRETARIAT, VICE_CHAIR
from escalade.workflow.remedy import Remedy
from escalade.workflow.rules.base import NOTHING, Problem, Trial, rule
from escalade.workflow.when import when

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escalade.workflow.record import Record

TITLES = {
    "chair": "the chair",
    "vice-chair": "a vice-chair",
    "secretariat": "the secretariat",
    "council-secretariat": "the Council secretariat",
}


def named_record(trial: Trial) -> Record | None:
    """The record of this subject that a motion about records names."""
    for name in trial.field("records") or ():
        if name.rpartition("#")[0] == trial.subject.reference:
            return trial.subject.record(name)
    return None


def offices_of_row(trial: Trial) -> tuple[str, ...]:
    """The offices that may act, with *own* and *addressee* looked up."""
    offices = trial.step.offices
    if offices not in {(OWN,), (ADDRESSEE,)}:
        return offices
    if trial.step.offices == (ADDRESSEE,):
        return (CHAIR,)
    record = named_record(trial)
    return (record.office or SECRETARIAT,) if record else ()


def office_held(trial: Trial, name: str) -> str | None:
    """The office of the row that an officer holds on the day of the act.

    A vice-chair who presides at the meeting acts as chair.
    """
    body, day = trial.standing.body, trial.day
    for office in offices_of_row(trial):
        if body.holds(name, office, day):
            return office
        presides = trial.gathering is not None and trial.gathering.presided_by == name
        if office == CHAIR and presides and body.holds(name, VICE_CHAIR, day):
            return office
    return None


def office_acting(trial: Trial) -> str | None:
    """The office under which the act is entered; None where there is none."""
    motion = trial.motion
    if motion.entered_for is None:
        record = named_record(trial) if trial.step.offices == (ADDRESSEE,) else None
        if record is not None and record.entered_for == motion.by:
            return record.office
        return office_held(trial, motion.by)
    if CHAIR in offices_of_row(trial) and trial.standing.body.holds(motion.by, SECRETARIAT, trial.day):
        return office_held(trial, motion.entered_for)
    return None


@rule
def officer_holds_the_office(trial: Trial) -> Iterator[Problem]:
    """The act belongs to an office, and the officer holds it on that day."""
    if not trial.step.offices or office_acting(trial):
        return
    offices, motion = offices_of_row(trial), trial.motion
    does = " or ".join(TITLES[office] for office in offices) or "nobody"
    holders = [officer.name for office in offices for officer in trial.standing.body.holders(office, trial.day)]
    if not motion.by:
        detail = f"No officer is named; {does} does this."
    elif motion.entered_for:
        detail = f"{motion.by} may enter it for {motion.entered_for} only as secretariat, and only an act of the chair."
    else:
        held = trial.standing.body.offices_of(motion.by, trial.day)
        as_what = f"is {' and '.join(TITLES[office] for office in held)}" if held else "holds no office on that day"
        detail = f"{motion.by} {as_what}; {does} does this."
    given = {"by": holders[0]} if holders else {}
    note = (
        f"Act as {' or '.join(dict.fromkeys(holders))}."
        if holders
        else "Nobody holds that office on that day: appoint someone."
    )
    yield Problem(detail, Remedy(kind="officer", office=offices[0] if offices else None, given=given, note=note))


@rule
def day_is_not_in_the_future(trial: Trial) -> Iterator[Problem]:
    """An act takes effect on a day that has come."""
    first = trial.day.first
    if first is not None and first > trial.standing.today:
        today = trial.standing.today.isoformat()
        yield Problem(
            f"{trial.motion.on} lies after today, {today}.",
            Remedy(kind="date", given={"on": today}, note="Give the day on which it happened."),
        )


@rule
def day_is_not_before_the_last_move(trial: Trial) -> Iterator[Problem]:
    """An act does not take effect before the act that last moved its subject."""
    last = trial.subject.last_move
    if last is None or trial.subject.kind != "topic" or when(last.on).may_precede(trial.day):
        return
    yield Problem(
        f"{trial.motion.on} lies before {last.on}, when {last.reference} ({last.act}) took effect.",
        Remedy(kind="date", given={"on": last.on}, note=f"Give a day from {last.on} on."),
    )


@rule
def time_runs_forward(trial: Trial) -> Iterator[Problem]:
    """Recorded times never run backwards."""
    if trial.motion.at and trial.motion.at < trial.standing.last_at:
        yield Problem(
            f"The clock says {trial.motion.at}, and the newest record was made at {trial.standing.last_at}.",
            NOTHING
            if not trial.standing.last_at
            else Remedy(kind="date", given={"at": trial.standing.last_at}, note="Set the clock right."),
        )
