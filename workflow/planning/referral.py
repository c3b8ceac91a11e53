"""The way to the superior body: meeting, debate, note, session."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from escalade.workflow.motions import Convene
from escalade.workflow.planning.basis import day, former, newest
from escalade.workflow.planning.line import PlanLine, judge_line
from escalade.workflow.planning.paper import ON_THE_WAY, in_one_language, note, posting, translation
from escalade.workflow.procedure import CHAIR, COUNCIL_SECRETARIAT, SECRETARIAT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escalade.workflow.planning.basis import RoundCourse
    from escalade.workflow.records.record import Record
    from escalade.workflow.subjects.meeting import Gathering
    from escalade.workflow.subjects.topic import Topic

CONCLUDED = ("record consensus", "record no consensus", "set aside", "merge", "withdraw", "take up", "introduce")
DECIDED = ("approve", "decline", "lapse", "refer back")
AT_THE_GROUP = frozenset({"proposed", "debated"})


def is_referred(course: RoundCourse) -> bool:
    """Whether the round goes to the superior body, or may still go there."""
    escalated = any(topic.escalations for topic in course.topics)
    return escalated or not course.topics or any(topic.state in ON_THE_WAY for topic in course.topics)


def referral(course: RoundCourse) -> Iterator[PlanLine]:
    """The lines of the way to the superior body, in their order."""
    yield from _held(course, course.meeting, "meeting", "The Group meets")
    yield judge_line(_debate(course), course.today)
    if not is_referred(course):
        return
    over = _is_over(course)
    written = judge_line(note(course), course.today, moot=over)
    yield written
    yield from in_one_language(course, written, moot=over)
    yield judge_line(translation(course), course.today, moot=over)
    yield judge_line(posting(course), course.today, moot=over)
    yield from _held(course, course.session, "session", "The session opens")
    yield judge_line(_decision(course), course.today)


def _held(course: RoundCourse, held: Gathering | None, stage: str, what: str) -> Iterator[PlanLine]:
    """A meeting or session, with the days it was convened for before."""
    if held is None:
        return
    moved = stage == "session"
    opens = course.opening if moved else held.opens.day
    closes = course.closing if moved else held.closes.day
    office = COUNCIL_SECRETARIAT if moved else SECRETARIAT
    given = [(record.motion.opens, record.reference) for record in held.every("convene")
             if isinstance(record.motion, Convene)]  # fmt: skip
    over = held.closes if closes == held.closes.day and closes and closes < course.today else None
    record = held.records[0].reference
    line = PlanLine(
        stage=stage, subject=held.reference, what=what, office=office, due=opens, until=closes, done=over,
        record=record, before=former(given),
    )  # fmt: skip
    yield msgspec.structs.replace(line, stands="done") if over else judge_line(line, course.today)


def _latest(topics: tuple[Topic, ...], *acts: str) -> Record | None:
    """The latest record of some acts, once every topic has one of them."""
    found = [topic.last(*acts) for topic in topics]
    return None if None in found else newest(record for record in found if record)


def _debate(course: RoundCourse) -> PlanLine:
    """The end of the debate at the Group."""
    ended = all(topic.state not in AT_THE_GROUP for topic in course.topics)
    record = _latest(course.topics, *CONCLUDED) if ended else None
    timing = course.timing("debate", course.anchor, day(record))
    due = timing.due if timing else course.meeting.closes.day if course.meeting else None
    return PlanLine(
        stage="debate", subject=course.reference, what="The debate is concluded", office=CHAIR,
        act=None if record else "record no consensus", due=due, timing=timing, done=day(record),
        record=record.reference if record else None,
    )  # fmt: skip


def _decision(course: RoundCourse) -> PlanLine:
    """The decision of the superior body."""
    topics = tuple(topic for topic in course.topics if topic.escalations)
    waits = any(topic.state == "referred" for topic in topics)
    record = None if waits else _latest(topics, *DECIDED)
    return PlanLine(
        stage="decision", subject=course.reference, what="The superior body decides", office=COUNCIL_SECRETARIAT,
        act="approve", due=course.closing, done=day(record), record=record.reference if record else None,
    )  # fmt: skip


def _is_over(course: RoundCourse) -> bool:
    """Whether the session is over, or decided: nobody waits for a note any more."""
    supposed = course.supposed.session or course.supposed.document
    ended = course.closing is not None and course.closing < course.today
    return not supposed and (ended or _decision(course).done is not None)
