"""Set a Word file that people edited as a PDF, as its styles have it."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

from escalade.templates.formats.typeset.content import VOCALISATION, describe_language, find_day
from escalade.templates.formats.typeset.pdf import EDITED, compose
from escalade.templates.formats.word.letterhead import read_letterhead
from escalade.templates.formats.word.reading.flow import read_flow
from escalade.templates.formats.word.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escalade.templates.values.paper import Paper, Seal


class WordFile(NamedTuple):
    """A Word file: its name, and its bytes."""

    name: str
    data: bytes

    @property
    def digest(self) -> str:
        """Its SHA-256, under which it is kept."""
        return sha256(self.data).hexdigest()


def set_edited(file: WordFile, paper: Paper, seal: Seal) -> bytes:
    """Set an edited Word file as a PDF that names the file by its SHA-256.

    Args:
        file: the Word file as it is issued.
        paper: what the record gives in its place: its language, its day, its title.
        seal: the record that it rests on.

    Raises:
        UnsettableError: the file holds what a PDF would lose.
        PaperError: a glyph is missing, or typst refuses it.
        RequestError: it is no Word file.
    """
    flow = read_flow(file.data, file.name, paper.tongue.pack.direction)
    picture = read_letterhead(Source(file.name, file.data))
    title, subtitle = flow.pop("title") or paper.title.text, flow.pop("subtitle")
    flow["names"] = sorted({name for one in _blocks(flow) for name in one.get("names", ())})
    flow["picture"] = {"size": picture.size, "called": title} if picture.picture else None
    if paper.tongue.language == "ar":
        for one in _blocks(flow):
            for said in one.get("said", ()):
                said["text"] = VOCALISATION.sub("", said["text"])
    given = {
        **describe_language(paper.tongue),
        "title": title,
        "subtitle": subtitle or None,
        "keywords": [f"escalade-seal:{seal}", f"escalade-word:{file.digest}"],
        "date": find_day(paper),
        "flow": flow,
    }
    return compose(given, list(picture.picture), EDITED)


def _blocks(value: Any) -> Iterator[dict[str, Any]]:
    """Every block, those within others too."""
    if isinstance(value, dict):
        if "kind" in value:
            yield value
        for one in value.values():
            yield from _blocks(one)
    elif isinstance(value, list):
        for one in value:
            yield from _blocks(one)
