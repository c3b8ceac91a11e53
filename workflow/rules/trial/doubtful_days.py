"""Warnings of days that hardly go together: those of an act, of what it rests on, of a meeting, of the body."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import msgspec

from escalade.workflow.motions import CallOffHearing, CouncilDecision, Defer, Extend, Issue, RecordHearing
from escalade.workflow.records.history import is_move
from escalade.workflow.rules.trial.rule import NOTHING, cite
from escalade.workflow.subjects.evidence import waits_still
from escalade.workflow.subjects.meeting import closing_from
from escalade.workflow.subjects.topic import Topic, is_in_order, opening_of, opens_after
from escalade.workflow.values.dates import UNKNOWN, when
from escalade.workflow.values.message import Message, correct_line
from escalade.workflow.values.reference import kind_of, round_of
from escalade.workflow.values.remedy import Cause

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escalade.workflow.motions import Launch
    from escalade.workflow.records.record import Record
    from escalade.workflow.subjects.body import Body
    from escalade.workflow.subjects.standing import Standing
    from escalade.workflow.subjects.subject import Subject
    from escalade.workflow.values.dates import When

DOUBTFUL = "days_go_together"
"""What the warning is called where days hardly go together; no row asks it."""
HELD_AFTER = "hearing_was_held_all_the_same"
"""What it is called where a hearing that is called off, or moved, is on record as held afterwards."""
DOUBTED = frozenset({"revise", "circulate", "launch", "record hearing"})
"""The acts whose days may hardly go with another."""
LAUNCHED_AFTER = timedelta(days=14)
"""How long after its opening a consultation may be launched without a word."""
BEFORE_THE_BODY = "body_was_constituted_before"
"""What the warning is called where a round is told of days before the body's; no row asks it."""
DEFERRED = "matter_was_deferred_to_that_day"
"""What the warning is called where a decision is earlier than the last deferral had it; no row asks it."""
ENDORSED_LATER = "act_was_endorsed_by_then"
"""What the warning is called where the endorsement is of a later day; no row asks it."""
OUT_OF_ORDER = "those_before_it_open_first"
"""What the warning is called where topics open in another order than that of their approval; no row asks it."""
CARRIED_OUT = frozenset({"escalate", "launch", "issue"})
"""Acts for which nothing may wait for the chair."""
UNNAMED = "meeting_of_that_day_is_named"
"""What the warning is called where an act of a day of a meeting names none; no row asks it."""


def warn_of_doubtful_days(record: Record, before: Subject, after: Subject) -> Iterator[Cause]:
    """Warn of days that hardly go together, once, when they come to stand beside each other."""
    if not isinstance(after, Topic) or DOUBTED.isdisjoint(after.by_act):
        return
    doubts = list(_doubts(after))
    known = set(_doubts(before)) if doubts and isinstance(before, Topic) else set()
    for doubt in doubts:
        if doubt not in known:
            yield Cause(rule=DOUBTFUL, subject=record.subject, sentence=doubt, remedy=NOTHING, severity="warning")


def _doubts(topic: Topic) -> Iterator[Message]:
    """Say which days of a topic hardly go together."""
    yield from _worded_later(topic)
    if topic.launched:
        yield from _opened_long_before(*topic.launched)
        yield from _extended_after_the_end(topic)
    if topic.every("record hearing"):
        yield from _held_outside(topic)


def _worded_later(topic: Topic) -> Iterator[Message]:
    """Say that its text, or the silence on it, is of a later day than what was decided then."""
    moved = topic.last_move
    for record in topic.every("revise", "circulate") if moved else ():
        if moved and record.ordinal < moved.ordinal and not when(record.on).may_precede(when(moved.on)):
            yield Message(
                "{record} is of {day}, and {earlier}, on which it rests, is of {later}: where one of the two is wrong, "
                "correct it (correct).",
                record=cite(moved), day=moved.on, earlier=cite(record), later=record.on,
            )  # fmt: skip


def _opened_long_before(record: Record, launch: Launch) -> Iterator[Message]:
    """Say that it was launched weeks after it had opened."""
    opens, on = when(launch.opens or UNKNOWN), when(record.on)
    if opens.last and on.first and on.first - opens.last > LAUNCHED_AFTER:
        yield Message(
            "{record} launches it on {day}, and says that it had opened on {opens}, {count} days before: where one "
            "of the two is wrong, correct it (correct).",
            record=cite(record), day=on.text, opens=opens.text, count=(on.first - opens.last).days,
        )  # fmt: skip


