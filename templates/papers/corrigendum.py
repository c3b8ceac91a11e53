"""What a corrigendum replaces, and what reads otherwise in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import partial
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from escalade.templates.values.fact import SaidSentence, TracedFact

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from escalade.templates.papers.facts.view import View
    from escalade.templates.values.fact import Printable
    from escalade.templates.values.paper import Paper, Paragraph

LONGEST = 1500
"""How many letters are quoted of one correction; beyond, it is only said where the text was changed."""
MOST = 8
"""How many corrections of one place are told one by one."""
_SENTENCE = re.compile(r".+?(?:[.!?…؟]+[»”’)]*(?:\s+|$)|[。\uff1f\uff01]+[”）]*\s*|$)", re.DOTALL)  # noqa: RUF001  # of Chinese
_PAIRED = ("«»", "“”", "„“", "()", "（）", "\u2068\u2069")  # noqa: RUF001  # of Chinese
_OWN_ROWS = frozenset({"symbol", "draft-symbol", "date"})
"""Lines of the masthead that every paper has its own of."""


@dataclass(frozen=True, slots=True)
class ReplacedPaper:
    """The document that a corrigendum replaces."""

    symbol: str
    record: str
    """The record of its issue; where readers may not know of it, that of the corrigendum."""
    on: str = ""
    """Its day; empty where readers may not know of it."""
    paper: Paper | None = None
    """What it said; None where that is not known to the readers, or people wrote it."""
    withheld: frozenset[str] = frozenset()
    """The records that it told and that are not to be quoted any more."""


class Passage(NamedTuple):
    """A text of a paper with its remarks, as it is printed."""

    text: str
    records: tuple[str, ...]
    label: Printable | None = None
    """The number of its paragraph."""
    is_translated: bool = True


class Place(NamedTuple):
    """A part of a paper: the heading, a section, an annex."""

    name: Printable | None
    """Its title; None where it has none."""
    passages: tuple[Passage, ...]


Change = tuple[Passage | None, Passage | None]
"""What was said, and what is said in its place."""


def tell_corrections(view: View, paper: Paper, replaced: ReplacedPaper) -> Iterator[SaidSentence]:
    """Say which document a corrigendum replaces, and what it corrects in it."""
    document = view.symbol(replaced.symbol, replaced.record)
    day = view.date(replaced.on, replaced.record) if replaced.on else None
    yield view.say("common.corr_replaces", document=document, day=day)
    if replaced.paper is None:
        return
    before, after = (dict(_places(one)) for one in (replaced.paper, paper))
    for key in dict.fromkeys((*before, *after)):
        yield from _tell_place(view, key, (before.get(key), after.get(key)), replaced)


def _tell_place(
    view: View, key: str, sides: tuple[Place | None, Place | None], replaced: ReplacedPaper
) -> Iterator[SaidSentence]:
    """Say what was corrected in a part of the document."""
    old, new = sides
    if old is None or new is None:
        whole = new or old
        if whole and whole.name and not whole.name.others and replaced.withheld.isdisjoint(whole.name.records):
            added = "common.corr_section_added" if new else "common.corr_section_deleted"
            yield view.say(added, section=_quote(whole.name.text, whole.name.records, replaced))
        return
    changes = _changes(old.passages, new.passages)
    if changes is None or len(changes) > MOST:
        changes = [(None, None)]
    told = [_tell_change(view, _name(view, key, new, one), one, replaced) for one in changes]
    yield from {one.text: one for one in told}.values()


def _name(view: View, key: str, place: Place, change: Change) -> SaidSentence:
    """Name where it stands: the number of the paragraph, else the section."""
    label = next((one.label for one in change if one and one.label), None)
    numbered = label if label and label.text[:1].isdecimal() else None
    return view.say("common.corr_place", paragraph=numbered, section=place.name, part=key)


def _changes(old: Sequence[Passage], new: Sequence[Passage]) -> list[Change] | None:
    """Pair the texts that differ; None where it does not show which became which."""
    found: list[Change] = []
    matcher = SequenceMatcher(None, [one.text for one in old], [one.text for one in new], autojunk=False)
    for what, first, last, start, end in matcher.get_opcodes():
        if what == "replace" and last - first != end - start:
            return None
        if what != "equal":
            found += zip_longest(old[first:last], new[start:end])
    return found


def _tell_change(view: View, place: SaidSentence, change: Change, replaced: ReplacedPaper) -> SaidSentence:
    """Say how a text reads now, remarks on its record included."""
    old, new = change
    was, now = _narrow(*(one.text if one else "" for one in change))
    if not _may_quote(change, replaced) or not 0 < len(was) + len(now) <= LONGEST:
        return view.say("common.corr_changed", place=place)
    quoted = {
        "old": _quote(was, old.records, replaced) if old else None,
        "new": _quote(now, new.records, replaced) if new else None,
    }
    key = "common.corr_reads" if was and now else "common.corr_added" if now else "common.corr_deleted"
    return view.say(key, place=place, **quoted)


def _may_quote(change: Change, replaced: ReplacedPaper) -> bool:
    """Whether texts can be quoted: a paper marks what is not translated where it stands, and not in a quotation."""
    old, _ = change
    is_open = old is None or replaced.withheld.isdisjoint(old.records)
    return is_open and all(one.is_translated for one in change if one)


def _quote(text: str, records: tuple[str, ...], replaced: ReplacedPaper) -> TracedFact:
    """A text to be quoted, with the records that it came from."""
    return TracedFact(text, records or (replaced.record,), text)


def _narrow(old: str, new: str) -> tuple[str, str]:
    """The sentences of two texts in which they differ; the whole texts where these would break a quotation."""
    before, after = (_SENTENCE.findall(text) for text in (old, new))
    while before and after and before[0].strip() == after[0].strip():
        del before[0], after[0]
    while before and after and before[-1].strip() == after[-1].strip():
        del before[-1], after[-1]
    was, now = ("".join(one).strip() for one in (before, after))
    return (was, now) if _is_whole(was) and _is_whole(now) else (old, new)


def _is_whole(text: str) -> bool:
    """Whether every mark that opens in a text closes in it."""
    return all(text.count(pair[0]) == text.count(pair[1]) for pair in _PAIRED if pair != "„“" or "“" in text)


def _places(paper: Paper) -> Iterator[tuple[str, Place]]:
    """The parts of a paper by a key that they keep, but for what every paper has of its own."""
    join = partial(_join, paper.tongue.pack.gap)
    rows = (row.value for row in (*paper.masthead, *paper.letter) if row.key not in _OWN_ROWS)
    yield "heading", Place(None, tuple(join(one) for one in (*rows, paper.title, paper.subtitle) if one))
    for part in paper.box:
        yield f"box {part.key}", Place(part.title, tuple(_passages(part.paragraphs, join)))
    for number, section in enumerate(paper.sections):
        same = sum(one.key == section.key for one in paper.sections[:number])
        titled = (join(section.title),) if section.title else ()
        key = f"section {section.key} {same}" if section.title else "text"
        yield key, Place(section.title, (*titled, *_passages(section.paragraphs, join)))
    yield "signature", Place(None, tuple(map(join, paper.signature)))
    for number, text in enumerate(paper.wordings):
        told = (one for one in text.printables() if one is not text.name)
        yield f"annex {number}", Place(text.name or text.title, tuple(map(join, told)))


def _passages(paragraphs: Iterable[Paragraph], join: Callable[..., Passage]) -> Iterator[Passage]:
    """The texts of paragraphs, each under the number of its paragraph."""
    for one in paragraphs:
        if one.heading:
            yield join(one.heading, label=one.label)
        yield join(one.said, label=one.label)
        yield from (join(item.said, label=one.label) for item in one.items)
        yield from (join(cell, label=one.label) for line in one.lines for cell in line.cells)


def _join(gap: str, *printed: Printable, label: Printable | None = None) -> Passage:
    """A text and the remarks behind it as one."""
    records = dict.fromkeys(name for one in printed for name in one.records)
    is_translated = not any(one.others for one in printed)
    return Passage(gap.join(one.text for one in printed), tuple(records), label, is_translated)
