"""A Word file that people edited, held against the paper it came from.

What the record supports must be there, unchanged; a paragraph that no record
supports is admitted as text of the secretariat.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from lxml import etree

from escalade.templates.checks.citation import symbols_in
from escalade.templates.checks.days import dates_in
from escalade.templates.checks.document import plain
from escalade.templates.checks.finding import PaperFinding, Severity
from escalade.templates.checks.proof import prints_fact
from escalade.templates.checks.reading.package import CORE, CUSTOM, MAIN, zip_parts
from escalade.templates.checks.reading.paper import document_of
from escalade.templates.checks.reading.parts import parts_of
from escalade.templates.formats.word.draw import draw_word
from escalade.templates.formats.word.language import W
from escalade.templates.formats.word.property import with_author, with_properties, with_seal
from escalade.templates.languages.typography import WORD_JOINER
from escalade.templates.values.paper import SECRETARIAT
from escalade.workflow.values.message import Message, Messages, Word

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from escalade.templates.checks.document import DocumentPassage
    from escalade.templates.values.fact import TracedFact
    from escalade.templates.values.paper import Paper, Seal


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph of the file as we draw it, and what stands in it."""

    text: str
    passages: tuple[DocumentPassage, ...]

    @property
    def place(self) -> str:
        """Where it stands in the paper."""
        return self.passages[0].place if self.passages else Word("heading")

    @property
    def facts(self) -> tuple[TracedFact, ...]:
        """The recorded facts that it says."""
        return tuple(fact for passage in self.passages for fact in passage.facts)

    @property
    def records(self) -> tuple[str, ...]:
        """The records it rests on, each once."""
        return tuple(dict.fromkeys(record for fact in self.facts for record in fact.records))

    def is_in(self, text: str) -> bool:
        """Whether a paragraph says all that this one says."""
        return all(passage.text in text for passage in self.passages) if self.passages else self.text in text


def paragraphs_in(data: bytes, name: str) -> list[str]:
    """The text of each paragraph of a Word file, as a reader sees it.

    Raises:
        NoWordFileError: it is no Word document.
    """
    body = etree.fromstring(parts_of(data, name)[MAIN])
    texts = ("".join(map(_said, one.iter(f"{W}t", f"{W}tab", f"{W}noBreakHyphen"))) for one in body.iter(f"{W}p"))
    return [text for text in (plain(one) for one in texts) if text]


def list_paragraphs(paper: Paper) -> list[str]:
    """The text of each paragraph of a paper's Word file."""
    return paragraphs_in(draw_word(paper, None), paper.kind)


def _said(node: etree._Element) -> str:
    """Read a piece of a paragraph; a tab stands behind a number."""
    if node.tag != f"{W}tab":
        return "-" if node.tag == f"{W}noBreakHyphen" else (node.text or "").replace(WORD_JOINER, "")
    above = node.getparent()
    return " " if above is not None and above.tag == f"{W}r" else ""


def units_of(paper: Paper) -> list[Unit]:
    """The paragraphs of a paper's Word file, with what stands in each."""
    left = [one for one in document_of(paper).passages if one.text]
    units = []
    for text in list_paragraphs(paper):
        mine = {one.text: one for one in reversed(left) if one.text in text}
        whole = tuple(one for one in mine.values() if not any(one.text in other != one.text for other in mine))
        units.append(Unit(text, whole))
        left = [one for one in left if not any(one is other for other in whole)]
    return units


_WORDS = re.compile(r"\d+(?:[.,]\d+)*(?!\w)|\w+")
ALIKE = 0.6
"""From which likeness on a paragraph is taken for another one's new wording."""
FEW = 2
"""As many words more are a label, and no addition."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One place where a file and its paper differ."""

    kind: str
    """fact (changed), missing, wording, addition (to a paragraph), or added."""
    place: str
    drawn: str
    found: str
    records: tuple[str, ...] = ()


Paragraph = tuple[int, str]
"""A paragraph of the file: the how manieth, and its text."""


def edits(paper: Paper, data: bytes, name: str) -> tuple[Edit, ...]:
    """Where a Word file differs from the paper that the record gives.

    Raises:
        NoWordFileError: it is no Word document.
    """
    units, found = units_of(paper), list(enumerate(paragraphs_in(data, name), start=1))
    matcher = SequenceMatcher(None, [one.text for one in units], [text for _, text in found], autojunk=False)
    gone: list[Unit] = []
    new: list[Paragraph] = []
    for kind, first, last, begin, end in matcher.get_opcodes():
        if kind != "equal":
            gone += units[first:last]
            new += found[begin:end]
    return tuple(_paired(gone, new))


def places_in(paper: Paper, data: bytes | None, name: str) -> Iterator[tuple[str, str]]:
    """Each paragraph of an edited file, or of what people put into a paper.

    Raises:
        NoWordFileError: the file is no Word document.
    """
    if data is None:
        passages = document_of(paper).passages
        yield from ((one.place, one.text) for one in passages if one.key == SECRETARIAT)
    else:
        yield from ((_at(number), text) for number, text in enumerate(paragraphs_in(data, name), start=1))


