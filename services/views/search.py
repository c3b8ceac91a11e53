"""Find words on record, and the decisions of a session."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, get_args

import msgspec

from escalade.services.acts.fields import bare, field_mark
from escalade.services.acts.references import fold_text
from escalade.services.views.shape import Shape
from escalade.services.views.text import day
from escalade.workflow.motions import COMMON, fields
from escalade.workflow.values.errors import RequestError, UnknownReferenceError

if TYPE_CHECKING:
    from escalade.models.reader import Reader
    from escalade.workflow.records.record import Record
    from escalade.workflow.subjects.standing import Standing


NAMES = frozenset(
    {"name", "holder", "holders", "by_state", "by_group", "asked_by", "sponsors", "presided_by", "sittings_presided_by"}
)
SYMBOLS = frozenset({"symbol", "source"})


def texts(record: Record) -> Iterator[tuple[str, str]]:
    """List the texts of a record, each with its place.

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


DECISIONS = frozenset({"take up", "introduce", "approve", "decline", "lapse", "refer back", "defer", "take note"})
FOUND = ("record", "act", "day", "found in", "text")
"""The parts of a find, as headings of a table; its shape names them so too."""
AROUND = 60
"""How many characters of a text are shown on each side of what was found."""


class NoWordsError(RequestError):
    """A search is not told what to look for."""

    def __init__(self) -> None:
        """Say what it takes."""
        super().__init__("“search” is to be told which words to find: escalade search WORDS.")


class Find(Shape, rename={"field": "found in"}):
    """A text that has all the words, and where it stands."""

    record: str
    act: str
    day: str
    field: str
    text: str


def words_in(typed: str) -> tuple[str, ...]:
    """The words to find, as they are compared.

    Raises:
        NoWordsError: there are none.
    """
    words = tuple(fold_text(word) for word in typed.split())
    if not words or not all(words):
        raise NoWordsError
    return words


def finds(record: Record, words: tuple[str, ...]) -> Iterator[Find]:
    """The texts of a record that have all the words."""
    for field, text in texts(record):
        if all(word in fold_text(text) for word in words):
            found = excerpt(text, words)
            yield Find(record=record.reference, act=record.act, day=day(record.on), field=field, text=found)


def excerpt(text: str, words: tuple[str, ...]) -> str:
    """Cut out the words around each hit, on one line."""
    line = " ".join(text.split())
    places = ((max(fold_text(line).find(word), 0), len(word)) for word in words)
    parts: list[tuple[int, int]] = []
    for start, end in sorted((max(place - AROUND, 0), place + length + AROUND) for place, length in places):
        overlaps = bool(parts) and start <= parts[-1][1]
        before = parts.pop() if overlaps else (start, end)
        parts.append((before[0], max(end, before[1])))
    said = "…".join(line[start:end] for start, end in parts)
    return f"{'…' if parts[0][0] else ''}{said}{'…' if parts[-1][1] < len(line) else ''}"


def find_decisions(session: str, standing: Standing, reader: Reader) -> list[Record]:
    """The decisions of a session that may be read, in the order recorded.

    Raises:
        UnknownReferenceError: there is no such session.
    """
    place = f"session/{session.removeprefix('session/')}"
    if standing.gathering(place) is None:
        raise UnknownReferenceError(place, kind="session", nearest=reader.nearest(place))
    named = standing.naming.get(place, ())
    found = (standing.subject(name.rpartition("#")[0]).record(name) for name in named)
    return [record for record in found if record is not None and record.act in DECISIONS]
