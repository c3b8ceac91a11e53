"""Rules of setting deadlines, and of keeping them: what is late is said, and passes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from escalade.workflow.motions import NOT_AT_HAND
from escalade.workflow.planning.basis import Basis, WhatIf
from escalade.workflow.planning.consultation import Phases
from escalade.workflow.planning.deadline import Timing
from escalade.workflow.planning.referral import Referral
from escalade.workflow.rules.consultation import phases
from escalade.workflow.rules.trial.rule import (
    NOTHING,
    RuleProblem,
    Trial,
    date_of,
    give,
    pick_only,
    repeated,
    rule,
    rule_of,
)
from escalade.workflow.subjects.obligation import conditions_met, obligations
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.subjects.topic import Topic
from escalade.workflow.values.dates import UNKNOWN, when
from escalade.workflow.values.message import Message, Messages, Series
from escalade.workflow.values.remedy import Held, Remedy


@rule
def basis_of_the_deadline_is_on_record(trial: Trial) -> Iterator[RuleProblem]:
    """A deadline rests on a legal text of the constitution, or on one that is not at hand."""
    constitution, basis = trial.standing.body.constitution(), trial.field("basis")
    known = tuple(constitution.texts) if constitution else ()
    if basis and basis not in (*known, NOT_AT_HAND):
        yield RuleProblem(
            Message("“{basis}” is the key of none. There are: {known}.", basis=basis, known=Series(known)),
            give("basis", "Give --basis one of them, or enter the text first (amend constitution)."),
        )


@rule
def other_deadlines_are_on_record(trial: Trial) -> Iterator[RuleProblem]:
    """What holds in place of a deadline is another deadline on record."""
    known = {motion.name for _, motion in trial.standing.body.deadlines} - {trial.field("name")}
    for name in (one for one in trial.field("exemptions") if one not in known):
        remedy = give("exemptions", "Set that one first, or give --exemption another.", instead=name)
        yield RuleProblem(Message("“{name}” is none.", name=name), remedy)


@rule
def validity_is_in_order(trial: Trial) -> Iterator[RuleProblem]:
    """A deadline ceases to be in force on or after the day it came into force."""
    since, until = when(trial.field("since") or trial.motion.on), trial.field("until")
    if until and not since.may_precede(when(until)):
        said = Message("{until} lies before {since}.", until=until, since=since.text)
        yield RuleProblem(said, date_of("until", "Give --until a later day."))


@rule_of(reads_round=True)
def condition_waits_to_be_met(trial: Trial) -> Iterator[RuleProblem]:
    """A condition that is met was attached to the decision, and was not met before."""
    number = trial.field("condition")
    found = {one.number: one.record for one in obligations(trial.topic, trial.standing) if one.kind == "condition"}
    if number in found or (number is None and found):
        return
    met = conditions_met(trial.topic)
    waiting = {str(one): record for one, record in found.items() if one not in met}
    said = Message("There is no condition {number}.", number=number) if found else "None was attached to it."
    note = Message("Give --condition {numbers}.", numbers=Series(waiting, " or "))
    remedy = give("condition", note, pick_only(Held(one, record) for one, record in waiting.items()))
    yield RuleProblem(said, remedy if waiting else NOTHING)


@rule_of("line")
def condition_is_met_once(topic: Topic, _standing: Standing) -> Iterator[tuple[str, RuleProblem]]:
    """A condition is met once."""
    for record, first, _ in repeated(topic, "fulfil", lambda one: getattr(one.motion, "condition", None)):
        yield record.reference, RuleProblem(Message("It was met by {record}.", record=first.reference))


def basis_of(trial: Trial) -> Basis:
    """What the act meets on its day; holidays as the body lists them."""
    constitution = trial.standing.body.constitution()
    days = (when(text).day for text in (constitution.holidays if constitution else ()))
    day, supposed = trial.day.last or trial.standing.today, WhatIf(session=trial.field("to_session"))
    return Basis(trial.standing, day, frozenset(filter(None, days)), supposed)


@rule_of(severity="warning")
def referral_keeps_its_deadline(trial: Trial) -> Iterator[RuleProblem]:
    """A matter is referred by the day that a deadline of the body gives."""
    session = trial.standing.gathering(f"session/{trial.field('to_session')}")
    if session is None or not trial.standing.body.deadlines:
        return
    basis = basis_of(trial)
    anchor = Referral(trial.subject.reference, basis, (trial.topic,)).anchor
    yield from _late(trial, basis.timings("note", anchor, trial.day), trial.day.first)


@rule_of(severity="warning")
def launch_keeps_its_deadlines(trial: Trial) -> Iterator[RuleProblem]:
    """A consultation is launched by the day that its decision or a deadline of the body gives."""
    found = Phases(basis_of(trial), trial.topic, phases(trial))
    yield from _late(trial, found.basis.timings("launch", found.anchor, trial.day), trial.day.first)
    by = found.find_decision_time("open_by")[0]
    opens = when(trial.field("opens") or "unknown")
    if by and opens.first and opens.first > by:
        facts = {"by": by, "opens": opens.text}
        said = Message("The decision asks that it be open by {by}, and it opens on {opens}.", **facts)
        yield RuleProblem(said, give("opens", "Give --opens an earlier day."))


@rule_of(severity="warning")
def physical_meeting_keeps_its_deadlines(trial: Trial) -> Iterator[RuleProblem]:
    """The physical meeting falls where the deadlines of the body put it."""
    held = trial.field("held") or trial.motion.on if trial.step.act == "record hearing" else phases(trial).physical
    found = Phases(basis_of(trial), trial.topic, phases(trial))
    remedy = NOTHING if trial.step.act == "record hearing" else date_of("physical", "")
    yield from _late(trial, found.basis.timings("hearing", found.anchor), when(held or UNKNOWN).day, remedy)


def _late(trial: Trial, timings: Iterable[Timing], day: date | None, remedy: Remedy = NOTHING) -> Iterator[RuleProblem]:
    """Which deadlines a day misses, by how many days, and what follows."""
    texts = trial.standing.body.legal_texts(trial.day)
    for timing, by in ((one, by) for one in timings if day and (by := one.days_off(day))):
        rule = timing.deadline.rule
        cited, title, follows = texts.get(rule.basis), _said(rule.title) or rule.name, _said(rule.consequence)
        facts = {"deadline": title, "due": timing.due, "day": day, "distance": _distance(by)}
        said = Message("Under “{deadline}” the day is {due}, and {day} lies {distance} it.", **facts)
        if cited:
            said = Message(
                "Under “{deadline}” ({citation}) the day is {due}, and {day} lies {distance} it.",
                citation=_said(cited.citation), **facts,
            )  # fmt: skip
        yield RuleProblem(Messages(said, Message("What follows: {what}.", what=follows) if follows else ""), remedy)


def _said(text: Mapping[str, str]) -> str:
    return text.get("en") or next(iter(text.values()), "")


def _distance(days: int) -> Message:
    count = abs(days)
    if count == 1:
        return Message("{count} day before", count=count) if days < 0 else Message("{count} day after", count=count)
    return Message("{count} days before", count=count) if days < 0 else Message("{count} days after", count=count)
