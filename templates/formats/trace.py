"""Which record each fact of a paper came from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from escalade.templates.checks.reading.paper import document_of
from escalade.templates.values.paper import SECRETARIAT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from escalade.templates.checks.comparison import Difference
    from escalade.templates.values.paper import Paper

OF_THE_SECRETARIAT = "text of the secretariat"


def trace(paper: Paper, edits: Iterable[Difference] = ()) -> list[dict[str, Any]]:
    """Every fact that a paper prints: place, sentence, text, kind, records.

    In reading order. A sentence that holds no fact rests on no record and is
    the language's own; it is not listed. What people added, in a file or to
    one, is the secretariat's, and marked so.
    """
    return [*_of_paper(paper), *(_of_secretariat(one.place, one.found) for one in edits if one.found)]


def _of_paper(paper: Paper) -> Iterator[dict[str, Any]]:
    for passage in document_of(paper).passages:
        if passage.key == SECRETARIAT and passage.text:
            yield _of_secretariat(passage.place, passage.text)
        for fact in passage.facts:
            yield {
                "place": passage.place,
                "sentence": passage.key,
                "text": fact.text,
                "kind": fact.kind,
                "record": fact.record,
                "records": list(fact.records),
            }


def _of_secretariat(place: str, text: str) -> dict[str, Any]:
    """Text that no record supports."""
    return {
        "place": place,
        "sentence": SECRETARIAT,
        "text": text,
        "kind": OF_THE_SECRETARIAT,
        "record": "",
        "records": [],
    }
