"""The corrigendum: where two papers differ, and what now reads how."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import partial
from itertools import zip_longest
from typing import NamedTuple

from escalade.templates.languages.tongue import Tongue
from escalade.templates.papers.facts.view import View
from escalade.templates.papers.skeleton import lay_out
from escalade.templates.values.fact import Printable, SaidSentence, TracedFact
from escalade.templates.values.paper import Paper, Paragraph, Section
from escalade.workflow.motions import TextVersion
from escalade.workflow.records.record import Record
from escalade.workflow.values.dates import when

_SENTENCE = re.compile(r".+?(?:[.!?…؟]+[»”’)]*(?:\s+|$)|[。\uff1f\uff01]+[”）]*\s*|$)", re.DOTALL)  # noqa: RUF001  # of Chinese
_OWN_ROWS = frozenset({"symbol", "draft-symbol", "date"})
"""Lines of the masthead that every paper has its own of."""


@dataclass(frozen=True, slots=True)
class CorrectedPaper:
    """The document that a corrigendum corrects."""

    record: str
    """The record of its issue; where readers may not know of it, that of the corrigendum."""
    paper: Paper | None = None
    """What it said; None where that is not known to the readers, or people wrote it."""
    withheld: frozenset[str] = frozenset()
    """The records that it told and that are not to be quoted any more."""


class Passage(NamedTuple):
    """A text of a paper, as it is printed."""

    text: str
    records: tuple[str, ...]
    label: Printable | None = None
    """The number of its paragraph."""


class Place(NamedTuple):
    """A part of a paper: the heading, a section, an annex."""

    name: Printable | None
    """Its title; None where it has none."""
    passages: tuple[Passage, ...]


Change = tuple[Passage | None, Passage | None]
"""What was said, and what is said in its place."""


def make_corrigendum(view: View, paper: Paper, corrected: CorrectedPaper) -> Paper:
    """One page in the place of a paper: its head, and what it reads instead."""
    told = {one.text: one for one in tell_corrections(view, paper, corrected)}
    facts = {"title": paper.title, "subtitle": paper.subtitle, "corrections": [*told.values()]}
    return replace(lay_out("corrigendum", view, facts), kind=paper.kind, masthead=paper.masthead)


def tell_corrections(view: View, paper: Paper, corrected: CorrectedPaper) -> Iterator[SaidSentence]:
    """Say how each text reads that was corrected, in the order of the paper."""
    if corrected.paper is None:
        return
    before, after = (dict(_places(one)) for one in (corrected.paper, paper))
    for key in dict.fromkeys((*before, *after)):
        old, new = (side.get(key, Place(None, ())) for side in (before, after))
        for change in _changes(old.passages, new.passages):
            label = next((one.label for one in change if one and one.label), None)
            numbered = label if label and label.text[:1].isdecimal() else None
            is_new = all(str(one.label) != str(label) for one in old.passages)
            facts = {"paragraph": numbered, "new": is_new, "section": new.name or old.name, "part": key}
            yield _tell_change(view, view.say("common.corr_place", **facts), change, corrected)


def _changes(old: Sequence[Passage], new: Sequence[Passage]) -> Iterator[Change]:
    """Pair the texts that differ, in their order."""
    matcher = SequenceMatcher(None, [one.text for one in old], [one.text for one in new], autojunk=False)
    for what, first, last, start, end in matcher.get_opcodes():
        if what != "equal":
            yield from zip_longest(old[first:last], new[start:end])


def _tell_change(view: View, place: SaidSentence, change: Change, corrected: CorrectedPaper) -> SaidSentence:
    """Say how a text reads now; what is not to be told any more is not quoted."""
    old, new = change
    if old and not corrected.withheld.isdisjoint(old.records):
        return view.say("common.corr_now", place=place, new=_quote(new.text, new.records, corrected) if new else None)
    was, now = _narrow(*(one.text if one else "" for one in change))
    quoted = {
        "old": _quote(was, old.records, corrected) if old else None,
        "new": _quote(now, new.records, corrected) if new else None,
    }
    key = "common.corr_reads" if was and now else "common.corr_added" if now else "common.corr_deleted"
    return view.say(key, place=place, **quoted)


def _quote(text: str, records: tuple[str, ...], corrected: CorrectedPaper) -> TracedFact:
    return TracedFact(text, records or (corrected.record,), text)


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
    quotes = "„“" if "„" in text else "“”"
    pairs = (quotes, "«»", "()", "（）", "\u2068\u2069")  # noqa: RUF001  # of Chinese
    return all(text.count(pair[0]) == text.count(pair[1]) for pair in pairs)


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
    records = dict.fromkeys(name for one in printed for name in one.records)
    return Passage(gap.join(one.text for one in printed), tuple(records), label)


Version = tuple[Record, TextVersion]
_ARROWS = {"ltr": "→", "rtl": "←"}


def versions(old: Version, new: Version, tongue: Tongue) -> tuple[Paper, Paper]:
    """Two texts of a topic in one language, each as a paper."""
    arrow = _ARROWS[tongue.pack.direction]
    moments = f" {arrow} ".join(tongue.isolate_text(_moment(record, tongue)) for record, _ in (old, new))
    records = tuple(record.reference for record, _ in (old, new))
    subject = old[0].subject
    between = SaidSentence("difference", moments, (TracedFact(subject, records, subject),))
    return _paper(*old, tongue, between), _paper(*new, tongue, between)


def _paper(record: Record, version: TextVersion, tongue: Tongue, between: SaidSentence) -> Paper:
    title = TracedFact(version.title, (record.reference,), version.title.get(tongue.language, ""))
    return Paper(
        kind="difference",
        tongue=tongue,
        title=TracedFact(record.subject, (record.reference,), record.subject),
        subtitle=between,
        sections=(Section("text", title, tuple(_paragraphs(record, version, tongue.language))),),
    )


def _paragraphs(record: Record, version: TextVersion, language: str) -> Iterator[Paragraph]:
    source = (record.reference,)
    if text := version.invitation.get(language):
        yield Paragraph(TracedFact(version.invitation, source, text))
    for number, question in enumerate(version.questions, start=1):
        label = SaidSentence("number", f"{number}." if version.numbering == "numbered" else "–")
        if text := question.get(language):
            yield Paragraph(TracedFact(question, source, text), label=label)


def _moment(record: Record, tongue: Tongue) -> str:
    day = tongue.date(when(record.on)) if record.on else None
    return f"{record.reference} ({day})" if day else record.reference