def _paired(gone: list[Unit], new: list[Paragraph]) -> Iterator[Edit]:
    """Each paragraph that is not there as it was, with what took its place."""
    pairs: dict[int, Paragraph] = {}
    for find in (_holding, _nearest):
        for place, unit in enumerate(gone):
            taken = find(unit, new) if place not in pairs else None
            if taken:
                pairs[place] = taken
                new.remove(taken)
    for place, unit in enumerate(gone):
        if unit.place == DATED:
            yield Edit("dated", unit.place, unit.text, pairs.get(place, (0, ""))[1], unit.records)
        elif place in pairs:
            yield from _changes(unit, pairs[place])
        else:
            yield Edit("missing", unit.place, unit.text, "", unit.records)
    for number, text in new:
        yield Edit("added", _at(number), "", text)


def _at(number: int) -> str:
    return Message("paragraph {number} of the file", number=number)


def _holding(unit: Unit, new: list[Paragraph]) -> Paragraph | None:
    """The first paragraph that says all that one said."""
    return next((one for one in new if unit.is_in(one[1])), None)


def _nearest(unit: Unit, new: list[Paragraph]) -> Paragraph | None:
    """The paragraph most like one, where one is like it."""
    likeness = {one: _likeness(unit.text, one[1]) for one in new}
    nearest = max(new, key=lambda one: likeness[one], default=None)
    return nearest if nearest and likeness[nearest] >= ALIKE else None


def _likeness(first: str, second: str) -> float:
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE else 0


def _changes(unit: Unit, at: Paragraph) -> Iterator[Edit]:
    """Find what was changed in a paragraph, and what was added to it."""
    number, text = at
    lost = [fact for fact in unit.facts if _is_lost(fact, unit.text, text)]
    if lost:
        records = tuple(dict.fromkeys(record for fact in lost for record in fact.records))
        yield Edit("fact", unit.place, ", ".join(plain(fact.text) for fact in lost), text, records)
    elif not unit.is_in(text):
        yield Edit("wording", unit.place, unit.text, text, unit.records)
    added = ", ".join(_added(unit.text, text))
    if added and not lost:
        yield Edit("addition", Message("{place} ({other})", place=unit.place, other=_at(number)), unit.text, added)


def _is_lost(fact: TracedFact, old: str, new: str) -> bool:
    """Whether a paragraph no longer says a fact, in whatever case."""
    text = plain(fact.text)
    return text not in new if text in old else prints_fact(fact, old) and not prints_fact(fact, new)


def _added(old: str, new: str) -> Iterator[str]:
    """Facts that a paragraph has and had not; else words, where they are many."""
    facts = [
        *(str(one) for one in dates_in(new) if one not in dates_in(old)),
        *(str(one) for one in symbols_in(new) if str(one) not in map(str, symbols_in(old))),
    ]
    more = list((Counter(_WORDS.findall(new)) - Counter(_WORDS.findall(old))).elements())
    figures = [word for word in more if word[0].isdecimal() and not any(word in fact for fact in facts)]
    yield from (*facts, *figures)
    if not facts and not figures and old in new and len(more) > FEW:
        yield new.replace(old, "", 1).strip()


DATED = Message("masthead, {row}", row=Word("date"))
"""Where the day of a paper stands."""
SENTENCES: Mapping[str, Callable[[Mapping[str, str]], str]] = {
    "fact": lambda facts: Messages(
        Message("“{drawn}”, which is on record, is no longer said: “{found}”.", **facts),
        Message("Correct the record, or the file."),
    ),
    "dated": lambda facts: Messages(
        Message("The paper bears the day of its issue, {drawn}, and the file does not.", **facts),
        Message("Write it in the file, or give the day that stands there as that of the issue (--on)."),
    ),
    "missing": lambda facts: Message("“{drawn}” is no longer in the file.", **facts),
    "wording": lambda facts: Message("“{drawn}” was worded anew: “{found}”.", **facts),
    "addition": lambda facts: Message(
        "No record supports “{found}”, which was added here; it is text of the secretariat.", **facts
    ),
    "added": lambda facts: Message("No record supports “{found}”; it is text of the secretariat.", **facts),
}
"""By kind of edit, how a finding says it."""


def findings_on(edits: Iterable[Edit], name: str) -> tuple[PaperFinding, ...]:
    """Turn edits into findings: facts are errors, wording is a warning."""
    return tuple(
        PaperFinding(
            severity=Severity.ERROR if edit.kind in {"fact", "missing", "dated"} else Severity.WARNING,
            check=f"edited {edit.kind}",
            paper=name,
            place=edit.place,
            what=SENTENCES[edit.kind]({"drawn": edit.drawn, "found": edit.found}),
            record=edit.records[0] if edit.records else "",
        )
        for edit in edits
    )


def seal_file(data: bytes, seal: Seal, name: str, author: str) -> bytes:
    """The same Word file with the seal of its record, and an author.

    Raises:
        NoWordFileError: it is no Word document.
    """
    parts = with_properties(parts_of(data, name))
    parts[CORE] = with_author(parts.get(CORE), author)
    return zip_parts({**parts, CUSTOM: with_seal(parts[CUSTOM], seal)})
