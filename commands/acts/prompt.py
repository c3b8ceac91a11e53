"""Ask on a terminal for what an act lacks."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import click

from escalade.commands.terminal.settings import current
from escalade.services.acts.fields import Field, Kind, evidence_of, hyphenate, own_fields
from escalade.services.acts.parse import parse_value, put_field
from escalade.workflow.motions import NOT_AT_HAND
from escalade.workflow.perform import Outcome
from escalade.workflow.rules.trial.rule import PREFIX
from escalade.workflow.values.errors import EscaladeError, RulesBrokenError

ASKABLE = {*Kind} - {Kind.FLAGS, Kind.VOTES, Kind.OTHERS, Kind.ANY}


def prompt_for_missing(act: str, fields: dict[str, Any], attempt: Callable[[dict[str, Any]], Outcome]) -> Outcome:
    """Attempt an act, asking for what is missing where a person can answer.

    Raises:
        EscaladeError: it is refused for another reason, or nobody can answer.
    """
    while True:
        try:
            return attempt(fields)
        except RulesBrokenError as refusal:
            missing = missing_fields(act, refusal)
            if not missing or not someone_answers():
                raise
            for cause in refusal.causes:
                if not cause.rule.startswith(PREFIX):  # what is missing is asked for in its own words
                    click.echo(cause.sentence, err=True)
            for field in missing:
                put_field(fields, field, question(field))


def someone_answers() -> bool:
    """Whether a person sits at a terminal."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def missing_fields(act: str, refusal: RulesBrokenError) -> list[Field]:
    """The fields to ask for; none where anything else is in the way too."""
    if any(cause.remedy.kind != "input" for cause in refusal.causes):
        return []
    names = [name for cause in refusal.causes for name in cause.remedy.given]
    known = {field.path[-1]: field for field in (*own_fields(act), *evidence_of(act)) if field.kind in ASKABLE}
    return [known[name] for name in dict.fromkeys(names)] if all(name in known for name in names) else []


def question(field: Field) -> Any:
    """The value of a field, asked for until it can be read."""
    while True:
        try:
            return parse_value(field, answer(field))
        except EscaladeError as problem:
            click.echo(str(problem), err=True)


def answer(field: Field) -> Any:
    """Ask a person, and give the answer as the option would have been given."""
    click.echo(field.description, err=True)
    if field.kind is Kind.FLAG:
        return click.confirm(field.option, err=True)
    if field.kind is Kind.COUNT:
        return click.prompt(field.option, type=count_type(field), err=True)
    if field.kind is Kind.CHOICE:
        return click.prompt(field.option, type=click.Choice(hyphenate(field.choices)), err=True)
    if field.kind in {Kind.TEXT, Kind.TEXTS}:
        return in_languages(field)
    several = field.kind in {Kind.LINES, Kind.PAIRS}
    line = click.prompt(f"{field.option}{' (several: separated by ;)' if several else ''}", err=True)
    return tuple(part.strip() for part in line.split(";")) if several else line


LACKING = NOT_AT_HAND.replace(" ", "-")
"""What the sources lack, as it is typed without quotes."""


class CountOrLacking(click.IntRange):
    """A number that the sources may lack."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Take a number, or that it is not at hand."""
        return LACKING if value in {LACKING, NOT_AT_HAND} else super().convert(value, param, ctx)


def count_type(field: Field) -> click.IntRange:
    """The type of a number on the command line."""
    return CountOrLacking(0) if field.may_lack else click.IntRange(0)


def in_languages(field: Field) -> tuple[str, ...]:
    """A text in each language of the body, as far as it is given."""
    lacking = " (empty: not at hand)" if field.may_lack else ""
    said = tuple(
        f"{language}={line}"
        for language in languages()
        if (line := click.prompt(f"{field.option} in {language}{lacking}", default="", show_default=False, err=True))
    )
    return said or ((LACKING,) if field.may_lack else in_languages(field))


def languages() -> tuple[str, ...]:
    """The languages of the body; English where none are on record."""
    with current().reading() as reader:
        constitution = reader.standing().body.constitution()
    return tuple(constitution.name) if constitution else ("en",)
