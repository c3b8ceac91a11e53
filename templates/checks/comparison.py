"""An edited file held against the record's paper, sentence by sentence.

Sentences that stand in both are alike, wherever they stand. Those that are left are put together by the facts and words
that they share; what each side says is then compared as facts, and what is not a fact is wording.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from functools import cached_property
from typing import NamedTuple

from escalade.templates.checks.document import Document, DocumentPassage, plain
from escalade.templates.checks.reading.block import ENDS
from escalade.templates.checks.said import ORDERED, SENTENCE, Said, count_negations, said_in
from escalade.templates.values.fact import TracedFact
from escalade.templates.values.paper import SECRETARIAT
from escalade.workflow.values.errors import Message, Word

_LOOSE = re.compile(r"[\s\-\u2010-\u2015\u0640\u0670]+")
_TOKEN = re.compile(r"\d+(?:[.,/]\d+)*|[\u4e00-\u9fff]|[^\W\d_]+")
_ORDERLESS = re.compile(r"\d{2,}|[A-Za-z]{2,}")
_PARTS = re.compile(r"\d+|[\u4e00-\u9fff]|[^\W\d_]+")
_NUMBER = re.compile(r"(\d+(?:\.\d+)*)\.?\s*")
_LABELLED = re.compile(r"(?<!\w)\d{1,2}(?:\.\d{1,2})*\.?(?= )")
"""The number of a paragraph, before what is accounted for."""
ALIKE = 0.5
"""Which part of its facts or words a sentence shares with the one that takes its place."""
WITHIN = 0.8
"""The same where that is one of several that were joined, or a part of one."""
SHORTEST, ENDING = 3, 3
"""How many letters grammar leaves of a name at least, and how many it may change at its end."""
NAME = 4
"""Of how many words on what a record says is a quotation, and no name."""
MOST = 6
"""How many pieces of a file a sentence may be set in."""
DATED = Message("masthead, {row}", row=Word("date"))
"""Where the day of a paper stands."""


class Difference(NamedTuple):
    """One place where a file and its paper differ."""

    kind: str
    """changed, dated or added (a fact); cut or given up (with its sentence); new, moved, or wording."""
    place: str
    drawn: str
    found: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    """The facts that differ or are gone, each with its record."""
    records: tuple[str, ...] = ()


def squeeze(text: str) -> str:
    """A text as every form has it: no spaces, hyphens, raised letters."""
    return _LOOSE.sub("", unicodedata.normalize("NFKC", plain(text))).casefold()


class _Sentence:
    """A sentence of one of the two sides."""

    def __init__(self, text: str, language: str, lead: str, at: DocumentPassage | None = None) -> None:
        self.text, self.language, self.lead, self.at = text, language, lead, at
        self.key, self.place, self.gap, self.stands = squeeze(text), 0.0, 0, False

    @cached_property
    def said(self) -> tuple[Said, ...]:
        """The facts that its words say."""
        return said_in(self.text, self.language, self.lead)

    @cached_property
    def words(self) -> Counter[str]:
        """Its words."""
        return Counter(_TOKEN.findall(self.text.casefold()))

    @cached_property
    def traced(self) -> tuple[tuple[str, TracedFact], ...]:
        """The facts of records that it prints, each as far as it stands in this sentence."""
        facts = [(plain(fact.text), fact) for fact in (self.at.facts if self.at else ()) if fact.kind != "noun"]
        parts = ((text if squeeze(text) in self.key else self.text, text, fact) for text, fact in facts)
        return tuple((part, fact) for part, text, fact in parts if squeeze(part) in squeeze(text) and part)

    def shares(self, other: _Sentence) -> float:
        """Which part of its facts, or else of its words, another sentence has.

        What stands in the file once more was not taken elsewhere: only what stands in its own place took it.
        """
        if self.gap != other.gap and (self.stands or other.stands):
            return 0
        mine, its = ({one[:2] for one in side.said} for side in (self, other))
        facts = len(mine & its) / len(mine) if len(mine) > 1 else 0
        return max(facts, (self.words & other.words).total() / max(self.words.total(), 1))

    def nears(self, other: _Sentence) -> tuple[float, float]:
        """How near another one is to it: in what it says, and else in where it stands."""
        return self.shares(other), -abs(self.place - other.place)


def compare(document: Document, drawn: Document) -> tuple[Difference, ...]:
    """Where a file departs from the paper that the record gives.

    Args:
        document: the file, as it was read.
        drawn: the paper, as it is drawn from the record.
    """
    if document.is_unordered:
        return tuple(_lost(document, drawn))
    ours = list(_drawn(drawn))
    numbers = {number for section in drawn.sections for number in section.paragraphs}
    theirs = list(_found(document, {one.key for one in ours}, numbers))
    _set_places(ours, theirs)
    gone, new, moved = _unmatched(ours, theirs, drawn)
    return (*(one for group in _groups(gone, new) for one in _differences(*group)), *map(_moved, moved))


def _drawn(drawn: Document) -> Iterator[_Sentence]:
    for one in drawn.passages:
        for text in SENTENCE.split(plain(one.text)):
            if squeeze(text):
                yield _Sentence(text, drawn.language, one.lead, one)


def _found(document: Document, keys: set[str], numbers: set[str]) -> Iterator[_Sentence]:
    """The sentences of a file; an entry of a list is led by what ends in a colon before it."""
    lead = ""
    for block in map(plain, document.blocks):
        number = _NUMBER.match(block)
        is_numbered = number and number[1] in numbers and squeeze(SENTENCE.split(block)[0]) not in keys
        said = block[number.end() :] if number and is_numbered else block
        yield from (_Sentence(text, document.language, lead) for text in SENTENCE.split(said) if squeeze(text))
        lead = said if said.endswith(":") else lead if said.endswith(";") else ""


def _set_places(ours: list[_Sentence], theirs: list[_Sentence]) -> None:
    for side in (ours, theirs):
        for place, one in enumerate(side):
            one.place = place / len(side)
    stands = {one.key for one in theirs}
    for one in ours:
        one.stands = one.key in stands


def _unmatched(
    ours: list[_Sentence], theirs: list[_Sentence], drawn: Document
) -> tuple[list[_Sentence], list[_Sentence], list[_Sentence]]:
    """The sentences of each side that the other has not, and those that stand elsewhere."""
    matcher = SequenceMatcher(None, [one.key for one in ours], [one.key for one in theirs], autojunk=False)
    gone: list[_Sentence] = []
    left: list[tuple[int, _Sentence]] = []
    for gap, (kind, first, last, begin, end) in enumerate(matcher.get_opcodes()):
        if kind != "equal":
            gone += ours[first:last]
            left += [*enumerate(theirs)][begin:end]
            for one in (*ours[first:last], *theirs[begin:end]):
                one.gap = gap
    there = Counter(one.key for _, one in left)
    moved = [one for one in gone if there[one.key] and not there.subtract([one.key])]
    gone = [one for one in gone if one not in moved]
    again = {one.key for one in ours}
    head = [squeeze(one.printed or one.text) for one in drawn.masthead]  # on top of each page of a PDF, once more
    left = [(place, one) for place, one in left if one.key not in again]
    gone, new = _composed(gone, left, [*(squeeze(one.text) for one in drawn.labels), *head])
    return gone, new, [one for one in moved if len(one.words) > NAME]


def _composed(
    gone: list[_Sentence], left: list[tuple[int, _Sentence]], labels: list[str]
) -> tuple[list[_Sentence], list[_Sentence]]:
    """Take away what consists of nothing but sentences of the paper and labels, be it in several pieces."""
    new: list[_Sentence] = []
    while left:
        for count in range(1, MOST + 1):
            run = left[:count]
            is_run = len(run) == count and run[-1][0] - run[0][0] == count - 1
            used = _made_of("".join(one.key for _, one in run), gone, labels) if is_run else None
            if used is not None:
                gone, left = [one for one in gone if one not in used], left[count:]
                break
        else:
            new.append(left.pop(0)[1])
    return gone, new


def _made_of(text: str, gone: Iterable[_Sentence], labels: Iterable[str]) -> list[_Sentence] | None:
    """The sentences that a text consists of, labels aside; none where there is more in it."""
    printed = [(one.key, one) for one in gone]
    printed += [(squeeze(one.at.printed), one) for one in gone if one.at and one.at.printed]
    wanted: list[tuple[str, _Sentence | None]] = [*printed, *((label, None) for label in labels if label)]
    used: list[_Sentence] = []
    for key, one in sorted(wanted, key=lambda pair: -len(pair[0])):
        if key in text and one not in used:
            text = text.replace(key, " ", 1)
            used += [one] if one is not None else []
    return None if re.search(r"[^\W_]", _LABELLED.sub("", text)) else used


def _groups(gone: Sequence[_Sentence], new: Sequence[_Sentence]) -> Iterator[tuple[list[_Sentence], list[_Sentence]]]:
    """Put together what took the place of what: a sentence reworded, several joined, one split."""
    of: dict[_Sentence, list[_Sentence]] = {one: [one] for one in (*gone, *new)}
    for one, other in _links(gone, new):
        if of[one] is not of[other]:
            of[one] += of[other]
            of.update(dict.fromkeys(of[other], of[one]))
    for group in {id(group): group for group in of.values()}.values():
        yield [one for one in gone if one in group], [one for one in new if one in group]


def _links(gone: Sequence[_Sentence], new: Sequence[_Sentence]) -> Iterator[tuple[_Sentence, _Sentence]]:
    """What belongs together: what each has most in common with, and else a name with what stands in its place."""
    nearest = {one: max(others, key=one.nears) for mine, others in ((gone, new), (new, gone)) for one in mine if others}
    linked = {
        (one, other)
        for one, other in nearest.items()
        if one.shares(other) >= (ALIKE if nearest[other] is one else WITHIN)
    }
    yield from linked
    taken = {one for pair in linked for one in pair}
    for one in gone:
        there = (other for other in new if other.gap == one.gap and other not in taken)
        if one not in taken and not one.text.endswith(ENDS) and (other := next(there, None)):
            taken.add(other)
            yield one, other


def _differences(ours: list[_Sentence], theirs: list[_Sentence]) -> Iterator[Difference]:
    """What is to be said of sentences that take each other's place."""
    drawn, found = (" ".join(one.text for one in side) for side in (ours, theirs))
    records = tuple(dict.fromkeys(record for one in ours for _, fact in one.traced for record in fact.records))
    place = next((one.at.place for one in ours if one.at), Word("text"))
    said = list(_facts_of(ours))
    if not theirs:
        yield Difference(_kind_of_cut(ours, said), place, drawn, "", tuple(said), records)
        return
    known = {one[:2] for each in ours for one in each.said}
    numbers = {str(fact.value) for one in ours for _, fact in one.traced if fact.kind == "number"}
    extra = [
        (one.shown, "")
        for one in dict.fromkeys(one for each in theirs for one in each.said)
        if one[:2] not in known and not (one.kind == "figure" and one.key in numbers)
    ]
    lost = [*dict.fromkeys(_lost_in(ours, theirs))] if ours else []
    is_of_secretariat = bool(ours) and all(one.at and one.at.key == SECRETARIAT for one in ours)
    if lost and place == DATED:
        yield Difference("dated", place, drawn, found, tuple(lost), records)
    elif lost or (ours and count_negations(drawn) != count_negations(found)):
        yield Difference("changed", place, drawn, found, (*lost, *extra), records)
    elif extra and not is_of_secretariat:
        yield Difference("added", place, drawn, found, tuple(extra), records)
    else:
        yield Difference("wording" if ours else "new", place, drawn, found, (), records)


