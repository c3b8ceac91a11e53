"""A field that is not of its shape, said in the words of the command line."""

from __future__ import annotations

import re

from escalade.commands.field import Field, fields_of, hyphenated
from escalade.workflow.errors import RequestError
from escalade.workflow.motion import MOTIONS, Evidence

_PLACE = re.compile(r"^(?P<problem>.*?)(?: - at `(?:key in )?\$\.?(?P<path>[^`]*)`)?$", re.DOTALL)
_UNKNOWN = re.compile(r"Object contains unknown field `(?P<name>.*)`", re.DOTALL)
_PLAIN = {
    "str": "a text",
    "int": "a whole number",
    "bool": "true or false",
    "array": "a list",
    "object": "a table of keys and values",
    "null": "nothing",
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


def _sentence(act: str, path: str, problem: str) -> str:
    """The whole sentence."""
    unknown = _UNKNOWN.match(problem)
    if unknown:
        where = f" within “{path}”" if path else ""
        return f"“{act}” has no field “{unknown['name']}”{where}. It has: {', '.join(_names(act))}."
    field = option_at(act, path)
    named = f"--{field.option}" if field else f"The field “{path}”" if path else f"“{act}”"
    if field and field.choices and "enum" in problem:
        return f"{named} takes {' or '.join(hyphenated(field.choices))}."
    return f"{named} is not of its shape: {plain(problem)}."


def plain(problem: str) -> str:
    """What the decoder says, without its names for types."""
    said = re.sub(r"`([a-z]+)(?: \| null)?`", lambda word: _PLAIN.get(word[1], word[1]), problem)
    return (
        said.replace("Expected", "expected")
        .replace("Object", "it")
        .replace("missing required field", "lacks the field")
        .rstrip(".")
    )


def option_at(act: str, path: str) -> Field | None:
    """The option whose field stands at a path, or holds it."""
    steps = re.sub(r"\[[^\]]*\]", "", path).split(".")
    known = [field for field in fields_of(act) if list(field.path) == steps[: len(field.path)]]
    return known[0] if known else None


def _names(act: str) -> list[str]:
    own = [name for name in MOTIONS[act].__struct_fields__ if name not in {"at", "salts", "identity"}]
    return [*own, *(f"evidence.{name}" for name in Evidence.__struct_fields__)]
