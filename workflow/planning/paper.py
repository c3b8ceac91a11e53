"""The note: drafted, in one language or translated, and issued."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from escalade.workflow.planning.basis import day, newest
from escalade.workflow.planning.deadline import deadlines
from escalade.workflow.planning.line import PlanLine, judge_line
from escalade.workflow.procedure import SECRETARIAT
from escalade.workflow.values.dates import When

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escalade.workflow.motions import Issue
    from escalade.workflow.planning.basis import RoundCourse
    from escalade.workflow.planning.deadline import Timing
    from escalade.workflow.records.record import Record

ON_THE_WAY = frozenset({"proposed", "debated", "unresolved", "referred"})


def note(course: RoundCourse) -> PlanLine:
    """The note, and the referral that it goes with."""
    label = course.session.label if course.session else None
    found = [one for topic in course.topics for one, motion in topic.escalations if motion.to_session == label]
    found += [one for one, _ in _notes(course)]
    record = min(found, key=lambda one: (one.on, one.at), default=None)
    supposed = course.supposed.document
    done = When(supposed.isoformat(), supposed, supposed) if supposed else day(record)
    timing = course.timing("note", course.anchor, done)
    return PlanLine(
        stage="note", subject=course.reference, what="The note is drafted, and the matter referred",
        office=SECRETARIAT, act="escalate", due=timing.due if timing else None, timing=timing, done=done,
        record=record.reference if record and not supposed else None, instead=_instead(course, timing),
    )  # fmt: skip


def _instead(course: RoundCourse, timing: Timing | None) -> tuple[Timing, ...]:
    """The deadlines that hold in place of one, where they apply."""
    if timing is None:
        return ()
    known = deadlines(course.clock.body)
    rules = [known[name][-1].rule for name in timing.deadline.rule.exemptions if name in known]
    found = [(rule, one) for rule in rules for one in course.clock.timings(rule.stage or "", course.anchor)]
    return tuple(one for rule, one in found if one.deadline.rule.name == rule.name)


def _notes(course: RoundCourse) -> list[tuple[Record, Issue]]:
    """The notes of the round issued since it last came back to the Group."""
    papers = course.standing.round(course.reference).papers
    return [(record, paper) for record, paper in papers if paper.kind == "note" and record.at > course.sent_back_at]


def in_one_language(course: RoundCourse, written: PlanLine, *, moot: bool) -> Iterator[PlanLine]:
    """The later day for a note that is not to be translated."""
    timing = course.timing("note in one language", course.anchor, written.done)
    if timing is None:
        return
    line = PlanLine(
        stage="note in one language", subject=course.reference,
        what="Or the note is issued in one language, without translation", office=SECRETARIAT, act="issue",
        due=timing.due, timing=timing,
    )  # fmt: skip
    if written.stands == "done":
        yield msgspec.structs.replace(line, stands="not needed")
    else:
        yield judge_line(line, course.today, moot=moot)


def translation(course: RoundCourse) -> PlanLine:
    """The texts of the topics, in each language that a note is required in."""
    wanted = _languages(course)
    topics = [topic for topic in course.topics if topic.state in ON_THE_WAY or topic.escalations]
    lacking = [topic for topic in topics if not wanted <= set(topic.version.title)]
    record = None if lacking else newest(topic.versions[-1][0] for topic in topics if topic.versions)
    timing = course.timing("translation", course.anchor, day(record))
    binding = timing or course.timing("posting", course.anchor)
    return PlanLine(
        stage="translation", subject=course.reference, what=f"The texts are translated ({', '.join(sorted(wanted))})",
        office=SECRETARIAT, act="revise", due=binding.due if binding else None, timing=binding,
        done=day(record), record=record.reference if record else None,
    )  # fmt: skip


def posting(course: RoundCourse) -> PlanLine:
    """The note, issued in each language that it is required in."""
    wanted = _languages(course)
    issued: dict[str, Record] = {}
    for one, paper in _notes(course):
        issued.setdefault(paper.language, one)
    record = newest(issued[tag] for tag in wanted) if wanted <= set(issued) else None
    timing = course.timing("posting", course.anchor, day(record))
    return PlanLine(
        stage="posting", subject=course.reference, what=f"The note is issued ({', '.join(sorted(wanted))})",
        office=SECRETARIAT, act="issue", due=timing.due if timing else None, timing=timing, done=day(record),
        record=record.reference if record else None,
    )  # fmt: skip


def _languages(course: RoundCourse) -> set[str]:
    """The languages that the constitution requires of a note."""
    constitution = course.clock.body.constitution()
    return set(constitution.languages.get("note", ()) if constitution else ())
