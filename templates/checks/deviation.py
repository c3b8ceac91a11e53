"""Where a file departs from the paper that the record gives."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from escalade.templates.checks.document import plain
from escalade.templates.checks.finding import CheckRemark
from escalade.templates.checks.proof import prints_fact
from escalade.templates.checks.reading.lexicon import any_of
from escalade.workflow.values.message import Message, Word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escalade.templates.checks.document import Document, DocumentPassage
    from escalade.templates.checks.finding import Case

_LOOSE = re.compile(r"[\s\-\u2010-\u2015\u0640\u0670]+")
_TOKEN = re.compile(r"\d+(?:[.,/]\d+)*|[\u4e00-\u9fff]|[^\W\d_]+|[^\w\s]")
_ORDERLESS = re.compile(r"\d{2,}|[A-Za-z]{2,}")
_NUMBERED = re.compile(r"^\d{1,2}(?:\.\d{1,2})*\.?(?= |$)")
"""The number of a paragraph, before what is accounted for."""
_FIGURES = re.compile(r"\d+")
ALIKE = 0.5
"""From which likeness on a text is taken for another one's new wording."""
FEW = 12
"""As many letters are a label, and no addition."""
_SHOWN = 120


class Deviation(NamedTuple):
    """One place where a file and its paper differ."""

    kind: str
    """fact (no longer said), missing, moved, wording or added."""
    passage: DocumentPassage | None
    drawn: str
    found: str = ""


def squeeze(text: str) -> str:
    """A text as every form has it: no spaces, hyphens, raised letters."""
    return _LOOSE.sub("", unicodedata.normalize("NFKC", plain(text))).casefold()


@dataclass
class _Reading:
    """The text of a file, and which of it is accounted for."""

    blocks: tuple[str, ...]
    text: str = field(init=False)
    claimed: list[tuple[int, int]] = field(default_factory=list)
    cursor: int = 0

    def __post_init__(self) -> None:
        squeezed = [squeeze(block) for block in self.blocks]
        self.starts = [0, *accumulate(map(len, squeezed))]
        self.text = "".join(squeezed)

    def find(self, wanted: str, first: int = 0, last: int | None = None) -> int:
        """The first place where a text stands that nothing else accounts for."""
        end = len(self.text) if last is None else last
        at = self.text.find(wanted, first, end)
        while at >= 0 and any(begin < at + len(wanted) and at < stop for begin, stop in self.claimed):
            at = self.text.find(wanted, at + 1, end)
        return at

    def claim(self, at: int, wanted: str) -> None:
        """Account for a text."""
        self.claimed.append((at, at + len(wanted)))

    def rest(self) -> Iterator[tuple[str, str]]:
        """Each block with the part of it that nothing accounts for."""
        left = list(self.text)
        for begin, stop in self.claimed:
            left[begin:stop] = [" "] * (stop - begin)
        for place, block in enumerate(self.blocks):
            yield block, "".join(left[self.starts[place] : self.starts[place + 1]])


def deviations(document: Document, drawn: Document) -> tuple[Deviation, ...]:
    """Where a file departs from the paper that the record gives, in order.

    Args:
        document: the file, as it was read.
        drawn: the paper, as it is drawn from the record.
    """
    if document.is_unordered:
        return tuple(_lost(document, drawn))
    reading = _Reading(document.blocks)
    head = _end_of_head(document, reading)
    found: list[Deviation] = []
    gone: list[DocumentPassage] = []
    for one in (*drawn.draft, *drawn.masthead):
        _look(reading, one, found, gone, last=head)
    reading.cursor = 0
    for one in (*drawn.box_passages, *drawn.body, *drawn.signature, *drawn.annex_passages):
        _look(reading, one, found, gone)
    for label in sorted(drawn.labels, key=len, reverse=True):
        at = reading.find(squeeze(label))
        if at >= 0:
            reading.claim(at, squeeze(label))
    new = [block for block, rest in reading.rest() if _says_something(_NUMBERED.sub("", rest))]
    found += _paired(gone, new)
    found += [Deviation("added", None, "", block) for block in new]
    return tuple(found)


def _lost(document: Document, drawn: Document) -> Iterator[Deviation]:
    """The figures and Latin words that a file lacks whose words have lost their order."""
    text = plain(" ".join(document.blocks))
    there = Counter(_ORDERLESS.findall(text))
    for one in drawn.passages:
        wanted = Counter(_ORDERLESS.findall(one.text))
        lacking = [one for one in (wanted - there).elements() if one not in text]
        there -= wanted
        if lacking:
            yield Deviation("missing", one, ", ".join(lacking))


def select_deviations(found: tuple[Deviation, ...], records: frozenset[str]) -> tuple[Deviation, ...]:
    """Select those at a passage that tells of some records, or that is gone."""
    return tuple(one for one in found if (_tells_of(one.passage, records) if one.passage else records))


def _tells_of(passage: DocumentPassage, records: frozenset[str]) -> bool:
    """Whether half of a passage's facts, or more, come from one of these records."""
    resting = [fact for fact in passage.facts if not records.isdisjoint(fact.records)]
    return bool(resting) and 2 * len(resting) >= len(passage.facts)


def _end_of_head(document: Document, reading: _Reading) -> int:
    """Where the masthead ends: before the box, or the first section."""
    first = next((one.title for one in document.box if one.title), "")
    first = first or next((one.title for one in document.sections if one.title), "")
    at = reading.text.find(squeeze(first)) if first else -1
    return at if at > 0 else len(reading.text)


