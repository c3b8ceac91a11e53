"""The words of a paragraph of Word: read, marked and put in."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from copy import deepcopy

from lxml import etree

from escalade.templates.formats.word.language import W

PARAGRAPH, RUN, TEXT = f"{W}p", f"{W}r", f"{W}t"
NO_BREAK_HYPHEN = "\N{NON-BREAKING HYPHEN}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_SIGNS = {f"{W}tab": "\t", f"{W}cr": "\n", f"{W}br": "\n", f"{W}noBreakHyphen": NO_BREAK_HYPHEN}
"""Elements that stand for a character."""


def text_of(paragraph: etree._Element) -> str:
    """The text of a paragraph, each of its signs as one character."""
    return "".join(_said(one) for run in _runs(paragraph) for one in run)


def _runs(paragraph: etree._Element) -> Iterator[etree._Element]:
    """The runs of a paragraph: not those of a text box in it."""
    return (run for run in paragraph.iter(RUN) if next(run.iterancestors(PARAGRAPH), None) is paragraph)


def _said(child: etree._Element) -> str:
    if child.tag == TEXT:
        return child.text or ""
    return _SIGNS.get(child.tag, "") if child.get(f"{W}type") in {None, "textWrapping"} else ""


class Words:
    """The text of a paragraph, taken from its beginning on.

    What is no text (pictures, bookmarks, fields) stays where it stands.
    """

    def __init__(self, paragraph: etree._Element) -> None:
        """Read a paragraph."""
        self._paragraph = paragraph
        self._last: etree._Element | None = None
        self._left = deque(_each_alone(paragraph))

    def take(self, length: int) -> list[etree._Element]:
        """The runs of so many characters more."""
        taken = []
        while length:
            run = self._left.popleft()
            text = _said(run[-1])
            if len(text) > length:
                rest = deepcopy(run)
                run[-1].text, rest[-1].text = text[:length], text[length:]
                run.addnext(rest)
                self._left.appendleft(rest)
            taken.append(run)
            length -= min(len(text), length)
        self._last = taken[-1] if taken else self._last
        return taken

    def wrap(self, mark: Callable[[], etree._Element], length: int) -> None:
        """Put so many characters more into marks: one, if nothing is between."""
        holder = None
        for run in self.take(length):
            if holder is None or run.getprevious() is not holder:
                holder = mark()
                run.addprevious(holder)
            holder.append(run)
        self._last = self._last if holder is None else holder

    def put(self, mark: etree._Element, runs: list[etree._Element]) -> None:
        """Put runs of another paragraph behind what was taken, as deleted."""
        mark.extend(runs)
        for text in mark.iter(TEXT):
            text.tag = f"{W}delText"
        if self._last is not None:
            self._last.addnext(mark)
        else:
            self._paragraph.insert(1 if self._paragraph.find(f"{W}pPr") is not None else 0, mark)
        self._last = mark


def _each_alone(paragraph: etree._Element) -> Iterator[etree._Element]:
    """The runs of a paragraph that say something, made to hold one thing each."""
    for run in list(_runs(paragraph)):
        looks = run.find(f"{W}rPr")
        content = [one for one in run if one is not looks]
        for child in content[:-1]:
            alone = etree.Element(RUN)
            alone.extend([] if looks is None else [deepcopy(looks)])
            alone.append(child)
            run.addprevious(alone)
            yield from _saying(alone)
        yield from _saying(run)


def _saying(run: etree._Element) -> Iterator[etree._Element]:
    """A run that says something, if it does."""
    if len(run) and _said(run[-1]):
        if run[-1].tag == TEXT:
            run[-1].set(_SPACE, "preserve")
        yield run
