"""What every shape has, and shapes made from those of the law."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

Severity = Literal["error", "warning"]
RemedyKind = Literal["act", "input", "date", "officer", "wait", "none"]


class Shape(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """An answer, or a part of one."""


def make_shape(name: str, fields: list[Any]) -> Any:
    """A shape with these fields: name, type, and default if there is one."""
    return msgspec.defstruct(name, fields, bases=(Shape,), kw_only=True, forbid_unknown_fields=True)


def default_of(one: msgspec.structs.FieldInfo) -> Any:
    """What a field is where it is not given, as `defstruct` takes it."""
    if one.default_factory is not msgspec.NODEFAULT:
        return msgspec.field(default_factory=one.default_factory)
    return one.default


def over(name: str, known: type[msgspec.Struct], *more: tuple[Any, ...], **anew: Any) -> Any:
    """A shape with the fields of another, each required, and more.

    Args:
        name: what it is called in the schema.
        known: the shape whose fields it has.
        more: further fields.
        anew: fields of `known` that are given another type here.
    """
    return make_shape(
        name, [*((one.name, anew.get(one.name, one.type)) for one in msgspec.structs.fields(known)), *more]
    )
