"""What a document asks of its reader: to take note, to launch, and so on."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from escalade.templates.checks.reading.lexicon import any_of, words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from escalade.templates.checks.document import Document, DocumentPassage

_SENTENCE = re.compile(r"(?<=[.。?!])\s+(?=\S)|(?<=。)")
_OURS = re.compile(r"\w+\.ask_(\w+)")
INFINITIVES = {
    "note": "to take note",
    "opinion": "to give an opinion",
    "decide": "to decide",
    "launch": "to launch",
    "approve": "to approve",
    "consider": "to consider",
    "endorse": "to endorse",
}
"""By kind of ask, how a finding names it."""


@cache
def _invites() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of('invitation', 'words')}", re.IGNORECASE)


@cache
def _kinds() -> dict[str, re.Pattern[str]]:
    return {kind: re.compile(rf"(?<![A-Za-zÀ-ÿА-яё]){any_of('ask', kind)}", re.IGNORECASE) for kind in words()["ask"]}


def asks_of(document: Document, passages: Iterable[DocumentPassage]) -> dict[str, DocumentPassage]:
    """Each kind of ask, with the passage that asks it first."""
    found: dict[str, DocumentPassage] = {}
    for passage in passages:
        for kind in _ours(passage) if document.is_ours else asks_in(passage):
            found.setdefault(kind, passage)
    return found


def _ours(passage: DocumentPassage) -> Iterable[str]:
    """In a paper of ours, the key of a sentence says what it asks."""
    match = _OURS.fullmatch(passage.key)
    return (match[1],) if match else ()


def asks_in(passage: DocumentPassage) -> tuple[str, ...]:
    """The kinds of ask that a passage makes, in words."""
    asking = _clauses(passage)
    return tuple(kind for kind, pattern in _kinds().items() if any(pattern.search(clause) for clause in asking))


def _clauses(passage: DocumentPassage) -> list[str]:
    """What is asked: all behind an invitation, or an entry of its list."""
    lead = _SENTENCE.split(passage.lead)[-1]
    if lead and _invites().search(lead) and lead.rstrip().endswith(":"):
        return [passage.text]
    sentences = _SENTENCE.split(passage.text)
    return [sentence[match.end() :] for sentence in sentences if (match := _invites().search(sentence))]


def name_asks(kinds: Iterable[str]) -> str:
    """Kinds of ask as a phrase."""
    return " and ".join(INFINITIVES.get(kind, kind) for kind in kinds)
