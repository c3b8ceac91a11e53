"""What is bold or italic in a Word file, read with the words it stands on.

A run may say it, or the style of its characters. How a paragraph's own style
looks is the house's, and is not carried into a paper.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from escalade.templates.checks.reading.numbering import W
from escalade.templates.checks.reading.word import visible_pieces
from escalade.templates.values.emphasis import Emphasis
from escalade.templates.values.fact import SaidSentence
from escalade.templates.values.paper import SECRETARIAT
from escalade.templates.values.plain_text import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_OFF = frozenset({"0", "false", "off", "none"})


class Sign(NamedTuple):
    """One character, and how it looks."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Looks:
    """The styles of characters that a document has, by name."""

    styles: Mapping[str, Any]

    @classmethod
    def of(cls, document: Any) -> Looks:
        """Those of an open document."""
        return cls({style.style_id: style.element for style in document.styles})

    def has(self, run: Any, mark: str) -> bool:
        """Whether a run bears a mark, by itself or by its style."""
        found = (one.find(f"{W}{mark}") for one in self._properties(run))
        said = next((one for one in found if one is not None), None)
        return said is not None and said.get(f"{W}val", "1") not in _OFF

    def _properties(self, run: Any) -> Iterator[Any]:
        """The properties of a run, the nearest first, each once."""
        own = run.find(f"{W}rPr")
        if own is None:
            return
        yield own
        named, seen = own.find(f"{W}rStyle"), set[str]()
        while named is not None and (name := named.get(f"{W}val", "")) in self.styles and name not in seen:
            seen.add(name)
            style = self.styles[name]
            if (properties := style.find(f"{W}rPr")) is not None:
                yield properties
            named = style.find(f"{W}basedOn")


def said_in(paragraph: Any, looks: Looks, behind: str) -> SaidSentence:
    """The text of a paragraph behind its label, with its looks."""
    signs = list(_signs(paragraph, looks))
    while signs and signs[-1].text.isspace():
        signs.pop()
    return _said(signs[len(signs) - len(behind) :] if behind else ())


def cell_in(cell: Any, looks: Looks) -> SaidSentence:
    """The text of a cell with its looks, on one line."""
    return _said(_smooth(sign for one in cell.iter(f"{W}p") for sign in (*_signs(one, looks), Sign(" "))))


def _signs(paragraph: Any, looks: Looks) -> Iterator[Sign]:
    """The characters of a paragraph as they stand with all changes accepted."""
    for element, text in visible_pieces(paragraph):
        run = next(element.iterancestors(f"{W}r"), None)
        shown = (looks.has(run, "b"), looks.has(run, "i")) if run is not None else (False, False)
        yield from (Sign(sign, *shown) for sign in text)


def _smooth(signs: Iterable[Sign]) -> list[Sign]:
    """Characters with single spaces between words, and none around them."""
    found: list[Sign] = []
    for sign in signs:
        if not sign.text.isspace():
            found.append(sign)
        elif found and found[-1].text != " ":
            found.append(sign._replace(text=" "))
    return found[:-1] if found and found[-1].text == " " else found


def _said(signs: Iterable[Sign]) -> SaidSentence:
    """A text of the secretariat, its looks without the space around them."""
    text, emphasis = "", list[Emphasis]()
    for (bold, italic), group in groupby(signs, key=lambda sign: sign[1:]):
        stretch = plain_within("".join(sign.text for sign in group))
        inner = stretch.strip()
        if inner and (bold or italic):
            first = len(text) + len(stretch) - len(stretch.lstrip())
            emphasis.append(Emphasis(first, first + len(inner), bold, italic))
        text += stretch
    return SaidSentence(SECRETARIAT, text, emphasis=tuple(emphasis))


def plain_within(text: str) -> str:
    """A stretch as it can be printed, line breaks at its ends kept."""
    return "\n".join(plain(line) for line in text.split("\n"))
