"""The texts of a record in which words are searched for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple, get_args

import msgspec

from escalade.workflow.motions import COMMON, NOT_AT_HAND, Motion, fields
from escalade.workflow.motions.annotations import bare, field_mark
from escalade.workflow.values.words import split_words

if TYPE_CHECKING:
    from escalade.workflow.records.record import Record

NAMES = frozenset(
    {"name", "holder", "holders", "by_state", "by_group", "asked_by", "sponsors", "presided_by", "sittings_presided_by"}
)
SYMBOLS = frozenset({"symbol", "source", "agenda_item"})
WRITTEN = NAMES | SYMBOLS


def list_texts(record: Record) -> Iterator[tuple[str, str]]:
    """List the texts of a record, each with where it stands.

    Texts in their languages, the names of Members, the symbols of documents
    and items of agendas, and the officers; the first record of a subject has
    its reference too. No date or choice, which nobody wrote.
    """
    yield from _of_struct(record.motion, (), record.motion.erased)
    if record.ordinal == 1:
        yield "reference", record.subject
    named = {"document": record.evidence.document, "officer": record.officer, "entered for": record.entered_for}
    yield from ((said, name) for said, name in named.items() if name and name != NOT_AT_HAND)


def _of_struct(
    value: msgspec.Struct, path: tuple[str, ...], without: tuple[str, ...] = ()
) -> Iterator[tuple[str, str]]:
    for name, shape in _shapes_of(type(value)):
        if name not in without and (part := getattr(value, name)):
            yield from _within(part, shape, (*path, name))


def _within(value: Any, shape: _Shape, path: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """The texts in a value, told by its type from what is no text."""
    if isinstance(value, str):
        if shape.anything or _is_written(path):
            yield _said(path), value
    elif isinstance(value, Mapping):
        for name, part in value.items():
            if shape.by_language and isinstance(part, str):
                yield f"{_said(path)} ({name})", part
            else:
                yield from _within(part, shape.inner or ANYTHING, (*path, name))
    elif isinstance(value, list | tuple):
        for place, part in enumerate(value, 1):
            yield from _within(part, shape.inner or ANYTHING, (*path, str(place)))
    elif isinstance(value, msgspec.Struct):
        yield from _of_struct(value, path)


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
    own = (info for info in fields(kind) if info.name not in COMMON or not issubclass(kind, Motion))
    return tuple((info.name, _shape_of(info.type)) for info in own)


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
