"""Rules of meetings and sessions, and of acts that happen at them."""

from __future__ import annotations

from collections.abc import Iterator

from escalade.workflow.motions import NOT_AT_HAND, Convene, Defer
from escalade.workflow.procedure import CHAIR, SECRETARIAT, VICE_CHAIR
from escalade.workflow.rules.trial.place import a_day_there
from escalade.workflow.rules.trial.rule import (
    RuleProblem,
    Trial,
    date_of,
    do,
    give,
    leave_out,
    lies_before,
    on_day,
    rule,
    rule_of,
)
from escalade.workflow.subjects.meeting import Gathering, meetings_to_choose_from
from escalade.workflow.values.dates import UNKNOWN, When, when
from escalade.workflow.values.message import Message, Messages
from escalade.workflow.values.remedy import REQUEST, Held, Remedy


@rule
def what_it_names_is_on_record(trial: Trial) -> Iterator[RuleProblem]:
    """What an act names as its place, or where it leads to, is convened."""
    standing = trial.standing
    named = () if trial.step.of_records else (trial.motion.evidence.place, *trial.motion.leads_to)
    for name in named:  # an act on records says where something else happened
        is_put_off = isinstance(trial.motion, Defer) and standing.is_ahead(name)  # to a meeting not convened yet
        if name and name != trial.subject.reference and standing.gathering(name) is None and not is_put_off:
            yield RuleProblem(Message("{place} is not.", place=name))


@rule
def meeting_is_named(trial: Trial) -> Iterator[RuleProblem]:
    """An act of the Group happens at one of its meetings."""
    if not trial.motion.evidence.meeting:
        yield RuleProblem("No meeting is named.", give("meeting", ask_for_meeting(trial, Message("Give --meeting N."))))


def ask_for_meeting(trial: Trial, note: str) -> str:
    """What to give, and the meetings that it may be."""
    meetings = meetings_to_choose_from(trial.subject, trial.standing)
    return Messages(note, Message("Meetings on record: {meetings}.", meetings=meetings)) if meetings else note


@rule
def day_falls_within_the_meeting(trial: Trial) -> Iterator[RuleProblem]:
    """An act at a meeting takes effect on one of its days."""
    meeting = trial.gathering if trial.motion.evidence.meeting else None
    if meeting and not trial.day.may_fall_within(meeting.opens, meeting.closes):
        said = Message("Meeting {meeting} runs {opens} to {closes}, and {day} lies outside.", **_facts(trial, meeting))
        yield RuleProblem(said, a_day_there(trial, meeting.opens))


def day_falls_within_the_session(trial: Trial) -> Iterator[RuleProblem]:
    """What is in the way where an act at a session takes effect on none of its days."""
    session = trial.gathering if trial.motion.evidence.session else None
    if session and not trial.day.may_fall_within(session.opens, session.closes):
        said = Message("{session} runs {opens} to {closes}, and {day} lies outside.", **_facts(trial, session))
        yield RuleProblem(said, a_day_there(trial, session.opens))


def _facts(trial: Trial, place: Gathering) -> dict[str, str]:
    days = {"opens": place.opens.text, "closes": place.closes.text, "day": trial.motion.on}
    return {place.kind: place.label, **days}


def _after(trial: Trial) -> Convene:
    subject, motion = trial.subject, trial.motion
    return subject.join_with(motion) if isinstance(subject, Gathering) and isinstance(motion, Convene) else Convene()


def days_after(trial: Trial) -> tuple[When, When]:
    """The first and last day of a gathering once it is convened as moved."""
    after = _after(trial)
    return when(after.opens or UNKNOWN), when(after.closes or UNKNOWN)


@rule
def days_are_in_order(trial: Trial) -> Iterator[RuleProblem]:
    """A meeting or session closes on or after the day it opens."""
    opens, closes = days_after(trial)
    if not opens.may_precede(closes):
        yield RuleProblem(lies_before(closes.text, opens.text), date_of("closes", "Give --closes a later day."))


