"""Warnings of days that hardly go together: a decision before its text, a hearing held after it was called off."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from escalade.workflow.motions import CallOffHearing, Extend, RecordHearing
from escalade.workflow.rules.trial.rule import NOTHING, cite
from escalade.workflow.subjects.topic import Topic
from escalade.workflow.values.dates import UNKNOWN, when
from escalade.workflow.values.message import Message
from escalade.workflow.values.remedy import Cause

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escalade.workflow.motions import Launch
    from escalade.workflow.records.record import Record
    from escalade.workflow.subjects.subject import Subject

DOUBTFUL = "days_go_together"
"""What the warning is called where days hardly go together; no row asks it."""
HELD_AFTER = "hearing_was_held_all_the_same"
"""What it is called where a hearing that is called off, or moved, is on record as held afterwards."""
LAUNCHED_AFTER = timedelta(days=14)
"""How long after its opening a consultation may be launched without a word."""


def warn_of_doubtful_days(record: Record, before: Subject, after: Subject) -> Iterator[Cause]:
    """Warn of days that hardly go together, once, when they come to stand beside each other."""
    if not isinstance(after, Topic):
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
