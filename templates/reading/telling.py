"""What a document tells: acts beside their sentences.

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
from escalade.templates.checks.reading.block import language_of, words
from escalade.templates.languages.pack import read_file
from escalade.templates.reading.anchors import (
    DENIED,
    ROUTINE,
    VIEW,
    act_called,
    guard_ours,
    is_background,
    read_clause,
    supposes,
)
from escalade.templates.reading.inversion import Found, find_ours, weigh, words_of
from escalade.templates.reading.slots import Masked, as_pattern, mask_names, mask_quotations, pattern_of, strip_marks

SHARE, MANY = 0.2, 12
"""A sentence of ours wrote so much of the letters that name nothing, or so many letters."""
TOLD, IN_PART, BACKGROUND, UNKNOWN = "told", "told in part", "background", "not understood"
ENDS = (".", ";", "。", ":")
"""What a line above the first section ends with that is more than a title."""
SIGNED = "signature, line 1"
"""Where the office and the name of the chair stand, whatever the language."""
RESTATED = "restated"
COUNTED = ("note.meetings_counted",)
"""A sentence that counts meetings, and is another where it names one."""
NEEDED = {
    **dict.fromkeys(("note.meeting", "note.meetings_together"), frozenset("M")),
    **dict.fromkeys(("note.invited", "note.invited_once"), frozenset("U")),
}
"""What a sentence of ours must name to tell its act: without it, it counts, or asks others."""
BY_LEAD = frozenset({"ask", "record statement"})
"""The acts that a lead tells for each entry of its list, which names nothing but its object."""
CLEARLY = 2
"""How many times more small words of another language a paragraph has that is written in it."""
LONGEST = 20_000
"""How many characters of a paragraph are read; a longer one is none, or was made to take long."""
_IN_BRACKETS = re.compile(r"\([^()]*\)")
SHORTEST = 60
"""A shorter paragraph without a stop is a title."""


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
def acts_by_lead() -> Mapping[str, str]:
    """By the sentence that opens a list, the act of each entry, if any."""
    return dict(tomllib.loads(read_file("reading/acts.toml"))["leads"])


def tell(document: Document, bodies: Mapping[str, Sequence[str]] = {}) -> list[ToldParagraph]:
    """Tell what a document says, paragraph by paragraph.

    Args:
        document: as it was read from a file.
        bodies: how it calls the group (G) and the superior body (U).
    """
    if document.is_unordered:
        return [ToldParagraph(str(place), text, UNKNOWN) for place, text in enumerate(document.blocks, start=1)]
    return [tell_paragraph(passage, document.language, bodies) for passage in paragraphs(document)]


def paragraphs(document: Document) -> Iterator[DocumentPassage]:
    """Every paragraph but titles and the texts of topics."""
    yield from (passage for passage in document.masthead if passage.text.endswith(ENDS))
    yield from document.box_passages
    yield from document.body
    yield from document.signature


def tell_paragraph(passage: DocumentPassage, language: str, bodies: Mapping[str, Sequence[str]] = {}) -> ToldParagraph:
    """Tell what a paragraph says; an entry of a list says what its lead says.

    Args:
        passage: the paragraph.
        language: of the document.
        bodies: as of `tell`.
    """
    if len(passage.text) > LONGEST:
        return ToldParagraph(passage.place, passage.text, UNKNOWN)
    lead = "appoint" if passage.place == SIGNED and ":" in passage.text else _of_lead(passage.lead, language)
    if lead is not None:
        slots = _slots_of(passage.text, language, bodies)
        act = ToldAct(lead, passage.place, passage.text, slots, lead=passage.lead)
        return ToldParagraph(passage.place, passage.text, TOLD if lead else BACKGROUND, (act,) if lead else ())
    telling = _Telling(passage, language, bodies)
    telling.read_others(telling.read_ours())
    return ToldParagraph(passage.place, passage.text, telling.status(), tuple(telling.acts), tuple(telling.refused))


class _Telling:
    """What a paragraph tells, as it is read: ours first, then what is left."""

    def __init__(self, passage: DocumentPassage, language: str, bodies: Mapping[str, Sequence[str]]) -> None:
        self.passage, self.bodies = passage, bodies
        self.masked = mask_quotations(passage.text)
        self.language = _language_of(self.masked.text, language)
        self.acts: list[ToldAct] = []
        self.refused: list[tuple[str, str]] = []
        self.left: list[str] = []
        self.is_doubtful = False
        self.rest = ""

    def read_ours(self) -> str:
        """Read the sentences that we would write; what is left of the text."""
        every, text = find_ours(self.masked, self.language), self.masked.text
        for found in reversed([one for one in every if self._is_ours(one) and self._take_ours(one)]):
            text = f"{text[: found.start]} {text[found.end :]}"
        return text.strip()

    def _is_ours(self, found: Found) -> bool:
        """Whether enough of it is words of ours: others use some of them too."""
        named = self._named(self.masked.text[found.start : found.end]).text
        return found.letters >= min(MANY, SHARE * weigh(_IN_BRACKETS.sub("", named)))

    def _take_ours(self, found: Found) -> bool:
        """Take what a sentence of ours tells; not where it names too little, and may be another."""
        told = {acts_by_key()[key]: key for key in found.keys}
        told = {act: key for act, key in told.items() if act != RESTATED} or {"": found.keys[0]}
        self.is_doubtful = self.is_doubtful or len(told) > 1
        (act, key), *others = told.items()
        part = self._named(self.masked.text[found.start : found.end])
        slots = part.slots_in(part.text)
        if others or not act:
            return found.keys != COUNTED or "M" not in slots
        if not NEEDED.get(key, frozenset()) <= slots.keys():
            return False
        why = guard_ours(act, part.text, words_of(key, self.language), self.language)
        if why:
            self.refused.append((act, why))
            self.is_doubtful = True
        else:
            sentence = part.unmask(part.text).strip()
            self.acts.append(ToldAct(act, self.passage.place, sentence, slots, key, self.passage.lead))
        return True

    def read_others(self, text: str) -> None:
        """Ask what is left, clause by clause."""
        masked = self._named(text)
        self.rest = masked.text
        for clause in masked.sentences():
            told = read_clause(clause, self.language)
            self.refused += told.refused
            self.left += told.left
            sentence, slots = masked.unmask(clause).strip(), masked.slots_in(clause)
            self.acts += (
                ToldAct(act_called(act), self.passage.place, sentence, slots, lead=self.passage.lead)
                for act in told.acts
            )

    def _named(self, text: str) -> Masked:
        return mask_names(Masked(text, self.masked.slots), self.language, self.bodies)

    def status(self) -> str:
        """What becomes of the paragraph."""
        doubtful = self.is_doubtful or bool(self.left)
        if self.acts:
            return IN_PART if doubtful else TOLD
        if doubtful or any(why in {VIEW, DENIED, ROUTINE} for _, why in self.refused):
            return UNKNOWN
        if not self.rest or is_background(self.rest, self.language) or self.refused:
            return BACKGROUND
        says = len(self.rest) >= SHORTEST or self.rest.endswith((".", "。")) or ":" in self.rest
        return UNKNOWN if says else BACKGROUND


def _language_of(text: str, usual: str) -> str:
    """The language of a paragraph, by its small words where they are clear."""
    own = language_of(text)
    small = words()["function"]
    found = Counter(word for word in re.findall(r"[^\W\d_]+", text.lower()))
    counts = {one: sum(found[word] for word in small.get(one, ())) for one in {own, usual}}
    return own if own and (own not in small or counts[own] > max(CLEARLY * counts[usual], 1)) else usual


def _of_lead(lead: str, language: str) -> str | None:
    """The act of each entry of a list; None where it is read by itself."""
    if not lead or lead[-1:] not in ":\uff1a":
        return None
    masked = mask_quotations(lead)
    keys = {key for found in find_ours(masked, language) for key in found.keys}
    by_lead = [act for key, act in acts_by_lead().items() if key in keys]
    if keys:
        return by_lead[0] if by_lead else None
    told = read_clause(mask_names(masked, language).text, language)
    if told.acts and told.acts[0] in BY_LEAD:
        return act_called(told.acts[0])
    return "" if told.refused or supposes(lead, language) else None


def _slots_of(text: str, language: str, bodies: Mapping[str, Sequence[str]]) -> Mapping[str, tuple[str, ...]]:
    masked = mask_names(mask_quotations(text), language, bodies)
    return masked.slots_in(masked.text)


_NAMED = re.compile(r"(?:^|[.:;] |\n)(?P<name>[^()]{8,300}?) ?\((?P<inside>[^()]*)\)")
_ACRONYM = re.compile(r"[A-Z\u0410-\u042f][\w-]*[A-Z\u0410-\u042f][\w-]*")
_ARTICLE = re.compile(r"(?:the|le|la|les|el|los|las|au|aux|à la|du|de la) |l'", re.IGNORECASE)


def learn_bodies(document: Document) -> Mapping[str, str]:
    """How a document calls the group (name, G, A) and its superior (U)."""
    texts = [passage.text for passage in (*document.part("action"), *document.body)]
    found: dict[str, str] = {}
    for passage in document.body:
        masked = mask_quotations(passage.text)
        match = _NAMED.search(masked.text)
        if match and (_ACRONYM.search(match["inside"]) or re.search(as_pattern("<Q>"), match["inside"])):
            inside = masked.unmask(match["inside"])
            quoted = masked.slots_in(match["inside"]).get("Q", ())
            acronym = _ACRONYM.search(inside)
            if acronym and not re.search(r"\d", inside.replace(acronym[0], "")):
                found.setdefault("name", bare(masked.unmask(match["name"]).strip()))
                found.setdefault("A", acronym[0])
            found |= {"G": strip_marks(quoted[0])} if quoted else {}
    if "A" in found:
        found.setdefault("G", found["A"])
    for text in texts:
        match = pattern_of("invited", document.language).match(text)
        if match:
            found["U"] = bare(match[1].strip())
            break
    return found


def bare(name: str) -> str:
    """A name without the article that it begins with."""
    return _ARTICLE.sub("", name, count=1) if _ARTICLE.match(name) else name
