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
from typing import Any, NamedTuple

import msgspec

from escalade.templates.checks.document import Document, DocumentPassage
from escalade.templates.checks.reading.block import language_of, words
from escalade.templates.languages.pack import read_file
from escalade.templates.reading.inversion import Found, find_ours, weigh, words_of
from escalade.templates.reading.slots import Masked, as_pattern, mask_names, mask_quotations, pattern_of, strip_marks

DENIED, SUPPOSED, TO_COME, EARLIER = "denied", "conditional", "to come", "an earlier decision"
VIEW, ROUTINE = "a view", "on its own work"
SAYING_NO = frozenset({"no consensus", "decline", "lapse", "call off hearing"})
"""The acts that a negation is part of."""
AS_THEY_STAND = frozenset({"ask", "topics", "record responses"})
"""The acts that no guard is asked for."""
VOICED = frozenset({"take position", "record statement"})
"""The acts that tell what somebody said or thinks."""
HELD = frozenset({"convene", "record hearing"})
"""The acts that are told once it was held."""
TOKEN_AND_BLANK = 3
BEGUN = 45
"""How many letters of a sentence of ours the guards are asked of."""
BEFORE, CLOSE = 70, 30
"""How many letters before a phrase the guards are asked of."""


class ClauseReading(NamedTuple):
    """What a clause tells."""

    acts: tuple[str, ...]
    refused: tuple[tuple[str, str], ...]
    """Acts that it speaks of, each with why that is no fact."""
    left: tuple[str, ...]
    """Words that tell of an act, and belong to none that was read."""


class Phrases(NamedTuple):
    """The phrases of a language."""

    acts: tuple[tuple[str, tuple[re.Pattern[str], ...]], ...]
    guards: Mapping[str, re.Pattern[str]]
    decided: re.Pattern[str]
    background: tuple[re.Pattern[str], ...]
    alarm: re.Pattern[str]
    conjunction: re.Pattern[str]


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(read_file("reading/phrases.toml"))


@cache
def phrases_of(language: str) -> Phrases:
    """The phrases of a language, as patterns."""
    held = _table()[language]
    begin = {"zh": "", "ar": "(?<![ء-ي])[وف]?"}.get(language, r"(?<![^\W\d_])")

    def made(phrase: str) -> re.Pattern[str]:
        """One phrase as a pattern."""
        said = phrase.replace("<D>", held["decided"]).replace("<G>", "(?:<G>|<U>)")
        return re.compile(f"{begin}(?:{as_pattern(said)})", re.IGNORECASE)

    return Phrases(
        tuple((act, tuple(map(made, some))) for act, some in held["acts"].items()),
        {name: made(one) for name, one in held["not"].items()},
        made(held["decided"]),
        tuple(map(made, held["background"]["any"])),
        made(held["background"]["alarm"]),
        re.compile(held.get("conjunction", r" (?:and|but|et|mais|y|pero) |[;,] ")),
    )


def read_clause(clause: str, language: str) -> ClauseReading:
    """Read which acts a clause tells; its slots are masked."""
    phrases, found, refused = phrases_of(language), dict[str, tuple[int, int]](), list[tuple[str, str]]()
    left = clause
    for act, patterns in phrases.acts:
        match = next((match for one in patterns if (match := one.search(left))), None)
        if match is None:
            continue
        why = "" if act in AS_THEY_STAND else _guard(act, clause, match.span(), phrases)
        if why:
            refused.append((act, why))
        else:
            found[act] = match.span()
            left = left[: match.start()] + " " * len(match[0]) + left[match.end() :]
    if "ask" in found:
        found = {"ask": found["ask"]}
    elif {*found} - {"convene"}:
        found.pop("convene", None)
    spans = found.values()
    alarms = [m for m in phrases.alarm.finditer(clause) if not any(s - CLOSE <= m.start() < end for s, end in spans)]
    return ClauseReading(
        tuple(found),
        tuple((act, why) for act, why in refused if act not in found),
        tuple(match[0] for match in alarms),
    )


def _guard(act: str, clause: str, span: tuple[int, int], phrases: Phrases) -> str:
    """Why a phrase is no fact; empty where it is one."""
    before, said, rest = clause[: span[0]], clause[span[0] : span[1]], clause[span[1] :]
    guards = {name: one.search for name, one in phrases.guards.items()}
    supposed, future, denied = guards["conditional"], guards["future"], guards["negation"]
    open_still = act == "no consensus" and not phrases.decided.search(clause) and (supposed(rest) or future(rest))
    close = _tail(phrases.conjunction.split(before)[-1], CLOSE)
    asked = {
        SUPPOSED: supposed(before) or supposed(said) or open_still,
        TO_COME: act != "call off hearing" and (future(_tail(before, BEFORE)) or future(said)),
        VIEW: act != "take position" and guards["view"](before),
        EARLIER: guards["earlier"](clause[: span[1] + TOKEN_AND_BLANK]),
        ROUTINE: act == "approve" and guards["routine"](_tail(before, CLOSE) + said + rest[:CLOSE]),
        DENIED: act not in SAYING_NO and (denied(close) or denied(said)),
    }
    return next((why for why, found in asked.items() if found), "")


def guard_ours(act: str, sentence: str, words: str, language: str) -> str:
    """Why what looks like a sentence of ours is no fact; empty if it is."""
    guards = phrases_of(language).guards
    asked = {"conditional": SUPPOSED} | ({"future": TO_COME} if act in HELD else {})
    asked |= {} if act in VOICED else {"view": VIEW}
    begun = sentence[:BEGUN]  # what follows may say to what end it was done
    return next((why for one, why in asked.items() if guards[one].search(begun) and not guards[one].search(words)), "")


def supposes(text: str, language: str) -> bool:
    """Whether a text supposes or proposes something."""
    return phrases_of(language).guards["conditional"].search(text) is not None


def _tail(text: str, size: int) -> str:
    """The end of a text, in whole words: a part of a word may be another word."""
    at = max(len(text) - size, 0)
    return text[at:] if not at or " " not in text[at:] else text[text.find(" ", at) + 1 :]


def act_called(name: str) -> str:
    """What an act of the phrases is called in the table."""
    return str(_table()["called"].get(name, name))


def is_background(text: str, language: str) -> bool:
    """Whether a paragraph says of itself that it tells no act."""
    return any(one.search(text) for one in phrases_of(language).background)


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
