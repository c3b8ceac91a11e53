"""Write a paragraph that came, went or changed, with tracking marks."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from lxml import etree

from escalade.templates.formats.tracked.diff import MOST_OF_PAPERS, Effort, bag, is_slight, steps
from escalade.templates.formats.tracked.runs import (
    NO_BREAK_HYPHEN,
    XML_SPACE,
    ParagraphWords,
    W,
    canonical,
    copy_element,
)
from escalade.templates.values.text import plain

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Hashable, Iterable, Sequence

    from escalade.templates.formats.tracked.diff import Pair
    from escalade.templates.formats.tracked.runs import Stroke, Word

INSERTED, DELETED = "ins", "del"


class Marker:
    """Marks changes in one file; numbers run on through all of its parts."""

    def __init__(self, *, author: str, at: str, first: int = 1) -> None:
        """Mark in someone's name, at a time in UTC: 2017-04-25T10:00:00Z."""
        self.author, self.at, self.next = " ".join(plain(author).split()), f"{at[:19]}Z", first

    def mark(self, kind: str) -> etree._Element:
        """A mark of a kind: ins, del, pPrChange."""
        made = etree.Element(f"{W}{kind}")
        made.set(f"{W}id", str(self.next))
        made.set(f"{W}author", self.author)
        made.set(f"{W}date", self.at)
        self.next += 1
        return made

    def wrap(self, words: Sequence[Word], kind: str | None) -> list[etree._Element]:
        """Words as runs; inserted or deleted where a kind is given.

        What is no text is put between them unmarked, and left out of what is
        deleted: it belongs to another file.
        """
        found: list[etree._Element] = []
        waiting: list[Stroke] = []

        def flush() -> None:
            """Write the strokes that wait, as one change."""
            runs = [_run(stroke, deleted=kind == DELETED) for stroke in _join_strokes(waiting)]
            if kind and runs:
                holder = self.mark(kind)
                holder.extend(runs)
                runs = [holder]
            found.extend(runs)
            waiting.clear()

        for word in words:
            if word.before and kind != DELETED:
                flush()
                found.extend(copy_element(one) for one in word.before)
            waiting.extend(word.strokes)
        flush()
        return found


def _join_strokes(strokes: Iterable[Stroke]) -> list[list[Stroke]]:
    """Strokes of one look, together."""
    groups: list[list[Stroke]] = []
    for stroke in strokes:
        if groups and (groups[-1][0].looks is stroke.looks or (stroke.key and groups[-1][0].key == stroke.key)):
            groups[-1].append(stroke)
        else:
            groups.append([stroke])
    return groups


def _run(strokes: list[Stroke], *, deleted: bool) -> etree._Element:
    """A run with its looks and its text."""
    run = etree.Element(f"{W}r")
    if strokes[0].looks is not None:
        run.append(copy_element(strokes[0].looks))
    text = "".join(stroke.text for stroke in strokes)
    for place, line in enumerate(text.split("\n")):
        if place:
            etree.SubElement(run, f"{W}br")
        for column, part in enumerate(line.split("\t")):
            if column:
                etree.SubElement(run, f"{W}tab")
            _add_text(run, part, f"{W}delText" if deleted else f"{W}t")
    return run


def _add_text(run: etree._Element, text: str, tag: str) -> None:
    """Add a text to a run, the hyphens at which no line ends as the signs that they were."""
    for place, part in enumerate(text.split(NO_BREAK_HYPHEN)):
        if place:
            etree.SubElement(run, f"{W}noBreakHyphen")
        if part:
            etree.SubElement(run, tag, {XML_SPACE: "preserve"}).text = part


_NOT_LOOKS = {f"{W}{name}" for name in ("rPr", "sectPr", "pPrChange")}


@dataclass(frozen=True)
class ComparedParagraph:
    """A paragraph of a file, as it is compared."""

    element: etree._Element
    with_looks: bool
    """Whether looks count; between files of one template they do."""

    @cached_property
    def reading(self) -> ParagraphWords:
        """Its words."""
        return ParagraphWords(self.element, with_looks=self.with_looks)

    @cached_property
    def looks(self) -> tuple[etree._Element, ...]:
        """Its properties, as far as they are compared."""
        found = self.element.find(f"{W}pPr") if self.with_looks else None
        return () if found is None else tuple(one for one in found if one.tag not in _NOT_LOOKS)

    @cached_property
    def key(self) -> Hashable:
        """Tell the same paragraph by this."""
        return self.looks_key, self.reading.key

    @cached_property
    def looks_key(self) -> bytes:
        """Its properties in the one way of writing them."""
        return b"".join(canonical(one) for one in self.looks)

    @cached_property
    def bag(self) -> Counter[str]:
        """Its words without order, to tell how alike it is to another one."""
        return bag(self.reading.text)


