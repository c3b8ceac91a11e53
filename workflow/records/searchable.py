"""The texts of a record in which words are searched for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, get_args

import msgspec

from escalade.workflow.motions import COMMON, fields
from escalade.workflow.motions.annotations import bare, field_mark
from escalade.workflow.values.words import split_words

if TYPE_CHECKING:
    from escalade.workflow.records.record import Record

NAMES = frozenset(
    {"name", "holder", "holders", "by_state", "by_group", "asked_by", "sponsors", "presided_by", "sittings_presided_by"}
)
SYMBOLS = frozenset({"symbol", "source"})


def list_texts(record: Record) -> Iterator[tuple[str, str]]:
    """List the texts of a record, each with where it stands.

    Texts in their languages, the names of Members and officers, and the
    symbols of documents; no reference, date or choice, which nobody wrote.
    """
    yield from _of_struct(record.motion, (), COMMON.union(record.motion.erased))
    if record.evidence.document:
        yield "document", record.evidence.document


def _of_struct(value: msgspec.Struct, path: tuple[str, ...], without: frozenset[str]) -> Iterator[tuple[str, str]]:
    for info in fields(type(value)):
        if info.name not in without:
            yield from _within(getattr(value, info.name), info.type, (*path, info.name))


def _within(value: Any, annotation: Any, path: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """The texts in a value, told by its type from what is no text."""
    kind = bare(annotation)
    if isinstance(value, msgspec.Struct):
        yield from _of_struct(value, path, frozenset())
    elif isinstance(value, Mapping):
        key, inner = get_args(kind) or (Any, Any)
        for name, part in value.items():
            if field_mark(key) == "language" and isinstance(part, str):
                yield f"{_said(path)} ({name})", part
            else:
                yield from _within(part, inner, (*path, name))
    elif isinstance(value, list | tuple):
        inner = (get_args(kind) or (Any,))[0]
        for place, part in enumerate(value, 1):
            yield from _within(part, inner, (*path, str(place)))
    elif isinstance(value, str) and _is_written(path, kind):
        yield _said(path), value


def _is_written(path: tuple[str, ...], kind: Any) -> bool:
    """Whether a line was written by someone: a name, a symbol, a correction."""
    field = path[-2] if path[-1].isdigit() and len(path) > 1 else path[-1]
    return kind is Any or field in NAMES | SYMBOLS


def _said(path: tuple[str, ...]) -> str:
    """A place in a record as a person says it: `question 2`, not its path."""
    words = ", ".join(name.replace("_", " ") for name in path if name != "version")
    return re.sub(r"(s?), (?=\d+(?:,|$))", " ", words)


def join_words(record: Record) -> str:
    """Join the words of a record, folded; empty where it has none.

    They come in the order of the names of their fields: that of languages is not kept.
    """
    return " ".join(word for _, text in sorted(list_texts(record)) for word in split_words(text))
