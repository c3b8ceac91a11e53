"""A paragraph of Word as runs of text, each with its looks."""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from lxml import etree

from escalade.templates.formats.tracked.diff import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
NO_BREAK_HYPHEN = "\N{NON-BREAKING HYPHEN}"
_SIGNS = {"tab": "\t", "cr": "\n", "br": "\n", "noBreakHyphen": NO_BREAK_HYPHEN, "softHyphen": "\u00ad"}
"""Elements that stand for a character."""
_HOLDERS = {f"{W}{name}" for name in ("hyperlink", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml", "bdo")}
"""Elements around runs; a paragraph that changed keeps the runs."""
_COUNTED = re.compile(r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\b")
"""Fields whose result is no text of the file: it is counted where it is shown."""
_UNSEEN = {f"{W}{name}" for name in ("proofErr", "lastRenderedPageBreak", "rPr", "pPr", "sdtPr", "sdtEndPr")}


def canonical(element: etree._Element | None) -> bytes:
    """An element in the one way of writing it; nothing for none."""
    return b"" if element is None else bytes(etree.tostring(element, method="c14n", exclusive=True))


@dataclass(frozen=True, slots=True)
class Stroke:
    """Characters of one look."""

    text: str
    looks: etree._Element | None
    key: bytes
    """The looks, as far as they count when two are compared."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word, a sign, or a space: in one look, as a rule."""

    strokes: tuple[Stroke, ...]
    before: tuple[etree._Element, ...] = ()
    """What is no text and stands before it: bookmarks, pictures, fields."""

    @property
    def text(self) -> str:
        """As it is read."""
        return "".join(stroke.text for stroke in self.strokes)

    @property
    def key(self) -> tuple[tuple[str, bytes], ...]:
        """Compare it by this."""
        return tuple((stroke.text, stroke.key) for stroke in self.strokes)


class ParagraphWords:
    """The words of a paragraph.

    In files of one template the looks of a word are compared as well; else
    the text alone.
    """

    def __init__(self, paragraph: etree._Element, *, with_looks: bool) -> None:
        """Read a paragraph."""
        self.with_looks, self.is_counting = with_looks, False
        self.parts = list(self._parts(paragraph))

    @cached_property
    def text(self) -> str:
        """The text as a reader sees it."""
        return "".join(part.text for part in self.parts if isinstance(part, Stroke))

    @cached_property
    def key(self) -> tuple[tuple[str, bytes], ...]:
        """The text with its looks, however it is cut into runs."""
        found: list[tuple[str, bytes]] = []
        for part in self.parts:
            if isinstance(part, Stroke) and found and found[-1][1] == part.key:
                found[-1] = (found[-1][0] + part.text, part.key)
            elif isinstance(part, Stroke):
                found.append((part.text, part.key))
        return tuple(found)

    @property
    def tail(self) -> tuple[etree._Element, ...]:
        """Cut off the marks behind the last word."""
        last = max((at for at, part in enumerate(self.parts) if isinstance(part, Stroke)), default=-1)
        return tuple(part for part in self.parts[last + 1 :] if not isinstance(part, Stroke))

    @cached_property
    def chunks(self) -> list[Word]:
        """The text as it was cut into runs, in order."""
        found: list[Word] = []
        before: list[etree._Element] = []
        for part in self.parts:
            if isinstance(part, Stroke):
                found.append(Word((part,), tuple(before)))
                before = []
            else:
                before.append(part)
        return found

    @cached_property
    def words(self) -> list[Word]:
        """The words, in order."""
        found: list[Word] = []
        left = self.chunks[::-1]
        for word in words(self.text):
            taken, missing = [], len(word)
            while missing:
                chunk = left.pop()
                (stroke,) = chunk.strokes
                head, rest = stroke.text[:missing], stroke.text[missing:]
                taken.append(Word((replace(stroke, text=head),), chunk.before))
                missing -= len(head)
                if rest:
                    left.append(Word((replace(stroke, text=rest),)))
            found.append(taken[0] if len(taken) == 1 else _joined(taken))
        return found

    def _parts(self, holder: etree._Element) -> Iterator[Stroke | etree._Element]:
        """Strokes, and what is no text, in order."""
        for child in holder:
            if child.tag in _HOLDERS and not _COUNTED.match(child.get(f"{W}instr", "")):
                yield from self._parts(child)
            elif child.tag == f"{W}r":
                yield from self._run(child)
            elif child.tag not in _UNSEEN:
                yield child

    def _run(self, run: etree._Element) -> Iterator[Stroke | etree._Element]:
        looks = run.find(f"{W}rPr")
        key = canonical(looks) if self.with_looks else b""
        for child in run:
            self._enter(child)
            text = None if self.is_counting else text_of(child)
            if text:
                yield Stroke(text, looks, key)
            elif text is None and child.tag not in _UNSEEN:
                alone = etree.Element(f"{W}r")
                alone.extend(copy_element(one) for one in (looks, child) if one is not None)
                yield alone

    def _enter(self, child: etree._Element) -> None:
        """See whether a field begins or ends whose result is a page's number."""
        if child.tag == f"{W}instrText" and _COUNTED.match(child.text or ""):
            self.is_counting = True
        elif child.tag == f"{W}fldChar" and child.get(f"{W}fldCharType") == "end":
            self.is_counting = False


def text_of(child: etree._Element) -> str | None:
    """The characters that a part of a run stands for; None where it has none."""
    if child.tag in {f"{W}t", f"{W}delText"}:
        return (child.text or "").replace("\t", " ").replace("\n", " ")
    name = str(child.tag).removeprefix(W)
    return _SIGNS.get(name) if child.get(f"{W}type") in {None, "textWrapping"} else None


def copy_element(element: etree._Element) -> etree._Element:
    """An element without the text behind it, to stand elsewhere."""
    twin = deepcopy(element)
    twin.tail = None
    return twin


def _joined(chunks: Sequence[Word]) -> Word:
    """A word that was cut into runs; what looks alike is one stroke."""
    strokes: list[Stroke] = []
    for stroke in (chunk.strokes[0] for chunk in chunks):
        if strokes and strokes[-1].key == stroke.key:
            strokes[-1] = replace(strokes[-1], text=strokes[-1].text + stroke.text)
        else:
            strokes.append(stroke)
    return Word(tuple(strokes), tuple(one for chunk in chunks for one in chunk.before))
