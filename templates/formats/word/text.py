"""A text inside of a Word run: escaped, and each stretch in its direction.

Word orders a run by what the run says of itself, so a Latin name in an Arabic
paper, or the reverse, becomes a run of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, partial

from markupsafe import Markup

from escalade.templates.formats.word.language import ORDERS, language_mark
from escalade.templates.languages.spoken import BEGIN, CLOSE, OPEN, OPEN_RTL, STRETCH, isolate_said, strip_tags
from escalade.templates.languages.typography import IN_ACRONYM, IN_RANGE, SYMBOL, WORD_JOINER
from escalade.templates.values.fact import (
    ADDRESS,
    ALL,
    BOLD,
    ITALIC,
    NOT_BOLD,
    REFER,
    REFERENCE,
    REFERRED,
    Printable,
    find_target,
    mark_references,
    plain,
)


def _runs_with(signs: str) -> re.Pattern[str]:
    looks = r"<w:r(?: [^>]*)?>(?P<looks>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?)"
    return re.compile(f"{looks}(?P<inside>(?:(?!</w:r>)[^{signs}])*[{signs}](?:(?!</w:r>).)*)</w:r>", re.DOTALL)


@cache
def _behind(name: str) -> re.Pattern[str]:
    order = ORDERS["rPr"].split()
    return re.compile(rf"<w:(?:{'|'.join(order[order.index(name) + 1 :])})\b|</w:rPr>")


LINK, LINKED = "\ufdd9", "\ufdda"
"""Where an address begins and ends."""
_LINK = re.compile(f"{LINK}([^{LINK}{LINKED}<\\\\]*){LINKED}")
"""An address that a field can hold: a backslash would be a switch of it."""
_TURNING, _SPOKEN, _EMPHASISED = _runs_with("\u2066-\u2069"), _runs_with(BEGIN), _runs_with(ALL)
_REFERRING, _LINKING = _runs_with(REFER), _runs_with(LINK)
_PLAIN_RUN = re.compile(
    r"<w:r(?: [^>]*)?>(?P<looks>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?)"
    r"(?P<inside><w:t(?: [^>]*)?>(?:(?!</w:r>).)*)</w:r>",
    re.DOTALL,
)
_TINT = '<w:shd w:val="clear" w:color="auto" w:fill="E3E3E3"/>'
"""The grey on which words of another language stand."""
_RAISED = '<w:vertAlign w:val="superscript"/>'
_LOOKS = {BOLD: "<w:b/><w:bCs/>", ITALIC: "<w:i/><w:iCs/>"}
_ISOLATES = re.compile("[\u2066-\u2069]")
_CONTROLS = re.compile(f"([{ALL}\u2066-\u2069])")
_MARKS = re.compile(f"[{ALL}]")
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
_END, _BEGIN = "</w:t></w:r>", '<w:t xml:space="preserve">'


def word_run(printed: Printable, direction: str) -> Markup:
    """Something printed for a run of Word, with the marks of its emphasis."""
    return Markup(mark_references(printed, _broken(isolate_said(printed, direction))))  # noqa: S704  # escaped before


def _broken(text: str) -> Markup:
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


def in_runs(xml: str, direction: str, *, annexes: bool = False, ordinals: re.Pattern[str] | None = None) -> str:
    """A part with its runs split where a text turns its direction.

    References to annexes are fields where the file marks its annexes; the
    endings of ordinals are raised.
    """
    if REFER in xml:
        xml = _split(xml, _REFERRING, REFERENCE, _count) if annexes else re.sub(f"[{REFER}{REFERRED}]", "", xml)
    if BEGIN in xml:
        xml = _split(xml, _SPOKEN, STRETCH, _tag)
    if _MARKS.search(xml):
        xml = _EMPHASISED.sub(_in_looks, xml)
    if _ISOLATES.search(xml):
        xml = _ISOLATES.sub("", _TURNING.sub(partial(_turned, direction=direction), xml))
    if LINK in xml:
        xml = re.sub(f"[{LINK}{LINKED}]", "", _split(xml, _LINKING, _LINK, _link))
    if ordinals:
        xml = _PLAIN_RUN.sub(partial(_raise_ordinals, ordinals=ordinals), xml)
    return _EMPTY_RUN.sub("", xml)


def _split(xml: str, runs: re.Pattern[str], parts: re.Pattern[str], make: Callable[[str, re.Match[str]], str]) -> str:
    """Make several runs of one, wherever a part of it is to be something else."""

    def split(run: re.Match[str]) -> str:
        """Give the rest the looks of the run."""
        looks = run["looks"]
        return f"<w:r>{looks}{parts.sub(lambda one: make(looks, one), run['inside'])}</w:r>"

    return runs.sub(split, xml)


def _count(looks: str, reference: re.Match[str]) -> str:
    words, number = reference.groups()
    return words + _field(looks, f"REF annex_{number} \\h", number)


def _link(looks: str, address: re.Match[str]) -> str:
    return _field(looks, f"HYPERLINK &quot;{find_target(address[1])}&quot;", address[1])


def _field(looks: str, does: str, shown: str) -> str:
    run = f"<w:r>{looks}{_BEGIN}{shown}{_END}"
    return f'{_END}<w:fldSimple w:instr=" {does} ">{run}</w:fldSimple><w:r>{looks}{_BEGIN}'


def _tag(looks: str, stretch: re.Match[str]) -> str:
    own = _with(_with(looks, "shd", _TINT), "lang", language_mark(stretch[1]))
    return _apart(looks, own, stretch[2])


def _apart(looks: str, own: str, text: str) -> str:
    return f"{_END}<w:r>{own}{_BEGIN}{text}{_END}<w:r>{looks}{_BEGIN}"


def _raise_ordinals(found: re.Match[str], ordinals: re.Pattern[str]) -> str:
    """One run as several, the endings of its ordinals raised."""
    looks, inside = found["looks"], found["inside"]
    if ADDRESS.search(inside) or not ordinals.search(inside):
        return found[0]
    raised = _with(looks, "vertAlign", _RAISED)
    return f"<w:r>{looks}{ordinals.sub(lambda one: one[1] + _apart(looks, raised, one[2]), inside)}</w:r>"


def _with(looks: str, name: str, added: str) -> str:
    return _behind(name).sub(lambda found: f"{added}{found[0]}", looks or "<w:rPr></w:rPr>", count=1)


def _in_looks(found: re.Match[str]) -> str:
    """One run as several, each with its looks; no isolate reaches over two."""
    looks, isolate, shown = found["looks"], "", {BOLD: False, ITALIC: False}
    parts: list[str] = []
    for part in _CONTROLS.split(found["inside"]):
        if _MARKS.fullmatch(part):
            shown |= {BOLD: part == BOLD} if part in {BOLD, NOT_BOLD} else {ITALIC: part == ITALIC}
            added = "".join(_LOOKS[mark] for mark, is_shown in shown.items() if is_shown)
            own = _with(looks, "rFonts", added) if added else looks
            parts += [CLOSE if isolate else "", f"{_END}<w:r>{own}{_BEGIN}{isolate}"]
            continue
        if _ISOLATES.fullmatch(part):
            isolate = part if part != CLOSE else ""
        parts.append(part)
    return f"<w:r>{looks}{_EMPTY.sub('', ''.join(parts))}</w:r>"


def _turned(found: re.Match[str], direction: str) -> str:
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
        bare = _RTL_MARK.sub("", looks)
        own = bare if inner == "ltr" else _with(bare, "rtl", "<w:rtl/>")
        return f"{_apart(looks, own, f'{first}{text}{last}')}{back}"

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


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
