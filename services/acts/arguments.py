"""What an act takes: its argument, its own fields, and its evidence."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from escalade.services.acts.fields import Field, Kind, evidence_fields, fields_of
from escalade.workflow.motions import MOTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator


class ArgumentShape(NamedTuple):
    """How an argument is typed."""

    metavar: str
    many: bool = False


SHAPES: dict[str, ArgumentShape] = {
    "topics": ArgumentShape("REF...|ROUND", many=True),
    "topic": ArgumentShape("REF"),
    "topic or round": ArgumentShape("REF|ROUND"),
    "round": ArgumentShape("ROUND"),
    "gathering": ArgumentShape("[N]"),
    "records": ArgumentShape("RECORD...", many=True),
    "name": ArgumentShape("NAME"),
    "symbol": ArgumentShape("SYMBOL"),
}
"""By a motion's `argument`; a name not listed here is the field so called."""


def positional(act: str) -> frozenset[str]:
    """The fields of an act that are given by its argument."""
    return frozenset({MOTIONS[act].argument})


def shape_of(act: str) -> ArgumentShape:
    """How the argument of an act is typed."""
    argument = MOTIONS[act].argument
    return SHAPES.get(argument, ArgumentShape(argument.upper()))


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
    taken = {field.option for field in own_fields(act)} | {"attachments", "attachment-names"}  # from the files
    if MOTIONS[act].argument == "gathering":
        taken.add("session")
    return tuple(field for field in evidence_fields() if field.option not in taken)
