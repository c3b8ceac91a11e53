"""Hold outcomes against each other, between versions, and box and body.

That is whether something was agreed, decided or set up, or was not.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from escalade.templates.checks.document import plain
from escalade.templates.checks.finding import CheckRemark
from escalade.templates.checks.parity import is_own_remark, odd_ones
from escalade.templates.checks.reading.lexicon import any_of
from escalade.workflow.values.message import Message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from escalade.templates.checks.document import Document, DocumentPassage
    from escalade.templates.checks.finding import Case

FEWEST = 2
"""How many versions of a place there must be."""
_SENTENCE = re.compile(r"[.;:!?\u3002](?!\w)|(?<=[\u4e00-\u9fff])[;:]")
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
    for versions in places_of(case.alone):
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
