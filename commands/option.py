"""The options of an act's command, made from its motion's fields."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import click

from escalade.commands.argument import positional
from escalade.commands.field import Field, Kind, evidence_fields, fields_of, hyphenated
from escalade.commands.verb import Sectioned, officers, references
from escalade.workflow.motion import MOTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

EVERY_ACT = "Every act"
REPEATED = {Kind.LINES, Kind.TEXT, Kind.TEXTS, Kind.PAIRS, Kind.ANY}
REFERRING = {"into", "replaces", "concerns"}
"""Fields whose values are references."""


def own_fields(act: str) -> tuple[Field, ...]:
    """The fields of an act that are options of its own.

    A correction also takes every text that any record has.
    """
    taken = positional(act)
    own = tuple(field for field in fields_of(act) if field.path[-1] not in taken)
    return (*own, *_texts_to_correct(own)) if act == "correct" else own


def _texts_to_correct(own: tuple[Field, ...]) -> Iterator[Field]:
    seen = {field.option for field in own}
    for act in MOTIONS:
        for field in fields_of(act):
            if field.kind in {Kind.TEXT, Kind.TEXTS} and field.option not in seen:
                seen.add(field.option)
                yield field._replace(path=("texts", field.path[-1]), may_lack=True)


@cache
def evidence_of(act: str) -> tuple[Field, ...]:
    """The evidence that an act takes beside its own fields."""
    taken = {field.option for field in own_fields(act)}
    if MOTIONS[act].argument == "gathering":
        taken.add("session")
    return tuple(field for field in evidence_fields() if field.option not in taken)


def options(act: str) -> list[click.Option]:
    """Every option of an act's command, but those understood anywhere."""
    own = [option for field in own_fields(act) for option in _options(field, "Options")]
    evidence = [option for field in evidence_of(act) for option in _options(field, EVERY_ACT)]
    date, *rest = _of_every_act()
    return [*own, date, *evidence, *rest]


def _options(field: Field, section: str) -> Iterator[click.Option]:
    if field.kind is Kind.FLAGS:
        for choice in field.choices:
            declared = [field.parameter, f"--{choice.replace(' ', '-')}"]
            yield Sectioned(declared, section=section, flag_value=choice, default=None, help=field.description)
        return
    declared = [field.parameter, f"--{field.option}"]
    if field.kind in {Kind.FLAG, Kind.OTHERS}:
        yield Sectioned(declared, section=section, is_flag=True, default=False, help=field.description)
        return
    yield Sectioned(declared, section=section, help=field.description, **_attributes(field))


def _attributes(field: Field) -> dict[str, Any]:
    """What click is to know of a field: type, metavar, how often."""
    many = field.kind in REPEATED or (field.kind is Kind.FILE and getattr(field.of, "__origin__", None) is not None)
    attributes: dict[str, Any] = {"multiple": many, "default": None}
    if field.kind is Kind.CHOICE:
        return {**attributes, "type": click.Choice(hyphenated(field.choices))}
    if field.path[-1] in REFERRING:
        attributes["shell_complete"] = references
    if field.path[-1] == "presided_by":
        attributes["shell_complete"] = officers
    return {**attributes, "type": click.IntRange(0) if field.kind is Kind.COUNT else str, "metavar": field.metavar}


OF_EVERY_ACT: dict[str, dict[str, Any]] = {
    "on": {
        "metavar": "DATE",
        "help": "The day it took effect, or a month, ..DATE for “by then”, unknown; today unless given.",
    },
    "entered-for": {"metavar": "NAME", "help": "Enter an act of the chair for the chair.", "shell_complete": officers},
    "audience": {"type": click.Choice(["public", "members", "office"]), "help": "Who may read the record."},
    "from": {"metavar": "FILE", "help": "Take fields from a TOML or JSON file; options win over it."},
    "dry-run": {"is_flag": True, "help": "Show the record and make none."},
    "seen": {"metavar": "RECORD", "multiple": True, "help": "Refuse if what the act stands on has a newer record."},
}
"""What every act takes beside its evidence, as click is to know it."""


def _of_every_act() -> list[click.Option]:
    return [
        Sectioned([f"act_{name.replace('-', '_')}", f"--{name}"], section=EVERY_ACT, **attributes)
        for name, attributes in OF_EVERY_ACT.items()
    ]
