"""The marks of tracked changes: who, when, and a number of each one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from escalade.templates.formats.tracked.stroke import XML_SPACE, W, copy_element
from escalade.templates.values.plain_text import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from escalade.templates.formats.tracked.stroke import Stroke, Word

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

    def wrapped(self, words: Sequence[Word], kind: str | None) -> list[etree._Element]:
        """Words as runs; inserted or deleted where a kind is given.

        What is no text is put between them unmarked, and left out of what is
        deleted: it belongs to another file.
        """
        found: list[etree._Element] = []
        waiting: list[Stroke] = []

        def written() -> None:
            runs = [_run(stroke, deleted=kind == DELETED) for stroke in _joined(waiting)]
            if kind and runs:
                holder = self.mark(kind)
                holder.extend(runs)
                runs = [holder]
            found.extend(runs)
            waiting.clear()

        for word in words:
            if word.before and kind != DELETED:
                written()
                found.extend(copy_element(one) for one in word.before)
            waiting.extend(word.strokes)
        written()
        return found


def _joined(strokes: Iterable[Stroke]) -> list[list[Stroke]]:
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
            if part:
                etree.SubElement(run, f"{W}delText" if deleted else f"{W}t", {XML_SPACE: "preserve"}).text = part
    return run
