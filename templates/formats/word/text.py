"""A text inside of a Word run: escaped, and each stretch in its direction.

Word orders a run by what the run says of itself, so a Latin name in an Arabic
paper, or the reverse, becomes a run of its own.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from markupsafe import Markup

from escalade.templates.formats.direction import OPEN_RTL, isolate_direction, isolate_said
from escalade.templates.formats.word.language import language_mark
from escalade.templates.languages.spoken import BEGIN, CLOSE, OPEN, STRETCH, strip_tags
from escalade.templates.languages.typography import IN_ACRONYM, IN_RANGE, SYMBOL, WORD_JOINER
from escalade.templates.values.text import (
    ADDRESS,
    ALL,
    BOLD,
    ITALIC,
    NOT_BOLD,
    REFER,
    REFERENCE,
    REFERRED,
    find_target,
    mark_references,
    plain,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from escalade.templates.values.fact import Printable

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
_AFTER_TINT = re.compile(r"<w:(?:fitText|vertAlign|rtl|cs|em|lang|eastAsianLayout|specVanish|oMath)\b|</w:rPr>")
_TINT = '<w:shd w:val="clear" w:color="auto" w:fill="E3E3E3"/>'
"""The grey on which words of another language stand."""
_ISOLATES = re.compile("[\u2066-\u2069]")
_CONTROLS = re.compile(f"([{ALL}\u2066-\u2069])")
_MARKS = re.compile(f"[{ALL}]")
_EMPHASISED = re.compile(
    r"<w:r(?: [^>]*)?>(?P<looks>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?)"
    f"(?P<inside>(?:(?!</w:r>)[^{ALL}])*[{ALL}](?:(?!</w:r>).)*)</w:r>",
    re.DOTALL,
)
_LOOKS = {BOLD: "<w:b/><w:bCs/>", ITALIC: "<w:i/><w:iCs/>"}
_BEFORE_LOOKS = re.compile(r"<w:rPr>(?:<w:rStyle [^>]*/>)?(?:<w:rFonts [^>]*/>)?")
_EMPTY = re.compile(f"[{OPEN}{OPEN_RTL}]{CLOSE}")
_EMPTY_RUN = re.compile(r"<w:r>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:t(?: [^>]*)?></w:t></w:r>")
_STRETCH = re.compile(f"([{OPEN}{OPEN_RTL}])([^\u2066-\u2069]*){CLOSE}")
_MARK = {"ltr": "\u200e", "rtl": "\u200f"}
"""What gives a sign or figure at the edge of a stretch its direction, in any program."""
_FIGURES = re.compile(r"\d+(?:[-+./,:]\d+)*")
"""What keeps its order by itself; a mark would pull its neighbours along."""
_NEXT = re.compile(
    f"(?:<(?!/w:p>)[^>]*>)*+(?P<between>(?:<(?!/w:p>)[^>]*>|&[a-z]+;|[^\\w<{OPEN}{OPEN_RTL}])*+)(?P<next>[\\w{OPEN}{OPEN_RTL}]?)"
)
"""The next letter, figure or stretch of a paragraph, and what stands before it."""
_RTL_MARK = re.compile(r"<w:rtl(?: [^>]*)?/>")
_AFTER_RTL = re.compile(r"<w:(?:cs|em|lang|eastAsianLayout|specVanish|oMath)\b|</w:rPr>")
_REFERRING = re.compile(
    r"<w:r(?: [^>]*)?>(?P<looks>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?)"
    f"(?P<inside>(?:(?!</w:r>)[^{REFER}])*{REFER}(?:(?!</w:r>).)*)</w:r>",
    re.DOTALL,
)
_PLAIN_RUN = re.compile(
    r"<w:r(?: [^>]*)?>(?P<looks>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?)"
    r"(?P<inside><w:t(?: [^>]*)?>(?:(?!</w:r>).)*)</w:r>",
    re.DOTALL,
)
LINK, LINKED = "\ufdd9", "\ufdda"
"""Where an address begins and ends."""
_LINK = re.compile(f"{LINK}([^{LINK}{LINKED}<\\\\]*){LINKED}")
"""An address that a field can hold: a backslash would be a switch of it."""
_LINKING = re.compile(
    r"<w:r(?: [^>]*)?>(?P<looks>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?)"
    f"(?P<inside>(?:(?!</w:r>)[^{LINK}])*{LINK}(?:(?!</w:r>).)*)</w:r>",
    re.DOTALL,
)
_RAISED = '<w:vertAlign w:val="superscript"/>'
_AFTER_RAISED = re.compile(r"<w:(?:rtl|cs|em|lang|eastAsianLayout|specVanish|oMath)\b|</w:rPr>")
_END_OF_RUN = "</w:t></w:r>"
_END, _BEGIN = "</w:t></w:r><w:r>", '<w:t xml:space="preserve">'


def in_word(text: str, direction: str) -> Markup:
    """A text for a run of Word; `in_runs` then splits the run."""
    return _broken(isolate_direction(text, direction))


def word_run(printed: Printable, direction: str) -> Markup:
    """Something printed for a run of Word, with the marks of its emphasis."""
    return Markup(mark_references(printed, _broken(isolate_said(printed, direction))))  # noqa: S704  # escaped before


def _broken(text: str) -> Markup:
    """A text that can be printed, its addresses marked, none of its lines ended in an acronym, symbol or range."""
    parts = enumerate(ADDRESS.split(text))  # every second one is an address
    said = (f"{LINK}{_escaped(part)}{LINKED}" if place % 2 else _in_lines(part) for place, part in parts)
    return Markup("".join(said))  # noqa: S704  # escaped just here


def _in_lines(text: str) -> str:
    escaped = _escaped(text)
    if "-" in escaped:
        kept = f"</w:t><w:noBreakHyphen/>{_BEGIN}"  # Word ends no line at a slash
        escaped = SYMBOL.sub(lambda found: found[0].replace("-", kept), escaped)
        escaped = IN_ACRONYM.sub(kept, escaped)
    if "–" in escaped:
        escaped = IN_RANGE.sub(f"–{WORD_JOINER}", escaped)
    return re.sub("\n+", f"</w:t><w:br/>{_BEGIN}", escaped) if "\n" in escaped else escaped


def in_properties(printed: Printable) -> Markup:
    """Something printed for a property of the file: one line."""
    return Markup(_escaped(" ".join(plain(strip_tags(printed.text)).split())))  # noqa: S704  # escaped just here


def escape_for(direction: str) -> Callable[[Printable], Markup]:
    """Make things safe in a paper written in a direction."""
    return partial(word_run, direction=direction)


def in_runs(xml: str, direction: str, *, annexes: bool = False, ordinals: re.Pattern[str] | None = None) -> str:
    """A part with its runs split where a text turns its direction.

    References to annexes are fields where the file marks its annexes; the
    endings of ordinals are raised.
    """
    if REFER in xml:
        xml = _REFERRING.sub(_with_fields, xml) if annexes else re.sub(f"[{REFER}{REFERRED}]", "", xml)
    xml = _split_runs(xml, direction)
    if LINK in xml:
        xml = re.sub(f"[{LINK}{LINKED}]", "", _LINKING.sub(_with_links, xml))
    if ordinals:
        xml = _PLAIN_RUN.sub(partial(_raise_ordinals, ordinals=ordinals), xml)
    return _EMPTY_RUN.sub("", xml)


def _with_links(found: re.Match[str]) -> str:
    """One run as several, each address a field that leads to it."""
    looks = found["looks"]

    def link(one: re.Match[str]) -> str:
        """Turn one reference into a field that leads there."""
        shown = f"<w:r>{looks}{_BEGIN}{one[1]}</w:t></w:r>"
        field = f'<w:fldSimple w:instr=" HYPERLINK &quot;{find_target(one[1])}&quot; ">{shown}</w:fldSimple>'
        return f"{_END_OF_RUN}{field}<w:r>{looks}{_BEGIN}"

    return f"<w:r>{looks}{_LINK.sub(link, found['inside'])}</w:r>"


def _raise_ordinals(found: re.Match[str], ordinals: re.Pattern[str]) -> str:
    """One run as several, the endings of its ordinals raised."""
    looks = found["looks"]
    if ADDRESS.search(found["inside"]):
        return found[0]
    raised = _AFTER_RAISED.sub(lambda one: f"{_RAISED}{one[0]}", looks or "<w:rPr></w:rPr>", count=1)
    inside = ordinals.sub(lambda one: f"{one[1]}{_END}{raised}{_BEGIN}{one[2]}{_END}{looks}{_BEGIN}", found["inside"])
    return f"<w:r>{looks}{inside}</w:r>" if inside != found["inside"] else found[0]


def _with_fields(found: re.Match[str]) -> str:
    """One run as several, the number of each annex a field that Word renews."""
    looks = found["looks"]

    def field(reference: re.Match[str]) -> str:
        """Turn one reference into a field that is counted."""
        words, number = reference.groups()
        shown = f"<w:r>{looks}{_BEGIN}{number}</w:t></w:r>"
        return (
            f'{words}{_END_OF_RUN}<w:fldSimple w:instr=" REF annex_{number} \\h ">{shown}</w:fldSimple>'
            f"<w:r>{looks}{_BEGIN}"
        )

    return f"<w:r>{looks}{REFERENCE.sub(field, found['inside'])}</w:r>"


def _split_runs(xml: str, direction: str) -> str:
    if BEGIN in xml:
        xml = _SPOKEN.sub(_in_languages, xml)
    if _MARKS.search(xml):
        xml = _EMPHASISED.sub(_in_looks, xml)
    if not _ISOLATES.search(xml):
        return xml
    return _ISOLATES.sub("", _RUN.sub(partial(_split, direction=direction), xml))


def _in_languages(found: re.Match[str]) -> str:
    """One run as several, each with its language."""
    looks = found["looks"]

    def tag_stretch(stretch: re.Match[str]) -> str:
        """Mark a stretch with its language."""
        return f"{_END}{_in_language(looks, stretch[1])}{_BEGIN}{stretch[2]}{_END}{looks}{_BEGIN}"

    return f"<w:r>{looks}{STRETCH.sub(tag_stretch, found['inside'])}</w:r>"


def _in_language(looks: str, language: str) -> str:
    """The properties of a run, for another language."""
    mark = language_mark(language)
    tinted = _AFTER_TINT.sub(lambda found: f"{_TINT}{found[0]}", looks or "<w:rPr></w:rPr>", count=1)
    return _AFTER_LANGUAGE.sub(lambda found: f"{mark}{found[0]}", tinted, count=1)


def _in_looks(found: re.Match[str]) -> str:
    """One run as several, each with its looks; no isolate reaches over two."""
    looks, isolate, shown = found["looks"], "", {BOLD: False, ITALIC: False}
    parts: list[str] = []
    for part in _CONTROLS.split(found["inside"]):
        if _MARKS.fullmatch(part):
            shown |= {BOLD: part == BOLD} if part in {BOLD, NOT_BOLD} else {ITALIC: part == ITALIC}
            added = "".join(_LOOKS[mark] for mark, is_shown in shown.items() if is_shown)
            parts += [CLOSE if isolate else "", f"{_END}{_with(looks, added)}{_BEGIN}{isolate}"]
            continue
        if _ISOLATES.fullmatch(part):
            isolate = part if part != CLOSE else ""
        parts.append(part)
    return f"<w:r>{looks}{_EMPTY.sub('', ''.join(parts))}</w:r>"


def _with(looks: str, added: str) -> str:
    """The properties of a run with others, where Word's order has them."""
    if not looks or not added:
        return f"<w:rPr>{added}</w:rPr>" if added else looks
    return _BEFORE_LOOKS.sub(lambda found: f"{found[0]}{added}", looks, count=1)