def _look(
    reading: _Reading,
    passage: DocumentPassage,
    found: list[Deviation],
    gone: list[DocumentPassage],
    last: int | None = None,
) -> None:
    """Find a passage where it is due, else somewhere else."""
    wanted = squeeze(passage.text)
    if passage.printed and reading.find(wanted, 0, last) < 0:
        wanted = squeeze(passage.printed)
    if not wanted:
        return
    at = reading.find(wanted, 0 if last is not None else reading.cursor, last)
    if at >= 0:
        reading.claim(at, wanted)
        reading.cursor = reading.cursor if last is not None else at + len(wanted)
        return
    at = reading.find(wanted) if last is None else -1
    if at >= 0 and len(wanted) > FEW:
        reading.claim(at, wanted)
        found.append(Deviation("moved", passage, passage.text))
    else:
        gone.append(passage)


def _says_something(rest: str) -> bool:
    """Whether what is left of a block is more than a label."""
    letters = sum(letter.isalpha() for letter in rest)
    return letters > FEW or bool(_FIGURES.search(rest)) or sum("\u4e00" <= one <= "\u9fff" for one in rest) > FEW // 3


def _paired(gone: list[DocumentPassage], new: list[str]) -> Iterator[Deviation]:
    """Each passage that is not there as it was, with what took its place."""
    for passage in gone:
        tokens = _TOKEN.findall(passage.text)
        likeness = {block: _likeness(tokens, _TOKEN.findall(block)) for block in new}
        nearest = max(likeness, key=lambda block: likeness[block], default="")
        if likeness.get(nearest, 0) < ALIKE:
            yield Deviation("missing", passage, passage.text)
            continue
        new.remove(nearest)
        lost = [fact for fact in passage.facts if not prints_fact(fact, nearest) or _lacks(fact.text, nearest)]
        is_grave = bool(lost) or _grave(passage.text) != _grave(nearest)
        yield Deviation("fact" if is_grave else "wording", passage, passage.text, nearest)


def _lacks(fact: str, text: str) -> bool:
    """Whether a text lacks the figures of a fact."""
    return not set(_FIGURES.findall(plain(fact))) <= set(_FIGURES.findall(text))


def _grave(text: str) -> tuple[list[str], int]:
    """What must be the same in another wording: the figures, and how often it says no."""
    return sorted(_FIGURES.findall(text)), len(_negations().findall(text))


@cache
def _negations() -> re.Pattern[str]:
    return re.compile(any_of("outcome", "negation"), re.IGNORECASE)


def _likeness(first: list[str], second: list[str]) -> float:
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= ALIKE else 0


def record_is_said(case: Case) -> Iterator[CheckRemark]:
    """What is on record is said as it is, and in its place."""
    for document, one in _found(case, "fact", "missing", "moved"):
        yield _remark(document, one)


def words_are_kept(case: Case) -> Iterator[CheckRemark]:
    """A paper has the words that the record gives it."""
    for document, one in _found(case, "wording"):
        yield _remark(document, one)


def nothing_is_added(case: Case) -> Iterator[CheckRemark]:
    """Nothing stands in a paper that no record supports."""
    for document, one in _found(case, "added"):
        yield _remark(document, one)


def record_says_so_still(case: Case) -> Iterator[CheckRemark]:
    """What an issued paper says is still what the record says of its day."""
    for document in case:
        for one in case.overtaken.get(document.name, ()):
            passage = one.passage
            place, record = (passage.place, passage.record) if passage else (Word("text"), "")
            yield CheckRemark(document, place, _said_by_now(one), record)


def _said_by_now(one: Deviation) -> str:
    """Say what the record has otherwise since the issue, and what is due."""
    if one.kind == "added":
        return Message(
            "The record no longer says “{found}”: issue a corrigendum or a revision.", found=_short(one.found)
        )
    drawn, found = _differing(one.drawn, one.found) if one.found else (_short(one.drawn), "")
    if not found:
        return Message("The record says “{drawn}” by now: issue a corrigendum or a revision.", drawn=drawn)
    return Message(
        "The record says “{drawn}” by now, and the paper “{found}”: issue a corrigendum or a revision.",
        drawn=drawn,
        found=found,
    )


def _found(case: Case, *kinds: str) -> Iterator[tuple[Document, Deviation]]:
    for document in case:
        for one in case.deviations.get(document.name, ()):
            if one.kind in kinds:
                yield document, one


def _remark(document: Document, one: Deviation) -> CheckRemark:
    """Say what differs, and where."""
    passage = one.passage
    place, record = (passage.place, passage.record) if passage else (Word("text"), "")
    return CheckRemark(document, place, _said(one), record)


def _said(one: Deviation) -> str:
    if one.kind == "added":
        return Message("No record supports “{found}”; it is text of the secretariat.", found=_short(one.found))
    if one.kind == "missing":
        return Message("“{drawn}” is no longer in the file.", drawn=_short(one.drawn))
    if one.kind == "moved":
        return Message("“{drawn}” stands elsewhere than the record has it.", drawn=_short(one.drawn))
    drawn, found = _differing(one.drawn, one.found)
    return Message("The record has “{drawn}”, and the file “{found}”.", drawn=drawn, found=found)


def _differing(drawn: str, found: str) -> tuple[str, str]:
    """The words in which two texts differ, with a word on either side."""
    first, second = drawn.split(" "), found.split(" ")
    codes = [code for code in SequenceMatcher(None, first, second, autojunk=False).get_opcodes() if code[0] != "equal"]
    if not codes or len(first) == 1:
        return _short(drawn), _short(found)
    _, begin, _, start, _ = codes[0]
    _, _, end, _, stop = codes[-1]
    around = (
        " ".join(words[max(0, at - 1) : to + 1]) for words, at, to in ((first, begin, end), (second, start, stop))
    )
    shown = tuple(map(_short, around))
    return shown[0], shown[1]


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1].rstrip()}…"
