"""Whether the versions of one paper say the same in every language."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from escalade.templates.checks.citation import citations_in, symbols_in
from escalade.templates.checks.days import dates_in, without_dates
from escalade.templates.checks.document import BOX_PLACES, list_of
from escalade.templates.checks.finding import CheckRemark
from escalade.templates.checks.ordinals import ordinals_in_figures, ordinals_in_words
from escalade.templates.checks.reading.lexicon import any_of
from escalade.templates.checks.references import annexes_in
from escalade.workflow.values.message import Message, Series, Word
from escalade.workflow.values.symbols import bare_symbol

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping

    from escalade.templates.checks.document import Document, DocumentPassage
    from escalade.templates.checks.finding import Case

    Shown = Mapping[object, str]
    """What is compared, and how each language writes it."""
    Look = Callable[[DocumentPassage, str], Shown]
    """What a passage shows, in a document of that language."""

COUNTED: Mapping[str, Callable[[Mapping[str, object]], Message]] = {
    "sections": lambda facts: Message("There are {here} sections here, and {there} in “{other}”.", **facts),
    "annexes": lambda facts: Message("There are {here} annexes here, and {there} in “{other}”.", **facts),
    "paragraphs": lambda facts: Message("There are {here} paragraphs here, and {there} in “{other}”.", **facts),
    "entries": lambda facts: Message("There are {here} entries of a list here, and {there} in “{other}”.", **facts),
    "lines": lambda facts: Message("There are {here} lines here, and {there} in “{other}”.", **facts),
    "questions": lambda facts: Message("There are {here} questions here, and {there} in “{other}”.", **facts),
}
"""By what is counted, how a finding says that the counts differ."""
LONGEST_REMARK = 250
OWN_REMARKS = frozenset({"common.untranslated_texts"})
"""What each language says of itself alone."""
_FIGURES = re.compile(r"\d+(?:[.,]\d+)*")


def counts_agree(case: Case) -> Iterator[CheckRemark]:
    """Paragraphs, views, questions and annexes are as many in every language."""
    counts = {name: _counts(document) for name, document in case.alone.documents.items()}
    for what in dict.fromkeys(key for one in counts.values() for key in one):
        values = {name: one.get(what, 0) for name, one in counts.items()}
        for name, other in odd_ones(values):
            place, things = what
            facts = {"here": values[name], "there": values[other], "other": other}
            yield CheckRemark(case.documents[name], place, COUNTED[things](facts))


def _counts(document: Document) -> dict[tuple[str, str], int]:
    """Count what can be counted, by place."""
    found: dict[tuple[str, str], int] = {
        (Word("body"), "sections"): len(document.sections),
        (Word("annexes"), "annexes"): len(document.annexes),
    }
    for number, section in enumerate(document.sections, start=1):
        found[Message("section {label}", label=number), "paragraphs"] = len(section.paragraphs)
    for place, count in Counter(_lists(document)).items():
        found[place, "entries"] = count
    for text in document.texts:
        found[text.place, "questions"] = len(text.questions)
        found[text.place, "paragraphs"] = sum(not is_own_remark(one) for one in text.passages)
    for part in document.box:
        place = BOX_PLACES.get(part.kind) or Message("box, {part}", part=Word(part.kind))
        found[place, "paragraphs"] = sum(not list_of(one.place) and not is_own_remark(one) for one in part.passages)
    found[Word("signature"), "lines"] = len(document.signature)
    return found


def is_own_remark(passage: DocumentPassage) -> bool:
    """Whether it says what a language says of itself alone.

    That is that a text is not translated, or unofficially.
    """
    if passage.key in OWN_REMARKS:
        return True
    return len(passage.text) < LONGEST_REMARK and _is_called_unofficial(passage.text)


@lru_cache(maxsize=2048)  # a version of many is as it was in the last check
def _is_called_unofficial(text: str) -> bool:
    return re.search(any_of("titles", "unofficial"), text) is not None


def _lists(document: Document) -> Iterator[str]:
    """Where the entries of lists stand, such as views and asks."""
    for passage in (*document.box_passages, *document.body):
        place = list_of(passage.place)
        if place:
            yield place


def dates_are_the_same(case: Case) -> Iterator[CheckRemark]:
    """Dates are the same in every language."""
    yield from compare_places(case, lambda one, _: {date: date for date in dates_in(one.text)})


def numbers_are_the_same(case: Case) -> Iterator[CheckRemark]:
    """Numbers and the resolutions cited are the same in every language."""
    yield from compare_places(case, _cited, _figures_of(case), _annexes)


def symbols_are_the_same(case: Case) -> Iterator[CheckRemark]:
    """Symbols of documents are the same in every language."""
    yield from compare_places(case, _symbols)


def _symbols(passage: DocumentPassage, _tag: str) -> Shown:
    """The symbols of a passage; of a masthead without marks, which some languages write in words."""
    shown = [str(symbol) for symbol in symbols_in(passage.text)]
    return {bare_symbol(one) if passage.place == Word("masthead") else one: one for one in shown}


def _cited(passage: DocumentPassage, _tag: str) -> Shown:
    return {(one.kind, one.number, one.year): str(one) for one in citations_in(passage.text)}


def _figures_of(case: Case) -> Look:
    """The figures of a passage; what a version of it writes as 20th may be a word in another."""
    texts: dict[str, list[str]] = defaultdict(list)
    for document in case:
        for passage in document.passages:
            texts[passage.place].append(without_dates(passage.text))
    ordinals = {place: ordinals_in_figures(" ".join(some)) for place, some in texts.items()}
    return lambda passage, _: _figures_in(passage.text, ordinals[passage.place])


def _annexes(passage: DocumentPassage, _tag: str) -> Shown:
    """The annexes pointed to, whose numbers of one digit are never words."""
    return {pointer.number: f"“{pointer.words}”" for pointer in annexes_in(passage.text, of_any=True)}


def _figures_in(text: str, ordinals: frozenset[str]) -> Shown:
    """Figures that are no date, symbol or citation.

    Those of one digit may be words in one language and figures in another.
    """
    text = without_dates(text)
    cited = {one.number for one in citations_in(text)} | {one.year for one in citations_in(text)}
    cited |= {figure for symbol in symbols_in(text) for figure in _FIGURES.findall(str(symbol))}
    found = {figure.replace(",", ".") for figure in _FIGURES.findall(text)} - cited
    found |= ordinals_in_words(text, ordinals)
    return {figure: figure for figure in sorted(found) if len(figure) > 1}


def compare_places(case: Case, *looks: Look) -> Iterator[CheckRemark]:
    """Find where a place says one thing here and another elsewhere.

    Args:
        case: the versions.
        looks: what is compared.
    """
    places = {name: _by_place(document) for name, document in case.alone.documents.items()}
    tags = {name: document.language for name, document in case.documents.items()}
    for place in dict.fromkeys(place for one in places.values() for place in one):
        versions = {name: one[place] for name, one in places.items() if place in one}
        if len(versions) == 1:
            continue  # there is nothing to compare it with
        told: set[str] = set()
        for look in looks:
            shown = {name: _shown(look, passages, tags[name]) for name, passages in versions.items()}
            for name, other in odd_ones({name: frozenset(one) for name, one in shown.items()}):
                if name not in told:
                    told.add(name)
                    yield CheckRemark.at(
                        case.documents[name], versions[name][0], _said(shown[name], shown[other], other)
                    )


def _by_place(document: Document) -> Mapping[str, list[DocumentPassage]]:
    """Sort passages by place; a file may have several lines in one place.

    The remarks on what is not translated, or unofficially, are each language's own.
    """
    found: dict[str, list[DocumentPassage]] = defaultdict(list)
    for passage in document.passages:
        if not is_own_remark(passage):
            found[passage.place].append(passage)
    return found


def _shown(look: Look, passages: Iterable[DocumentPassage], tag: str) -> Shown:
    return {key: text for passage in passages for key, text in look(passage, tag).items()}


def _said(here: Shown, there: Shown, other: str) -> str:
    """Say what one version has that the other lacks, and the reverse."""
    only_here = Series(text for key, text in here.items() if key not in there)
    only_there = Series(text for key, text in there.items() if key not in here)
    facts = {"here": only_here, "there": only_there, "other": other}
    if only_here and only_there:
        return Message("It says {here} where “{other}” says {there}.", **facts)
    return (
        Message("It says {here}, which “{other}” does not.", **facts)
        if only_here
        else Message("It lacks {there}, which “{other}” has.", **facts)
    )


def odd_ones(values: Mapping[str, Hashable]) -> Iterator[tuple[str, str]]:
    """Versions that differ from most or the first, and one that does not."""
    counted = Counter(values.values())
    usual = max(counted, key=lambda value: counted[value], default=None)
    other = next((name for name, value in values.items() if value == usual), "")
    yield from ((name, other) for name, value in values.items() if value != usual)
