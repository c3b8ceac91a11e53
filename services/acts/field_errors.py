"""A field that is not of its shape, said in the words of the command line."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, get_args

import msgspec

from escalade.services.acts.fields import Field, bare, fields_of, hyphenate
from escalade.services.acts.file_help import holding
from escalade.workflow.motions import MOTIONS, Evidence, fields
from escalade.workflow.values.errors import FieldError, RequestError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escalade.workflow.motions.mismatch import Mismatch

_PLAIN = {
    "str": "a text",
    "int": "a whole number",
    "bool": "true or false",
    "array": "a list",
    "object": "a table of keys and values",
    "null": "nothing",
    "datetime": "a time without quotes",
    "time": "a time without quotes",
}


class MalformedFieldError(RequestError):
    """A field of a motion is unknown, or not of its shape."""

    def __init__(self, act: str, mismatch: Mismatch | None) -> None:
        """Name the field, its option, and what it takes."""
        self.act, self.path = act, mismatch.path if mismatch else ""
        super().__init__(_sentence(act, mismatch) if mismatch else f"“{act}” is not of its shape.")


class MalformedTextError(RequestError):
    """What an option gives is empty, too long, or holds what nobody sees."""

    def __init__(self, field: Field, error: FieldError) -> None:
        """Name the option instead of the field."""
        self.field = error.field
        within = ", ".join(error.field.split(".")[len(field.path) :])
        named = f"--{field.option} ({within})" if within else f"--{field.option}"
        super().__init__(str(error).replace(f"The field “{error.field}”", named))


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
    shape = f" For --{field.option}, {holding(field.option)}." if field and holding(field.option) else ""
    if mismatch.problem == "unknown":
        where = f" within “{path}”" if path else ""
        return f"“{act}” has no field “{mismatch.found}”{where}. It has: {', '.join(_names(act, path))}.{shape}"
    named = f"--{field.option}" if field else f"The field “{path}”" if path else f"“{act}”"
    if field and field.choices and mismatch.problem == "choice":
        return f"{named} takes {' or '.join(hyphenate(field.choices))}."
    return f"{named} is not of its shape: {describe_mismatch(mismatch)}.{shape}"


def describe_mismatch(mismatch: Mismatch) -> str:
    """What is wrong with a value, as a clause."""
    expected, found = _either(mismatch.expected), mismatch.found
    return {
        "kind": f"expected {expected}, got {_either((found,))}",
        "choice": f"Invalid enum value {found!r}",
        "unknown": f"it contains unknown field {found}",
        "missing": f"it lacks the field {found}",
        "length": f"expected {expected} of length {found}",
    }[mismatch.problem]


def _either(kinds: tuple[str, ...]) -> str:
    """One of several kinds, in plain words; what may be missing is not said."""
    names = [name for name in kinds if name != "null"] or kinds
    return " or ".join(_PLAIN.get(name, name) for name in names)


def option_at(act: str, path: str) -> Field | None:
    """The option whose field stands at a path, or holds it."""
    steps = re.sub(r"\[[^\]]*\]", "", path).split(".")
    known = [
        field for field in fields_of(act) if list(field.path) == steps[: len(field.path)] or field.several == steps[0]
    ]
    return known[0] if known else None


def _struct_at(shape: type[msgspec.Struct], steps: list[str]) -> type[msgspec.Struct]:
    """The shape that stands at a path, or the last on the way there."""
    here: Any = shape
    for step in steps:
        if step.startswith("["):
            here = get_args(here)[-1]
        elif is_shape(here):
            here = next((info.type for info in fields(here) if info.name == step), None)
        here = bare(here)
        shape = here if is_shape(here) else shape
    return shape


def is_shape(kind: Any) -> bool:
    """Whether a type is a struct."""
    return isinstance(kind, type) and issubclass(kind, msgspec.Struct)


def _names(act: str, path: str) -> list[str]:
    """The fields that an act has, or what stands within it at a path."""
    within = _struct_at(MOTIONS[act], [step for step in re.split(r"\.|(?=\[)", path) if step])
    if within is not MOTIONS[act]:
        return list(within.__struct_fields__)
    own = [name for name in MOTIONS[act].__struct_fields__ if name not in {"at", "salts", "identity", "erased"}]
    return [*own, *(f"evidence.{name}" for name in Evidence.__struct_fields__)]