def _extended_after_the_end(topic: Topic) -> Iterator[Message]:
    """Say that its online phase was extended when it was over."""
    for extension in topic.extensions:
        if not when(extension.record.on).may_precede(when(extension.before)):
            yield Message(
                "{record} extends the online phase on {day}, and it was over since {ends}: where one of the two is "
                "wrong, correct it (correct).",
                record=cite(extension.record), day=extension.record.on, ends=extension.before,
            )  # fmt: skip


def _held_outside(topic: Topic) -> Iterator[Message]:
    """Say that a hearing was held after the closing, or before the online phase ended on another day than planned."""
    closing, hearing = topic.last("close"), topic.hearing
    ends = when((topic.launched[1].closes if topic.launched else None) or UNKNOWN)
    for sitting in hearing.sittings:
        held = when(sitting.day)
        facts = {"hearing": cite(sitting.record), "held": held.text}
        if closing and not getattr(closing.motion, "reason", None) and not held.may_precede(when(closing.on)):
            yield Message(
                "{closing} closes it on {day}, and {hearing} says that its physical meeting was held on {held}: where "
                "one of the two is wrong, correct it (correct).",
                closing=cite(closing), day=closing.on, **facts,
            )  # fmt: skip
        elif ends.first and not ends.may_precede(held) and sitting.day != hearing.planned:
            yield Message(
                "{hearing} says that its physical meeting was held on {held}, and its online phase ends on {ends}: "
                "where one of the two is wrong, correct it (correct).",
                ends=ends.text, **facts,
            )  # fmt: skip


def warn_of_hearing_held(record: Record, after: Subject) -> Iterator[Cause]:
    """Warn where a hearing is called off, or moved, that was held after that on another day.

    Entered in the order in which it happened, the hearing would have warned.
    """
    if not _plans(record):
        return
    named = [one.reference for one in after.live]  # as it is read: a text may have been given in more languages since
    later = after.live[named.index(record.reference) + 1 :]
    last = next((place for place, one in enumerate(later) if _plans(one)), len(later))
    for one in later[:last]:
        if isinstance(one.motion, RecordHearing) and (day := one.motion.held or one.on) != _day_in(record):
            said = Message("{record} says that it was held on {day}; papers tell both.", record=cite(one), day=day)
            yield Cause(rule=HELD_AFTER, subject=record.subject, sentence=said, remedy=NOTHING, severity="warning")


def _plans(record: Record) -> bool:
    """Whether a record calls a hearing off, or gives it a day."""
    return isinstance(record.motion, CallOffHearing) or _day_in(record) is not None


def _day_in(record: Record) -> str | None:
    """The day that an extension gives to a hearing."""
    return record.motion.physical if isinstance(record.motion, Extend) else None


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


def warn_of_days_before_the_body(record: Record, before: Subject, standing: Standing) -> Iterator[Cause]:
    """Warn once where a round, or a topic of one that began later, comes to be before its body was constituted."""
    said = None if before.records else say_before_the_body(record, standing.body)
    opened = (
        standing.round(record.subject).last("open round")
        if said and record.subject != round_of(record.subject)
        else None
    )
    if said and not (opened and say_before_the_body(opened, standing.body)):
        yield Cause(rule=BEFORE_THE_BODY, subject=record.subject, sentence=said, remedy=NOTHING, severity="warning")


def warn_of_deferral(record: Record, after: Subject, standing: Standing) -> Iterator[Cause]:
    """Warn of a decision before the sitting or session to which the matter was deferred, whichever is entered last."""
    if not isinstance(record.motion, Defer | CouncilDecision):
        return
    for deferral, motion, decision in _decided_since(after):
        due = _due(deferral, motion, standing)
        is_about = record.reference in {deferral.reference, decision.reference}
        if is_about and due and not due.may_precede(when(decision.on)):
            facts = {"deferral": cite(deferral), "topic": after.reference, "record": cite(decision), "day": decision.on}
            sentence = (
                Message(
                    "{deferral} deferred {topic} to {session}, which opens on {due}, and {record} is of {day}. Where "
                    "a day is wrong, correct it (correct); papers tell both.",
                    session=motion.to_session, due=due.text, **facts,
                )
                if motion.to_session
                else Message(
                    "{deferral} deferred {topic} to sitting {number}, on {due}, and {record} is of {day}. Where a day "
                    "is wrong, correct it (correct); papers tell both.",
                    number=motion.to_sitting, due=due.text, **facts,
                )
            )  # fmt: skip
            yield Cause(rule=DEFERRED, subject=after.reference, sentence=sentence, remedy=NOTHING, severity="warning")


