"""A paper as it is issued: under the symbol and number of that issue."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from escalade.templates.contexts.view import View
from escalade.templates.values.paper import MastheadRow
from escalade.workflow.values.dates import when

if TYPE_CHECKING:
    from escalade.templates.languages.tongue import Tongue
    from escalade.templates.values.paper import Paper
    from escalade.workflow.subjects.standing import Standing

DRAFTED = "exemption.as_at"
"""The label of the day on which a draft was drawn."""


@dataclass(frozen=True, slots=True)
class IssuedPaper:
    """The symbol and day of an issue, and the record that says so."""

    symbol: str
    """Without language: C17/51, C17/51(Rev.1)."""
    record: str
    on: str = ""
    """The day, for a paper that has none of its own."""


def with_symbol(paper: Paper, issued: IssuedPaper, standing: Standing, tongue: Tongue) -> Paper:
    """The paper with its own symbol in the masthead, and a date."""
    view = View(standing, tongue, when(standing.today.isoformat()))
    day = view.date(issued.on, issued.record) if issued.on else None
    rows = [one for one in paper.masthead if not (day and is_of_a_draft(one))]
    place, old = next(((at, one) for at, one in enumerate(rows) if one.key in {"symbol", "draft-symbol"}), (0, None))
    label = old.label if old and old.key == "draft-symbol" else None
    row = MastheadRow("symbol", view.symbol(issued.symbol, issued.record, own=True), label or view.say("note.document"))
    dated = (MastheadRow("date", day),) if day and "date" not in {one.key for one in rows} else ()
    rows[place : place + 1 if old else place] = [row, *dated]
    return replace(paper, masthead=tuple(rows))


def is_of_a_draft(row: MastheadRow) -> bool:
    """Whether a row gives the day of a draft, which the day of issue replaces."""
    return row.key == "date" and row.label is not None and row.label.key == DRAFTED
