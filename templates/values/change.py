"""A line of a text with what became of its words, ready to be laid out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from escalade.templates.values.fact import Said


@dataclass(frozen=True, slots=True)
class Change:
    """A heading or a passage; the key of each word is stayed, went or came."""

    words: tuple[Said, ...]
    label: Said | None = None
    """Its number, as it is now."""
    is_heading: bool = False
