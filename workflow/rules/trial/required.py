"""The rules of a row by their names; `given:FIELD` asks for an input."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from escalade.workflow.motions import MOTIONS, fields
from escalade.workflow.motions.shape import said_of
from escalade.workflow.rules.trial.rule import RULES, Rule, RuleProblem, Trial, give
from escalade.workflow.values.message import Message, Option, Word

if TYPE_CHECKING:
    from collections.abc import Iterator


PREFIX = "given:"
SAID = {"holders": "holder", "records": "record", "by": "officer", "texts": "text"}
"""Fields that are called by another word than their name."""


def option_of(field: str) -> str:
    """The option of a field, as it is typed: `--to-session`."""
    return f"--{field.replace('_', '-')}"


@cache
def describe_field(act: str, field: str) -> tuple[str, str]:
    """How a field of an act's motion is typed, and its description."""
    for info in fields(MOTIONS[act]):
        if info.name == field:
            description, extra = said_of(info.type)
            name = str(extra.get("option", field))
            typed = SAID.get(field, field).upper() if field == MOTIONS[act].argument else option_of(name)
            return typed, description
    message = f"{act} has no field {field}"
    raise LookupError(message)


def find_rule(name: str) -> Rule:
    """The rule so called.

    Raises:
        LookupError: no rule has that name.
    """
    if name.startswith(PREFIX):
        return _given(name.removeprefix(PREFIX))
    if name not in RULES:
        message = f"the table names a rule that does not exist: {name}"
        raise LookupError(message)
    return RULES[name]


@cache
def _given(field: str) -> Rule:
    def question(trial: Trial) -> Iterator[RuleProblem]:
        """Ask for the field that is to be given."""
        value = trial.field(field)
        if value is None or (not isinstance(value, int) and not value):
            option, description = describe_field(trial.motion.act_name(), field)
            whole = Word(description)
            detail = whole if description.endswith(".") else Message("{description}.", description=whole)
            yield RuleProblem(detail, give(field, Message("Give {option}.", option=Option(option))))

    sentence = Message("“{field}” is missing:", field=Word(SAID.get(field, field).replace("_", " ")))
    return Rule(f"{PREFIX}{field}", sentence, question, of="entry" if field == "records" else "fact")


@cache
def find_rules(names: tuple[str, ...]) -> tuple[Rule, ...]:
    """The rules of a row, looked up once.

    Raises:
        LookupError: no rule has one of these names.
    """
    return tuple(map(find_rule, names))
