"""The judge: what an act makes of the history of its subjects, and breaks.

Form, fold, try, difference: the record is appended, its subjects are read anew, and
what may be concerned is tried on what precedes it, with the change and without it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import chain, product, takewhile
from typing import NamedTuple

import msgspec

from escalade.workflow.judge.problem import (
    LAST,
    WITH_A_COURSE,
    History,
    Line,
    Moment,
    Problem,
    made,
    more,
    problems_of_line,
    rules_of,
    try_record,
)
from escalade.workflow.motions import Appoint, Correct, Motion
from escalade.workflow.motions.mistake import OnRecord
from escalade.workflow.procedure import BACKWARDS, SAME, Procedure
from escalade.workflow.records.history import find_stretches, is_move, list_stretches
from escalade.workflow.records.record import Record
from escalade.workflow.rules.mistake import default_readers
from escalade.workflow.rules.trial import NOTHING, Trial, cite, find_rule
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.subjects.subject import Subject
from escalade.workflow.subjects.topic import WORDING
from escalade.workflow.values.dates import when
from escalade.workflow.values.errors import Message, Messages, StepNotAllowedError
from escalade.workflow.values.reference import round_of
from escalade.workflow.values.remedy import Cause
from escalade.workflow.values.step import COMES_LATE, OF_RECORDS, Step

ON_ITS_TEXT = "text_holds_moves"
"""What a problem is called where a text is annulled on which something was decided since."""


def find_difference(
    before: History, after: History, records: tuple[Record, ...]
) -> tuple[list[Problem], list[Problem], list[Cause]]:
    """What an act breaks: what rests on it, what stands beside it, itself."""
    names = {record.reference for record in records}
    changed = dict.fromkeys(record.subject for record in records)
    asked = {} if _only_adds(after, records) else find_dependents(before, after, changed, names)
    corrected = {name for record in records if isinstance(record.motion, Correct) for name in record.motion.records}
    found = list(_problems(after, asked, changed, corrected))
    if found:  # what is sound needs no comparing
        names_found = {one.record for one in found}
        asked = {name: dict.fromkeys(names_found.intersection(records)) for name, records in asked.items()}
        found = more(_problems(before, asked, changed, corrected), found)
    if any(record.act == "annul" for record in records):
        found += _text_holds_moves(before, after, changed)
    said = {*names, *corrected}
    own = [_naming(one, said) for one in found if one.cause.severity == "warning" or one.record in names]
    since = _changed_since(before, records)
    falling, contradicted = list[Problem](), list[Problem]()
    for one in found:
        record = after.find(one.record)
        if one.cause.severity == "error" and record and one.record not in names:
            words = (record, *filter(None, map(after.find, record.corrected_by)))
            (falling if max(map(made, words)) >= since else contradicted).append(one)
    return falling, contradicted, own


def _naming(one: Problem, said: Collection[str]) -> Cause:
    if one.record in said or one.record in str(one.cause.sentence):
        return one.cause
    sentence = Messages(Message("{record}:", record=one.record), one.cause.problem, one.cause.remedy.note)
    return msgspec.structs.replace(one.cause, sentence=sentence)


def _problems(
    history: History, asked: Mapping[str, Iterable[str]], changed: Iterable[str], corrected: Collection[str]
) -> Iterator[Problem]:
    for reference in dict.fromkeys((*changed, *asked)):
        line = history.line(reference)
        for place in sorted(line.places[name] for name in asked.get(reference, ()) if name in line.places):
            record = line.told[place]
            if not record.annulled_by:
                yield from try_record(history, line, place, is_own=record.reference in corrected)
        if reference in changed:
            yield from problems_of_line(history, reference)


def _only_adds(after: History, records: Iterable[Record]) -> bool:
    lines = [(record, after.line(record.subject)) for record in records]
    return all(
        record.act not in OF_RECORDS
        and line.told[-1].reference == record.reference
        and (line.subject.kind in WITH_A_COURSE or record.act == "constitute")
        for record, line in lines
    )


def find_dependents(
    before: History, after: History, changed: Iterable[str], names: Collection[str]
) -> dict[str, dict[str, None]]:
    """The records that a change may concern, by subject."""
    found: dict[str, dict[str, None]] = {}
    for record in chain.from_iterable(_concerned(before, after, reference) for reference in changed):
        if record.reference not in names:
            found.setdefault(record.subject, {})[record.reference] = None
    return found


def _concerned(before: History, after: History, reference: str) -> Iterator[Record]:
    """The records that a change of one subject may concern."""
    old, new = before.line(reference), after.line(reference)
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old.told, new.told, strict=False)))
    yield from new.told[same:]
    if new.subject.kind in WITH_A_COURSE:
        yield from _looking_at(new, new.times[same] if same < len(new.told) else LAST, after)
    elif new.subject.kind == "body":
        whose = (record.motion.name for record in new.told[same:] if isinstance(record.motion, Appoint))
        yield from _named(map("by:{}".format, dict.fromkeys(whose)), after)
    else:
        yield from _named((reference, f"to:{reference}"), before, after)


def _looking_at(line: Line, since: Moment, history: History) -> Iterator[Record]:
    name = line.subject.reference
    for other in (round_of(name), *history.standing.siblings.get(round_of(name), ())):
        found = history.line(other) if other != name else line
        for place in range(bisect_left(found.times, since), len(found.told) if other != name else 0):
            if line.subject.kind == "round" or reads_round(found.row(place), history.procedure):
                yield found.told[place]


def _named(keys: Iterable[str], *histories: History) -> Iterator[Record]:
    names = [name for key in keys for name in histories[-1].standing.naming.get(key, ())]
    for name, history in product(names, histories):
        record = history.find(name)
        about = record.motion.records if record and isinstance(record.motion, OnRecord) else ()
        yield from filter(None, (record, *map(history.find, about)))


@lru_cache(maxsize=1024)
def reads_round(step: Step | None, procedure: Procedure) -> bool:
    """Whether a rule of a row looks at the other topics of the round."""
    return step is None or any(rule.reads_round for rule in rules_of(step, procedure))


def _changed_since(before: History, records: tuple[Record, ...]) -> Moment:
    """When that was recorded which an act changes.

    What came to rest since rests on it, and refuses the act if it falls. What was on
    record before a fact that is told late is contradicted by it, and both stand.
    """
    if records and isinstance(records[0].motion, OnRecord):
        named = (before.find(name) for record in records for name in record.motion.records)  # type: ignore[attr-defined]  # each names records
        return min(map(made, filter(None, named)), default=LAST)
    subjects = (before.line(record.subject) for record in records)
    known_now = (line for line in subjects if line.subject.kind not in WITH_A_COURSE)
    return min((made(line.told[0]) for line in known_now if line.told), default=LAST)


def _text_holds_moves(before: History, after: History, changed: Iterable[str]) -> Iterator[Problem]:
    """Where a text is annulled, the first act that was decided on it since."""
    for reference in changed:
        old, new = before.line(reference).told, after.line(reference)
        texts = [place for place, one in enumerate(old) if isinstance(one.motion, WORDING) and not one.annulled_by]
        gone = [place for place in texts if new.told[new.places[old[place].reference]].annulled_by]
        later = (new.told[new.places[one.reference]] for one in old[min(gone, default=len(old)) :])
        for one in (one for one in later if is_move(one)):
            said = Message("{record} was decided on that text.", record=cite(one))
            yield Problem(one.reference, Cause(rule=ON_ITS_TEXT, subject=reference, sentence=said, remedy=NOTHING))
            break


OF_TRIALS = frozenset({"entry", "own", "fact"})
"""The forms of rules that are asked of one record on what precedes it."""


class Verdict(NamedTuple):
    """What becomes of an act."""

    before: History
    after: History
    records: tuple[Record, ...]
    """The records that it makes, as they are written."""
    causes: list[Cause]
    """What its own parts break, errors and remarks, in their order."""
    steps: dict[str, StepNotAllowedError]
    """By subject, the rows that the table has not."""
    falling: list[Problem]
    """Errors of other records, which rest on what it changes."""
    contradicted: list[Problem]
    """Errors of other records, which were there before what it tells: both stand."""


def judge(parts: Iterable[tuple[str, Motion]], standing: Standing, procedure: Procedure) -> Verdict:
    """Try a change of any kind: subjects, and what is moved on each.

    What it stands on names in `act` the records that it would be.
    """
    before = now = History(standing, procedure)
    causes: list[Cause] = []
    steps: dict[str, StepNotAllowedError] = {}
    written: list[tuple[str, int]] = []
    for reference, motion in parts:
        subject = now.standing.subject(reference)
        state = state_met(subject, motion, procedure)
        step = procedure.steps.get((subject.kind, state, motion.act_name()))
        if step is None:
            steps.setdefault(reference, _without_row(subject, state, motion, procedure))
            continue
        later, against = _enter(now, subject, state, step, motion)
        causes += against
        if later is not None:
            now = later
            written.append((reference, len(subject.records)))
    records = tuple(now.standing.subject(reference).records[place] for reference, place in written)
    falling, contradicted, own = find_difference(before, now, records)
    return Verdict(before, now, records, [*causes, *own], steps, falling, contradicted)


def _without_row(subject: Subject, state: str | None, motion: Motion, procedure: Procedure) -> StepNotAllowedError:
    act = motion.act_name()
    is_late = state != subject.state
    last = None if is_late else subject.last(act)
    done = (last.reference, last.on) if last and last.moved else None
    rows = procedure.steps_from(subject.kind, state)
    return StepNotAllowedError(subject.reference, state, act, rows, motion.on if is_late else None, done=done)


def state_met(subject: Subject, motion: Motion, procedure: Procedure) -> str | None:
    """The state that an act met, on its day where it may come late.

    That of the latest stretch between moves in which its day may lie and where the
    table has a row. An objection that ended on the day of a decision is taken to
    have ended while it still mattered.
    """
    act = motion.act_name()
    if subject.kind != "topic" or act not in COMES_LATE:
        return subject.state
    reached = [one.move.after for one in find_stretches(subject.live, when(motion.on))]
    every = reached or [one.move.after for one in list_stretches(subject.live)]
    with_row = [state for state in every if ("topic", state, act) in procedure.steps]
    mattering = (state for state in with_row if state not in procedure.outlived.get(act, ()))
    return next(mattering, next(iter((*with_row, *reached)), subject.state))


def _enter(
    now: History, subject: Subject, state: str | None, step: Step, motion: Motion
) -> tuple[History | None, list[Cause]]:
    """Form the record of one part, and ask what its row asks of an entry.

    No history comes of an act on records that cannot be laid over what it names.
    """
    trial = Trial(subject, motion, now.standing, step)
    if step.of_records:
        against = causes_against(trial, now.procedure)
        if trial.target is None or any(find_rule(one.rule).of == "entry" for one in against):
            return None, against
    to = state if state is not None and step.to in {SAME, BACKWARDS} else step.to
    record = _record(trial, state, to, now.procedure)
    later = now.after(subject.with_record(record))
    line = later.line(subject.reference)
    if step.of_records:
        if line.states[-1] != state:  # an annulment leads where the course leads without what it annuls
            record = msgspec.structs.replace(record, after=line.states[-1])
        return now.after(subject.with_record(record)), against
    place, then, ground = line.place(record.reference), subject, now.standing
    if step.comes_late and place < len(line.told) - 1:
        then = line.cut(place)
        ground = later.ground(line.times[place], then, now.standing.act)
    return later, causes_against(Trial(then, motion, ground, step, line.told[place]), now.procedure)


def causes_against(trial: Trial, procedure: Procedure) -> list[Cause]:
    """Every rule that a motion breaks by itself, and every remark on it."""
    asked = (rule for rule in rules_of(trial.step, procedure) if rule.of in OF_TRIALS)
    return [rule.cause(trial.subject.reference, one) for rule in asked for one in rule.question(trial)]


def _record(trial: Trial, before: str | None, after: str, procedure: Procedure) -> Record:
    motion, ordinal = trial.motion, len(trial.subject.records) + 1
    return Record(
        subject=trial.subject.reference,
        ordinal=ordinal,
        touched=trial.standing.act or (f"{trial.subject.reference}#{ordinal}",),
        act=trial.step.act,
        before=before,
        after=after,
        officer=motion.by,
        office=trial.office,
        entered_for=motion.entered_for,
        identity=motion.identity,
        on=motion.on,
        at=motion.at,
        audience=motion.audience or default_readers(trial),
        evidence=motion.evidence,
        procedure=procedure.version,
        digest=procedure.digest,
        motion=motion,
    )
