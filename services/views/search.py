"""Find words on record, and the decisions of a session."""

from __future__ import annotations

from collections.abc import Iterator

from escalade.models.reader import Reader
from escalade.services.views.shape import Shape
from escalade.services.views.text import day
from escalade.workflow.records.record import Record
from escalade.workflow.records.texts import list_texts
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.values.errors import RequestError, UnknownReferenceError
from escalade.workflow.values.reference import kind_of
from escalade.workflow.values.words import find_places, split_words

DECISIONS = frozenset({
    "take up", "introduce", "approve", "decline", "lapse", "refer back", "defer", "take note", "record no decision",
})  # fmt: skip
FOUND = ("record", "act", "day", "found in", "text")
"""The parts of a find, as headings of a table; its shape names them so too."""
AROUND = 60
"""How many characters of a text are shown on each side of what was found."""
PART_OF_WORD = 24
"""Of how many characters a word may be cut off at the edge of what is shown; Han writing knows no spaces."""


class Find(Shape, rename={"field": "found in"}):
    """A text that has all the words, and where it stands."""

    record: str
    act: str
    day: str
    field: str
    text: str


Sought = list[list[str]]
"""What is searched for: of each word as typed its words, folded, the last of which may be only begun."""


def words_in(typed: str) -> Sought:
    """Read the words to find; `C17/51` is two that follow each other."""
    sought = [words for word in typed.split() if (words := split_words(word))]
    if not sought:
        sentence = "“search” is to be told which words to find: escalade search WORDS."
        raise RequestError("no-words", sentence)
    return sought


def find_texts(record: Record, sought: Sought, on: str = "") -> Iterator[Find]:
    """Find the texts of a record that have all the words.

    Args:
        record: as it was written, or as later ones leave it.
        sought: the words.
        on: its day as later ones leave it, where the record is as it was written.
    """
    for field, text in list_texts(record):
        places = [find_places(text, words) for words in sought]
        if all(places):
            found = excerpt(text, sorted(place for each in places for place in each))
            yield Find(record=record.reference, act=record.act, day=day(on or record.on), field=field, text=found)


def excerpt(text: str, hits: list[tuple[int, int]]) -> str:
    """Cut out the words around each hit, on one line."""
    parts: list[tuple[int, int]] = []
    for start, end in (_around(text, *hit) for hit in hits):
        overlaps = bool(parts) and start <= parts[-1][1]
        before = parts.pop() if overlaps else (start, end)
        parts.append((before[0], max(end, before[1])))
    said = "…".join(" ".join(text[start:end].split()) for start, end in parts)
    return f"{'…' if parts[0][0] else ''}{said}{'…' if parts[-1][1] < len(text) else ''}"


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    """Where what is shown around a hit begins and ends, without parts of words."""
    first, last = max(start - AROUND, 0), min(end + AROUND, len(text))
    if first and (space := text.find(" ", first - 1, min(start, first + PART_OF_WORD))) >= 0:
        first = space + 1
    if last < len(text) and (space := text.rfind(" ", max(end, last - PART_OF_WORD), last + 1)) >= 0:
        last = space
    return first, last


def find_decisions(session: str, standing: Standing, reader: Reader) -> list[Record]:
    """The decisions of a session, or of all, in the order recorded.

    Raises:
        UnknownReferenceError: there is no such session.
    """
    if not session:
        places = [name for name in standing.subjects if kind_of(name) == "session"]
        return [one for place in places for one in standing.list_happenings(place) if one.act in DECISIONS]
    place = f"session/{session.removeprefix('session/')}"
    if standing.gathering(place) is None:
        off = standing.find_calling_off(place)
        nearest = [one for one in reader.nearest(place) if standing.gathering(one)]
        raise UnknownReferenceError(place, kind="session", nearest=nearest, called_off=off.reference if off else "")
    return [record for record in standing.list_happenings(place) if record.act in DECISIONS]