@rule_of("own")
def something_changes(trial: Trial) -> Iterator[RuleProblem]:
    """A meeting or session is convened once more to add or change something."""
    if isinstance(trial.subject, Gathering) and _after(trial) == trial.subject.convened:
        detail = "Nothing would change." if trial.motion.to_payload() else ""
        yield RuleProblem(detail, give("opens", "Give what changes, such as --sitting N=DATE or --presided-by."))


@rule
def who_presides_holds_the_office(trial: Trial) -> Iterator[RuleProblem]:
    """Who presides at a meeting of the Group is its chair or a vice-chair."""
    lacking = leave_out("presided_by", "Leave --presided-by out where the sources lack it.")
    yield from _holding_neither(trial.field("presided_by"), days_after(trial)[0], trial, lacking)


@rule
def who_presides_at_a_sitting_may(trial: Trial) -> Iterator[RuleProblem]:
    """Who presides at a sitting does so at one on record, and at one of the Group as its chair or a vice-chair."""
    after = _after(trial)
    for number, name in trial.field("sittings_presided_by").items():
        if number not in after.sittings:
            remedy = give("sittings", "Give --sitting its day too.", Held(f"{number}=DAY", REQUEST))
            yield RuleProblem(Message("Sitting {number} is not on record.", number=number), remedy)
        elif trial.subject.kind == "meeting":
            note = Message("Leave --sitting-presided-by out where the sources lack it.")
            lacking = leave_out("sittings_presided_by", note, number)
            yield from _holding_neither(name, when(after.sittings[number]), trial, lacking)


def _holding_neither(name: str | None, day: When, trial: Trial, lacking: Remedy) -> Iterator[RuleProblem]:
    body = trial.standing.body
    if name == NOT_AT_HAND:
        yield RuleProblem("", lacking)
    elif name and not any(body.holds(name, office, day) for office in (CHAIR, VICE_CHAIR)):
        note, given = Message("Appoint {officer} first.", officer=name), Held(name, REQUEST)
        remedy = do("appoint", SECRETARIAT, "body", note, name=given, office=None, since=None)
        yield RuleProblem(Message("{officer} holds neither office on that day.", officer=name), remedy)


@rule
def sittings_fall_within_the_session(trial: Trial) -> Iterator[RuleProblem]:
    """A sitting is held on a day of its session."""
    opens, closes = days_after(trial)
    for number, day in _after(trial).sittings.items():
        if not when(day).may_fall_within(opens, closes):
            facts = {"number": number, "day": day, "opens": opens.text, "closes": closes.text}
            remedy = date_of("sittings", "Give the sitting a day of the session.", instead=number)
            yield RuleProblem(Message("Sitting {number} on {day} lies outside {opens} to {closes}.", **facts), remedy)


@rule
def meeting_has_ended(trial: Trial) -> Iterator[RuleProblem]:
    """A report is approved when its meeting or session has ended, or on its last day."""
    here = trial.standing.gathering(trial.subject.reference)
    if here and not here.closes.may_precede(trial.day):
        remedy = on_day(trial, here.closes, "Give the day of the approval.")
        yield RuleProblem(Message("It ends on {day}.", day=here.closes.text), remedy)


@rule
def paragraphs_belong_to_the_meeting(trial: Trial) -> Iterator[RuleProblem]:
    """A report's paragraph bears out a record made at that meeting or session."""
    for name in trial.field("paragraphs"):
        if trial.standing.record(name).evidence.place != trial.subject.reference:
            said = Message("{record} did not happen at {meeting}.", record=name, meeting=trial.subject.reference)
            remedy = leave_out("paragraphs", Message("Leave --paragraph {record} out.", record=name), name)
            yield RuleProblem(said, remedy)


@rule
def session_has_not_ended(trial: Trial) -> Iterator[RuleProblem]:
    """A matter is referred to a session that has not ended."""
    session = trial.standing.gathering(f"session/{trial.field('to_session')}")
    if session and not trial.day.may_precede(session.closes):
        said = Message("{session} ended on {day}.", session=session.label, day=session.closes.text)
        yield RuleProblem(said, give("to_session", "Give --to-session a later session."))
