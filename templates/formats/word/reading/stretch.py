"""The stretches of a paragraph in Word: what they say, how they look."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from escalade.templates.formats.word.language import W
from escalade.templates.formats.word.reading.measure import is_on, size_of, value_of
from escalade.templates.languages.spoken import CLOSE, OPEN
from escalade.templates.languages.typography import WORD_JOINER
from escalade.templates.values.text import find_target

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from escalade.templates.formats.word.reading.measure import Styles

_REFERENCE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_REFERS = re.compile(r"\s*(?:PAGE)?REF\s+(\w+)")
_LEADS = re.compile(r'\s*HYPERLINK\s+"([^"]+)"')
_COUNTS = re.compile(r"\s*(PAGE|NUMPAGES)\b")
_SCRIPTS = {"superscript": "super", "subscript": "sub"}
_SIGNS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_MARKS = re.compile("[\u200e\u200f\u061c]")
Stretch = dict[str, Any]


class StretchReader:
    """A reader of paragraphs, each as stretches that look alike."""

    def __init__(self, styles: Styles, targets: Mapping[str | None, str], direction: str) -> None:
        """Take the styles, the addresses of the part by key, and the direction."""
        self._styles, self._targets, self._direction = styles, targets, direction
        self._asked: list[list[str]] = []

    def read(self, paragraph: Any) -> list[Stretch]:
        """The stretches of a paragraph, each as long as it looks alike."""
        found: list[Stretch] = []
        for piece in self._pieces(paragraph):
            if found and not piece["page"] and {**found[-1], "text": ""} == {**piece, "text": ""}:
                found[-1]["text"] += piece["text"]
            elif not piece["page"] or not found or found[-1]["page"] != piece["page"]:
                found.append(piece)
        return [self._isolated(one) for one in found]

    def _pieces(self, paragraph: Any) -> Iterator[Stretch]:
        """Each piece of text with its looks, that of hidden text left out."""
        for element in paragraph.iter(f"{W}t", f"{W}fldChar", f"{W}instrText", *_SIGNS):
            self._follow(element)
            text = _SIGNS.get(element.tag) or (element.text or "").replace(WORD_JOINER, "")
            if element.tag in {f"{W}fldChar", f"{W}instrText"} or element.get(f"{W}type") == "page" or not text:
                continue
            run = next(element.iterancestors(f"{W}r"), None)
            sources = self._styles.of_run(run, paragraph)
            if not is_on(sources, "vanish"):
                yield {"text": _MARKS.sub("", text), **self._look(sources, run), **self._lead(element)}

    def _follow(self, element: Any) -> None:
        """Follow the fields that begin and end, with what each asks for."""
        kind = element.get(f"{W}fldCharType") if element.tag == f"{W}fldChar" else None
        if kind == "begin":
            self._asked.append([])
        elif kind == "end" and self._asked:
            self._asked.pop()
        elif element.tag == f"{W}instrText" and self._asked:
            self._asked[-1].append(element.text or "")

    def _look(self, sources: list[Any], run: Any) -> Stretch:
        own, is_right = run.find(f"{W}rPr/{W}lang"), is_on(sources, "rtl")
        colour, line = value_of(sources, "color"), value_of(sources, "u")
        tag = None if own is None else own.get(f"{W}bidi" if is_right else f"{W}val")
        return {
            "bold": is_on(sources, "bCs" if is_right else "b"),
            "italic": is_on(sources, "iCs" if is_right else "i"),
            "size": size_of(sources, is_complex=is_right),
            "colour": None if colour in {None, "auto"} else colour,
            "under": line not in {None, "none"},
            "strike": is_on(sources, "strike"),
            "caps": is_on(sources, "caps"),
            "script": _SCRIPTS.get(value_of(sources, "vertAlign") or ""),
            "lang": tag.partition("-")[0].lower() if tag else None,
            "against": self._direction == "rtl" and not is_right,
        }

    def _lead(self, element: Any) -> Stretch:
        """Where a piece leads, or which page it counts."""
        simple = (one.get(f"{W}instr", "") for one in element.iterancestors(f"{W}fldSimple"))
        asked = [*("".join(one) for one in self._asked), *simple]
        refers, leads, counts = (
            next((found[1] for one in asked if (found := pattern.match(one))), None)
            for pattern in (_REFERS, _LEADS, _COUNTS)
        )
        for link in element.iterancestors(f"{W}hyperlink"):
            refers = link.get(f"{W}anchor") or refers
            leads = self._targets.get(link.get(f"{_REFERENCE}id")) or leads
        return {"to": refers, "web": leads and (leads if ":" in leads else find_target(leads)), "page": counts}

    def _isolated(self, stretch: Stretch) -> Stretch:
        """A stretch that runs against its paper, between isolates."""
        is_against = stretch.pop("against") and any(one.isalpha() for one in stretch["text"])
        return {**stretch, "text": f"{OPEN}{stretch['text']}{CLOSE}"} if is_against else stretch
