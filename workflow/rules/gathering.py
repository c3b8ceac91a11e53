"""Rules of meetings, sessions and rounds, and of acts that happen at them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalade.workflow.gathering import Gathering
from escalade.workflow.motion import Convene
from escalade.workflow.procedure import CHAIR, COUNCIL_SECRETARIAT, SECRETARIAT, VICE_CHAIR
from escalade.workflow.reference import round_of
from escalade.workflow.remedy import Remedy
from escalade.workflow.rules.base import Problem, Trial, do, give, rule
from escalade.workflow.when import UNKNOWN, When, when

if TYPE_CHECKING:
    from collections.abc import Iterator


def on_day(day: str, note: str) -> Remedy:
    """The remedy that is another day of the act."""
    return Remedy(kind="date", given={"on": day}, note=note)


@rule
def meeting_is_named(trial: Trial) -> Iterator[Problem]:
    """An act of the Group happens at one of its meetings."""
    if not trial.motion.evidence.meeting:
        yield Problem("No meeting is named.", give("meeting", "Give --meeting N."))


@rule
def day_falls_within_the_meeting(trial: Trial) -> Iterator[Problem]:
    """An act at a meeting takes effect on one of its days."""
    meeting = trial.gathering if trial.motion.evidence.meeting else None
    if meeting and not trial.day.may_fall_within(meeting.opens, meeting.closes):
        days = f"{meeting.opens.text} to {meeting.closes.text}"
        yield Problem(
            f"The {meeting.label} meeting was held {days}, and {trial.motion.on} lies outside.",
            on_day(meeting.closes.text, f"Give a day of that meeting: --on {meeting.closes.text}."),
        )


@rule
def session_is_named(trial: Trial) -> Iterator[Problem]:
    """A topic born at the superior body names the session at which it was."""
    if not trial.motion.evidence.session:
        yield Problem("No session is named.", give("session", "Give --session NAME."))


@rule
def day_falls_within_the_session(trial: Trial) -> Iterator[Problem]:
    """An act at a session takes effect on one of its days."""
    session = trial.gathering if trial.motion.evidence.session else None
    if session and not trial.day.may_fall_within(session.opens, session.closes):
        yield Problem(
            f"{session.label} runs {session.opens.text} to {session.closes.text}, and {trial.motion.on} lies outside.",
            on_day(session.closes.text, f"Give a day of that session: --on {session.closes.text}."),
        )


def days_after(trial: Trial) -> tuple[When, When]:
    """The first and last day of a gathering once it is convened as moved."""
    subject, motion = trial.subject, trial.motion
    after = subject.joined_with(motion) if isinstance(subject, Gathering) and isinstance(motion, Convene) else Convene()
    return when(after.opens or UNKNOWN), when(after.closes or UNKNOWN)


@rule
def days_are_in_order(trial: Trial) -> Iterator[Problem]:
    """A meeting or session closes on or after the day it opens."""
    opens, closes = days_after(trial)
    if not opens.may_precede(closes):
        yield Problem(
            f"{closes.text} lies before {opens.text}.",
            Remedy(kind="date", given={"closes": opens.text}, note="Give --closes a later day."),
        )


@rule
def something_is_given_anew(trial: Trial) -> Iterator[Problem]:
    """A gathering is convened once more to add or change something."""
    if not trial.motion.checked_payload():
        yield Problem("", give("opens", "Give what changes, such as --sitting N=DATE or --presided-by."))


@rule
def who_presides_holds_the_office(trial: Trial) -> Iterator[Problem]:
    """Who presides at a meeting of the Group is its chair or a vice-chair."""
    name, body = trial.field("presided_by"), trial.standing.body
    day, _ = days_after(trial)
    if name and not any(body.holds(name, office, day) for office in (CHAIR, VICE_CHAIR)):
        yield Problem(
            f"{name} holds neither office on that day.",
            do("appoint", SECRETARIAT, "body", f"Appoint {name} first.", name=name, since=day.text),
        )


@rule
def sittings_fall_within_the_session(trial: Trial) -> Iterator[Problem]:
    """A sitting is held on a day of its session."""
    opens, closes = days_after(trial)
    for number, day in trial.field("sittings").items():
        if not when(day).may_fall_within(opens, closes):
            yield Problem(
                f"Sitting {number} on {day} lies outside {opens.text} to {closes.text}.",
                Remedy(
                    kind="date",
                    given={"sittings": f"{number}={opens.text}"},
                    note="Give the sitting a day of the session.",
                ),
            )


@rule
def meeting_has_ended(trial: Trial) -> Iterator[Problem]:
    """A report is approved when its meeting has ended, or on its last day."""
    closes = trial.standing.gathering(trial.subject.reference)
    if closes and not closes.closes.may_precede(trial.day):
        yield Problem(
            f"The meeting ends on {closes.closes.text}.", on_day(closes.closes.text, "Give the day of the approval.")
        )


@rule
def paragraphs_belong_to_the_meeting(trial: Trial) -> Iterator[Problem]:
    """A report's paragraph bears out a record made at that meeting."""
    for name in trial.field("paragraphs"):
        if trial.standing.record(name).evidence.place != trial.subject.reference:
            yield Problem(
                f"{name} did not happen at {trial.subject.reference}.",
                give("paragraphs", f"Leave --paragraph {name} out."),
            )


@rule
def sender_is_named(trial: Trial) -> Iterator[Problem]:
    """A contribution says who submitted it: States, or a group of them."""
    if not trial.field("by_state") and not trial.field("by_group"):
        yield Problem("", give("by_state", "Give --by-state or --by-group."))


@rule
def it_concerns_this_round(trial: Trial) -> Iterator[Problem]:
    """A contribution concerns the round it is received in, or topics of it."""
    mine = {trial.subject.reference, *(topic.reference for topic in trial.standing.topics_of(trial.subject.reference))}
    for name in trial.field("concerns"):
        if name not in mine:
            where = "is not of this round" if round_of(name) != trial.subject.reference else "does not exist"
            yield Problem(
                f"{name} {where}.",
                give("concerns", "Give --concerns a topic of this round, or the round.", value=trial.subject.reference),
            )


@rule
def contribution_is_new(trial: Trial) -> Iterator[Problem]:
    """A contribution is received once."""
    symbol = trial.field("symbol")
    for record, earlier in trial.standing.round(trial.subject.reference).contributions:
        if symbol and earlier.symbol == symbol:
            yield Problem(
                f"{symbol} was received before ({record.reference}).",
                do(
                    "correct",
                    SECRETARIAT,
                    trial.subject.reference,
                    "Correct that record, if it is wrong.",
                    records=record.reference,
                ),
            )


@rule
def round_is_open(trial: Trial) -> Iterator[Problem]:
    """A topic belongs to a round that is open."""
    name = round_of(trial.subject.reference)
    if trial.standing.round(name).state != "open":
        yield Problem(f"The round {name} is not open.", do("open round", SECRETARIAT, name, "Open it first."))


@rule
def session_has_not_ended(trial: Trial) -> Iterator[Problem]:
    """A matter is referred to a session that has not ended."""
    session = trial.standing.gathering(f"session/{trial.field('to_session')}")
    if session and not trial.day.may_precede(session.closes):
        yield Problem(
            f"{session.label} ended on {session.closes.text}.",
            Remedy(
                kind="input",
                office=COUNCIL_SECRETARIAT,
                given={"to_session": ""},
                note="Give --to-session a later session.",
            ),
        )
