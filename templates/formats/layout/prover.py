"""The prover: what layouts print rests on records and is safe in a form.

It lets facts, words of a language, numbers and the seal pass, each escaped,
and refuses everything else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from jinja2 import Undefined
from markupsafe import escape

from escalade.templates.formats.layout.escape import EMPHASISED, ESCAPES, in_html_title
from escalade.templates.languages.isolate import isolate
from escalade.templates.languages.spoken import each
from escalade.templates.values.fact import SaidSentence, TracedFact, UnprovenError
from escalade.templates.values.paper import SECRETARIAT, Seal
from escalade.templates.values.text import mark_emphasis

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from escalade.templates.values.fact import Printable

Given = TypeVar("Given", bound="Hashable")
Made = TypeVar("Made", bound=str)
LONGEST = 2000
"""How long a text may be that is kept with its escapes; papers say most again."""
MOST = 4096
"""How many texts are kept."""


class Attribute(str):
    """A text quoted for an HTML attribute."""

    __slots__ = ()


class TextCache(dict[Given, Made]):
    """What was made of what papers say; to look it up again is no call."""

    def __init__(self, make: Callable[[Given], Made]) -> None:
        """Take what makes it."""
        super().__init__()
        self._make = make

    def __missing__(self, given: Given) -> Made:
        made = self._make(given)
        if len(made) <= LONGEST:
            if len(self) >= MOST:
                self.clear()
            self[given] = made
        return made


def prover(form: str, *, right_to_left: bool = False) -> Callable[[Any], str]:
    """What lets a form print what is proven, and nothing else.

    The prover raises `UnprovenError` for what rests on no record.
    """
    escape_text, emphasised = ESCAPES[form], EMPHASISED[form]

    def make_safe(text: str) -> str:
        return str(escape_text(each(text, isolate) if right_to_left else text))

    known = TextCache(make_safe)

    def prove(value: Any) -> str:
        kind = type(value)
        if kind is SaidSentence:
            return str(emphasised(make_safe(mark_emphasis(value)))) if value.emphasis else known[value.text]
        if kind is TracedFact:
            return known[value.text]
        return str(value) if kind is Attribute else _other(value)

    return prove


def _other(value: Any) -> str:
    """A number or the seal as text.

    Raises:
        UnprovenError: it is anything else.
    """
    if isinstance(value, Seal | Undefined) or (isinstance(value, int) and not isinstance(value, bool)):
        return str(value)
    raise UnprovenError(value)


def attribute(value: Printable) -> Attribute:
    """A fact or word as the value of an HTML attribute."""
    return Attribute(escape(value.text))


def as_title(value: Printable) -> Attribute:
    """A fact or word as the title of a page."""
    return Attribute(in_html_title(value.text))


def proof(value: Printable) -> Attribute:
    """The records that something printed rests on, as an HTML attribute."""
    return _PROOFS[value.records]


def origin(value: Printable) -> Attribute:
    """The same; of a text without any, that it is the secretariat's."""
    found = _PROOFS[value.records]
    return found if found or isinstance(value, TracedFact) or value.key != SECRETARIAT else _OF_SECRETARIAT


def _proof(records: tuple[str, ...]) -> Attribute:
    return Attribute(f' data-records="{escape(", ".join(records))}"' if records else "")


_PROOFS = TextCache(_proof)
_OF_SECRETARIAT = Attribute(f' data-text-of="{SECRETARIAT}"')
FILTERS: dict[str, Callable[[Any], Attribute]] = {
    "attribute": attribute,
    "as_title": as_title,
    "proof": proof,
    "origin": origin,
}
"""What layouts turn facts and words into, for HTML."""
