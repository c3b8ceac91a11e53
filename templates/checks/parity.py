"""Whether the versions of one paper say the same in every language."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from functools import lru_cache

from escalade.templates.checks.document import Document, DocumentPassage, plain
from escalade.templates.checks.finding import Case, CheckRemark
from escalade.templates.checks.ordinals import ordinals_in_figures, ordinals_in_words
from escalade.templates.checks.reading.lexicon import any_of
from escalade.templates.checks.references import annexes_in
from escalade.templates.checks.said import counted_in
from escalade.workflow.values.message import Message, Series, Word
from escalade.workflow.values.symbols import bare_symbol

Shown = Mapping[tuple[str, str], str]
"""The facts of a text by kind and key, and how it writes each."""
Passages = Mapping[str, list[DocumentPassage]]
"""The passages of a document by place, where a file may have several."""

LONGEST_REMARK = 250
OWN_REMARKS = frozenset({"common.untranslated_texts"})
"""What each language says of itself alone."""
_PARTED = re.compile("[/:]")
"""What one language writes between two figures, and another does not."""


def passages_by_place(document: Document) -> Passages:
    """The passages by place, but for what a language says of itself alone."""
    found: dict[str, list[DocumentPassage]] = defaultdict(list)
    for passage in document.passages:
        if not is_own_remark(passage):
            found[passage.place].append(passage)
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


def counts_agree(case: Case) -> Iterator[CheckRemark]:
    """Paragraphs, views, questions and annexes are as many in every language."""
    counts = {document.name: _counts(document) for document in case.alone}
    for place in dict.fromkeys(place for one in counts.values() for place in one):
        values = {name: one[place] for name, one in counts.items()}
        for name, other in odd_ones(values):
            facts = {"here": values[name], "there": values[other], "other": other}
            what = Message("There are {here} passages here, and {there} in “{other}”.", **facts)
            yield CheckRemark(case.documents[name], place, what)


def _counts(document: Document) -> Counter[str]:
    above = {passage.place for passage in (*document.draft, *document.masthead)}
    places = passages_by_place(document)
    return Counter({place: len(passages) for place, passages in places.items() if place not in above})


def facts_are_the_same(case: Case) -> Iterator[CheckRemark]:
    """Dates, numbers, symbols and texts cited are the same in every language."""
    places = {document.name: passages_by_place(document) for document in case.alone}
    for place in dict.fromkeys(place for one in places.values() for place in one):
        versions = {name: one[place] for name, one in places.items() if place in one}
        texts = {name: [one.text for one in passages] for name, passages in versions.items()}
        shown = _shown_in(texts, is_masthead=place == Word("masthead"))
        for name, other in odd_ones({name: frozenset(one) for name, one in shown.items()}):
            what = _said(shown[name], shown[other], other)
            yield CheckRemark.at(case.documents[name], versions[name][0], what)


def compare_facts(here: Iterable[str], there: Iterable[str], other: str) -> str:
    """Say what dates, figures, symbols and citations another text lacks."""
    mine, its = _shown_in({"here": here, "there": there}).values()
    return "" if mine.keys() == its.keys() else _said(mine, its, other)


def _shown_in(versions: Mapping[str, Iterable[str]], *, is_masthead: bool = False) -> dict[str, Shown]:
    """What the texts of each version say alike in every language; one may write in words what is 20th in another."""
    texts = {name: tuple(map(plain, some)) for name, some in versions.items()}
    ordinals = ordinals_in_figures(" ".join(text for some in texts.values() for text in some))
    return {
        name: {key: shown for text in some for key, shown in _facts_in(text, ordinals, is_masthead=is_masthead)}
        for name, some in texts.items()
    }


def _facts_in(text: str, ordinals: frozenset[str], *, is_masthead: bool) -> Iterator[tuple[tuple[str, str], str]]:
    """Days, symbols, citations, annexes and figures; those of one digit may be words in one language.

    In a masthead, some languages write the mark of a symbol in words.
    """
    for one in counted_in(text):
        if one.kind == "figure":
            yield from ((("figure", part), part) for part in _PARTED.split(one.key) if len(part) > 1)
        else:
            yield (one.kind, (bare_symbol(one.key) if is_masthead else None) or one.key), one.shown
    yield from ((("figure", figure), figure) for figure in sorted(ordinals_in_words(text, ordinals)))
    yield from ((("annex", one.number), f"“{one.words}”") for one in annexes_in(text, of_any=True))


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
