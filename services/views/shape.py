"""Shapes, which say what fields an answer has.

An answer is one shape, printed by a command, sent by the API, handed to a
page; the schema of the API is made from the same shape.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal, TypeVar

import msgspec

Severity = Literal["error", "warning"]
RemedyKind = Literal["act", "input", "date", "officer", "wait", "none"]
SAID = {"digest": "procedure_digest"}
"""How answers call fields whose name says too little outside of the record: each has one of its own there."""
S = TypeVar("S", bound=type)


class Shape(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """An answer, or a part of one."""


def schema_name(name: str) -> Callable[[S], S]:
    """Give a shape the name by which the schema of the API has it."""

    def rename(shape: S) -> S:
        shape.__name__ = name
        return shape

    return rename


def make_shape(name: str, fields: list[Any], **options: Any) -> Any:
    """Make a shape with these fields: name, type, and default if there is one."""
    return msgspec.defstruct(name, fields, bases=(Shape,), kw_only=True, forbid_unknown_fields=True, **options)


def extend_shape(name: str, known: type[msgspec.Struct], *more: tuple[Any, ...], **anew: Any) -> Any:
    """Make a shape with the fields of another, each required, and more.

    Args:
        name: what it is called in the schema.
        known: the shape whose fields it has.
        more: further fields.
        anew: fields of `known` that are given another type here.
    """
    known_fields = ((one.name, anew.get(one.name, one.type)) for one in msgspec.structs.fields(known))
    return make_shape(name, [*known_fields, *more], rename=SAID.get)


def fields_in(shape: type[msgspec.Struct], source: object) -> dict[str, Any]:
    """The fields of a shape that a value has under the same names."""
    return {name: getattr(source, name) for name in shape.__struct_fields__ if hasattr(source, name)}
