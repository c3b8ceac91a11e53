"""Hold outcomes against each other, between versions, and box and body.

That is whether something was agreed, decided or set up, or was not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache

from escalade.templates.checks.document import Document, DocumentPassage, plain
from escalade.templates.checks.finding import Case, CheckRemark
from escalade.templates.checks.parity import odd_ones, passages_by_place
from escalade.templates.checks.reading.lexicon import any_of
from escalade.templates.checks.said import count_negations
from escalade.workflow.values.message import Message

_SENTENCE = re.compile(r"[.;:!?\u3002](?!\w)|(?<=[\u4e00-\u9fff])[;:]")


@cache
def _reached() -> re.Pattern[str]:
    return re.compile(any_of("outcome", "reached"), re.IGNORECASE)


@lru_cache(maxsize=2048)  # a version of many is as it was in the last check
def is_reached(text: str) -> bool | None:
    """Whether something was agreed or decided; None where nothing is said."""
    said = [one for one in _SENTENCE.split(plain(text)) if _reached().search(one)]
    return not any(map(count_negations, said)) if said else None


def outcomes_are_alike(case: Case) -> Iterator[CheckRemark]:
    """What was agreed or decided was so in every language, or in none."""
    places = {document.name: passages_by_place(document) for document in case.alone}
    for place in dict.fromkeys(passage.place for document in case.alone for passage in _said(document)):
        versions = {name: one[place][0] for name, one in places.items() if len(one.get(place, ())) == 1}
        reached = {name: said for name, one in versions.items() if (said := is_reached(one.text)) is not None}
        for name, other in odd_ones(reached):
            yield CheckRemark.at(case.documents[name], versions[name], OUTCOMES[reached[name]](other))


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
OUTCOMES: Mapping[bool, Callable[[str], Message]] = {
    True: lambda other: Message(
        "It says that something was agreed, decided or set up, and “{other}” says that it was not.", other=other
    ),
    False: lambda other: Message(
        "It says that something was not agreed, decided or set up, and “{other}” says that it was.", other=other
    ),
}
"""What is said of a version in which something was reached, or not, where another one differs."""


def _said(document: Document) -> tuple[DocumentPassage, ...]:
    return (*document.box_passages, *document.body, *document.annex_passages)
