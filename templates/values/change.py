"""A line of a text with what became of its words, ready to be laid out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from escalade.templates.values.fact import SaidSentence


@dataclass(frozen=True, slots=True)
class MarkedChange:
    """A heading or a passage; the key of each word is stayed, went or came."""

    words: tuple[SaidSentence, ...]
    label: SaidSentence | None = None
    """Its number, as it is now."""
    is_heading: bool = False
