"""Rules of the silence procedure, and of the consensus that rests on one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalade.workflow.procedure import CHAIR
from escalade.workflow.rules.trial.rule import RuleProblem, Trial, cite, do, give, on_day, rule
from escalade.workflow.subjects.silence import seat_of, silence_of
from escalade.workflow.values.dates import When
from escalade.workflow.values.instant import instant
from escalade.workflow.values.message import Message
from escalade.workflow.values.remedy import Remedy

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule
def silence_ends_after_it_began(trial: Trial) -> Iterator[RuleProblem]:
    """A silence ends on the day the text is circulated, or later."""
    until, first = trial.field("until"), trial.day.first
    if until and first is not None and instant(until).astimezone(seat_of(trial.standing)).date() < first:
        yield RuleProblem(
            Message("{day} lies before {earlier}.", day=until, earlier=trial.motion.on),
            Remedy(kind="date", given={"until": ""}, note="Give --until a later time."),
        )


@rule
def meeting_or_circulation_is_named(trial: Trial) -> Iterator[RuleProblem]:
    """The Group agrees at one of its meetings, or by a silence that nobody broke."""
    if not trial.motion.evidence.meeting and not trial.field("silence"):
        silence = silence_of(trial.topic, trial.standing)
        known = silence.record.reference if silence else ""
        if silence and silence.state(trial.standing) == "kept":
            remedy = give("silence", Message("Give --silence {record}, or --meeting N.", record=known), value=known)
        else:
            note = Message("Give --meeting N, or --silence {record}.", record=known) if known else "Give --meeting N."
            remedy = give("meeting", note)
        yield RuleProblem("Neither is named.", remedy)


@rule
def circulation_is_the_latest(trial: Trial) -> Iterator[RuleProblem]:
    """A consensus by silence names the latest circulation of the topic's text."""
    named, silence = trial.field("silence"), silence_of(trial.topic, trial.standing)
    latest = silence.record.reference if silence else ""
    if named and named != (latest,):
        yield RuleProblem(
            Message("The latest is {record}.", record=latest) if latest else "The text was not circulated.",
            give("silence", "Give --silence that one.", value=latest)
            if latest
            else do("circulate", CHAIR, trial.subject.reference, "Circulate it first."),
        )


@rule
def silence_has_passed(trial: Trial) -> Iterator[RuleProblem]:
    """No consensus is recorded by silence before its time has passed."""
    silence = silence_of(trial.topic, trial.standing)
    if not trial.field("silence") or silence is None:
        return
    day, last = silence.day, trial.day.last
    if not silence.has_passed(trial.standing, trial.motion.at) or (last is not None and last < day):
        ends = When(day.isoformat(), day, day)
        yield RuleProblem(
            Message("It ends at {moment}.", moment=silence.until), on_day(trial, ends, "Wait until then.")
        )


@rule
def silence_was_kept(trial: Trial) -> Iterator[RuleProblem]:
    """An objection or an amendment breaks a silence."""
    silence = silence_of(trial.topic, trial.standing)
    if trial.field("silence") and silence and silence.broken_by:
        broken = silence.broken_by
        yield RuleProblem(
            Message("{record} broke it.", record=cite(broken)),
            do("circulate", CHAIR, trial.subject.reference, "Circulate the text anew, or take it to a meeting."),
        )
