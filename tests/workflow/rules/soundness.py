"""Check, when the table is defined, that it holds together."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from escalade.workflow.motions import MOTIONS
from escalade.workflow.procedure import ADDRESSEE, ANNULLED, BACKWARDS, ENDS, OFFICES, OWN, ROWS, SAME, STATES
from escalade.workflow.rules import find_rule
from escalade.workflow.rules.trial.required import PREFIX
from escalade.workflow.values.errors import EscaladeError
from escalade.workflow.values.step import BASES, Step

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Problem = tuple[str, str]
"""A row, or what else is at fault, and what is wrong with it."""


class TableError(EscaladeError):
    """The table of the procedure does not hold together."""

    def __init__(self, row: str, problem: str) -> None:
        """Name the row and what is wrong with it."""
        self.row, self.problem = row, problem
        super().__init__(f"The table is at fault: {row} {problem}.")


def name_of(step: Step) -> str:
    """A row as a sentence names it."""
    return f"“{step.act}” of a {step.of} that is {step.origin or 'not there yet'}"


def check_table(rows: Iterable[Iterable[Step]] = ROWS) -> None:
    """Refuse a table that does not hold together.

    Raises:
        TableError: names the first row at fault.
    """
    for row, problem in problems([step for line in rows for step in line]):
        raise TableError(row, problem)


def problems(steps: list[Step]) -> Iterator[Problem]:
    """Everything that is wrong with the rows."""
    for step in steps:
        yield from _of_one(step)
    for (of, origin, act), count in Counter((step.of, step.origin, step.act) for step in steps).items():
        if count > 1:
            row = next(step for step in steps if (step.of, step.origin, step.act) == (of, origin, act))
            yield name_of(row), f"stands in the table {count} times"
    yield from _unreachable(steps)
    yield from _endless(steps)
    yield from _idle(steps)


def _idle(steps: list[Step]) -> Iterator[Problem]:
    """Motions for which there is no row."""
    acts = {step.act for step in steps}
    yield from ((f"“{act}”", "has a motion and no row") for act in MOTIONS if act not in acts)


def _of_one(step: Step) -> Iterator[Problem]:
    """What is wrong with one row by itself."""
    states = STATES.get(step.of, ())
    if step.origin not in {None, *states}:
        yield name_of(step), f"starts from “{step.origin}”, which is no state of a {step.of}"
    if step.to not in {SAME, BACKWARDS, *states}:
        yield name_of(step), f"leads to “{step.to}”, which is no state of a {step.of}"
    if not step.offices and (step.of, step.origin) != ("body", None):
        yield name_of(step), "has no office"
    yield from (
        (name_of(step), f"has an office “{office}”, which there is not")
        for office in step.offices
        if office not in {*OFFICES, OWN, ADDRESSEE}
    )
    if step.basis not in BASES:
        yield name_of(step), f"rests on “{step.basis}”, which is no legal basis"
    if step.act in MOTIONS:
        yield from ((name_of(step), problem) for rule in step.rules if (problem := _of_rule(rule, step.act)))
    else:
        yield name_of(step), "has no motion"


def _of_rule(rule: str, act: str) -> str:
    """What is wrong with a rule that a row names."""
    try:
        find_rule(rule)
    except LookupError:
        return f"names a rule “{rule}”, which there is not"
    if rule.startswith(PREFIX) and rule.removeprefix(PREFIX) not in MOTIONS[act].__struct_fields__:
        return f"asks for “{rule.removeprefix(PREFIX)}”, which its motion has not"
    return ""


def _unreachable(steps: list[Step]) -> Iterator[Problem]:
    """States that no way through the table leads to."""
    for kind, states in STATES.items():
        ends = {BACKWARDS: ANNULLED}
        reached = _closed({None}, [(step.origin, ends.get(step.to, step.to)) for step in steps if step.of == kind])
        yield from ((f"“{state}” of a {kind}", "cannot be reached") for state in states if state not in reached)


def _endless(steps: list[Step]) -> Iterator[Problem]:
    """Live states of a topic from which no way leads to an end."""
    backwards = [(step.to, step.origin) for step in steps if step.of == "topic"]
    ending = _closed(set(ENDS), backwards)
    yield from ((f"“{state}” of a topic", "leads to no end") for state in STATES["topic"] if state not in ending)


def _closed(found: set[str | None], arrows: Sequence[tuple[str | None, str | None]]) -> set[str | None]:
    """All that arrows lead to from some states."""
    while more := {head for tail, head in arrows if tail in found} - found:
        found |= more
    return found
