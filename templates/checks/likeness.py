"""Whether versions look alike where their words cannot be compared."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from functools import cache
from statistics import median
from typing import TYPE_CHECKING

from escalade.templates.checks.document import plain
from escalade.templates.checks.finding import CheckRemark
from escalade.templates.checks.reading.lexicon import any_of
from escalade.workflow.values.message import Message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from escalade.templates.checks.document import Document, DocumentPassage
    from escalade.templates.checks.finding import Case

FEWEST = 3
"""How many versions there must be: of two, none is known to be the odd one."""
SHORT = 60
"""A passage of fewer letters may be as long or short as it likes."""
FARTHEST = 2.2
"""How many times longer or shorter than in the others a passage may be, for its language."""
_NAME = re.compile(r"[^:\uff1a]*[:\uff1a]\s*([A-Za-z\u00c0-\u024f][A-Za-z\u00c0-\u024f .'’-]+)")
_CONSENSUS = re.compile("consens|консенсус|一致|共识|توافق", re.IGNORECASE)
"""What an outcome is told by in each language."""
_LEAD = re.compile(r"[:\uff1a]\s*$")
Versions = dict[str, "DocumentPassage"]


@cache
def _negations() -> re.Pattern[str]:
    return re.compile(f"{any_of('outcome', 'negation')}|{any_of('outcome', 'absence')}", re.IGNORECASE)


def outcomes_are_alike(case: Case) -> Iterator[CheckRemark]:
    """Consensus was reached in every language, or in none."""
    for versions in _places(case):
        if all(_CONSENSUS.search(plain(one.text)) for one in versions.values()):
            yield from _odd_ones(case, versions, lambda one: bool(_negations().search(plain(one.text))), OUTCOMES)


OUTCOMES = {
    True: Message("It says that there was no consensus, and no other language does."),
    False: Message("It does not say that there was no consensus, and every other language does."),
}
LEADS = {
    True: Message("It ends in a colon, and in no other language does it."),
    False: Message("It ends in no colon, and in every other language it does."),
}


def sentences_open_lists_alike(case: Case) -> Iterator[CheckRemark]:
    """A sentence that opens a list does so in every language."""
    for versions in _places(case):
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
    for versions in _places(case):
        shares = {name: len(passage.text) / weights[name] for name, passage in versions.items()}
        for name, passage in versions.items():
            usual = median(share for other, share in shares.items() if other != name)
            longest = max(len(passage.text), usual * weights[name])
            off = max(shares[name] / usual, usual / shares[name]) if usual and shares[name] else 1
            if longest >= SHORT and off > FARTHEST:
                yield CheckRemark.at(case.documents[name], passage, LENGTHS[shares[name] > usual])


LENGTHS = {
    True: Message("It is much longer than in the other languages."),
    False: Message("It is much shorter than in the other languages."),
}


def _odd_ones(
    case: Case, versions: Versions, look: Callable[[DocumentPassage], bool], told: Mapping[bool, Message]
) -> Iterator[CheckRemark]:
    """The one version in which something is otherwise than in all others."""
    seen = {name: look(passage) for name, passage in versions.items()}
    for name, here in seen.items():
        if all(there != here for other, there in seen.items() if other != name):
            yield CheckRemark.at(case.documents[name], versions[name], told[here])


def _places(case: Case) -> Iterator[Versions]:
    """The passages of each place that stands once in three versions or more."""
    found: dict[str, Versions] = defaultdict(dict)
    for name, document in case.documents.items():
        places = [passage.place for passage in _said(document)]
        for passage in _said(document):
            if places.count(passage.place) == 1:
                found[passage.place][name] = passage
    yield from (versions for versions in found.values() if len(versions) >= FEWEST)


def _said(document: Document) -> tuple[DocumentPassage, ...]:
    """All that a document says outside of its masthead and signature."""
    return (*document.box_passages, *document.body, *document.annex_passages)
