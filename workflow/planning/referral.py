"""The way to the superior body: meeting, debate, note, session."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

import msgspec

from escalade.workflow.motions import Convene, Defer, Escalate
from escalade.workflow.planning.basis import AT_THE_GROUP, BEFORE_REFERRAL, day, former, newest
from escalade.workflow.planning.deadline import deadlines
from escalade.workflow.planning.line import PlanLine, judge_line
from escalade.workflow.procedure import CHAIR, COUNCIL_SECRETARIAT, SECRETARIAT
from escalade.workflow.records.audience import READERS
from escalade.workflow.subjects.issued_note import find_undone_referrals
from escalade.workflow.subjects.silence import last_turn
from escalade.workflow.subjects.subject import motion_of
from escalade.workflow.subjects.topic import find_left_topics, find_referral_without
from escalade.workflow.values.dates import When, when
from escalade.workflow.values.symbols import bare_symbol

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escalade.workflow.motions import Issue
    from escalade.workflow.planning.basis import RoundCourse
    from escalade.workflow.planning.deadline import Timing
    from escalade.workflow.records.record import Record
    from escalade.workflow.subjects.meeting import Gathering
    from escalade.workflow.subjects.topic import Topic


CONCLUDED = ("record consensus", "record no consensus", "set aside", "merge", "withdraw", "take up")
DECIDED = ("approve", "decline", "lapse", "refer back")


def is_referred(course: RoundCourse) -> bool:
    """Whether the round goes to the superior body, or may still go there."""
    escalated = any(topic.escalations for topic in course.topics)
    return escalated or not course.topics or any(topic.state in ON_THE_WAY for topic in course.topics)


def referral(course: RoundCourse) -> Iterator[PlanLine]:
    """The lines of the way to the superior body, in their order."""
    yield from _held(course, course.meeting, "meeting", "The Group meets")
    debate = judge_line(_debate(course), course.today)
    is_for_none = bool(course.topics) and all(map(_was_only_introduced, course.topics))
    yield msgspec.structs.replace(debate, stands="not needed") if is_for_none else debate
    yield from _rest_of_debate(course)
    if not is_referred(course):
        return
    if course.may_have_note or _notes(course):
        yield from _written(course)
    yield from _held(course, course.session, "session", "The session opens")
    yield from _decisions_elsewhere(course)
    decision = judge_line(_decision(course), course.today)
    yield msgspec.structs.replace(decision, stands="not needed") if _taken_back(course) else decision


def _written(course: RoundCourse) -> Iterator[PlanLine]:
    """The lines of the note: its draft, its texts, its issue."""
    over = _is_over(course)
    written = judge_line(note(course), course.today, moot=over)
    yield written
    yield from filter(partial(_is_known, course), in_one_language(course, written, moot=over))
    yield judge_line(translation(course), course.today, moot=over)
    posted = (judge_line(line, course.today, moot=over) for line in posting(course))
    yield from filter(partial(_is_known, course), posted)


def _is_known(course: RoundCourse, line: PlanLine) -> bool:
    """Whether readers know how an issue stands: whether one is for others is not theirs to know."""
    reader = course.standing.round(course.reference).reader
    return reader in {None, READERS[-1]} or line.done is not None or line.stands not in {"late", "not on record"}


def _taken_back(course: RoundCourse) -> bool:
    """Whether the Group debates all that was referred again, since nobody objects any more."""
    last = [topic.last("escalate", "reopen debate") for topic in course.topics if topic.escalations]
    back = all(record and record.before == "referred" for record in last)
    return bool(last) and back and not course.awaits_referral


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
    record, done = held.records[0].reference, held.opens if over and moved else over
    line = PlanLine(
        stage=stage, subject=held.reference, what=what, office=office, due=opens, until=closes, done=done,
        record=record, before=former(given),
    )  # fmt: skip
    yield msgspec.structs.replace(line, stands="done") if over else judge_line(line, course.today)


def _latest(topics: tuple[Topic, ...], *acts: str, referred: bool) -> Record | None:
    """The latest record of some acts on what was referred or not, once every topic has one."""
    found = [_last(topic, acts, referred=referred) for topic in topics]
    return None if None in found else newest(record for record in found if record)


def _last(topic: Topic, acts: tuple[str, ...], *, referred: bool) -> Record | None:
    """The last record of some acts on a topic while it was referred, or while it was not."""
    return next((one for one in reversed(topic.every(*acts)) if (one.before == "referred") is referred), None)


def _debate(course: RoundCourse) -> PlanLine:
    """The end of the debate at the Group.

    While what a referral left is debated still, it is that of the debate on what was referred.
    """
    topics = tuple(one for one in course.topics if not _was_only_introduced(one))
    if is_partial := bool(course.left_in_debate):
        left = find_left_topics(course.topics)
        topics = tuple(one for one in topics if one.escalations and one.reference not in left)
    ended = all(topic.state not in AT_THE_GROUP for topic in topics)
    record = _latest(topics, *CONCLUDED, referred=False) if ended else None
    timing = course.timing("debate", course.anchor, day(record))
    meeting = _debated_at(course, topics)
    due = timing.due if timing else meeting.closes.day if meeting else None
    return PlanLine(
        stage="debate", subject=course.reference, partial=is_partial, office=CHAIR,
        what="The debate on what was referred is concluded" if is_partial else "The debate is concluded",
        act=None if record else "record no consensus", due=due, timing=timing, done=day(record),
        record=record.reference if record else None,
    )  # fmt: skip


def _rest_of_debate(course: RoundCourse) -> Iterator[PlanLine]:
    """The end of the debate on what a referral left, at the first meeting that waits for it."""
    left, topics = find_left_topics(course.topics), course.left_in_debate
    met = [_meeting_for(topic, left[topic.reference][0], course) for topic in topics]
    meeting = min((one for one in met if one), key=lambda one: one.closes.day or date.max, default=None)
    if topics:
        yield from _held(course, meeting if meeting != course.meeting else None, "meeting", "The Group meets")
        line = PlanLine(
            stage="rest of debate", subject=course.reference, what="The debate on what was left is concluded",
            office=CHAIR, act="record no consensus", due=meeting.closes.day if meeting else None,
        )  # fmt: skip
        yield judge_line(line, course.today)


def _meeting_for(topic: Topic, left: Record, course: RoundCourse) -> Gathering | None:
    """The meeting to which a topic was put off, else the next one after the referral that left it."""
    put_off = motion_of(topic.last("defer"), Defer)
    named = course.standing.gathering(f"meeting/{put_off.to_meeting}") if put_off and put_off.to_meeting else None
    since = when(left.on).first or course.today
    return named if named and (named.closes.last or date.max) >= since else course.next("meeting", since)


def _was_only_introduced(topic: Topic) -> bool:
    """Whether a topic was born at the superior body, and never came before the Group."""
    return topic.last("introduce") is not None and topic.last("refer back", "reopen debate") is None


def _debated_at(course: RoundCourse, topics: tuple[Topic, ...]) -> Gathering | None:
    """The meeting of the round, or the next one where what waits came to be when that was over."""
    turns = (last_turn(topic) for topic in topics if topic.state in AT_THE_GROUP)
    since = max((first for turn in turns if turn and (first := when(turn.on).first)), default=None)
    over = course.meeting.closes.last if course.meeting else None
    return course.next("meeting", since) if since and over and over < since else course.meeting


def _decision(course: RoundCourse) -> PlanLine:
    """The decision of the superior body."""
    elsewhere = _waiting_elsewhere(course)
    topics = tuple(topic for topic in course.topics if _is_decided_here(topic) and topic.reference not in elsewhere)
    waits = course.awaits_referral or any(topic.state == "referred" for topic in topics)
    record = None if waits else _latest(topics, *DECIDED, "withdraw", referred=True)
    return PlanLine(
        stage="decision", subject=course.reference, what="The superior body decides", office=COUNCIL_SECRETARIAT,
        act="approve", due=course.closing, done=day(record), record=record.reference if record else None,
    )  # fmt: skip


def _is_decided_here(topic: Topic) -> bool:
    """Whether the superior body has, or had, to decide on a topic, and the Group did not take it back."""
    left = next((one for one in reversed(topic.live) if one.moved and one.before == "referred"), None)
    return topic.state == "referred" or (left is not None and left.act != "reopen debate")


def _waiting_elsewhere(course: RoundCourse) -> dict[str, Gathering]:
    """By topic that waits for another session than the round does, that session."""
    if course.supposed.session:
        return {}
    waiting = (topic for topic in course.topics if topic.state == "referred")
    there = {one.reference: course.standing.gathering(f"session/{one.awaited_session}") for one in waiting}
    return {name: session for name, session in there.items() if session and session != course.session}


def _decisions_elsewhere(course: RoundCourse) -> Iterator[PlanLine]:
    """The decision on each topic that waits for another session."""
    for name, session in _waiting_elsewhere(course).items():
        line = PlanLine(
            stage="decision", subject=name, what="The superior body decides", office=COUNCIL_SECRETARIAT,
            act="approve", due=session.closes.day,
        )  # fmt: skip
        yield judge_line(line, course.today)


def _is_over(course: RoundCourse) -> bool:
    """Whether the session is over, or decided: nobody waits for a note any more."""
    supposed = course.supposed.session or course.supposed.document
    ended = course.closing is not None and course.closing < course.today
    return not supposed and (ended or _decision(course).done is not None)


ON_THE_WAY = frozenset({*BEFORE_REFERRAL, "referred"})


def _noted(course: RoundCourse) -> RoundCourse:
    """The course to the session for which the note was, from which its deadlines are counted.

    What a session put off went there with the note for that session, in time for it or late.
    """
    label = course.session.label if course.session else None
    here = [one for one, is_here in _escalations(course) if is_here]
    first = motion_of(min(here, key=lambda one: (one.on, one.at), default=None), Escalate)
    named = first.to_session if first else label
    if named == label or course.standing.gathering(f"session/{named}") is None:
        return course
    return msgspec.structs.replace(course, supposed=msgspec.structs.replace(course.supposed, session=named))


def note(course: RoundCourse) -> PlanLine:
    """The note, and the referral that it goes with."""
    record, supposed = _submission(course), course.supposed.document
    done = When(supposed.isoformat(), supposed, supposed) if supposed else day(record)
    noted = _noted(course)
    timing = course.timing("note", noted.anchor, done)
    return PlanLine(
        stage="note", subject=course.reference, what="The note is drafted, and the matter referred",
        office=SECRETARIAT, act="escalate", due=timing.due if timing else None, timing=timing, done=done,
        record=record.reference if record and not supposed else None, instead=_instead(noted, timing),
        session=noted.session.reference if noted.session else None,
    )  # fmt: skip


def _submission(course: RoundCourse) -> Record | None:
    """The first referral or issue of the note; of one act the latest day counts."""
    found = [one for one, here in _escalations(course) if here]
    found += [record for record, _ in _notes(course)]
    first = min(found, key=lambda one: (one.on, one.at), default=None)
    return newest(one for one in found if first and one.touched == first.touched)


def _instead(course: RoundCourse, timing: Timing | None) -> tuple[Timing, ...]:
    """The deadlines that hold in place of one, where they apply."""
    if timing is None:
        return ()
    known = deadlines(course.clock.body)
    rules = [known[name][-1].rule for name in timing.deadline.rule.exemptions if name in known]
    found = [(rule, one) for rule in rules for one in course.clock.timings(rule.stage or "", course.anchor)]
    return tuple(one for rule, one in found if one.deadline.rule.name == rule.name)


def _notes(course: RoundCourse, act: tuple[str, ...] = ()) -> list[tuple[Record, Issue]]:
    """The notes issued of the referral to the session, or of one act of it.

    A note under no document of a referral counts where it was issued since the round last came back,
    and none of a referral that was annulled since.
    """
    of: dict[str | None, bool] = {}
    for one, here in _escalations(course):
        symbol = bare_symbol(one.evidence.document)
        of[symbol] = of.get(symbol, False) or (here and act in {(), one.touched})
    papers = course.standing.round(course.reference).papers
    notes = ((record, paper) for record, paper in papers if paper.kind == "note")
    undone = find_undone_referrals(course.topics, course.standing)
    standing_ones = ((record, paper) for record, paper in notes if record.at > undone.get(paper.symbol, ""))
    return [one for one in standing_ones if of.get(one[1].symbol, one[0].at > course.last_return)]


def _escalations(course: RoundCourse) -> list[tuple[Record, bool]]:
    """The referrals of the round in their order, each with whether it goes to the session.

    One from which a topic was put off to it goes there where no other does, or is to.
    """
    label = course.session.label if course.session else ""
    made = [(one, motion.to_session == label) for topic in course.topics for one, motion in topic.escalations]
    if not (course.awaits_referral or any(here for _, here in made)):
        there = {name for topic in course.topics for name in topic.find_referrals(label)}
        made = [(one, one.reference in there) for one, _ in made]
    return sorted(made, key=lambda pair: pair[0].at)


def in_one_language(course: RoundCourse, written: PlanLine, *, moot: bool) -> Iterator[PlanLine]:
    """The later day for a note that is not to be translated."""
    timing = course.timing("note in one language", _noted(course).anchor, written.done)
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
    """The texts of the topics, in each language that a note is required in.

    Those that a Council amended are none of them, nor what was introduced there.
    """
    wanted = _languages(course)
    texts = [[one for one in topic.versions if one[0].act != "approve"][-1:] for topic in _on_the_way(course)]
    whole = all(text and wanted <= set(text[0][1].title) for text in texts)
    record = newest(text[0][0] for text in texts) if whole else None
    anchor = _noted(course).anchor
    timing = course.timing("translation", anchor, day(record))
    binding = timing or course.timing("posting", anchor)
    return PlanLine(
        stage="translation", subject=course.reference, what=f"The texts are translated ({', '.join(sorted(wanted))})",
        office=SECRETARIAT, act="revise", due=binding.due if binding else None, timing=binding,
        done=day(record), record=record.reference if record else None,
    )  # fmt: skip


def _on_the_way(course: RoundCourse) -> list[Topic]:
    """The topics that the note is about, or may be yet.

    A further note is about those that were not referred before, nor left and not decided on since; the note to one
    session is not about what went to another.
    """
    if course.awaits_referral:
        before = (topic for topic in course.topics if topic.state in BEFORE_REFERRAL)
        return [topic for topic in before if find_referral_without(topic, course.topics) is None]
    left, sent = find_left_topics(course.topics), _escalations(course)
    here = {one.subject for one, is_here in sent if is_here}
    elsewhere = {one.subject for one, _ in sent} - here if here else set()
    on_the_way = (topic for topic in course.topics if topic.state in ON_THE_WAY or topic.escalations)
    near = (topic for topic in on_the_way if topic.state in BEFORE_REFERRAL or topic.reference not in elsewhere)
    return [topic for topic in near if topic.reference not in left and not _was_only_introduced(topic)]


def posting(course: RoundCourse) -> Iterator[PlanLine]:
    """The note, issued in the languages that it is required in.

    Those in which it was issued and those in which it is lacking are two lines.
    """
    wanted = _languages(course)
    issued: dict[str, Record] = {}
    acts = [one.touched for one, here in _escalations(course) if here]
    for one, paper in _notes(course, acts[-1] if acts else ()):
        issued.setdefault(paper.language, one)
    made, lacking = wanted & set(issued), wanted - set(issued)
    for tags in filter(None, (made, lacking)) if wanted else (wanted,):
        yield _posting_in(course, tags, newest(issued[tag] for tag in tags & made))


def _posting_in(course: RoundCourse, tags: set[str], record: Record | None) -> PlanLine:
    """The note in some languages, with the last issue of them that was made."""
    timing = course.timing("posting", _noted(course).anchor, day(record))
    return PlanLine(
        stage="posting", subject=course.reference, what=f"The note is issued ({', '.join(sorted(tags))})",
        office=SECRETARIAT, act="issue", due=timing.due if timing else None, timing=timing, done=day(record),
        record=record.reference if record else None,
    )  # fmt: skip


def _languages(course: RoundCourse) -> set[str]:
    """The languages that the constitution requires of a note."""
    constitution = course.clock.body.constitution()
    return set(constitution.languages.get("note", ()) if constitution else ())