def _decided_since(subject: Subject) -> Iterator[tuple[Record, Defer, Record]]:
    """Each decision of the superior body, with the last deferral by it before."""
    deferred: tuple[Record, Defer] | None = None
    for one in subject.live:
        if isinstance(one.motion, Defer) and one.evidence.session:
            deferred = one, one.motion
        elif deferred and isinstance(one.motion, CouncilDecision):
            yield *deferred, one
        if is_move(one):
            deferred = None


def _due(deferral: Record, motion: Defer, standing: Standing) -> When | None:
    """The day of the sitting, or the first of the session, to which a matter was deferred, as it is on record."""
    if motion.to_session:
        session = standing.gathering(f"session/{motion.to_session}")
        return session.opens if session else None
    session = standing.gathering(deferral.evidence.place)
    return session.sitting(motion.to_sitting) if session and motion.to_sitting else None


def warn_of_broken_order(record: Record, after: Subject, standing: Standing) -> Iterator[Cause]:
    """Warn of a launch by which topics approved in order open in another."""
    approval = after.approval if isinstance(after, Topic) and record.act == "launch" else None
    if approval is None or not isinstance(after, Topic) or not is_in_order(approval[0]):
        return
    names = [name.rpartition("#")[0] for name in approval[0].touched]
    place = names.index(after.reference)
    before = [(topic, after) for name in names[:place] if (topic := standing.topic(name))]
    behind = [(after, topic) for name in names[place + 1 :] if (topic := standing.topic(name))]
    for first, second in (*before, *behind):
        if first.launched and second.launched and opens_after(first, second):
            sentence = Message(
                "{second} opens on {earlier}, and {first}, which was approved to come before it, on {day} only. Where "
                "a day is wrong, correct it (correct); papers do not say that the order was kept.",
                first=first.reference, second=second.reference, day=opening_of(first).text,
                earlier=opening_of(second).text,
            )  # fmt: skip
            yield Cause(
                rule=OUT_OF_ORDER, subject=record.subject, sentence=sentence, remedy=NOTHING, severity="warning"
            )


def warn_of_later_endorsement(record: Record, standing: Standing) -> Iterator[Cause]:
    """Warn of a referral, a launch or a paper of a day on which what it stands on still waited for the chair."""
    if record.act not in CARRIED_OUT or (last := when(record.on).last) is None:
        return
    for one in _entered_for_another(record, standing):
        endorsement = standing.record(one.endorsed_by or "")
        first = when(endorsement.on).first
        if one.reference == _first_of(one, standing) and first and first > last:
            sentence = Message(
                "{record} was entered for {chair}, and {endorsement} is of {later}: on {day} it still waited. Where a "
                "day is wrong, correct it (correct).",
                record=cite(one), chair=one.entered_for, endorsement=cite(endorsement), later=endorsement.on,
                day=record.on,
            )  # fmt: skip
            yield Cause(
                rule=ENDORSED_LATER, subject=record.subject, sentence=sentence, remedy=NOTHING,
                severity="warning",
            )  # fmt: skip


def _entered_for_another(record: Record, standing: Standing) -> Iterator[Record]:
    """What the act stands on that was entered for another and endorsed, and that no approved report bears out."""
    for topic in _topics_of(record, standing):
        for one in topic.live:
            if one.endorsed_by and waits_still(msgspec.structs.replace(one, endorsed_by=None), standing):
                yield one


def _topics_of(record: Record, standing: Standing) -> tuple[Topic, ...]:
    """The topics of an act: of a paper the one that it is about, or all of its round."""
    about = record.motion.subject if isinstance(record.motion, Issue) else record.subject
    subject = standing.subjects.get(about or record.subject)
    return (subject,) if isinstance(subject, Topic) else tuple(standing.topics_of(record.subject))


def _first_of(record: Record, standing: Standing) -> str:
    """The first record of an act that was entered for another: of one act there is one warning."""
    return next((name for name in record.touched if standing.record(name).endorsed_by), record.reference)


def warn_of_unnamed_meeting(record: Record, standing: Standing) -> Iterator[Cause]:
    """Warn of a withdrawal on a day of a meeting that it does not name."""
    is_silent = record.act == "withdraw" and record.before != "referred" and not record.evidence.place
    if not is_silent or (day := when(record.on).day) is None:
        return
    meeting = next(closing_from("meeting", day, standing), None)
    if meeting and meeting.opens.first and meeting.opens.first <= day:
        sentence = Message(
            "{day} is a day of {meeting}, and the report of that meeting is silent on {record}, which does not name "
            "it: where {topic} was withdrawn there, give --meeting {label}, now or by a correction (correct).",
            day=day, meeting=meeting.reference, record=cite(record), topic=record.subject, label=meeting.label,
        )  # fmt: skip
        yield Cause(rule=UNNAMED, subject=record.subject, sentence=sentence, remedy=NOTHING, severity="warning")
