"""The texts of a record in which words are searched for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

import msgspec

from escalade.workflow.motions import COMMON, NOT_AT_HAND, Motion, fields
from escalade.workflow.motions.annotations import bare, field_mark
from escalade.workflow.values.words import split_words

if TYPE_CHECKING:
    from escalade.workflow.records.record import Record

NAMES = frozenset(
    {"name", "holders", "by_state", "by_group", "asked_by", "sponsors", "presided_by", "sittings_presided_by"}
)
SYMBOLS = frozenset({"symbol", "source", "agenda_item"})
WRITTEN = NAMES | SYMBOLS


def list_texts(record: Record) -> list[tuple[str, str]]:
    """List the texts of a record, each with where it stands.

    Texts in their languages, the names of Members, the symbols of documents
    and items of agendas, and the officers; the first record of a subject has
    its reference too. No date or choice, which nobody wrote.
    """
    found: list[tuple[str, str]] = []
    _add_texts(record.motion, (), found, record.motion.erased)
    if record.ordinal == 1:
        found.append(("reference", record.subject))
    named = (("document", record.evidence.document), ("officer", record.officer), ("entered for", record.entered_for))
    found += [(said, name) for said, name in named if name and name != NOT_AT_HAND]
    return found


def _add_texts(
    value: msgspec.Struct, path: tuple[str, ...], found: list[tuple[str, str]], without: tuple[str, ...] = ()
) -> None:
    """Add the texts in the fields of a struct to those that were found."""
    for name, shape in _shapes_of(type(value)):
        if name not in without and (part := getattr(value, name)):
            _add_within(part, shape, (*path, name), found)


def _add_within(value: Any, shape: _Shape, path: tuple[str, ...], found: list[tuple[str, str]]) -> None:
    """Add the texts in a value, told by its type from what is no text."""
    if isinstance(value, str):
        if shape.anything or _is_written(path):
            found.append((_said(path), value))
    elif shape.by_language or isinstance(value, Mapping):
        for name, part in value.items():
            if shape.by_language and isinstance(part, str):
                found.append((f"{_said(path)} ({name})", part))
            else:
                _add_within(part, shape.inner or ANYTHING, (*path, name), found)
    elif isinstance(value, list | tuple):
        for place, part in enumerate(value, 1):
            _add_within(part, shape.inner or ANYTHING, (*path, str(place)), found)
    elif isinstance(value, msgspec.Struct):
        _add_texts(value, path, found)


class _Shape(NamedTuple):
    """What the type of a value says of the texts in it."""

    anything: bool
    by_language: bool
    inner: _Shape | None
    """That of its parts; None where they may be anything."""


ANYTHING = _Shape(anything=True, by_language=False, inner=None)


@cache
def _shape_of(annotation: Any) -> _Shape:
    kind = bare(annotation)
    of = [one for one in get_args(kind) if one is not Ellipsis]
    by_language = len(of) > 1 and field_mark(of[0]) == "language"
    return _Shape(kind is Any, by_language, _shape_of(of[-1]) if of else None)


@cache
def _shapes_of(kind: type[msgspec.Struct]) -> tuple[tuple[str, _Shape], ...]:
    """The fields of a struct that may hold a text that is searched for."""
    own = (info for info in fields(kind) if info.name not in COMMON or not issubclass(kind, Motion))
    return tuple((info.name, _shape_of(info.type)) for info in own if info.name in WRITTEN or not _is_plain(info.type))


def _is_plain(annotation: Any) -> bool:
    """Whether a type has lines, choices and numbers alone, or lists of them: no texts in languages."""
    if annotation in {str, int, bool, type(None)} or get_origin(annotation) is Literal:
        return True
    arguments = get_args(annotation)
    if get_origin(annotation) in {Annotated, tuple}:
        return _is_plain(arguments[0])
    return get_origin(annotation) in {Union, UnionType} and all(map(_is_plain, arguments))


def _is_written(path: tuple[str, ...]) -> bool:
    """Whether a line was written by someone: a name or a symbol."""
    field = path[-2] if path[-1].isdigit() and len(path) > 1 else path[-1]
    return field in WRITTEN


@lru_cache(maxsize=1024)
def _said(path: tuple[str, ...]) -> str:
    """A place in a record as a person says it: `question 2`, not its path."""
    words = ", ".join(name.replace("_", " ") for name in path if name != "version")
    return re.sub(r"(s?), (?=\d+(?:,|$))", " ", words)


def join_words(record: Record) -> str:
    """Join the words of a record, folded; empty where it has none.

    They come in the order of the names of their fields: that of languages is not kept.
    """
    return " ".join(split_words("\n".join([text for _, text in sorted(list_texts(record))])))
