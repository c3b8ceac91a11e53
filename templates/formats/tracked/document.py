"""The changes since another paper: tracked in a Word file, or as a page."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from typing import NamedTuple

from lxml import etree

from escalade.templates.checks.reading.package import MAIN, W, zip_parts
from escalade.templates.checks.reading.word import as_bytes, parts_of
from escalade.templates.formats.layout import environment
from escalade.templates.formats.tracked.diff import MOST_OF_PAPERS, Effort, Pair, align, alike, pieces
from escalade.templates.formats.word.language import STYLES, own
from escalade.templates.values.fact import SaidSentence, plain
from escalade.templates.values.paper import MarkedChange, Paper

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


CAME, WENT = "ins", "del"
ROW = f"{W}tr"
_RUNNING = re.compile(r"word/(?:header|footer)\d*\.xml")
_NUMBER = re.compile(rb'w:id="(\d+)"')


def track_changes(old: bytes, new: bytes, *, author: str, at: str, name: str = "the old file") -> bytes:
    """The new file, with what changed since the old one as tracked changes.

    It is laid out as it is now: what is compared is the text of its
    paragraphs, and between files of one template that of headers and footers.

    Args:
        old: a Word file.
        new: the Word file that takes its place.
        author: who made the changes, as Word shows it.
        at: when, in UTC: 2017-04-25T10:00:00.000000Z.
        name: what the old file is called, for messages.
    """
    before, after = parts_of(old, name), parts_of(new, "the new file")
    running = [part for part in after if _RUNNING.fullmatch(part) and part in before]
    compared = [MAIN, *(running if before.get(STYLES) == after.get(STYLES) else ())]
    first = 1 + max((int(one) for part in compared for one in _NUMBER.findall(after[part])), default=0)
    marker = Marker(author, at, first)
    return zip_parts({**after, **{part: _tracked(before, after, part, marker) for part in compared}})


def changes(old: bytes, new: bytes, name: str) -> Iterator[list[tuple[str, str]]]:
    """The paragraphs that changed: their words, and what became of them."""
    roots = (etree.fromstring(parts_of(data, called)[MAIN]) for data, called in ((old, name), (new, "the new file")))
    effort = Effort(MOST_OF_PAPERS)
    for pair in _side_by_side(*roots):
        texts = [text_of(one).replace(NO_BREAK_HYPHEN, "-") if one is not None else "" for one in pair]
        if texts[0] != texts[1]:
            yield list(pieces(texts[0], texts[1], effort))


def _side_by_side(old: etree._Element, new: etree._Element) -> list[Pair[etree._Element]]:
    texts = [{one: text for one in root.iter(PARAGRAPH) if (text := text_of(one)).strip()} for root in (old, new)]
    both = {**texts[0], **texts[1]}
    return align(list(texts[0]), list(texts[1]), both.__getitem__, lambda one, other: alike(both[one], both[other]))


class Marker:
    """Marks changes in one file; numbers run on through all of its parts."""

    def __init__(self, author: str, at: str, first: int) -> None:
        self.author, self.at, self.next = " ".join(plain(author).split()), f"{at[:19]}Z", first
        self.effort = Effort(MOST_OF_PAPERS)

    def mark(self, kind: str) -> etree._Element:
        """A mark of a kind: ins or del."""
        given = {"id": str(self.next), "author": self.author, "date": self.at}
        self.next += 1
        return etree.Element(f"{W}{kind}", {f"{W}{key}": value for key, value in given.items()})

    def mark_end(self, paragraph: etree._Element, kind: str) -> None:
        """Track the end of a paragraph: without it, it runs into the next one."""
        looks = own(own(paragraph, "pPr"), "rPr")
        looks.insert(0, self.mark(kind))

    def change(self, paragraph: etree._Element, old: etree._Element | None) -> None:
        """Mark in a paragraph the words that came, and put in those that went."""
        before, now = ("" if old is None else text_of(old)), text_of(paragraph)
        if before == now:
            return
        was, words = (None if old is None else Words(old)), Words(paragraph)
        for text, what in pieces(before, now, self.effort):
            taken = was.take(len(text)) if was and what != "came" else []
            if what == "went":
                words.put(self.mark(WENT), taken)
            elif what == "came":
                words.wrap(lambda: self.mark(CAME), len(text))
            else:
                words.take(len(text))

    def show_gone(self, old: etree._Element) -> etree._Element:
        """A paragraph of the old file as one that went."""
        made = etree.Element(PARAGRAPH)
        looks = etree.SubElement(made, f"{W}pPr")
        looks.extend(one for one in old.iterfind(f"{W}pPr/*") if one.tag in {f"{W}pStyle", f"{W}bidi"})
        Words(made).put(self.mark(WENT), Words(old).take(len(text_of(old))))
        return made


def _tracked(before: Mapping[str, bytes], after: Mapping[str, bytes], part: str, marker: Marker) -> bytes:
    """A part of the new file with its changes."""
    old, new = (etree.fromstring(parts[part]) for parts in (before, after))
    _forget_styles(old, after.get(STYLES, b"<none/>"))
    pairs = _side_by_side(old, new)
    if all(one is not None and other is not None and text_of(one) == text_of(other) for one, other in pairs):
        return after[part]
    came: set[etree._Element] = set()
    waiting: list[etree._Element] = []
    last = new
    for one, other in pairs:
        if other is None:
            waiting.append(one)
            continue
        was = waiting.pop() if one is None and waiting and _is_last(other) else one
        for gone in waiting:
            other.addprevious(marker.show_gone(gone))
            marker.mark_end(other.getprevious(), WENT)
        waiting, last = [], other
        marker.change(other, was)
        came |= {other} if was is None else set()
    _put_last(waiting, last, marker)
    _mark_ends(new, came, marker)
    return as_bytes(new)


def _is_last(paragraph: etree._Element) -> bool:
    """Whether it is the last of a body or cell: its end cannot go."""
    following = paragraph.getnext()
    return following is None or following.tag != PARAGRAPH


def _forget_styles(old: etree._Element, styles: bytes) -> None:
    """Take from an old part the names of styles that the new file has not."""
    known = {one.get(f"{W}styleId") for one in etree.fromstring(styles).iter(f"{W}style")}
    for one in list(old.iter(f"{W}pStyle", f"{W}rStyle")):
        if one.get(f"{W}val") not in known:
            one.getparent().remove(one)


def _put_last(waiting: list[etree._Element], last: etree._Element, marker: Marker) -> None:
    """Put what went at the end behind the last paragraph that stays."""
    last = last if last.tag == PARAGRAPH else next(last.iter(PARAGRAPH))
    gone = [marker.show_gone(one) for one in waiting]
    ended = [last, *gone[:-1]] if gone and _is_last(last) else gone  # where the last end cannot go, that before it does
    for one in reversed(gone):
        last.addnext(one)
    for one in ended:
        marker.mark_end(one, WENT)


def _mark_ends(root: etree._Element, came: set[etree._Element], marker: Marker) -> None:
    """Track the ends of paragraphs that came, and rows that came whole."""
    for row in root.iter(ROW):
        said = {one for one in row.iter(PARAGRAPH) if next(one.iter(f"{W}r"), None) is not None}
        if said and said <= came:
            place = 1 if row.find(f"{W}tblPrEx") is not None else 0
            own(row, "trPr", place).append(marker.mark(CAME))
    for one in (one for one in root.iter(PARAGRAPH) if one in came):
        ending = one
        while _is_last(one) and ending in came:
            ending = ending.getprevious()
        if ending is not None and ending.tag == PARAGRAPH and ending.find(f"{W}pPr/{W}rPr/{W}{WENT}") is None:
            marker.mark_end(ending, CAME)


LAYOUT = "tracked/difference.html.jinja"


class BodyLine(NamedTuple):
    """A line of a paper’s body, with its label."""

    text: str
    label: str = ""
    is_heading: bool = False


def page(old: Paper, new: Paper) -> str:
    """The new paper as HTML, with what came and went since the old one."""
    pairs = align(list(_lines(old)), list(_lines(new)), lambda line: (line.text, line.is_heading), _likeness)
    effort = Effort(MOST_OF_PAPERS)
    layout = environment("html", new.tongue.pack.direction).get_template(LAYOUT)
    return layout.render(paper=new, changes=[_change(*pair, effort) for pair in pairs])


def _lines(paper: Paper) -> Iterator[BodyLine]:
    """The body line by line, so that no word runs into the next line's."""
    for section in paper.sections:
        if section.title:
            yield BodyLine(section.title.text, is_heading=True)
        for paragraph in section.paragraphs:
            first, *rest = paragraph.said.text.split("\n")
            yield BodyLine(first, paragraph.label.text if paragraph.label else "")
            yield from (BodyLine(line) for line in rest)


def _likeness(old: BodyLine, new: BodyLine) -> float:
    return alike(old.text, new.text) if old.is_heading == new.is_heading else -1.0


def _change(old: BodyLine | None, new: BodyLine | None, effort: Effort) -> MarkedChange:
    """A line of either paper, or of both."""
    there = new or old or BodyLine("")
    words = pieces(old.text if old else "", new.text if new else "", effort)
    label = SaidSentence("number", there.label) if there.label else None
    return MarkedChange(tuple(SaidSentence(what, text) for text, what in words), label, there.is_heading)
