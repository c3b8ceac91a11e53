"""Where a value departs from its type, as msgspec says it.

msgspec tells it in an English sentence and nothing else. Whoever explains a
refusal in words of their own reads it here, once msgspec has refused.
"""

from __future__ import annotations

import re
import types
from ast import literal_eval
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import msgspec

from escalade.workflow.motions.base import fields

ORDER = ("bool", "int", "float", "str", "array", "object", "null")
"""What values are called, in the order in which several are named."""
_SAID = re.compile(
    r"(?:Expected `(?P<expected>.*?)`(?:, got `(?P<kind>.*?)`| of length (?P<length>\S+ \d+)| (?P<bound>\S+ -?\d+))"
    r"|Invalid enum value (?P<choice>'.*'|\".*\")"
    r"|Object contains unknown field `(?P<unknown>.*?)`"
    r"|Object missing required field `(?P<missing>.*?)`)"
    r"(?: - at `\$\.?(?P<path>[^`]*)`)?",
    re.DOTALL,
)
_STEP = re.compile(r"\[[^\]]*\]|[^.\[]+")


Problem = Literal["kind", "choice", "unknown", "missing", "length", "bound"]
"""What is wrong; so the parts of a sentence are called that say it."""


class Mismatch(msgspec.Struct, frozen=True):
    """The first place at which a value is not of its type."""

    path: str
    """As `version.questions[1]`; empty where it is the whole value, `[...]` for any key."""
    problem: Problem
    found: str
    """The kind of the value, the choice, the name of the field, or the length or bound wanted."""
    expected: tuple[str, ...] = ()
    """The kinds of which it may be, in their order; of a choice, what there is."""


class MismatchError(msgspec.ValidationError):
    """A value is not of its type, and this is where."""

    def __init__(self, mismatch: Mismatch) -> None:
        self.field = mismatch.path or mismatch.found
        super().__init__(f"“{self.field}” is not of its shape")


def find_mismatch(value: Any, annotation: Any) -> Mismatch | None:
    """Find the first place where a value is not of its type, if any."""
    try:
        msgspec.convert(value, annotation)
    except msgspec.ValidationError as error:
        said = _SAID.fullmatch(str(error))
        return _read(said, annotation) if said else None
    return None


def _read(said: re.Match[str], annotation: Any) -> Mismatch:
    problems: tuple[Problem, ...] = get_args(Problem)
    path, problem = said["path"] or "", next(one for one in problems if said[one])
    if problem == "choice":
        return Mismatch(path, problem, literal_eval(said[problem]), _choices(annotation, _STEP.findall(path)))
    kinds = said["expected"].replace("bytes", "str").split(" | ") if said["expected"] else ()
    return Mismatch(path, problem, said[problem], tuple(sorted(kinds, key=ORDER.index)))


def _choices(annotation: Any, steps: list[str]) -> tuple[str, ...]:
    members = _members(annotation)
    if not steps:
        return tuple(choice for one in members if get_origin(one) is Literal for choice in get_args(one))
    if steps[0].startswith("["):
        within = next(get_args(one) for one in members if get_origin(one) not in {None, Literal})
        return _choices(next(one for one in reversed(within) if one is not ...), steps[1:])
    shape = next(one for one in members if isinstance(one, type) and issubclass(one, msgspec.Struct))
    return _choices(next(info.type for info in fields(shape) if info.name == steps[0]), steps[1:])


def _members(annotation: Any) -> list[Any]:
    if get_origin(annotation) is Annotated:
        return _members(get_args(annotation)[0])
    if get_origin(annotation) in {Union, types.UnionType}:
        return [member for one in get_args(annotation) for member in _members(one)]
    return [annotation]
