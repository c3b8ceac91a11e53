"""What a document tells: acts beside their sentences, and what becomes of each paragraph.

A sentence that we would write ourselves is read first, and decides; any other is asked by phrases.
What no act used is background, or not understood; doubt is not understood.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

import msgspec

from escalade.templates.checks.document import Document, DocumentPassage
from escalade.templates.checks.reading.lexicon import language_of, words
from escalade.templates.languages.pack import read_file
from escalade.templates.reading.anchors import (
    act_called,
    guard_ours,
    holds_a_view,
    is_background,
    read_clause,
    supposes,
)
from escalade.templates.reading.inversion import find_ours, words_of
from escalade.templates.reading.slots import Masked, as_pattern, mask_names, mask_quotations

LEAST = {"zh": 4, "ar": 8, "ru": 8}
"""How many letters of a sentence of ours must be met, where they are fewer than elsewhere."""
USUALLY = 9
TOLD, IN_PART, BACKGROUND, UNKNOWN = "told", "told in part", "background", "not understood"
ENDS = (".", ";", "。", ":")
"""What a line above the first section ends with that is more than a title."""
SIGNED = "signature, line 1"
RESTATED = "restated"
NEEDED = {
    **dict.fromkeys(("note.meeting", "note.meetings_together"), frozenset("M")),
    **dict.fromkeys(("note.invited", "note.invited_once"), frozenset("U")),
}
"""What a sentence of ours must name to tell its act: without it, it counts, or asks others."""
BY_SYMBOL, CLEARLY_SENT = ("note.contribution",), 12
"""A contribution, which is named by its symbol: so many letters say that it was received."""
BY_LEAD = frozenset({"ask", "record statement"})
"""The acts that a lead tells for each entry of its list, which names nothing but its object."""
CLEARLY = 2
"""How many times more small words of another language a paragraph has that is written in it."""
SHORTEST = 60
"""A shorter paragraph that names something and tells nothing is a title."""


class ToldAct(msgspec.Struct, frozen=True):
    """An act that a sentence tells, with what it names."""

    act: str
    place: str
    sentence: str
    slots: Mapping[str, tuple[str, ...]] = {}
    key: str = ""
    """The sentence of ours that it is; empty where a phrase was read."""
    lead: str = ""
    """Of an entry of a list, the paragraph that opens it."""


class ToldParagraph(msgspec.Struct, frozen=True):
    """A paragraph of a document, and what became of it."""

    place: str
    text: str
    status: str
    acts: tuple[ToldAct, ...] = ()
    refused: tuple[tuple[str, str], ...] = ()
    """Acts that it speaks of and does not tell, each with the reason."""


@cache
def acts_by_key() -> Mapping[str, str]:
    """The act that each sentence of ours tells; empty where it tells none."""
    table = tomllib.loads(read_file("reading/acts.toml"))
    told = {key: act for act, keys in table["tells"].items() for key in keys}
    restated = dict.fromkeys(table["others"]["restates"], RESTATED)
    return told | dict.fromkeys(table["others"]["nothing"], "") | restated


@cache
def _leads() -> Mapping[str, str]:
    """By the sentence that opens a list, the act that each entry tells; empty where none does."""
    return dict(tomllib.loads(read_file("reading/acts.toml"))["leads"])


def tell(document: Document, bodies: Mapping[str, Sequence[str]] = {}) -> list[ToldParagraph]:
    """Tell what a document says, paragraph by paragraph.

    Args:
        document: as it was read from a file.
        bodies: how it calls the group (G) and the superior body (U).
    """
    return [tell_paragraph(passage, document.language, bodies) for passage in paragraphs(document)]


def paragraphs(document: Document) -> Iterator[DocumentPassage]:
    """Every paragraph that may tell something: all but titles and the texts of topics."""
    yield from (passage for passage in document.masthead if passage.text.endswith(ENDS))
    yield from document.box_passages
    yield from document.body
    yield from document.signature


def tell_paragraph(passage: DocumentPassage, language: str, bodies: Mapping[str, Sequence[str]] = {}) -> ToldParagraph:
    """Tell what a paragraph says; an entry of a list says what its lead says."""
    lead = _of_lead(passage.lead, language)
    if lead is not None:
        slots = _slots_of(passage.text, language, bodies)
        acts = (ToldAct(lead, passage.place, passage.text, slots, lead=passage.lead),) if lead else ()
        return ToldParagraph(passage.place, passage.text, TOLD if lead else BACKGROUND, acts)
    masked = mask_quotations(passage.text)
    language = _language_of(masked.text, language)
    ours = find_ours(masked, language, LEAST.get(language, USUALLY))
    ours = [one for one in ours if one.keys != BY_SYMBOL or _is_listed(passage, one.letters)]
    named = mask_names(masked, language, bodies)
    acts, refused, left, doubtful = list[ToldAct](), list[tuple[str, str]](), list[str](), False
    for found in ours:
        acts_told = {acts_by_key()[key] for key in found.keys} - {RESTATED} or {""}
        doubtful = doubtful or len(acts_told) > 1
        if len(acts_told) == 1 and (act := acts_told.pop()):
            part = mask_names(Masked(masked.text[found.start : found.end], masked.slots), language, bodies)
            if not NEEDED.get(found.keys[0], frozenset()) <= part.slots_in(part.text).keys():
                continue
            if why := guard_ours(act, part.text, words_of(found.keys[0], language), language):
                refused.append((act, why))
                continue
            sentence = part.unmask(part.text).strip()
            acts.append(ToldAct(act, passage.place, sentence, part.slots_in(part.text), found.keys[0], passage.lead))
    rest = _without(masked.text, [(found.start, found.end) for found in ours])
    others = mask_names(Masked(rest, masked.slots), language, bodies)
    for clause in others.sentences():
        told = read_clause(clause, language)
        refused += told.refused
        left += told.left
        for act in told.acts:
            sentence, slots = others.unmask(clause).strip(), others.slots_in(clause)
            acts.append(ToldAct(act_called(act), passage.place, sentence, slots, lead=passage.lead))
    if not acts and passage.place == SIGNED and passage.text.count(":") == 1:
        doubtful = True
    status = _status(named.text, others.text, language, acts, refused, left, doubtful=doubtful)
    return ToldParagraph(passage.place, passage.text, status, tuple(acts), tuple(refused))


def _language_of(text: str, usual: str) -> str:
    """The language of a paragraph: another than its document's where its small words clearly say so."""
    own = language_of(text)
    small = words()["function"]
    found = Counter(word for word in re.findall(r"[^\W\d_]+", text.lower()))
    counts = {one: sum(found[word] for word in small.get(one, ())) for one in {own, usual}}
    return own if own and (own not in small or counts[own] > CLEARLY * counts[usual]) else usual


