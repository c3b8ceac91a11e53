"""What waits for each office, by the day it is due."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

import msgspec

from escalade.workflow.deadline.due import acts_due
from escalade.workflow.finality import is_provisional
from escalade.workflow.obligation import open_obligations
from escalade.workflow.outlook import Prospect, askable, prospect
from escalade.workflow.procedure import CHAIR, OFFICES, SAME, SECRETARIAT
from escalade.workflow.reference import kind_of, round_of
from escalade.workflow.silence import silence_of
from escalade.workflow.step import OF_RECORDS, Step
from escalade.workflow.topic import Topic
from escalade.workflow.version import versions
from escalade.workflow.when import when

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escalade.workflow.deadline import Days, Line
    from escalade.workflow.record import Record
    from escalade.workflow.standing import Standing
    from escalade.workflow.subject import Subject


class Entry(msgspec.Struct, frozen=True):
    """Something that waits for an office."""

    subject: str
    state: str
    acts: tuple[str, ...]
    office: str
    since: str
    sentence: str
    record: str | None = None
    due: date | None = None
    """The day it is due, where a deadline or a date says."""
    too_late: bool = False
    """Whether it misses a deadline that is an error to miss."""
    given: Mapping[str, str] = {}
    """What is known of the act, by field."""


def inbox(standing: Standing, officer: str | None = None, holidays: Days = frozenset()) -> tuple[Entry, ...]:
    """What waits, for one officer or for every office, by the day it is due.

    What has no such day comes last, the oldest first.
    """
    day = when(standing.today.isoformat())
    offices = standing.body.offices_of(officer, day) if officer else OFFICES
    entries = [entry for name in standing.subjects for entry in _waiting(standing.subject(name), standing)]
    rounds = dict.fromkeys(round_of(name) for name in standing.subjects if kind_of(name) == "topic")
    lines = acts_due(rounds, standing, holidays)
    entries += [*_papers(lines, standing), *_versions(standing)]
    mine = [entry for entry in entries if entry.office in offices or _is_addressee(entry, officer, standing)]
    return tuple(sorted((_with_day(entry, lines) for entry in mine), key=_by_day))


def _papers(lines: Mapping[tuple[str, str], Line], standing: Standing) -> Iterator[Entry]:
    """The notes of rounds that were referred, and are not issued yet."""
    for (name, act), line in lines.items():
        since = [
            topic.last_move.on for topic in standing.topics_of(name) if topic.state == "referred" and topic.last_move
        ]
        if act == "issue" and since and line.due:
            sentence = f"{name} is referred: its note is to be issued."
            yield Entry(name, "open", ("issue",), SECRETARIAT, since[0], sentence)


def _versions(standing: Standing) -> Iterator[Entry]:
    """The language versions that papers are to have and have not."""
    constitution = standing.body.constitution()
    required = constitution.languages if constitution else {}
    for name in (name for name in standing.subjects if kind_of(name) == "round"):
        for one in versions(standing.round(name), required):
            if one.to_come:
                about = {"subject": one.subject} if one.subject else {}
                given = {"kind": one.kind, "symbol": one.symbol, "language": one.to_come[0], **about}
                yield Entry(name, "open", ("issue",), SECRETARIAT, one.since, one.sentence, given=given)


def _with_day(entry: Entry, lines: Mapping[tuple[str, str], Line]) -> Entry:
    """An entry with the first day by which one of its acts is due."""
    names = (entry.subject, round_of(entry.subject))
    found = [line for act in entry.acts for name in names if (line := lines.get((name, act)))]
    days = [day for line in found if (day := line.planned or line.due)]
    too_late = any(line.too_late for line in found)
    return msgspec.structs.replace(entry, due=min(days), too_late=too_late) if days else entry


def _by_day(entry: Entry) -> tuple[date, date, str]:
    return (entry.due or date.max, when(entry.since).last or date.min, entry.subject)


def _is_addressee(entry: Entry, officer: str | None, standing: Standing) -> bool:
    """Whether an act waits for the officer it was entered for."""
    return (
        entry.record is not None and entry.acts == ("endorse",) and standing.record(entry.record).entered_for == officer
    )


def _waiting(subject: Subject, standing: Standing) -> Iterator[Entry]:
    """What waits about one subject: next steps, endorsements, evidence."""
    for office in OFFICES:
        awaited = (step for step in askable(subject) if office in step.offices and _is_awaited(step, subject))
        acts = tuple(step.act for step in awaited if _is_open_to_someone(prospect(step, subject, standing, None)))
        if acts and subject.state is not None:
            last = subject.last_move
            since = last.on if last else "unknown"
            sentence = f"{subject.reference} is {subject.state} since {since}: {' or '.join(acts)}."
            yield Entry(subject.reference, subject.state, acts, office, since, sentence)
    if isinstance(subject, Topic):
        yield from _of_silence(subject, standing)
        yield from _of_decision(subject, standing)
    for record in subject.told:
        if not record.annulled_by:
            yield from _of_record(record, subject, standing)


def _of_decision(topic: Topic, standing: Standing) -> Iterator[Entry]:
    """The calls and conditions that a decision obliges to, and that nothing meets yet."""
    for one in open_obligations(topic, standing):
        since = standing.record(one.record).on
        if one.kind == "language" and one.language and topic.state == "launched":
            given = {"kind": "call", "subject": topic.reference, "language": one.language}
            sentence = f"{one.record} asks that {topic.reference} be open in {one.language}."
            round_ = round_of(topic.reference)
            yield Entry(round_, "open", ("issue",), SECRETARIAT, since, sentence, given=given)
        if one.kind == "condition":
            sentence = f"{one.record} attaches condition {one.number} to {topic.reference}, which nothing meets yet."
            given = {"condition": str(one.number)}
            yield Entry(topic.reference, topic.state or "", ("fulfil",), SECRETARIAT, since, sentence, given=given)


def _of_silence(topic: Topic, standing: Standing) -> Iterator[Entry]:
    """A silence that was kept or broken, and what the chair may do about it."""
    silence = silence_of(topic, standing)
    state = silence.state(standing) if silence and topic.state == "debated" else "runs"
    if silence is None or state == "runs":
        return
    name, reference = topic.reference, silence.record.reference
    if state == "kept":
        sentence = f"The silence on {name} ended at {silence.until}, and nobody broke it."
        acts, given = ("record consensus",), {"silence": reference}
    else:
        broken = silence.broken_by.reference if silence.broken_by else ""
        sentence, acts, given = f"The silence on {name} was broken by {broken}.", ("circulate",), {}
    yield Entry(name, "debated", acts, CHAIR, silence.record.on, sentence, given=given)


def _is_open_to_someone(prospect: Prospect) -> bool:
    """Whether nothing is missing but what an officer of the office gives."""
    another = [cause for cause in prospect.causes if cause.remedy.kind == "officer" and cause.remedy.given]
    return Prospect(prospect.step, tuple(cause for cause in prospect.causes if cause not in another)).is_open


def _is_awaited(step: Step, subject: Subject) -> bool:
    """Whether an act is asked for: once, where it leaves the state as it is."""
    return step.awaited and not (step.to == SAME and subject.last(step.act))


def _of_record(record: Record, subject: Subject, standing: Standing) -> Iterator[Entry]:
    """Whether one record waits for an endorsement or for final evidence."""
    name, state = record.reference, subject.state or ""
    if record.waits:
        sentence = f"{name} ({record.act}) was entered for {record.entered_for}, and waits to be endorsed."
        yield Entry(subject.reference, state, ("endorse",), "chair", record.on, sentence, name)
    if record.act not in OF_RECORDS and record.evidence.session and is_provisional(record, standing):
        sentence = f"{name} ({record.act}) rests on provisional evidence, and waits for the final document."
        yield Entry(subject.reference, state, ("confirm",), record.office or "", record.on, sentence, name)