def _kind_of_cut(ours: list[_Sentence], facts: list[tuple[str, str]]) -> str:
    """Whether a request, an outcome or a text of a topic goes, a fact, or words alone."""
    weighty = {"request", "outcome"}
    if any(one.kind in weighty for each in ours for one in each.said):
        return "given up"
    return "cut" if facts else "wording"


def _facts_of(ours: Iterable[_Sentence]) -> Iterator[tuple[str, str]]:
    """The facts of sentences, with their records."""
    for one in ours:
        yield from dict.fromkeys((part, fact.record) for part, fact in one.traced)
        traced = squeeze(" ".join(part for part, _ in one.traced))
        for each in one.said:
            if each.kind in {"figure", "state", "person"} and squeeze(each.shown.strip("“”")) not in traced:
                yield each.shown, _record_of(one, each)


def _lost_in(ours: Sequence[_Sentence], theirs: Sequence[_Sentence]) -> Iterator[tuple[str, str]]:
    """The facts that are no longer said in what took the place of sentences, or in another order."""
    text = " ".join(one.text for one in theirs)
    there = [one[:2] for each in theirs for one in each.said]
    for one in ours:
        yield from ((part, fact.record) for part, fact in one.traced if not _keeps(text, part, fact))
        for each in one.said:
            if each[:2] not in there:
                yield each.shown, _record_of(one, each)
        for kind in ORDERED:
            mine = [each for each in one.said if each.kind == kind]
            its = [key for of, key in there if of == kind]
            if {each.key for each in mine} <= {*its} and not _in_order([each.key for each in mine], its):
                yield ", ".join(each.shown for each in mine), _record_of(one, mine[0])


