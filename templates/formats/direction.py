"""Stretches of a text that run against its paper: between isolates.

`isolate` decides what an Arabic paper must isolate in any form. Word and
typst know less than browsers of how brackets and neighbours belong together,
so here every stretch in the other direction is told apart, brackets included.
"""

from __future__ import annotations

import re

from escalade.templates.languages.spoken import CLOSE, OPEN, each, isolate
from escalade.templates.values.fact import Printable
from escalade.templates.values.text import mark_emphasis, plain

OPEN_RTL = "\u2067"
_ISOLATES = "\u2066-\u2069"
_RIGHT = "\u0590-\u08ff\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc"
"""Letters written from right to left, for a class of characters."""
_CLOSING, _OPENING = ")]}»”’", "([{«“\u2018"
_ENDS = f"(?P<closing>[{re.escape(_CLOSING)}]*)"
_ISOLATE = f"{OPEN}[^{_ISOLATES}]*{CLOSE}"
_LEFT_WORD = f"[^\\W_{_RIGHT}]{{0,20}}[^\\W\\d_{_RIGHT}]"
_AGAINST = {
    "rtl": re.compile(f"(?P<bare>{_ISOLATE}|{_LEFT_WORD}(?:[^\n«»{_RIGHT}{_ISOLATES}]*[^\\W_{_RIGHT}])?){_ENDS}"),
    "ltr": re.compile(f"(?P<bare>[{_RIGHT}](?:(?:[{_RIGHT}0-9_]|[^\\w\n{_RIGHT}{_ISOLATES}])*[{_RIGHT}])?){_ENDS}"),
}
_CONTROLS = re.compile(f"[{_ISOLATES}]")
_HAS_RIGHT = re.compile(f"[{_RIGHT}]")


def isolate_direction(text: str, direction: str) -> str:
    """A text that can be printed, with isolates around what runs against it.

    A stretch in another language is looked at by itself.
    """
    return each(text, lambda part: _directed(plain(part), direction))


def isolate_said(printed: Printable, direction: str) -> str:
    """The same of something printed, with the marks of its emphasis."""
    return (
        _directed(mark_emphasis(printed), direction) if printed.emphasis else isolate_direction(printed.text, direction)
    )


def _directed(clean: str, direction: str) -> str:
    if direction == "rtl":
        return _AGAINST["rtl"].sub(lambda found: _between(found, OPEN), isolate(clean))
    if _HAS_RIGHT.search(clean):
        return _AGAINST["ltr"].sub(lambda found: _between(found, OPEN_RTL), clean)
    return clean


def _between(found: re.Match[str], opening: str) -> str:
    """A stretch between isolates, with the brackets that it opened."""
    bare, closing = _CONTROLS.sub("", found["bare"]), found["closing"]
    left_open = sum(bare.count(sign) for sign in _OPENING) - sum(bare.count(sign) for sign in _CLOSING)
    own = max(0, min(left_open, len(closing)))
    return f"{opening}{bare}{closing[:own]}{CLOSE}{closing[own:]}"
