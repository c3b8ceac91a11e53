"""The annexes of a file: their headings, the texts in them, the questions."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from escalade.templates.checks.document import Annex, DocumentPassage, Text
from escalade.templates.checks.reading.lexicon import any_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from escalade.templates.checks.reading.block import Block


@cache
def _heading() -> re.Pattern[str]:
    """An annex heading: the word, its number if any, its title if any."""
    return re.compile(
        rf"(?i:{any_of('titles', 'annex')})\s*(?P<number>\d+|[IVX]+|[A-Z])?(?:\s*[:–—-]\s*(?P<title>\S.*))?"
    )


def is_annex(block: Block) -> bool:
    """Whether a block is the heading of an annex."""
    return not block.label and _heading().fullmatch(block.text) is not None


def annexes_of(blocks: Sequence[Block]) -> tuple[Annex, ...]:
    """The annexes that blocks make up; the first is an annex heading."""
    starts = [place for place, block in enumerate(blocks) if is_annex(block)]
    parts = enumerate(pairwise((*starts, len(blocks))), start=1)
    return tuple(_annex(blocks[start], blocks[start + 1 : end], number) for number, (start, end) in parts)


def _annex(heading: Block, blocks: Sequence[Block], position: int) -> Annex:
    match = _heading().fullmatch(heading.text)
    number = (match["number"] or "") if match else ""
    place = f"annex {position}"
    titles = _titles(blocks)
    several = len(titles) > 1
    texts = [
        _text(blocks[start:end], f"{place}, text {at}" if several else place)
        for at, (start, end) in enumerate(pairwise((*titles, len(blocks))), start=1)
    ]
    title = match["title"] if match else None
    if title:
        texts = [_text(blocks, place, title)]
        return Annex(heading.text.removesuffix(title).rstrip(" :–—-"), number, tuple(texts), place)
    return Annex(heading.text, number, tuple(texts), place)


def _titles(blocks: Sequence[Block]) -> list[int]:
    """Where the texts of an annex begin: at headings, else at lines with no end."""
    headed = [place for place, block in enumerate(blocks) if block.level and not block.label]
    looks = [place for place, block in enumerate(blocks) if block.is_title and not block.label]
    found = headed or looks
    return [place for place in found if place + 1 < len(blocks) or len(found) == 1]


def _text(blocks: Sequence[Block], place: str, title: str | None = None) -> Text:
    """A text of a topic: what is labelled in it are its questions."""
    rest = blocks if title else blocks[1:]
    questions = [block for block in rest if block.label]
    return Text(
        DocumentPassage(title, f"{place}, title") if title else blocks[0].passage(f"{place}, title"),
        tuple(block.passage(f"{place}, invitation") for block in rest if not block.label),
        tuple(block.passage(f"{place}, question {number}") for number, block in enumerate(questions, start=1)),
    )
