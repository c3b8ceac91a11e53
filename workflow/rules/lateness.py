"""Rules of keeping the body's deadlines: what is late is said, and passes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalade.workflow.planning.basis import Basis, WhatIf
from escalade.workflow.planning.consultation import Phases
from escalade.workflow.planning.referral import Referral
from escalade.workflow.rules.consultation import phases
from escalade.workflow.rules.trial.rule import NOTHING, RuleProblem, Trial, date_of, give, warning
from escalade.workflow.values.dates import when
from escalade.workflow.values.message import Message, Messages

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from escalade.workflow.planning.deadline import Anchors, Timing


def basis_of(trial: Trial) -> Basis:
    """What the act meets on its day; holidays as the body lists them."""
    constitution = trial.standing.body.constitution()
    days = (when(text).day for text in (constitution.holidays if constitution else ()))
    day, supposed = trial.day.last or trial.standing.today, WhatIf(session=trial.field("to_session"))
    return Basis(trial.standing, day, frozenset(filter(None, days)), supposed)


"""What clears a deadline that a note misses."""


@warning
def referral_keeps_its_deadline(trial: Trial) -> Iterator[RuleProblem]:
    """A matter is referred by the day that a deadline of the body gives."""
    session = trial.standing.gathering(f"session/{trial.field('to_session')}")
    if session is None or not trial.standing.body.deadlines:
        return
    basis = basis_of(trial)
    yield from _late(trial, basis, "note", Referral(trial.subject.reference, basis, (trial.topic,)).anchor)


@warning
def launch_keeps_its_deadlines(trial: Trial) -> Iterator[RuleProblem]:
    """A consultation is launched by the day that its decision or a deadline of the body gives."""
    found = Phases(basis_of(trial), trial.topic, phases(trial))
    yield from _late(trial, found.basis, "launch", found.anchor)
    by = found.find_decision_time("open_by")[0]
    opens = when(trial.field("opens") or "unknown")
    if by and opens.first and opens.first > by:
        yield RuleProblem(
            Message("The decision asks that it be open by {by}, and it opens on {opens}.", by=by, opens=opens.text),
            give("opens", "Give --opens an earlier day."),
        )


@warning
def physical_meeting_keeps_its_deadlines(trial: Trial) -> Iterator[RuleProblem]:
    """The physical meeting falls where the deadlines of the body put it."""
    held = trial.field("held") or trial.motion.on if trial.step.act == "record hearing" else phases(trial).physical
    day = when(held).day if held else None
    found = Phases(basis_of(trial), trial.topic, phases(trial))
    for timing in found.basis.timings("hearing", found.anchor) if day else ():
        if day and timing.days_off(day):
            remedy = date_of("physical", "")
            yield RuleProblem(
                find_overrun(timing, day, trial), NOTHING if trial.step.act == "record hearing" else remedy
            )


def _late(trial: Trial, basis: Basis, stage: str, anchors: Anchors) -> Iterator[RuleProblem]:
    """Each deadline of a stage that no possible day of the act keeps."""
    done = trial.day
    for timing in basis.timings(stage, anchors, done):
        if done.first and timing.days_off(done.first):
            yield RuleProblem(find_overrun(timing, done.first, trial), NOTHING)


def _said(text: Mapping[str, str]) -> str:
    """A text in English, or in the first of its languages."""
    return text.get("en") or next(iter(text.values()), "")


def find_overrun(timing: Timing, day: date, trial: Trial) -> str:
    """Which deadline a day misses, by how many days, and what follows."""
    rule, by = timing.deadline.rule, timing.days_off(day)
    cited = trial.standing.body.legal_texts(trial.day).get(rule.basis)
    facts = {
        "deadline": _said(rule.title) or rule.name,
        "due": timing.due,
        "day": day,
        "distance": distance(by),
        "citation": _said(cited.citation) if cited else "",
    }
    said = (
        Message("Under “{deadline}” ({citation}) the day is {due}, and {day} lies {distance} it.", **facts)
        if cited
        else Message("Under “{deadline}” the day is {due}, and {day} lies {distance} it.", **facts)
    )
    follows = _said(rule.consequence)
    return Messages(said, Message("What follows: {what}.", what=follows) if follows else "")


def distance(days: int) -> Message:
    """How far a day lies from another: before it where the number is negative."""
    count = abs(days)
    if count == 1:
        return Message("{count} day before", count=count) if days < 0 else Message("{count} day after", count=count)
    return Message("{count} days before", count=count) if days < 0 else Message("{count} days after", count=count)
