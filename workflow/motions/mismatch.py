"""Find where a value departs from its type.

msgspec tells it in an English sentence and nothing else. Whoever explains a
refusal in words of their own looks here, once msgspec has refused.
"""

from __future__ import annotations

import types
from collections.abc import Mapping
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import msgspec

from escalade.workflow.motions.base import fields

KINDS: dict[Any, str] = {
    bool: "bool",
    int: "int",
    float: "float",
    str: "str",
    bytes: "str",  # as base64
    list: "array",
    tuple: "array",
    dict: "object",
    type(None): "null",
}
"""What values of a Python type are called, in the order in which several are named."""
ORDER = tuple(dict.fromkeys(KINDS.values()))


class Mismatch(msgspec.Struct, frozen=True):
    """The first place at which a value is not of its type."""

    path: str
    """As `version.questions[1]`; empty where it is the whole value, `[...]` for any key."""
    problem: Literal["kind", "choice", "unknown", "missing", "length", "bound"]
    found: str
    """The kind of the value, the choice, the name of the field, or the length or bound wanted."""
    expected: tuple[str, ...] = ()
    """The kinds of which it may be, in their order; of a choice, what there is."""


class MismatchError(msgspec.ValidationError):
    """A value is not of its type, and this is where."""

    def __init__(self, mismatch: Mismatch) -> None:
        self.field = mismatch.path or mismatch.found
        super().__init__(f"“{self.field}” is not of its shape")


def find_mismatch(value: Any, annotation: Any, path: str = "") -> Mismatch | None:
    """Find the first place where a value is not of its type, if any."""
    members = _members(annotation)
    if Any in members:
        return None
    kind, kinds = KINDS.get(type(value), type(value).__name__), [_kind_of(member) for member in members]
    if kind not in kinds:
        return Mismatch(path, "kind", kind, tuple(sorted(set(kinds), key=ORDER.index)))
    member = members[kinds.index(kind)]
    if isinstance(value, int):
        return _find_out_of_bounds(value, annotation, path)
    if isinstance(value, str):
        return _find_in_choice(value, members, path)
    if isinstance(value, list | tuple):
        return _find_in_list(value, member, annotation, path)
    return _find_in_table(value, member, path) if isinstance(value, Mapping) else None


def _members(annotation: Any) -> list[Any]:
    if get_origin(annotation) is Annotated:
        return _members(get_args(annotation)[0])
    if get_origin(annotation) in {Union, types.UnionType}:
        return [member for one in get_args(annotation) for member in _members(one)]
    return [annotation]


def _find_out_of_bounds(value: int, annotation: Any, path: str) -> Mismatch | None:
    for one in (annotation, *get_args(annotation)):  # what is said of a number stands beside it, also in a union
        for meta in getattr(one, "__metadata__", ()):
            if meta.ge is not None and value < meta.ge:
                return Mismatch(path, "bound", f">= {meta.ge}", ("int",))
            if meta.le is not None and value > meta.le:
                return Mismatch(path, "bound", f"<= {meta.le}", ("int",))
    return None


def _kind_of(member: Any) -> str:
    origin = get_origin(member)
    if origin is Literal:
        return "str"
    return "object" if member not in KINDS and origin is not tuple else KINDS[origin or member]


def _find_in_choice(value: str, members: list[Any], path: str) -> Mismatch | None:
    choices = tuple(choice for member in members for choice in get_args(member) if get_origin(member) is Literal)
    free = str in members or bytes in members
    return None if free or value in choices else Mismatch(path, "choice", value, choices)


def _find_in_list(values: Any, member: Any, annotation: Any, path: str) -> Mismatch | None:
    for meta in getattr(annotation, "__metadata__", ()):
        if meta.min_length is not None and len(values) < meta.min_length:
            return Mismatch(path, "length", f">= {meta.min_length}", ("array",))
        if meta.max_length is not None and len(values) > meta.max_length:
            return Mismatch(path, "length", f"<= {meta.max_length}", ("array",))
    found = (find_mismatch(one, get_args(member)[0], f"{path}[{place}]") for place, one in enumerate(values))
    return next(filter(None, found), None)


def _find_in_table(values: Mapping[str, Any], member: Any, path: str) -> Mismatch | None:
    if not (isinstance(member, type) and issubclass(member, msgspec.Struct)):
        found = (find_mismatch(one, get_args(member)[1], f"{path}[...]") for one in values.values())
        return next(filter(None, found), None)
    known = {info.name: info for info in fields(member)}
    for name, one in values.items():
        if name not in known and name != member.__struct_config__.tag_field:
            return Mismatch(path, "unknown", name)
        inner = find_mismatch(one, known[name].type, f"{path}.{name}".lstrip(".")) if name in known else None
        if inner:
            return inner
    lacking = (name for name, info in known.items() if info.required and name not in values)
    return next((Mismatch(path, "missing", name) for name in lacking), None)