def _in_order(wanted: Sequence[str], there: Iterable[str]) -> bool:
    rest = iter(there)
    return all(any(one == other for other in rest) for one in wanted)


def _keeps(text: str, part: str, fact: TracedFact) -> bool:
    """Whether a text says what a fact says: a quotation in its words, a name in whatever case."""
    if squeeze(part).rstrip(".;") in squeeze(text) or fact.kind in {"date", "symbol", "citation"}:
        return True  # those are found in the words of both
    parts = _PARTS.findall(part.casefold())
    if fact.kind == "number":
        return str(fact.value) in re.findall(r"\d+", text) or (bool(parts) and _stem(parts[0]) in text.casefold())
    if fact.kind == "text" and len(parts) > NAME and not fact.record.startswith("body#"):
        return False
    return all(_stem(one) in text.casefold() for one in parts if len(one) > SHORTEST or not one.isalpha())


def _stem(word: str) -> str:
    return word[: max(SHORTEST, len(word) - ENDING)] if word.isalpha() else word


def _record_of(sentence: _Sentence, said: Said) -> str:
    """The record of what a sentence says."""
    for part, fact in sentence.traced:
        if said[:2] in {one[:2] for one in said_in(part, sentence.language)}:
            return fact.record
    return sentence.at.record if sentence.at else ""


def _moved(one: _Sentence) -> Difference:
    return Difference("moved", one.at.place if one.at else Word("text"), one.text)


def _lost(document: Document, drawn: Document) -> Iterator[Difference]:
    """The figures and Latin words that a file lacks whose words have lost their order."""
    text = plain(" ".join(document.blocks))
    there = Counter(_ORDERLESS.findall(text))
    for one in drawn.passages:
        wanted = Counter(_ORDERLESS.findall(one.text))
        lacking = [one for one in (wanted - there).elements() if one not in text]
        there -= wanted
        if lacking:
            yield Difference("changed", one.place, ", ".join(lacking), "", ((", ".join(lacking), one.record),))
