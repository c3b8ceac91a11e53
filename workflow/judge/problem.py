"""What a change makes of a history: problems, doubts, late acts."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from escalade.workflow.procedure import PROCEDURE, Procedure
from escalade.workflow.records.audience import may_read
from escalade.workflow.records.history import Course, order_as_happened, original_records, read_course
from escalade.workflow.records.record import Record
from escalade.workflow.rules.trial import NOTHING, Rule, Trial, find_rules
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.subjects.subject import Subject
from escalade.workflow.subjects.topic import Topic
from escalade.workflow.values.errors import Message, Messages, StepNotAllowedError
from escalade.workflow.values.reference import kind_of, record_parts
from escalade.workflow.values.remedy import Cause, Remedy
from escalade.workflow.values.step import EVERY_ACT, OF_RECORDS, Step

if TYPE_CHECKING:
    from escalade.workflow.subjects.standing import Standing
    from escalade.workflow.subjects.subject import Subject


Moment = tuple[str, int]
"""When a record was made: its moment, and its place within its act."""
LAST: Moment = ("~", 0)
"""After every moment."""
WITH_A_COURSE = frozenset({"topic", "round"})
"""Kinds that a record meets as they were by then; the body and meetings are taken as they are known now."""


NEAR = 4
"""So many records are gone on by, one by one, from a place that was looked at to the next."""


def made(record: Record) -> Moment:
    """When a record was made."""
    touched = record.touched
    return record.at, touched.index(record.reference) if len(touched) > 1 and record.reference in touched else 0


def leave_out(subject: Subject, names: Collection[str]) -> Subject:
    """A subject without some records, and without what is about them."""
    gone = set(names)
    for one in subject.records:
        if one.act in OF_RECORDS and not gone.isdisjoint(one.motion.records):  # type: ignore[attr-defined]  # it names records
            gone.add(one.reference)
    return type(subject)(subject.reference, tuple([one for one in subject.records if one.reference not in gone]))


class Line:
    """One subject under a table: its records, and what each found."""

    def __init__(self, subject: Subject, procedure: Procedure) -> None:
        self.subject, self.procedure = subject, procedure
        # in its own words: rules look at no translation
        if procedure is PROCEDURE and not subject.is_translated:
            course = subject.course
        else:
            told = order_as_happened(original_records(subject.records))
            course = read_course(subject.kind, told, procedure)
        self.told, self.states = course
        self._cut: tuple[int, Subject | None] = (0, None)

    @cached_property
    def times(self) -> list[Moment]:
        """When the first was made of the records from each one on."""
        return list(accumulate(map(made, reversed(self.told)), min))[::-1]

    @cached_property
    def places(self) -> dict[str, int]:
        """The place of each record."""
        return {record.reference: place for place, record in enumerate(self.told)}

    def place(self, name: str) -> int:
        """The place of a record; most that are asked for stand last."""
        last = len(self.told) - 1
        return last if last >= 0 and self.told[last].reference == name else self.places[name]

    def row(self, place: int) -> Step | None:
        """The row of the state in which a record found its subject."""
        return self.procedure.steps.get((self.subject.kind, self.states[place], self.told[place].act))

    def cut(self, place: int) -> Subject:
        """The subject as the record at a place found it."""
        if place == len(self.told):
            return self.subject
        last, found = self._cut
        if found is None or not last <= place <= last + NEAR:
            names = {record.reference for record in self.told[:place]}
            written = tuple([record for name, record in self._written.items() if name in names])
            found = type(self.subject)(self.subject.reference, written)
            found.__dict__["course"] = self._course(place)
            last = place
        for reached in range(last, place):
            record = self._written[self.told[reached].reference]
            found = found.followed_by(record, self._course(reached + 1))
        self._cut = place, found
        return found

    @cached_property
    def _written(self) -> dict[str, Record]:
        return {record.reference: record for record in self.subject.records}

    def _course(self, place: int) -> Course:
        return Course(self.told[:place], self.states[: place + 1])


class History:
    """A register as it is told under a table."""

    def __init__(self, standing: Standing, procedure: Procedure, lines: Mapping[str, Line] | None = None) -> None:
        self.standing, self.procedure = standing, procedure
        self._lines: dict[str, Line] = dict(lines or {})

    def line(self, reference: str) -> Line:
        """The line of a subject."""
        subject, known = self.standing.subject(reference), self._lines.get(reference)
        if known is None or known.subject is not subject:
            known = self._lines[reference] = Line(subject, self.procedure)
        return known

    def find(self, record: str) -> Record | None:
        """A record as this history tells it."""
        return self.found(record) if record in self.line(record_parts(record)[0]).places else None

    def found(self, record: str) -> Record:
        """The same of one that there is."""
        line = self.line(record_parts(record)[0])
        return line.told[line.place(record)]

    def after(self, subject: Subject) -> History:
        """The history in which a subject is another."""
        return History(self.standing.after(subject), self.procedure, self._lines)

    def ground(self, moment: Moment, own: Subject, act: tuple[str, ...]) -> Standing:
        """Topics and rounds as a record met them, all else as it is known."""
        return msgspec.structs.replace(self.standing, subjects=Met(self, moment, own), act=act, find_awaited=None)


class Met(Mapping[str, "Subject"]):
    """Subjects as one record found them."""

    def __init__(self, history: History, moment: Moment, own: Subject) -> None:
        self._history, self._moment, self._own = history, moment, own

    def __getitem__(self, key: str) -> Subject:
        if key == self._own.reference:
            return self._own
        found = self._history.standing.subjects[key]
        if kind_of(key) not in WITH_A_COURSE:
            return found
        line = self._history.line(key)
        if not (place := bisect_left(line.times, self._moment)):
            raise KeyError(key)
        return line.cut(place)

    def __iter__(self) -> Iterator[str]:
        return filter(self.__contains__, self._history.standing.subjects)

    def __len__(self) -> int:
        return sum(1 for _ in self)


NO_ROW = "step_is_in_the_table"
"""What a problem is called where a record has no row in the state in which it stands."""


class Problem(NamedTuple):
    """What is wrong with a record of a history, or doubtful."""

    record: str
    cause: Cause


@lru_cache(maxsize=1024)
def rules_of(step: Step, procedure: Procedure) -> tuple[Rule, ...]:
    """The rules of a row, and what is said of its act and passes."""
    said = (*procedure.remarks.get(step.act, ()), *procedure.remarks.get(EVERY_ACT, ()))
    return find_rules((*step.rules, *said))


@lru_cache(maxsize=1024)
def asked_again(step: Step, procedure: Procedure, *, is_own: bool) -> tuple[Rule, ...]:
    """What is asked of a record again, or of one that was worded anew."""
    forms = {"fact", "own"} if is_own else {"fact"}
    return tuple(rule for rule in rules_of(step, procedure) if rule.of in forms)


@lru_cache(maxsize=1024)
def rules_on_lines(acts: frozenset[str], procedure: Procedure) -> tuple[Rule, ...]:
    """The rules on whole subjects of which these acts are told."""
    named = {name for step in procedure.steps.values() if step.act in acts for name in step.rules}
    named |= {name for act in acts for name in procedure.remarks.get(act, ())}
    return tuple(rule for rule in find_rules(tuple(sorted(named))) if rule.of == "line")


def try_record(
    history: History, line: Line, place: int, *, is_own: bool = False, then: Subject | None = None
) -> Iterator[Problem]:
    """Try a record on what precedes it, or on what is given in its place."""
    record, row, reference = line.told[place], line.row(place), line.subject.reference
    if row is None and record.act in OF_RECORDS:
        return  # it tells nothing of its own: what it is about may have ended since
    if row is None:
        said = StepNotAllowedError(reference, line.states[place], record.act, (), record.on).stands
        yield Problem(record.reference, Cause(rule=NO_ROW, subject=reference, sentence=said, remedy=NOTHING))
        return
    then = then or line.cut(place)
    trial = Trial(then, record.motion, history.ground(line.times[place], then, record.touched), row, record)
    for rule in asked_again(row, history.procedure, is_own=is_own):
        yield from (Problem(record.reference, rule.cause(reference, one)) for one in rule.question(trial))


def problems_of(history: History, reference: str) -> Iterator[Problem]:
    """All that is wrong with the records of a subject, and with the whole."""
    line = history.line(reference)
    for place, record in enumerate(line.told):
        if not record.annulled_by:
            yield from try_record(history, line, place)
    yield from problems_of_line(history, reference)


def problems_of_line(history: History, reference: str) -> Iterator[Problem]:
    """What is wrong with a subject as a whole."""
    subject = history.standing.subject(reference)
    for rule in rules_on_lines(frozenset(subject.by_act), history.procedure):
        for record, problem in rule.question(subject, history.standing):
            yield Problem(record, rule.cause(reference, problem))


def problems(standing: Standing, procedure: Procedure) -> Iterator[Problem]:
    """All that is wrong in a register, or doubtful, under a table."""
    history = History(standing, procedure)
    for reference in standing.subjects:
        yield from problems_of(history, reference)


def more(before: Iterable[Problem], after: Iterable[Problem]) -> list[Problem]:
    """What is wrong after and not before; one error for another is no more."""
    spare = Counter(map(_key, before))
    found = []
    for one in after:
        spare[_key(one)] -= 1
        if spare[_key(one)] < 0:
            found.append(one)
    return found


def _key(one: Problem) -> tuple[str, str, str]:
    return one.record, one.cause.rule, "" if one.cause.severity == "error" else str(one.cause.problem)


CONTRADICTS = "fact_contradicts_what_is_on_record"
"""How a contradiction is called among warnings."""
RESTING = frozenset({"endorse", "escalate", "launch"})
"""Acts that carry a decision on, and are warned where what it rests on is contradicted."""
BOTH_STAND = Remedy(
    kind="none",
    note=Message("Both stand until one is annulled or corrected, or what ended the other is entered."),
)


class Contradiction(NamedTuple):
    """A record, and a later one that says that it could not be."""

    record: Record
    late: Record
    cause: Cause
    """What would have been in the way of the record."""

    @property
    def warning(self) -> Cause:
        """It, as whoever enters the later one is warned."""
        facts = {"record": self.record.reference, "late": self.late.reference, "problem": self.cause.problem}
        said = Message("{late} contradicts {record}: {problem}", **facts)
        return Cause(
            rule=CONTRADICTS,
            subject=self.record.subject,
            sentence=Messages(said, BOTH_STAND.note),
            remedy=BOTH_STAND,
            severity="warning",
        )


def find_contradictions(subject: Subject, standing: Standing) -> list[Contradiction]:
    """Find what was told late and contradicts what was on record."""
    if not subject.late_records:
        return []
    history = History(standing.after(subject), PROCEDURE)
    found = (one for one in problems_of(history, subject.reference) if one.cause.severity == "error")
    return [*explain(found, history)]


def explain(found: Iterable[Problem], history: History, late: Record | None = None) -> Iterator[Contradiction]:
    """Each problem with the first late record without which it would not be.

    Where none explains it, it is the act at hand, if one is given.
    """
    for problem in found:
        record = history.found(problem.record)
        line = history.line(record.subject)
        earlier = line.told[: line.places[record.reference]]
        since = [
            one for one in earlier if one.ordinal > record.ordinal and one.act not in OF_RECORDS and not one.annulled_by
        ]
        clearing = (one for one in since if problem not in _without(one, record, history, line.subject))
        chosen = next(clearing, None) or next(iter(since), late)
        if chosen is not None:
            yield Contradiction(record, chosen, problem.cause)


def _without(late: Record, record: Record, history: History, subject: Subject) -> list[Problem]:
    without = history.after(leave_out(subject, {late.reference}))
    line = without.line(subject.reference)
    return list(try_record(without, line, line.places[record.reference]))


def show_contradictions(topic: Topic, standing: Standing, reader: str) -> list[Contradiction]:
    """Give the contradictions of which a reader may read both records."""
    found = find_contradictions(topic.show_to(None), standing)
    return [one for one in found if _hidden(one, reader) == ()]


def find_untold(topic: Topic, standing: Standing, reader: str) -> list[Record]:
    """Find what a reader may not read and contradicts what they may.

    Nothing of it is told to them, not even that there is something.
    """
    found = (_hidden(one, reader) for one in find_contradictions(topic.show_to(None), standing))
    return [hidden[0] for hidden in found if len(hidden) == 1]


def _hidden(one: Contradiction, reader: str) -> tuple[Record, ...]:
    return tuple([record for record in (one.record, one.late) if not may_read(reader, record.audience)])