def _of_lead(lead: str, language: str) -> str | None:
    """What every entry of a list tells by its lead; empty for none, None where each is to be read by itself."""
    if not lead or lead[-1:] not in ":\uff1a":
        return None
    masked = mask_quotations(lead)
    keys = {key for found in find_ours(masked, language, LEAST.get(language, USUALLY)) for key in found.keys}
    by_lead = [act for key, act in _leads().items() if key in keys]
    if keys:
        return by_lead[0] if by_lead else None
    told = read_clause(mask_names(masked, language).text, language)
    if told.acts and told.acts[0] in BY_LEAD:
        return act_called(told.acts[0])
    return "" if told.refused or supposes(lead, language) else None


def _is_listed(passage: DocumentPassage, letters: int) -> bool:
    """Whether a document is named as one that was received: below a topic, or with who sent it."""
    return letters > CLEARLY_SENT or (bool(passage.lead) and not passage.lead.endswith(":"))


def _slots_of(text: str, language: str, bodies: Mapping[str, Sequence[str]]) -> Mapping[str, tuple[str, ...]]:
    masked = mask_names(mask_quotations(text), language, bodies)
    return masked.slots_in(masked.text)


def _without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """A text without some of its sentences."""
    for start, end in reversed(spans):
        text = f"{text[:start]} {text[end:]}"
    return text.strip()


def _status(
    named: str,
    rest: str,
    language: str,
    acts: Sequence[ToldAct],
    refused: Sequence[tuple[str, str]],
    left: Sequence[str],
    *,
    doubtful: bool,
) -> str:
    """What becomes of a paragraph."""
    if acts:
        return IN_PART if left or doubtful else TOLD
    if not rest and not doubtful:
        return BACKGROUND
    if left or doubtful or any(why in {"a view", "denied"} for _, why in refused) or holds_a_view(rest, language):
        return UNKNOWN
    if is_background(rest, language) or refused:
        return BACKGROUND
    names_something = re.search(as_pattern("(?:<P>|<M>|<S>|<N>|<G>|<U>|<Y>)"), rest) is not None
    return UNKNOWN if names_something and (len(named) >= SHORTEST or named.endswith((".", "。"))) else BACKGROUND