class Writer:
    """Writes paragraphs with their changes.

    A paragraph's mark parts it from the next one. The last mark before a
    table, or at the end, parts it from nothing and cannot be taken away; there
    the mark before the paragraph is tracked in its place.
    """

    def __init__(self, marker: Marker) -> None:
        """Write with the marks of a marker."""
        self.marker, self._effort = marker, Effort(MOST_OF_PAPERS)

    def write(self, pairs: Sequence[Pair[ComparedParagraph]]) -> list[etree._Element]:
        """A run of paragraphs, up to a table or to the end."""
        ordered = _with_an_end(pairs)
        last = max((at for at, (old, new) in enumerate(ordered) if old and new), default=-1)
        tail = [old or new for old, new in ordered[last + 1 :]]
        if last < 0 or not tail:
            return [self.one(*pair) for pair in ordered]
        old, new = ordered[last]
        shifted = self._shifted(old, new, [one for one in tail if one], came=ordered[-1][0] is None)
        return [*(self.one(*pair) for pair in ordered[:last]), *shifted]

    def one(self, old: ComparedParagraph | None, new: ComparedParagraph | None) -> etree._Element:
        """A paragraph that came, went, changed, or stayed as it was."""
        if old is None or new is None:
            return self._whole(old or new, DELETED if old else INSERTED)
        if old.key == new.key:
            return copy_element(new.element)
        made = self._paragraph(new, self._changed(old, new))
        self._track_looks(made, old, new)
        return made

    def _shifted(
        self,
        old: ComparedParagraph | None,
        new: ComparedParagraph | None,
        tail: Sequence[ComparedParagraph],
        *,
        came: bool,
    ) -> list[etree._Element]:
        """The last paragraph that stays, then those that come or go behind it."""
        kind, end = INSERTED if came else DELETED, tail[-1]
        first = self._paragraph(new if came else old, self._changed(old, new), kind)
        middle = [self._whole(one, kind) for one in tail[:-1]]
        final = self._paragraph(end if came else new, self.marker.wrap(end.reading.chunks, kind))
        self._track_looks(final, old if came else end, end if came else new)
        return [first, *middle, final]

    def _whole(self, one: ComparedParagraph | None, kind: str) -> etree._Element:
        chunks = one.reading.chunks if one else []
        return self._paragraph(one, self.marker.wrap(chunks, kind), kind)

    def _changed(self, old: ComparedParagraph | None, new: ComparedParagraph | None) -> list[etree._Element]:
        """The words of a paragraph, those that came and went marked."""
        before, after = (one.reading.words if one else [] for one in (old, new))
        keys = [word.key for word in before], [word.key for word in after]
        found: list[etree._Element] = []
        for step in steps(*keys, lambda place: is_slight(after[place].text), self._effort):
            went, came = before[step.old.start : step.old.stop], after[step.new.start : step.new.stop]
            if not step.stays:
                found += self.marker.wrap(went, DELETED)
            found += self.marker.wrap(came, None if step.stays else INSERTED)
        return [*found, *(copy_element(one) for one in (new.reading.tail if new else ()))]

    def _paragraph(
        self, like: ComparedParagraph | None, content: Sequence[etree._Element], kind: str | None = None
    ) -> etree._Element:
        """A paragraph with its properties, its mark tracked where a kind is given."""
        made = etree.Element(f"{W}p")
        found = like.element.find(f"{W}pPr") if like else None
        properties = etree.SubElement(made, f"{W}pPr") if found is None else copy_element(found)
        made.append(properties)
        made.extend(content)
        if kind:
            looks = properties.find(f"{W}rPr")
            if looks is None:
                looks = etree.Element(f"{W}rPr")
                properties.insert(_place_of_mark(properties), looks)
            looks.insert(0, self.marker.mark(kind))
        return made

    def _track_looks(self, made: etree._Element, old: ComparedParagraph | None, new: ComparedParagraph | None) -> None:
        """Keep the properties that a paragraph had, where they changed."""
        before, after = (one.looks_key if one else b"" for one in (old, new))
        if before != after:
            change = self.marker.mark("pPrChange")
            kept = etree.SubElement(change, f"{W}pPr")
            kept.extend(copy_element(one) for one in (old.looks if old else ()))
            made.find(f"{W}pPr").append(change)


def _place_of_mark(properties: etree._Element) -> int:
    """Where the order of Word's schema has the properties of the mark."""
    behind = {f"{W}sectPr", f"{W}pPrChange"}
    return next((at for at, one in enumerate(properties) if one.tag in behind), len(properties))


def _with_an_end(pairs: Sequence[Pair[ComparedParagraph]]) -> list[Pair[ComparedParagraph]]:
    """A run of paragraphs whose last ones do not both come and go.

    Where they do, the last that goes becomes the last that comes.
    """
    last = max((at for at, (old, new) in enumerate(pairs) if old and new), default=-1)
    tail = pairs[last + 1 :]
    went, came = [old for old, _ in tail if old], [new for _, new in tail if new]
    if not (went and came):
        return list(pairs)
    ends: list[Pair[ComparedParagraph]] = [*((old, None) for old in went[:-1]), *((None, new) for new in came[:-1])]
    return [*pairs[: last + 1], *ends, (went[-1], came[-1])]
