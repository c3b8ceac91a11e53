"""A text inside of a Word run: escaped, and each stretch in its direction.

Word orders a run by what the run says of itself, so a Latin name in an Arabic
paper, or the reverse, becomes a run of its own.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from markupsafe import Markup

from escalade.templates.formats.direction import OPEN_RTL, directed
from escalade.templates.formats.plain import plain
from escalade.templates.formats.word.language import language_mark
from escalade.templates.language.isolate import CLOSE, OPEN
from escalade.templates.language.spoken import BEGIN, STRETCH, untagged

if TYPE_CHECKING:
    from collections.abc import Callable

_RUN = re.compile(
    r"<w:r(?: [^>]*)?>(?P<looks>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?)"
    "(?P<inside>(?:(?!</w:r>)[^\u2066-\u2069])*[\u2066-\u2069](?:(?!</w:r>).)*)</w:r>",
    re.DOTALL,
)
_SPOKEN = re.compile(
    r"<w:r(?: [^>]*)?>(?P<looks>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?)"
    f"(?P<inside>(?:(?!</w:r>)[^{BEGIN}])*{BEGIN}(?:(?!</w:r>).)*)</w:r>",
    re.DOTALL,
)
_AFTER_LANGUAGE = re.compile(r"<w:(?:eastAsianLayout|specVanish|oMath)\b|</w:rPr>")
_ISOLATES = re.compile("[\u2066-\u2069]")
_STRETCH = re.compile(f"([{OPEN}{OPEN_RTL}])([^\u2066-\u2069]*){CLOSE}")
_MARK = {"ltr": "\u200e", "rtl": "\u200f"}
"""What gives a sign or figure at the edge of a stretch its direction, in any program."""
_FIGURES = re.compile(r"\d+(?:[-+./,:]\d+)*")
"""What keeps its order by itself; a mark would pull its neighbours along."""
_NEXT = re.compile(f"(?:<(?!/w:p>)[^>]*>|&[a-z]+;|[^\\w<{OPEN}{OPEN_RTL}])*+([\\w{OPEN}{OPEN_RTL}]?)")
"""The next letter, figure or stretch of a paragraph."""
_RTL_MARK = re.compile(r"<w:rtl(?: [^>]*)?/>")
_AFTER_RTL = re.compile(r"<w:(?:cs|em|lang|eastAsianLayout|specVanish|oMath)\b|</w:rPr>")
_END, _BEGIN = "</w:t></w:r><w:r>", '<w:t xml:space="preserve">'


def in_word(text: str, direction: str) -> Markup:
    """A text for a run of Word; `in_runs` then splits the run."""
    escaped = _escaped(directed(text, direction))
    return Markup(re.sub("\n+", f"</w:t><w:br/>{_BEGIN}", escaped) if "\n" in escaped else escaped)  # noqa: S704  # escaped just above


def in_properties(text: str) -> Markup:
    """A text for a property of the file: one line."""
    return Markup(_escaped(" ".join(plain(untagged(text)).split())))  # noqa: S704  # escaped just here


def escape_for(direction: str) -> Callable[[str], Markup]:
    """What makes a text safe in a paper written in a direction."""
    return partial(in_word, direction=direction)


def in_runs(xml: str, direction: str) -> str:
    """A part with its runs split where a text turns its direction."""
    if BEGIN in xml:
        xml = _SPOKEN.sub(_in_languages, xml)
    if not _ISOLATES.search(xml):
        return xml
    return _ISOLATES.sub("", _RUN.sub(partial(_split, direction=direction), xml))


def _in_languages(found: re.Match[str]) -> str:
    """One run as several, each with its language."""
    looks = found["looks"]

    def told(stretch: re.Match[str]) -> str:
        return f"{_END}{_in_language(looks, stretch[1])}{_BEGIN}{stretch[2]}{_END}{looks}{_BEGIN}"

    return f"<w:r>{looks}{STRETCH.sub(told, found['inside'])}</w:r>"


def _in_language(looks: str, language: str) -> str:
    """The properties of a run, for a language."""
    mark = language_mark(language)
    if not looks:
        return f"<w:rPr>{mark}</w:rPr>"
    return _AFTER_LANGUAGE.sub(lambda found: f"{mark}{found[0]}", looks, count=1)


def _split(found: re.Match[str], direction: str) -> str:
    """One run as several, each with its direction."""
    looks = found["looks"]

    def turned(stretch: re.Match[str]) -> str:
        inner, text = "ltr" if stretch[1] == OPEN else "rtl", stretch[2]
        if inner == direction:
            return text
        first = "" if text[:1].isalpha() or _FIGURES.fullmatch(text) else _MARK[inner]
        last = "" if text[-1:].isalnum() else _MARK[inner]
        rest = found["inside"][stretch.end() :], found.string[found.end() :]
        back = _MARK[direction] if _carries_along(*rest) else ""
        return f"{_END}{looks_of(looks, inner)}{_BEGIN}{first}{text}{last}{_END}{looks}{_BEGIN}{back}"

    return f"<w:r>{looks}{_STRETCH.sub(turned, found['inside'])}</w:r>"


def _carries_along(*behind: str) -> bool:
    """Whether what stands behind a stretch would run on in its direction.

    A program that orders a line by its characters, such as LibreOffice, reads
    a figure or a further stretch together with the one before.
    """
    found = (_NEXT.match(text) for text in behind)
    following = next((one[1] for one in found if one and one[1]), "")
    return following.isdecimal() or following in {OPEN, OPEN_RTL}


def looks_of(looks: str, direction: str) -> str:
    """The properties of a run, for a direction."""
    bare = _RTL_MARK.sub("", looks)
    if direction == "ltr":
        return bare
    if not bare:
        return "<w:rPr><w:rtl/></w:rPr>"
    return _AFTER_RTL.sub(lambda found: f"<w:rtl/>{found[0]}", bare, count=1)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
