"""The texts in a motion, found by the types of its fields."""

from __future__ import annotations

import types
from collections.abc import Mapping
from functools import cache
from typing import Annotated, Any, Literal, TypeVar, Union, cast, get_args, get_origin

import msgspec

from escalade.workflow.motions import TextVersion, fields

Worded = Mapping[str, str]
"""A text in its languages."""

S = TypeVar("S", bound=msgspec.Struct)


class HeldText(msgspec.Struct, frozen=True):
    """A text as a motion holds it."""

    field: str
    """Where it stands; a field within another is written `version.questions.0`."""
    texts: Worded
    version: TextVersion | None
    """The version of a topic that it is part of."""
    is_line: bool
    """Whether it is one line, and no passage."""

    def is_own(self, language: str) -> bool:
        """Whether it has a language of its own, and not unofficially."""
        standing = self.version.standing.get(language, "official") if self.version else "official"
        return language in self.texts and standing == "official"


class Visitor:
    """A function that is shown every text of a motion, and may change it."""

    def text(self, held: HeldText) -> Worded:
        """A text, as it is to be."""
        return held.texts

    def version(self, version: TextVersion) -> TextVersion:
        """A version of which a text was changed."""
        return version


def visit_texts(motion: S, visitor: Visitor) -> S:
    """A motion with its texts as a visitor leaves them."""
    return _struct(motion, "", visitor, None)


def _struct(value: S, before: str, visitor: Visitor, version: TextVersion | None) -> S:
    own = value if isinstance(value, TextVersion) else version
    changed = {}
    erased = getattr(value, "erased", ())
    for name, annotation in _fields(type(value)):
        given = None if name in erased else getattr(value, name)
        new = _value(given, annotation, f"{before}{name}", visitor, own) if given else given
        if new is not given:
            changed[name] = new
    if not changed:
        return value
    replaced = msgspec.structs.replace(value, **changed)
    return cast("S", visitor.version(replaced)) if isinstance(replaced, TextVersion) else replaced


@cache
def _fields(shape: type[msgspec.Struct]) -> tuple[tuple[str, Any], ...]:
    """The fields of a shape that can hold a text, and their types."""
    return tuple((field.name, field.type) for field in fields(shape) if _may_hold(field.type))


@cache
def _may_hold(annotation: Any) -> bool:
    """Whether a value of a type can hold a text in languages."""
    if _is_text(annotation):
        return True
    if isinstance(annotation, type) and issubclass(annotation, msgspec.Struct):
        return bool(_fields(annotation))
    return get_origin(annotation) is not Literal and any(map(_may_hold, get_args(annotation)))


def _is_text(annotation: Any) -> bool:
    """Whether a type is a mapping of languages to texts."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if not (isinstance(origin, type) and issubclass(origin, Mapping)):
        return False
    marks = getattr(arguments[0], "__metadata__", ())
    is_struct = isinstance(arguments[1], type) and issubclass(arguments[1], msgspec.Struct)
    return not is_struct and any((mark.extra or {}).get("is") == "language" for mark in marks)


def _value(value: Any, annotation: Any, path: str, visitor: Visitor, version: TextVersion | None) -> Any:
    """A value with its texts as a visitor leaves them."""
    if isinstance(value, msgspec.Struct):
        return _struct(value, f"{path}.", visitor, version)
    if isinstance(value, Mapping):
        return _mapping(value, _holding(annotation), path, visitor, version)
    if isinstance(value, tuple):
        inner = get_args(_holding(annotation))[0]
        new = tuple(_value(one, inner, f"{path}.{place}", visitor, version) for place, one in enumerate(value))
        return new if any(one is not old for one, old in zip(new, value, strict=True)) else value
    return value


def _mapping(
    value: Mapping[str, Any], annotation: Any, path: str, visitor: Visitor, version: TextVersion | None
) -> Mapping[str, Any]:
    if _is_text(annotation):
        is_line = get_args(annotation)[1] is str
        return visitor.text(HeldText(path, value, version, is_line))
    inner = get_args(annotation)[1]
    new = {key: _value(one, inner, f"{path}.{key}", visitor, version) for key, one in value.items()}
    return new if any(one is not value[key] for key, one in new.items()) else value


def _holding(annotation: Any) -> Any:
    """The part of a type that holds texts."""
    origin = get_origin(annotation)
    if origin is Annotated or origin in {Union, types.UnionType}:
        return _holding(next(one for one in get_args(annotation) if _may_hold(one)))
    return annotation
