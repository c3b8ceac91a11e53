"""A paper as it is issued: under the symbol and number of that issue."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from escalade.templates.context.view import View
from escalade.templates.paper import Row
from escalade.workflow.when import when

if TYPE_CHECKING:
    from escalade.templates.language.tongue import Tongue
    from escalade.templates.paper import Paper
    from escalade.workflow.standing import Standing


@dataclass(frozen=True, slots=True)
class Issued:
    """The symbol under which a paper is issued, and the record that says so."""

    symbol: str
    """Without language: C17/51, C17/51(Rev.1)."""
    record: str


def issued_as(paper: Paper, issued: Issued, standing: Standing, tongue: Tongue) -> Paper:
    """The paper with its own symbol in the masthead."""
    view = View(standing, tongue, when(standing.today.isoformat()))
    value = view.symbol(issued.symbol, issued.record, own=True)
    row = Row("symbol", value, view.say("note.document"))
    keys = [one.key for one in paper.masthead]
    if "symbol" not in keys:
        return replace(paper, masthead=(row, *paper.masthead))
    place = keys.index("symbol")
    return replace(paper, masthead=(*paper.masthead[:place], row, *paper.masthead[place + 1 :]))
