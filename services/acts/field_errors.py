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

_PLACE = re.compile(r"^(?P<problem>.*?)(?: - at `(?:key in )?\$\.?(?P<path>[^`]*)`)?$", re.DOTALL)
_UNKNOWN = re.compile(r"Object contains unknown field `(?P<name>.*)`", re.DOTALL)
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

    def __init__(self, act: str, message: str) -> None:
        """Name the field, its option, and what it takes."""
        self.act = act
        found = _PLACE.match(message)
        self.path = (found["path"] or "") if found else ""
        problem = found["problem"] if found else message
        super().__init__(_sentence(act, self.path, problem))


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


def _sentence(act: str, path: str, problem: str) -> str:
    """The whole sentence."""
    unknown, field = _UNKNOWN.match(problem), option_at(act, path)
    shape = f" For --{field.option}, {holding(field.option)}." if field and holding(field.option) else ""
    if unknown:
        where = f" within “{path}”" if path else ""
        return f"“{act}” has no field “{unknown['name']}”{where}. It has: {', '.join(_names(act, path))}.{shape}"
    named = f"--{field.option}" if field else f"The field “{path}”" if path else f"“{act}”"
    if field and field.choices and "enum" in problem:
        return f"{named} takes {' or '.join(hyphenate(field.choices))}."
    return f"{named} is not of its shape: {plain(problem)}.{shape}"


def plain(problem: str) -> str:
    """What the decoder says, without its names for types."""
    said = re.sub(r"`([a-z]+(?: \| [a-z]+)*)`", lambda words: _either(words[1]), problem)
    return (
        said.replace("Expected", "expected")
        .replace("Object", "it")
        .replace("missing required field", "lacks the field")
        .rstrip(".")
    )


def _either(types: str) -> str:
    """One of several types, in plain words; what may be missing is not said."""
    names = [name for name in types.split(" | ") if name != "null"] or ["null"]
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