def _split(found: re.Match[str], direction: str) -> str:
    """One run as several, each with its direction."""
    looks = found["looks"]

    def turn_stretch(stretch: re.Match[str]) -> str:
        """Set a stretch in its own direction."""
        inner, text = "ltr" if stretch[1] == OPEN else "rtl", stretch[2]
        if inner == direction:
            return text
        first = "" if text[:1].isalpha() or _FIGURES.fullmatch(text) else _MARK[inner]
        last = "" if text[-1:].isalnum() else _MARK[inner]
        back = _MARK[direction] if _carries_along(stretch, found) else ""
        return f"{_END}{looks_of(looks, inner)}{_BEGIN}{first}{text}{last}{_END}{looks}{_BEGIN}{back}"

    return f"<w:r>{looks}{_STRETCH.sub(turn_stretch, found['inside'])}</w:r>"


def _carries_along(stretch: re.Match[str], run: re.Match[str]) -> bool:
    """Whether what stands behind a stretch would run on in its direction.

    A program that orders a line by its characters, such as LibreOffice, reads
    a figure or a further stretch together with the one before. Where nothing
    stands between two, they are one.
    """
    found = _NEXT.match(stretch.string, stretch.end()), _NEXT.match(run.string, run.end())
    between, following = "", ""
    for one in found:
        if one and not following:
            between, following = between + one["between"], one["next"]
    return following.isdecimal() or (following in {OPEN, OPEN_RTL} and between != "")


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
