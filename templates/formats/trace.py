"""Which record each fact of a paper came from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from escalade.templates.checks.comparison import Difference
from escalade.templates.checks.document import DocumentPassage
from escalade.templates.checks.reading.paper import document_of
from escalade.templates.values.paper import SECRETARIAT, Paper

OF_THE_SECRETARIAT = "text of the secretariat"


def trace(paper: Paper, edits: Iterable[Difference] = ()) -> list[dict[str, Any]]:
    """Every fact that a paper prints: place, sentence, text, kind, records.

    In reading order. A sentence that holds no fact rests on no record and is
    the language's own; it is not listed. What people added, in a file or to
    one, is the secretariat's, and marked so.
    """
    told = [one for passage in document_of(paper).passages for one in _of_passage(passage)]
    return [*told, *(_entry(one.place, SECRETARIAT, one.found, OF_THE_SECRETARIAT) for one in edits if one.found)]


def _of_passage(passage: DocumentPassage) -> Iterator[dict[str, Any]]:
    if passage.key == SECRETARIAT and passage.text:
        yield _entry(passage.place, SECRETARIAT, passage.text, OF_THE_SECRETARIAT)
    for fact in passage.facts:
        yield _entry(passage.place, passage.key, fact.text, fact.kind, fact.records)


def _entry(place: str, sentence: str, text: str, kind: str, records: tuple[str, ...] = ()) -> dict[str, Any]:
    """One fact; text of the secretariat has no records."""
    return {
        "place": place,
        "sentence": sentence,
        "text": text,
        "kind": kind,
        "record": records[0] if records else "",
        "records": list(records),
    }
