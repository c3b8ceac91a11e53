"""The line on top of every page but the first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalade.templates.values.fact import SaidSentence

if TYPE_CHECKING:
    from escalade.templates.values.paper import Paper

LONGEST = 80
"""How many characters fit on top of a page."""


def running(paper: Paper) -> SaidSentence:
    """The symbol behind its label; the title of a paper that has none."""
    row = next((row for row in paper.masthead if row.key in {"symbol", "draft-symbol"}), None)
    shown = (row.label, row.value) if row else (paper.title,)
    text = paper.tongue.pack.gap.join(one.text.replace("\n", " ") for one in shown if one)
    return SaidSentence("running", text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…")
