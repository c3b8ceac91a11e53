"""Mark texts and names that are not translated, each where it stands."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from escalade.templates.languages.quotation import is_sentence
from escalade.templates.languages.spoken import CLOSE, OPEN, find_own_words, spoken
from escalade.templates.values.fact import SaidSentence, TracedFact

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from escalade.templates.languages.tongue import Tongue
    from escalade.templates.values.fact import Printable

_BEFORE = re.compile(f"(?:[“«《]\u00a0?)?{OPEN}*$")
_BEHIND = re.compile(f"{CLOSE}*(?:\u00a0?[”»》])?{CLOSE}*")
"""Quotation marks and isolates around words."""
_STOPPED = re.compile(r"(.*[”»])[.。]", re.DOTALL)
"""Quoted words behind which a sentence has set its full stop."""
_WORD = re.compile(r"[^\W\d_]{2}")
"""What is no *and* of one letter."""
_FIGURE = re.compile(r"[^()\uff08\uff09]{0,6}(?=[)\uff09])")
"""What a bracket may hold behind words: the figure that goes with a name."""
_CLOSING = (")", "\uff09")
_OPENED = re.compile(r"[ \u00a0]?[(\uff08]")
"""What opens a bracket right behind another."""
_COUNTED = re.compile(
    r"[ \u00a0]?[(\uff08]\d+(?=[)\uff09])|(?:,|:|\u00a0\u2014)? ?\d+\u4efd?(?=[.\u3002]?$|[;\uff1b\u061b,]|\u00a0;)"
)
"""A number in brackets right behind words, or one that a list has behind them."""
_BRACKETED = re.compile(r"[^()\uff08\uff09]+[(\uff08][^()\uff08\uff09]*[)\uff09]")
"""Words that end with one in brackets."""
_PARTED = {"fr": "\u00a0; ", "ar": "\u061b ", "zh": "\uff1b"}
_TWO_LETTERS = re.compile("[A-Za-z\u00c0-\u024f]{2}|[\u0370-\u052f]{2}")
"""Two letters of one word, in scripts that part their words."""
_COLON = re.compile("[:\uff1a]")
_SEMICOLONS = frozenset({";", "\u061b", "\uff1b"})


class ForeignSpan(NamedTuple):
    """Where words that are not translated stand, and if they need a mark."""

    first: int
    end: int
    fact: TracedFact
    is_due: bool


@dataclass(frozen=True, slots=True)
class Marking:
    """The marks of one paper, made as it is written from its top.

    A text bears its mark wherever it is printed, a name where it is first; the letters of an acronym need none.
    """

    tongue: Tongue
    _met: set[tuple[str | None, str]] = field(default_factory=set)

    def __call__(self, printed: Printable) -> Printable:
        """Something printed, with a mark behind each text in it that needs one."""
        if not printed.others:
            return printed
        facts = printed.facts if isinstance(printed, SaidSentence) else (printed,)
        foreign = [(fact, self._is_due(fact)) for fact in facts if fact.other and not fact.noun]
        self._met.update((fact.other, _source(fact)) for fact, _ in foreign)
        if isinstance(printed, TracedFact):
            return spoken(self.tongue.mark_foreign(printed))
        is_due = any(due for _, due in foreign)
        return spoken(printed.reword(self._mark(printed.text, facts, foreign)) if is_due else printed)

    def _is_due(self, fact: TracedFact) -> bool:
        """Whether a fact is marked: a text each time, a name the first time."""
        return is_sentence(fact) or _source(fact).endswith(".") or (fact.other, _source(fact)) not in self._met

    def _mark(self, text: str, facts: Iterable[TracedFact], foreign: Iterable[tuple[TracedFact, bool]]) -> str:
        """A sentence with a mark behind each text that needs one; at its end where its words are not found."""
        parts, at = list[str](), 0
        for first, end, fact, is_due in _reach(text, [*self._join(text, _find(text, facts, foreign))]):
            said = SaidSentence("text", text[first:end], (fact,))
            marked = self._mark_words(said, aside=text.startswith(_CLOSING, end)) if is_due else said.text
            if marked.endswith(_CLOSING) and (opened := _OPENED.match(text, end)):
                parts += (text[at:first], marked[:-1], self._semicolon)
                at = opened.end()
                continue
            parts += (text[at:first], marked)
            is_wide = marked.endswith(_CLOSING[1])  # a space behind words in Latin letters is none behind that
            at = end + (is_wide and text.startswith(" ", end))
        return "".join((*parts, text[at:]))

    def _mark_words(self, said: SaidSentence, *, aside: bool) -> str:
        """Words with their mark; in the bracket that they end with, where they do."""
        last = said.text[-1:] if not aside and _BRACKETED.fullmatch(said.text) else ""
        bare = said.reword(said.text.removesuffix(last)) if last else said
        return f"{self.tongue.mark_foreign(bare, aside=aside or bool(last))}{last}"

    @property
    def _semicolon(self) -> str:
        """What parts two things in one bracket."""
        return _PARTED.get(self.tongue.language, "; ")

    def _join(self, text: str, stretches: Iterable[ForeignSpan]) -> Iterator[ForeignSpan]:
        """The stretches, those that follow each other in a list as one."""
        last = None
        for one in stretches:
            if last and last.fact.other == one.fact.other and self._are_listed(last, one, text[last.end : one.first]):
                last = ForeignSpan(last.first, one.end, one.fact, last.is_due or one.is_due)
            else:
                yield from (last,) if last else ()
                last = one
        yield from (last,) if last else ()

    def _are_listed(self, last: ForeignSpan, one: ForeignSpan, between: str) -> bool:
        """Whether what stands between two texts only lists them: signs, figures, *and*.

        A semicolon alone parts names of a list, but clauses where texts are; a colon parts a text from whose it is.
        """
        kinds = {last.fact.kind, one.fact.kind}
        if "text" in kinds and (between.strip() in _SEMICOLONS or (len(kinds) > 1 and _COLON.search(between))):
            return False
        lists = self.tongue.pack.lists
        return between in {lists.last, lists.with_commas.last, lists.with_commas.pair} or not _WORD.search(between)


def _find(text: str, facts: Iterable[TracedFact], foreign: Iterable[tuple[TracedFact, bool]]) -> list[ForeignSpan]:
    """Where the words of facts stand, with their quotation marks; the whole text where they are not found."""
    every = {fact.text for fact in facts}
    found: list[ForeignSpan] = []
    for fact, is_due in foreign:
        words = find_own_words(fact, text)
        words = stopped[1] if (stopped := _STOPPED.fullmatch(words)) else words
        places = _places_of(words, text, [longer for longer in every if words in longer and longer != fact.text])
        after = found[-1].end if found else 0
        at = next((place for place in places if place >= after), next(iter(places), None))
        first, end = (0, len(text)) if at is None else _widen(text, at, at + len(words))
        is_free = not any(one.first < end and first < one.end for one in found)
        if is_free and (is_due or at is not None):
            found.append(ForeignSpan(first, end, fact, is_due))
    return sorted(found)


def _reach(text: str, spans: Sequence[ForeignSpan]) -> Iterator[ForeignSpan]:
    """The stretches, each with a number in brackets right behind it: the mark follows that."""
    for place, one in enumerate(spans, start=1):
        ahead = spans[place].first if place < len(spans) else len(text)
        counted = _COUNTED.match(text, one.end) if one.is_due else None
        yield one._replace(end=counted.end()) if counted and counted.end() < ahead else one


def _places_of(words: str, text: str, longer: Iterable[str]) -> list[int]:
    """Where words stand in a text by themselves: neither inside of another word nor in longer words of another fact."""
    kept = [place for whole in longer for first in _starts(whole, text) for place in range(first, first + len(whole))]
    taken = frozenset(kept)
    return [
        place
        for place in _starts(words, text)
        if place not in taken
        and not _TWO_LETTERS.fullmatch(text[max(place - 1, 0) : place + 1])
        and not _TWO_LETTERS.fullmatch(text[place + len(words) - 1 : place + len(words) + 1])
    ]


def _starts(words: str, text: str) -> list[int]:
    """Every place at which words begin in a text."""
    return [one.start() for one in re.finditer(re.escape(words), text)] if words else []


def _widen(text: str, first: int, end: int) -> tuple[int, int]:
    """A stretch with the quotation marks and isolates around it."""
    before, behind = _BEFORE.search(text, 0, first), _BEHIND.match(text, end)
    end = behind.end() if behind else end
    figure = _FIGURE.match(text, end)
    end = figure.end() if figure and not _WORD.search(figure[0]) else end
    return before.start() if before else first, end


def _source(fact: TracedFact) -> str:
    """The text in its own language, without what a sentence made of it."""
    texts = fact.value
    return str(texts[fact.other]) if isinstance(texts, Mapping) else str(texts)
