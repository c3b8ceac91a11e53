"""Whether versions look alike where their words cannot be compared."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from functools import cache, lru_cache
from itertools import pairwise
from math import log
from statistics import median
from typing import TYPE_CHECKING

from escalade.templates.checks.document import plain
from escalade.templates.checks.finding import CheckRemark
from escalade.templates.checks.parity import is_own_remark, odd_ones
from escalade.templates.checks.reading.lexicon import any_of
from escalade.workflow.values.message import Message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from escalade.templates.checks.document import Document, DocumentPassage
    from escalade.templates.checks.finding import Case

FEWEST = 2
"""How many versions there must be; of two, the second is told to differ from the first."""
SHORT = 60
"""A passage of fewer letters may be as long or short as it likes."""
FARTHEST = 2.2
"""How many times longer or shorter than in the others a passage may be, for its language."""
CROSSED = 0.5
"""By how much two lengths must fit better when changed about, in natural logarithms."""
_NAME = re.compile(r"[^:\uff1a]*[:\uff1a]\s*([A-Za-z\u00c0-\u024f][A-Za-z\u00c0-\u024f .'’-]+)")
_SENTENCE = re.compile(r"[.;:!?\u3002](?!\w)|(?<=[\u4e00-\u9fff])[;:]")
_LEAD = re.compile(r"[:\uff1a]\s*$")
Versions = dict[str, "DocumentPassage"]
Told = dict[bool, "Callable[[str], Message]"]
"""What is said of a version that does, or does not, where another one differs."""


@cache
def _negations() -> re.Pattern[str]:
    return re.compile(f"{any_of('outcome', 'negation')}|{any_of('outcome', 'absence')}", re.IGNORECASE)


@cache
def _affirmations() -> re.Pattern[str]:
    return re.compile(any_of("outcome", "affirmation"), re.IGNORECASE)


@cache
def _reached() -> re.Pattern[str]:
    return re.compile(any_of("outcome", "reached"), re.IGNORECASE)


@lru_cache(maxsize=2048)  # a version of many is as it was in the last check
def is_reached(text: str) -> bool | None:
    """Whether something was agreed or decided; None where nothing is said."""
    sentences = _SENTENCE.split(_affirmations().sub(" ", plain(text)))
    said = [one for one in sentences if _reached().search(one)]
    return not any(_negations().search(one) for one in said) if said else None


def outcomes_are_alike(case: Case) -> Iterator[CheckRemark]:
    """What was agreed or decided was so in every language, or in none."""
    for versions in places_of(case):
        told = {name: one for name, one in versions.items() if is_reached(one.text) is not None}
        yield from _odd_ones(case, told, lambda one: is_reached(one.text) is False, OUTCOMES)


def outcomes_are_kept(case: Case) -> Iterator[CheckRemark]:
    """What the box says was agreed, or was not, the body does not deny."""
    for document in case:
        body = [one for one in map(_consensus, document.body) if one is not None]
        for passage in document.box_passages if body else ():
            said = _consensus(passage)
            if said is not None and said not in body:
                yield CheckRemark.at(document, passage, KEPT[said])


def _consensus(passage: DocumentPassage) -> bool | None:
    """Whether consensus was reached; None where nothing is said of it."""
    return is_reached(passage.text) if _CONSENSUS.search(plain(passage.text)) else None


_CONSENSUS = re.compile("consens|консенсус|一致|共识|توافق", re.IGNORECASE)
KEPT = {
    True: Message("It says that there was consensus, and the body says that there was none."),
    False: Message("It says that there was no consensus, and the body does not say so."),
}
OUTCOMES: Told = {
    True: lambda other: Message(
        "It says that something was not agreed, decided or set up, and “{other}” says that it was.", other=other
    ),
    False: lambda other: Message(
        "It says that something was agreed, decided or set up, and “{other}” says that it was not.", other=other
    ),
}
LEADS: Told = {
    True: lambda other: Message("It ends in a colon, and in “{other}” it does not.", other=other),
    False: lambda other: Message("It does not end in a colon, and in “{other}” it does.", other=other),
}


def sentences_open_lists_alike(case: Case) -> Iterator[CheckRemark]:
    """A sentence that opens a list does so in every language."""
    for versions in places_of(case):
        yield from _odd_ones(case, versions, lambda one: bool(_LEAD.search(plain(one.text))), LEADS)


def signatures_agree(case: Case) -> Iterator[CheckRemark]:
    """Whoever signs has one name, as far as it is in Latin letters."""
    signed = {name: found for name, document in case.documents.items() if (found := _signatory(document))}
    keys = {name: _folded(said) for name, (_, said) in signed.items()}
    for name, (passage, said) in signed.items():
        others = [one for one in keys if one != name]
        if others and keys[name] not in (held := {keys[one] for one in others}) and len(held) == 1:
            there = signed[others[0]][1]
            what = Message("“{here}” signs, and “{there}” does in “{other}”.", here=said, there=there, other=others[0])
            yield CheckRemark.at(case.documents[name], passage, what)


def _signatory(document: Document) -> tuple[DocumentPassage, str] | None:
    for passage in document.signature:
        if found := _NAME.fullmatch(plain(passage.text).strip()):
            return passage, found[1].strip()
    return None


def _folded(name: str) -> str:
    """A name by its letters alone: accents, capitals and spaces apart."""
    letters = unicodedata.normalize("NFKD", name).casefold()
    return "".join(letter for letter in letters if letter.isalpha())


def lengths_are_alike(case: Case) -> Iterator[CheckRemark]:
    """A passage is about as long as in the other languages."""
    weights = {name: sum(len(one.text) for one in _said(document)) or 1 for name, document in case.documents.items()}
    for versions in places_of(case):
        shares = {name: len(passage.text) / weights[name] for name, passage in versions.items()}
        for name, others in _after_the_first(versions.keys(), case):
            passage, usual = versions[name], median(shares[other] for other in others)
            longest = max(len(passage.text), usual * weights[name])
            off = max(shares[name] / usual, usual / shares[name]) if usual and shares[name] else 1
            if longest >= SHORT and off > FARTHEST:
                yield CheckRemark.at(case.documents[name], passage, LENGTHS[shares[name] > usual])


LENGTHS = {
    True: Message("It is much longer than in the other languages."),
    False: Message("It is much shorter than in the other languages."),
}


def passages_are_in_order(case: Case) -> Iterator[CheckRemark]:
    """Passages follow each other in one order, as far as lengths show it."""
    weights = {name: sum(len(one.text) for one in _said(document)) or 1 for name, document in case.documents.items()}
    for (first, here), (second, there) in pairwise(_by_place(case).items()):
        for name, others in _after_the_first(here.keys() & there.keys(), case):
            lengths = [log(len(one[name].text) / weights[name]) for one in (here, there)]
            usual = [median(log(len(one[other].text) / weights[other]) for other in others) for one in (here, there)]
            straight = sum(abs(one - other) for one, other in zip(lengths, usual, strict=True))
            crossed = sum(abs(one - other) for one, other in zip(lengths, reversed(usual), strict=True))
            if straight - crossed > CROSSED:
                what = Message("It and {place} seem to have changed places: their lengths fit better so.", place=second)
                yield CheckRemark(case.documents[name], first, what)


def _after_the_first(names: AbstractSet[str], case: Case) -> Iterator[tuple[str, list[str]]]:
    """Each version and those it is held against; of two, the second alone."""
    known = [name for name in case.documents if name in names]
    for name in known[1:] if len(known) == FEWEST else known:
        yield name, [other for other in known if other != name]


def texts_are_apart(case: Case) -> Iterator[CheckRemark]:
    """Two passages that differ in one language are not one text in another."""
    for (place, first), (_, second) in pairwise(_by_place(case).items()):
        names = [name for name in case.documents if name in first and name in second]
        apart = next((name for name in names if first[name].text != second[name].text), None)
        for name in names if apart else ():
            if first[name].text == second[name].text:
                what = Message("It says what {place} says; in “{other}” they differ.", place=place, other=apart)
                yield CheckRemark.at(case.documents[name], second[name], what)


def _odd_ones(
    case: Case, versions: Versions, look: Callable[[DocumentPassage], bool], told: Told
) -> Iterator[CheckRemark]:
    """Versions in which something is otherwise than in most or the first."""
    seen = {name: look(passage) for name, passage in versions.items()}
    for name, other in odd_ones(seen):
        yield CheckRemark.at(case.documents[name], versions[name], told[seen[name]](other))


def places_of(case: Case) -> Iterator[Versions]:
    """The passages of each place that stands once in two versions or more."""
    yield from _by_place(case).values()


def _by_place(case: Case) -> Mapping[str, Versions]:
    found: dict[str, Versions] = defaultdict(dict)
    for name, document in case.documents.items():
        said = [one for one in _said(document) if not is_own_remark(one)]
        places = Counter(passage.place for passage in said)
        for passage in said:
            if places[passage.place] == 1 and passage.text:
                found[passage.place][name] = passage
    return {place: versions for place, versions in found.items() if len(versions) >= FEWEST}


def _said(document: Document) -> tuple[DocumentPassage, ...]:
    """All that a document says outside of its masthead and signature."""
    return (*document.box_passages, *document.body, *document.annex_passages)
