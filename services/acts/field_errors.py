"""A field that is not of its shape, said in the words of the command line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from escalade.services.acts.field_file import holding
from escalade.services.acts.fields import REGISTERS, Field, fields_of, hyphenate
from escalade.workflow.motions import MOTIONS, Evidence, fields
from escalade.workflow.motions.mismatch import Mismatch
from escalade.workflow.motions.shape import read_type
from escalade.workflow.values.errors import FieldError, RequestError
from escalade.workflow.values.message import Message, Messages, Option, Series, Word

_PLAIN = {
    "str": Message("a text"),
    "int": Message("a whole number"),
    "bool": Message("true or false"),
    "array": Message("a list"),
    "object": Message("a table of keys and values"),
    "null": Message("nothing"),
    "datetime": Message("a time without quotes"),
    "time": Message("a time without quotes"),
}


class MalformedFieldError(RequestError):
    """A field of a motion is unknown, or not of its shape."""

    def __init__(self, act: str, mismatch: Mismatch | None) -> None:
        """Name the field, its option, and what it takes."""
        self.act, self.path = act, mismatch.path if mismatch else ""
        said = Message("“{act}” is not of its shape.", act=Word(act))
        super().__init__(_sentence(act, mismatch) if mismatch else said)


class MalformedTextError(RequestError):
    """A text is empty, too long, or holds what nobody sees."""

    def __init__(self, field: Field, error: FieldError) -> None:
        """Name the option instead of the field."""
        self.field = error.field
        within = ", ".join(error.field.split(".")[len(field.path) :])
        said = "{option} ({part}) {problem}." if within else "{option} {problem}."
        super().__init__(said, option=Option(f"--{field.option}"), part=within, problem=error.problem)


@contextmanager
def name_option(act: str) -> Iterator[None]:
    """Say what is wrong with a field in the words of the command line.

    Raises:
        MalformedTextError: instead of a FieldError about an option's field.
    """
    try:
        yield
    except FieldError as error:
        field = option_at(act, error.field)
        if field is None:
            raise
        raise MalformedTextError(field, error) from error


def _sentence(act: str, mismatch: Mismatch) -> str:
    """The whole sentence."""
    path, field = mismatch.path, option_at(act, mismatch.path)
    option = Option(f"--{field.option}") if field else ""
    lines = holding(field.option) if field else ""
    shape = Message("For {option}, {lines}.", option=option, lines=lines) if lines else ""
    if mismatch.problem == "unknown":
        said = "“{act}” has no field “{field}” within “{path}”." if path else "“{act}” has no field “{field}”."
        unknown = Message(said, act=act, field=mismatch.found, path=path)
        return Messages(unknown, Message("It has: {fields}.", fields=Series(_names(act, path))), shape)
    if field and field.choices and mismatch.problem == "choice":
        return Message("{option} takes {choices}.", option=option, choices=Series(hyphenate(field.choices), " or "))
    facts = {"option": option, "path": path, "act": act, "problem": describe_mismatch(mismatch)}
    if field:
        return Messages(Message("{option} is not of its shape: {problem}.", **facts), shape)
    said = "The field “{path}” is not of its shape: {problem}." if path else "“{act}” is not of its shape: {problem}."
    return Message(said, **facts)


def describe_mismatch(mismatch: Mismatch) -> Message:
    """Say as a clause how a value is wrong."""
    expected, found = _either(mismatch.expected), mismatch.found
    match mismatch.problem:
        case "kind":
            return Message("expected {wanted}, got {given}", wanted=expected, given=_either((found,)))
        case "choice":
            return Message("“{value}” is none of {choices}", value=found, choices=Series(hyphenate(mismatch.expected)))
        case "unknown":
            return Message("it contains unknown field {field}", field=found)
        case "missing":
            return Message("it lacks the field {field}", field=found)
        case "length":
            return Message("expected {wanted} of length {length}", wanted=expected, length=found)
        case "bound":
            return Message("expected {wanted} {bound}", wanted=expected, bound=found)


def _either(kinds: tuple[str, ...]) -> Series:
    """One of several kinds, in plain words; what may be missing is not said."""
    names = [name for name in kinds if name != "null"] or kinds
    return Series((_PLAIN.get(name, name) for name in names), " or ")


def option_at(act: str, path: str) -> Field | None:
    """The option whose field stands at a path, or holds it."""
    steps = _steps(path)
    known = [field for field in fields_of(act) if list(field.path) == steps[: len(field.path)]]
    return known[0] if known else None


def _names(act: str, path: str) -> list[str]:
    """The fields that an act has, or what stands within it at a path."""
    within: Any = MOTIONS[act]
    for step in _steps(path):
        within = next((read_type(info.type).base for info in fields(within) if info.name == step), within)
    if within is not MOTIONS[act]:
        return list(within.__struct_fields__)
    own = [name for name in MOTIONS[act].__struct_fields__ if name not in REGISTERS]
    return [*own, *(f"evidence.{name}" for name in Evidence.__struct_fields__)]


def _steps(path: str) -> list[str]:
    return re.sub(r"\[[^\]]*\]", "", path).split(".")
