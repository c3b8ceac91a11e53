"""Where a name stands on record, and what of it can be erased."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from escalade.models.reader import Reader
from escalade.services.views.record import describe_written
from escalade.workflow.records.record import personal_fields

APART = frozenset({"salts", "digest"})
"""Fields that hold no text of anybody."""
REPEATED = ("motion", "by")
"""A field that says the same as the header of its record."""


class Occurrence(msgspec.Struct, frozen=True):
    """A field of a record in which a name stands."""

    field: str
    text: str
    erasable: bool
    """Whether it lies beside the record, and not in its bytes."""


class Mention(msgspec.Struct, frozen=True):
    """A record in which a name stands."""

    record: str
    act: str
    on: str
    at: str
    audience: str
    occurrences: tuple[Occurrence, ...]

    @property
    def erasable(self) -> bool:
        """Whether anything of it can be erased."""
        return any(one.erasable for one in self.occurrences)


def find_mentions(name: str, reader: Reader) -> Iterator[Mention]:
    """Find every record in which a name stands, in the order of the ledger.

    It is found as a whole word or several, capitals or not.
    """
    words = r"\s+".join(map(re.escape, name.split()))
    sought = re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)
    subjects = reader.subjects()
    for _, record in reader.records():
        beside = {("motion", field) for field in personal_fields(record.motion)}
        found = tuple(
            Occurrence(".".join(path), text, path[:2] in beside)
            for path, text in _texts(msgspec.to_builtins(describe_written(record)))
            if path != REPEATED and sought.search(text)
        )
        if found:
            told = subjects[record.subject].record(record.reference) or record
            yield Mention(record.reference, record.act, record.on, record.at, told.audience, found)


def _texts(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every text in a value, with its place; names that are keys too."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key not in APART:
                yield (*path, key), key
                yield from _texts(inner, (*path, key))
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts(inner, path)
