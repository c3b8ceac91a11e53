"""What a text names, found and masked: quotations, days, meetings, bodies.

A slot stands in the masked text as two signs for a program's own use: its kind, and its number.
Sentences are told apart in what is left, so that no name or quotation says anything by its words.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

import msgspec

from escalade.templates.checks.citation import SYMBOL, find_dates
from escalade.templates.checks.document import plain
from escalade.templates.checks.parity import OrdinalWords
from escalade.templates.checks.reading.block import any_of
from escalade.templates.checks.said import AMBIGUOUS
from escalade.templates.languages.noun import find_states
from escalade.templates.languages.pack import pack_of, read_file

KINDS = "QCYPSMUGN"
"""Quotation, citation, symbol, day or period, session, meeting, superior body, group, State."""
_KIND, _NUMBER, _LAST = 0xE000, 0xE100, 0xF8FF
TOKEN = f"[{chr(_KIND)}-{chr(_LAST)}]"
_QUOTED = re.compile(
    r"“[^“”]*(?:“[^“”]*”[^“”]*)*”|«[^«»]*(?:«[^«»]*»[^«»]*)*»|„[^„“]*“|\"[^\"]*\"|「[^」]*」|《[^》]*》"
)
_MARKS = '“”«»„"「」《》 '


class Slot(NamedTuple):
    """Something that a text names."""

    kind: str
    text: str


class Masked(NamedTuple):
    """A text with its slots masked."""

    text: str
    slots: tuple[Slot, ...]

    def mask(self, kind: str, spans: Iterable[tuple[int, int]]) -> Masked:
        """Mask some parts of the text, as far as there are signs for them."""
        text, slots = self.text, list(self.slots)
        for start, end in sorted(spans, reverse=True):
            if _NUMBER + len(slots) <= _LAST:
                sign = sign_of(kind) + chr(_NUMBER + len(slots))
                slots.append(Slot(kind, text[start:end]))
                text = f"{text[:start]}{sign}{text[end:]}"
        return Masked(text, tuple(slots))

    def unmask(self, text: str) -> str:
        """Give a part of the masked text as it was written."""
        while found := re.search(TOKEN, text):
            number = ord(text[found.start() + 1]) - _NUMBER
            text = f"{text[: found.start()]}{self.slots[number].text}{text[found.end() + 1 :]}"
        return text

    def slots_in(self, text: str) -> Mapping[str, tuple[str, ...]]:
        """The slots that stand in a part of the masked text, by kind."""
        found: dict[str, tuple[str, ...]] = {}
        for token in re.findall(f"{TOKEN}(?s:.)", text):
            slot = self.slots[ord(token[1]) - _NUMBER]
            found[slot.kind] = (*found.get(slot.kind, ()), self.unmask(slot.text))
        return found

    def sentences(self) -> list[str]:
        """The masked text by sentences; a semicolon ends one too."""
        return [one for one in _stops().split(self.text) if one.strip()]


def sign_of(kind: str) -> str:
    """The sign with which a slot of a kind begins."""
    return chr(_KIND + KINDS.index(kind))


def as_pattern(phrase: str) -> str:
    """A phrase with slots, such as <Q>, as a pattern over masked text."""
    return re.sub(r"<([QCYPSMUGN])>", lambda found: f"{sign_of(found[1])}(?s:.)", phrase)


def mask_quotations(text: str) -> Masked:
    """Mask quotations, citations, symbols and days."""
    masked = Masked(re.sub(TOKEN, " ", plain(text)), ())
    for kind, pattern in (("Q", _QUOTED), ("C", _cited()), ("Y", SYMBOL)):
        masked = masked.mask(kind, (match.span() for match in pattern.finditer(masked.text)))
    return masked.mask("P", (dated.span for dated in find_dates(masked.text)))


def mask_names(masked: Masked, language: str, bodies: Mapping[str, Iterable[str]] = {}) -> Masked:
    """Mask meetings, sessions, periods, States and the two bodies as well.

    Args:
        masked: what `mask_quotations` gave.
        language: of the text.
        bodies: how this paper calls the group (G) and the superior body (U).
    """
    patterns = [
        ("P", _periods(language)),
        ("S", _gatherings("session", language)),
        ("M", _gatherings("meeting", language)),
    ]
    for kind, noun in (("G", "group"), ("U", "superior")):
        own = [_called(name) for name in sorted({*bodies.get(kind, ())} - {""}, key=len, reverse=True)]
        patterns.append((kind, re.compile("|".join([*own, _table()[noun][language]]))))
    for kind, pattern in (*patterns, ("N", _states(language))):
        masked = masked.mask(kind, (match.span() for match in pattern.finditer(masked.text)))
    return masked


def _called(name: str) -> str:
    """The name of a body, as a pattern over masked text."""
    return as_pattern("<Q>").join(re.escape(part) for part in _QUOTED.split(plain(name)))


@cache
def _table() -> dict[str, dict[str, Any]]:
    return tomllib.loads(read_file("reading/slots.toml"))


@cache
def _stops() -> re.Pattern[str]:
    """Where a sentence ends: not behind an initial or an abbreviation."""
    short = sorted({word for words in _table()["abbreviation"].values() for word in words})
    kept = "".join(rf"(?<!\W{re.escape(word)}\.)" for word in short)
    return re.compile(rf"(?<=[.?!;])(?<!\W[A-Z]\.){kept}\s+(?![^()]*\))|(?<=[.;。])(?=[\u4e00-\u9fff])(?![^()]*\))")


@cache
def _cited() -> re.Pattern[str]:
    """A resolution or decision with its numbers, on either side."""
    noun = f"(?:{any_of('citation', 'resolution')}|{any_of('citation', 'decision')})"
    link = r"(?:,| and| et| y| и| و| ainsi qu'aux?)? ?"
    return re.compile(
        rf"{noun} (?:\d+(?:/\d+)?(?: ?\([^()]*\))?{link})*\d+(?:/\d+)?(?: ?\([^()]*\))?|第\d+号(?:决议|决定)"
    )


@cache
def _periods(language: str) -> re.Pattern[str]:
    """Several dates with only joints between them."""
    day, joint = as_pattern("<P>"), _table()["joint"][language]
    return re.compile(rf"{day}(?: ?(?:{joint}) ?(?:(?:{joint}) ?)*{day})+")


@cache
def _gatherings(noun: str, language: str) -> re.Pattern[str]:
    """Meetings by their ordinals, or by their names."""
    named, word = _table()[noun][language], _ordinal_words(language)
    joint = r"(?:, ?| ?and | et | y | и | ?و ?| to | à |、|和|至|-)(?:the |its |la |les? |sa |ses )?"
    many = rf"{word}(?:{joint}{word})*"
    if language == "zh":
        many = rf"第?{word}次?(?:{joint}第?{word}次?)*"
        return re.compile(rf"{many}(?:{named})|{as_pattern('<Q>')}(?:{named})")
    if language == "ar":
        return re.compile(rf"(?<!\w)[وفبل]{{0,2}}(?:{named}) (?:{many})|(?:{named}) {as_pattern('<Q>')}")
    behind = rf"|(?:{named}) {many}" if language == "es" else ""
    year = rf"|(?:{named}) (?:de |of )?\d{{4}}|\d{{4}} (?:{named})" if noun == "session" else ""
    return re.compile(
        rf"(?<!\w)(?:{many} (?:{named}){behind}{year}|(?:{named}) {as_pattern('<Q>')})(?!\w)", re.IGNORECASE
    )


@cache
def _ordinals(language: str) -> Mapping[int, str]:
    """The ordinals of a language as patterns, by number."""
    made: dict[str, OrdinalWords] = msgspec.convert(
        tomllib.loads(read_file("checks/ordinals.toml")), dict[str, OrdinalWords]
    )
    words = {int(number): re.escape(word) for number, word in pack_of(language).ordinals.items() if number.isdigit()}
    if language == "ar":
        return {number: rf"(?:لل|[وفبكل]?ال|ال)?{word.removeprefix('ال')}ة?" for number, word in words.items()}
    if language == "zh":
        return {number: word.removeprefix("第") for number, word in words.items()}
    own = made[language]
    units = {number: f"(?:{word}){own.ending}" for number, word in enumerate(own.units, 1)}
    units |= {1: "premi(?:er|ère)s?", 2: "(?:deuxièmes?|secondes?)"} if language == "fr" else {}
    return units | {number: f"(?:{'|'.join(own.patterns(number))})" for number in range(10, 100)}


@cache
def _ordinal_words(language: str) -> str:
    """Any ordinal of a language, in words or figures."""
    figures = (
        r"\d+(?:st|nd|rd|th|e|è?[mr]e|er|ª|\.ª|\.er|\.o|-[\u0430-\u044f]{1,3})|"
        if language not in {"zh", "ar"}
        else r"\d+|"
    )
    every = _ordinals(language)
    return f"(?:{figures}{'|'.join(every[number] for number in sorted(every, reverse=True))})"


def numbers_in(text: str, language: str) -> list[int]:
    """The numbers of the meetings that a text names, in order."""
    found = [(match.start(), int(match[0])) for match in re.finditer(r"(?<!\d)\d{1,3}(?!\d)", text)]
    taken: list[tuple[int, int]] = []
    for number in sorted(_ordinals(language), reverse=True):
        for match in re.finditer(
            rf"(?<!\w)(?:{_ordinals(language)[number]})(?!\w)"
            if language != "zh"
            else f"第?{_ordinals(language)[number]}(?![一二三四五六七八九十])",
            text,
            re.IGNORECASE,
        ):
            if all(match.end() <= start or match.start() >= end for start, end in taken):
                taken.append(match.span())
                found.append((match.start(), number))
    return [number for _, number in sorted(found)]


@cache
def _states(language: str) -> re.Pattern[str]:
    names = sorted((plain(name) for name, code in find_states(language).items() if code not in AMBIGUOUS), key=len)
    spelt = "|".join(_spelt(name, language) for name in reversed(names))
    before = {"zh": "", "ar": r"(?<!\w)(?:[وف]?[بكل]?(?:ال)?|[وف]?لل)"}.get(language, r"(?<!\w)")
    return re.compile(f"{before}(?:{spelt}){'' if language == 'zh' else chr(92) + 'b'}")


def _spelt(name: str, language: str) -> str:
    if language == "ar":
        return re.escape(name.removeprefix("ال"))
    if language == "ru":
        long = len("Мали")
        return " ".join(rf"{re.escape(word[:-2])}[\w-]*" if len(word) > long else word for word in name.split())
    return re.escape(name)


def dates_of(text: str) -> Iterator[list[str]]:
    """The days of a period, date by date."""
    yield from (dated.day_texts for dated in find_dates(text))


def pattern_of(name: str, language: str) -> re.Pattern[str]:
    """A pattern of the table of slots, by what it finds."""
    return re.compile(_table()[name].get(language, "(?!)"))


def strip_marks(quotation: str) -> str:
    """What stands within quotation marks."""
    return quotation.strip(_MARKS)


def stances_in(sentence: str, language: str) -> tuple[str, str]:
    """What stands before the word for a stance, and the stance, if any."""
    for stance in ("reserve", "support", "object"):
        found = pattern_of(stance, language).search(sentence)
        if found:
            return sentence[: found.start()], stance
    return "", ""
