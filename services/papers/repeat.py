"""An order that was carried out already, by whoever was not told so.

A process may be killed behind the record and before the answer. Asked again, it
would issue the same paper as the next revision.
"""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from escalade.services.papers.draft import Order
    from escalade.workflow.motions import Issue
    from escalade.workflow.records.record import Record


def find_repeated(order: Order) -> dict[str, Record]:
    """Find the records of an order whose every file was issued, by file name.

    Its files are then those of the order. What is drawn now under the seal of
    what was issued is the same to the last byte, or it is another paper.

    Raises:
        EscaladeError: there is nothing to write, or it cannot be written.
    """
    issued = _issued_last(order)
    found: dict[str, Record] = {}
    kept: dict[str, bytes] = {}
    traces: dict[str, list[dict[str, Any]]] = {}
    for language in order.languages:
        for form in order.forms:
            record, paper = issued.get((language, form), (None, None))
            if record is None or paper is None:
                return {}
            twin = _drawn_again(order, record, paper)
            name = twin.file_name(language, form)
            is_same = sha256(twin.kept[name]).hexdigest() == paper.paper
            if not is_same or record.audience != order.readership.audience:
                return {}
            found[name], kept, traces = record, kept | twin.kept, traces | twin.traces
    order.kept.update(kept)
    order.traces.update(traces)
    return found


def _issued_last(order: Order) -> dict[tuple[str, str], tuple[Record, Issue]]:
    """Find what was issued last as what is ordered, by language and form."""
    ordered = (order.kind, order.subject, order.symbol, order.mark)
    papers = order.reader.standing().round(order.group).papers
    same = [(one, paper) for one, paper in papers if (paper.kind, paper.subject, paper.symbol, paper.mark) == ordered]
    last = max((paper.number for _, paper in same), default=0)
    return {(paper.language, paper.form or ""): (one, paper) for one, paper in same if paper.number == last}


def _drawn_again(order: Order, record: Record, paper: Issue) -> Order:
    """Draw a file as it was issued, from what is on record now."""
    from escalade.templates.values.paper import Seal

    twin = replace(order, languages=(paper.language,), forms=(paper.form or "",), kept={}, traces={})
    seal = Seal(paper.seal_size, paper.seal_root)
    vars(twin).update(number=paper.number, seal=seal, record=record.reference)  # in the place of what would be new
    twin.draw_file(twin.papers[paper.language], paper.language, paper.form or "")
    return twin
