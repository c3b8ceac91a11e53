"""Remarks on days that hardly go together, of acts, meetings, the body."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import combinations
from typing import cast

import msgspec

from escalade.workflow.motions import CouncilDecision, Defer, Issue
from escalade.workflow.records.history import is_move
from escalade.workflow.records.record import Record
from escalade.workflow.rules.trial import Change, RuleProblem, Trial, cite, remark
from escalade.workflow.subjects.body import Body
from escalade.workflow.subjects.evidence import waits_still
from escalade.workflow.subjects.meeting import closing_from
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.subjects.topic import Topic, opening_of, opens_after
from escalade.workflow.values.dates import UNKNOWN, when
from escalade.workflow.values.errors import Message, correct_line
from escalade.workflow.values.reference import kind_of, round_of

LAUNCHED_AFTER = timedelta(days=14)
"""How long after its opening a consultation may be launched without a word."""


@remark("line")
def days_go_together(topic: Topic, _standing: Standing) -> Iterator[tuple[str, RuleProblem]]:
    """Say which days of a topic hardly go together."""
    for doubts in (_worded_later, _opened_long_before, _extended_after_the_end, _held_outside):
        yield from ((record.reference, RuleProblem(doubt)) for record, doubt in doubts(topic))


def _worded_later(topic: Topic) -> Iterator[tuple[Record, Message]]:
    moved = topic.last_move
    for record in topic.every("revise", "circulate") if moved else ():
        if moved and record.ordinal < moved.ordinal and not when(record.on).may_precede(when(moved.on)):
            yield moved, Message(
                "{record} is of {day}, and {earlier}, on which it rests, is of {later}: where one of the two is wrong, "
                "correct it (correct).",
                record=cite(moved), day=moved.on, earlier=cite(record), later=record.on,
            )  # fmt: skip


def _opened_long_before(topic: Topic) -> Iterator[tuple[Record, Message]]:
    """Say that it was launched weeks after it had opened."""
    if not topic.launched:
        return
    record, launch = topic.launched
    opens, on = when(launch.opens or UNKNOWN), when(record.on)
    if opens.last and on.first and on.first - opens.last > LAUNCHED_AFTER:
        yield record, Message(
            "{record} launches it on {day}, and says that it had opened on {opens}, {count} days before: where one "
            "of the two is wrong, correct it (correct).",
            record=cite(record), day=on.text, opens=opens.text, count=(on.first - opens.last).days,
        )  # fmt: skip


def _extended_after_the_end(topic: Topic) -> Iterator[tuple[Record, Message]]:
    for extension in topic.extensions if topic.launched else ():
        if not when(extension.record.on).may_precede(when(extension.before)):
            yield extension.record, Message(
                "{record} extends the online phase on {day}, and it was over since {ends}: where one of the two is "
                "wrong, correct it (correct).",
                record=cite(extension.record), day=extension.record.on, ends=extension.before,
            )  # fmt: skip


def _held_outside(topic: Topic) -> Iterator[tuple[Record, Message]]:
    """Say that a hearing was held after the closing, or before the online phase ended on another day than planned."""
    closing, hearing, ends = topic.last("close"), topic.hearing, topic.online_to
    for sitting in hearing.sittings:
        held = when(sitting.day)
        facts = {"hearing": cite(sitting.record), "held": held.text}
        if closing and not getattr(closing.motion, "reason", None) and not held.may_precede(when(closing.on)):
            yield sitting.record, Message(
                "{closing} closes it on {day}, and {hearing} says that its physical meeting was held on {held}: where "
                "one of the two is wrong, correct it (correct).",
                closing=cite(closing), day=closing.on, **facts,
            )  # fmt: skip
        elif ends.first and not ends.may_precede(held) and sitting.day != hearing.planned:
            yield sitting.record, Message(
                "{hearing} says that its physical meeting was held on {held}, and its online phase ends on {ends}: "
                "where one of the two is wrong, correct it (correct).",
                ends=ends.text, **facts,
            )  # fmt: skip


def say_before_the_body(record: Record, body: Body) -> Message | None:
    """Say that a record on a round or topic is of a day before the body was constituted, and how that is put right."""
    constituted = body.last("constitute")
    if constituted is None or kind_of(record.subject) not in {"round", "topic"}:
        return None
    if when(constituted.on).may_precede(when(record.on)):
        return None
    return Message(
        "{record} is of {day}, and {constitution} constitutes the body on {later} only: no paper can be of a day "
        "before. Where the body is older, correct that: “{line}”.",
        record=cite(record), day=record.on, constitution=cite(constituted), later=constituted.on,
        line=correct_line(constituted.reference, "--set on=DAY"),
    )  # fmt: skip


@remark("change")
def body_was_constituted_before(change: Change) -> Iterator[RuleProblem]:
    """Say once that a round, or a topic of one that began later, comes to be before its body was constituted."""
    record, standing = change.record, change.standing
    said = None if change.before.records else say_before_the_body(record, standing.body)
    is_topic = record.subject != round_of(record.subject)
    opened = standing.round(record.subject).last("open round") if said and is_topic else None
    if said and not (opened and say_before_the_body(opened, standing.body)):
        yield RuleProblem(said)


@remark("line")
def matter_was_deferred_to_that_day(topic: Topic, standing: Standing) -> Iterator[tuple[str, RuleProblem]]:
    """Say that a decision came before the sitting or session to which the matter was deferred."""
    deferral: Record | None = None
    for one in topic.live:
        if isinstance(one.motion, Defer) and one.evidence.session:
            deferral = one
        elif deferral and isinstance(one.motion, CouncilDecision) and (said := _came_before(deferral, one, standing)):
            yield one.reference, RuleProblem(said)
        if is_move(one):
            deferral = None


def _came_before(deferral: Record, decision: Record, standing: Standing) -> Message | None:
    """Say that a decision came before the day of the sitting, or the first of the session, that is on record."""
    motion = cast("Defer", deferral.motion)
    place = f"session/{motion.to_session}" if motion.to_session else deferral.evidence.place
    session, number = standing.gathering(place), motion.to_sitting
    later = session.opens if session and motion.to_session else None
    due = session.sitting(number) if session and number and not motion.to_session else later
    if due is None or due.may_precede(when(decision.on)):
        return None
    facts = {"deferral": cite(deferral), "topic": decision.subject, "record": cite(decision), "day": decision.on}
    if motion.to_session:
        return Message(
            "{deferral} deferred {topic} to {session}, which opens on {due}, and {record} is of {day}. Where a day is "
            "wrong, correct it (correct); papers tell both.",
            session=motion.to_session, due=due.text, **facts,
        )  # fmt: skip
    return Message(
        "{deferral} deferred {topic} to sitting {number}, on {due}, and {record} is of {day}. Where a day is wrong, "
        "correct it (correct); papers tell both.",
        number=number, due=due.text, **facts,
    )  # fmt: skip


@remark("change")
def those_before_it_open_first(change: Change) -> Iterator[RuleProblem]:
    """Say that topics approved in order open in another, by this launch."""
    after, standing = change.after, change.standing
    names = after.taken_in_order if isinstance(after, Topic) else ()
    launched = [topic for name in names if (topic := standing.topic(name)) and topic.launched]
    for first, second in combinations(launched, 2):
        if after.reference in {first.reference, second.reference} and opens_after(first, second):
            said = Message(
                "{second} opens on {earlier}, and {first}, which was approved to come before it, on {day} only. Where "
                "a day is wrong, correct it (correct); papers do not say that the order was kept.",
                first=first.reference, second=second.reference, day=opening_of(first).text,
                earlier=opening_of(second).text,
            )  # fmt: skip
            yield RuleProblem(said)


@remark("fact", reads_round=True)
def act_was_endorsed_by_then(trial: Trial) -> Iterator[RuleProblem]:
    """Say that on the day of a referral, a launch or a paper what it stands on still waited for the chair."""
    standing, last = trial.standing, trial.day.last
    about = trial.field("subject") if isinstance(trial.motion, Issue) else None
    subject = standing.subjects.get(about or trial.subject.reference)
    topics = (subject,) if isinstance(subject, Topic) else standing.topics_of(trial.subject.reference)
    for one in (record for topic in topics for record in topic.live if last and record.endorsed_by):
        if not waits_still(msgspec.structs.replace(one, endorsed_by=None), standing):
            continue
        endorsement = standing.record(one.endorsed_by or "")
        first = next(name for name in one.touched if standing.record(name).endorsed_by)  # one act is told of once
        day = when(endorsement.on).first
        if day and last and day > last and first == one.reference:
            said = Message(
                "{record} was entered for {chair}, and {endorsement} is of {later}: on {day} it still waited.",
                record=cite(one), chair=one.entered_for, endorsement=cite(endorsement), later=endorsement.on,
                day=trial.motion.on,
            )  # fmt: skip
            yield RuleProblem(said)


@remark("fact")
def meeting_of_that_day_is_named(trial: Trial) -> Iterator[RuleProblem]:
    """Say that a withdrawal on a day of a meeting does not name it."""
    is_silent = trial.step.origin != "referred" and not trial.motion.evidence.place
    if trial.record is None or not is_silent or (day := trial.day.day) is None:
        return
    meeting = next(iter(closing_from("meeting", day, trial.standing)), None)
    if meeting and meeting.opens.first and meeting.opens.first <= day:
        said = Message(
            "{day} is a day of {meeting}, and the report of that meeting is silent on {record}, which does not name "
            "it: where {topic} was withdrawn there, give --meeting {label}, now or by a correction (correct).",
            day=day, meeting=meeting.reference, record=cite(trial.record), topic=trial.subject.reference,
            label=meeting.label,
        )  # fmt: skip
        yield RuleProblem(said)
