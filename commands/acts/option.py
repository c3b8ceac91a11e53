"""The options of an act's command, made from its motion's fields."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from escalade.commands.terminal.command import Sectioned, officers, references
from escalade.services.acts.arguments import evidence_of, own_fields
from escalade.services.acts.fields import Field, Kind, hyphenate

if TYPE_CHECKING:
    from collections.abc import Iterator

EVERY_ACT = "Every act"
REPEATED = {Kind.LINES, Kind.TEXT, Kind.TEXTS, Kind.PAIRS, Kind.ANY}
REFERRING = {"into", "replaces", "concerns"}
"""Fields whose values are references."""


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
        return {**attributes, "type": click.Choice(hyphenate(field.choices))}
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
    "attach": {
        "metavar": "FILE",
        "multiple": True,
        "type": click.Path(path_type=Path),
        "help": "Keep a file as evidence, by its hash; repeat it.",
    },
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
