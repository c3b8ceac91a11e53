"""Papers, as the tests read them."""

from __future__ import annotations

from datetime import date

from escalade.templates.formats.file import file_of
from escalade.templates.values.paper import Paper, Seal

NO_BREAK = "\u00a0"
WHILE_OPEN = {
    "2017/ott": date(2017, 6, 15), "2017/gender": date(2017, 12, 1), "2017": date(2017, 12, 1),
    "2031/wick": date(2031, 6, 20), "2031/glass": date(2031, 6, 20), "2031": date(2031, 6, 20),
}  # fmt: skip
"""The days as of which invitations are drawn, of the shipped round and of a made-up one: one can answer then."""


def day_of(kind: str, reference: str) -> date | None:
    """The day as of which a paper is drawn where it says something: None for today."""
    return WHILE_OPEN.get(reference) if kind in {"call", "circular"} else None


def unmark(text: str) -> str:
    """A paper's text without isolates."""
    return text.translate(dict.fromkeys(map(ord, "\u2066\u2068\u2069")))


def loosen(text: str) -> str:
    """A text with plain spaces, for who asks for its words: where it may break is tried by itself."""
    return text.replace(NO_BREAK, " ")


def set_pdf(paper: Paper, seal: Seal | None) -> bytes:
    """A paper as PDF."""
    return file_of(paper, "pdf", seal)
