"""Which record each fact of a paper came from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from escalade.templates.check.own import document_of

if TYPE_CHECKING:
    from escalade.templates.paper import Paper


def trace(paper: Paper) -> list[dict[str, Any]]:
    """Every fact that a paper prints: place, sentence, text, kind, records.

    In reading order. A sentence that holds no fact rests on no record and is
    the language's own; it is not listed.
    """
    return [
        {
            "place": passage.place,
            "sentence": passage.key,
            "text": fact.text,
            "kind": fact.kind,
            "record": fact.record,
            "records": list(fact.records),
        }
        for passage in document_of(paper).passages
        for fact in passage.facts
    ]
