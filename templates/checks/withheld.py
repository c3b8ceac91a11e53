"""Texts of records that the readers of a paper may not read."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from escalade.templates.checks.finding import PaperFinding, Severity
from escalade.workflow.values.message import Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

CHECK = "says-nothing-withheld"
LEAST = 12
"""From how many letters on a text is told from words that anybody may use."""


class Withheld(NamedTuple):
    """A text that the readers of a paper may not read."""

    record: str
    audience: str
    text: str


def withheld_in(
    paragraphs: Iterable[tuple[str, str]], withheld: Iterable[Withheld], name: str
) -> Iterator[PaperFinding]:
    """Find what people put into a paper that its readers may not read.

    Args:
        paragraphs: the place and the text of each.
        withheld: what they may not read.
        name: of the file, or the language of the paper.
    """
    kept = [(one, _plain(one.text)) for one in withheld]
    for place, text in paragraphs:
        said = _plain(text)
        for one, words in kept:
            if len(words) >= LEAST and words in said:
                yield PaperFinding(Severity.ERROR, CHECK, name, place, _sentence(one), one.record)


def _sentence(one: Withheld) -> str:
    if one.audience == "members":
        return Message(
            "It says what {record} says, which is for members only. Take it out, or issue the paper for members.",
            record=one.record,
        )
    return Message(
        "It says what {record} says, which is for the office only. Take it out, or issue it for the office.",
        record=one.record,
    )


def _plain(text: str) -> str:
    """A text without regard to case and line ends."""
    return " ".join(text.casefold().split())
