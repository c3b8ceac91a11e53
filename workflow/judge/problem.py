"""What is wrong with a history, or doubtful."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from escalade.workflow.judge.history import History, Line
from escalade.workflow.procedure import Procedure
from escalade.workflow.rules.trial.rule import NOTHING, Rule, Trial, find_rules
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.subjects.subject import Subject
from escalade.workflow.values.errors import StepNotAllowedError
from escalade.workflow.values.remedy import Cause
from escalade.workflow.values.step import EVERY_ACT, OF_RECORDS, Step

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
