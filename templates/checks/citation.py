"""Days that a text gives, and decisions and documents that it cites."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from babel.dates import get_month_names

from escalade.templates.checks.document import plain
from escalade.templates.checks.reading.block import any_of, words
from escalade.templates.languages.pack import AVAILABLE
from escalade.workflow.values.symbols import Symbol, SymbolError

_FORMS: tuple[Literal["format", "stand-alone"], ...] = ("format", "stand-alone")
_LEVANT = (
    "كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران",
    "تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول",
)  # fmt: skip
"""The months as they are called from Lebanon to Iraq, and at the United Nations."""
_DAY = r"\d{1,2}(?:er|st|nd|rd|th)?"
_FILLER = r"(?: ?(?:de|of|del|le|la|les|los|el|du|д\.|из)\b){0,2} ?"
_BEHIND = re.compile(rf"(?: (\d{{1,2}}(?: ?(?:–|-|and|to) ?\d{{1,2}})?),)?{_FILLER},? ?(\d{{4}})(?!\d)", re.IGNORECASE)
"""The year that follows a month; in American English, days and a year."""
_CHINESE = re.compile(
    r"(?:(\d{4})年)?(\d{1,2})月((?:\d{1,2}(?![\d年月时時点點分:\uff1a])日?(?: ?[至到和、-] ?)?){0,9})"
)
"""A month and its days; the time that may follow a day is none of them."""
_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_NEAR = 15
"""How many characters may stand between two dates of one period."""
_FARTHEST = 60
"""How far before a month its days may begin."""


class Dated(NamedTuple):
    """A date as it was read, where it stands, and its parts."""

    span: tuple[int, int]
    year: str | None
    month: int
    days: tuple[str, ...]

    @property
    def day_texts(self) -> list[str]:
        """Its days, or its month."""
        month = f"{self.year}-{self.month:02}"
        return [f"{month}-{int(day):02}" for day in self.days] or [month]

    def is_beside(self, other: Dated) -> bool:
        """Whether two dates stand close together."""
        first, second = sorted((self.span, other.span))
        return second[0] - first[1] <= _NEAR


@cache
def _months() -> dict[str, int]:
    """The months by name, in all languages and cases."""
    found = {name: number for number, name in enumerate(_LEVANT, start=1)}
    for locale in AVAILABLE:
        for form in _FORMS:
            names = get_month_names("wide", context=form, locale=locale)
            found.update({str(name).lower(): number for number, name in names.items() if not str(name)[0].isdigit()})
    russian = get_month_names("wide", context="stand-alone", locale="ru")
    for number, name in russian.items():
        endings = words()["month"][str(name)[-1]]
        found.update({(str(name)[:-1] + ending).lower(): number for ending in endings})
    return {name: number for name, number in found.items() if not re.match(r"\d|[一二三四五六七八九十]", name)}


@cache
def _named() -> re.Pattern[str]:
    months = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    return re.compile(rf"\b(?:{months})(?:/(?:{months}))?\b", re.IGNORECASE)


@cache
def _before() -> re.Pattern[str]:
    link = rf"(?: ?[,–-] ?(?:(?:и|et|and|y) )?| {any_of('reference', 'and')} ?(?:(?:le|al?|el) )?)"
    return re.compile(rf"(?<!\d){_DAY}(?:{link}{_DAY}){{0,9}}{_FILLER}$", re.IGNORECASE)


def _western(text: str) -> Iterator[Dated]:
    """Dates whose month has a name."""
    end = 0
    for match in _named().finditer(text):
        first = _before().search(text, max(end, match.start() - _FARTHEST), match.start())
        last = _BEHIND.match(text, match.end())
        start, end = first.start() if first else match.start(), last.end() if last else match.end()
        days = re.findall(r"\d+", first.group() if first else (last[1] or "") if last else "")
        month = _months()[match.group().lower().partition("/")[0]]
        yield Dated((start, end), last[2] if last else None, month, tuple(days))


@lru_cache(maxsize=2048)  # several checks ask it of each passage
def dates_in(text: str) -> tuple[str, ...]:
    """Every day and month of a text, once, in order: 2017-03-31, 2016-02."""
    return tuple(dict.fromkeys(date for dated in _dated(text) for date in dated.day_texts))


@lru_cache(maxsize=2048)  # several checks ask it of each passage
def without_dates(text: str) -> str:
    """The text, its dates blanked."""
    for dated in reversed(list(_western(text))):
        text = f"{text[: dated.span[0]]} {text[dated.span[1] :]}"
    return _CHINESE.sub(" ", _ISO.sub(" ", text))


def find_dates(text: str) -> list[Dated]:
    """Every date of a text that has a year, where it stands, in order."""
    return sorted(_dated(text))


def _dated(text: str) -> Iterator[Dated]:
    """The dates of a text that have a year: in figures alone, then by the names of months, then in Chinese."""
    yield from (Dated(match.span(), match[1], int(match[2]), (match[3],)) for match in _ISO.finditer(text))
    yield from _with_years(list(_western(text)))
    yield from _with_years(list(_chinese(text)), back=True)


def _chinese(text: str) -> Iterator[Dated]:
    for match in _CHINESE.finditer(text):
        yield Dated(match.span(), match[1], int(match[2]), tuple(re.findall(r"\d+", match[3])))


def _with_years(found: list[Dated], *, back: bool = False) -> list[Dated]:
    """Dates with a year; one that is not said stands in the date beside it.

    That is the date after it, in Chinese the one before.
    """
    complete: list[Dated] = []
    for one in found if back else reversed(found):
        beside = complete[-1] if complete and one.is_beside(complete[-1]) else None
        if one.year or beside:
            complete.append(one if one.year or beside is None else one._replace(year=beside.year))
    return complete if back else complete[::-1]


KINDS = ("resolution", "decision")
_VERSION = r"(?: ?\([^()]{1,80}\))"
_WHOSE = r"(?:of|du|des|del|de)\b"
_ADOPTER = (
    rf"(?: {_WHOSE}(?: [^\W\d]+){{1,5}}?(?= ?[,;] ?(?:and |et |y |e )?\d+{_VERSION}? {_WHOSE}"
    rf"| (?:and|et|y|e) \d+{_VERSION}? {_WHOSE}))?"
)
"""Whose it is, where more numbers follow: 12 of a Council and 14 of a Council."""
FARTHEST = 200
"""How far before the word a list of numbers may begin, in Chinese."""
_ONE = re.compile(rf"(\d+(?:/\d+)?)号?({_VERSION})?")
_YEAR = re.compile(r"\d{4}")
SYMBOL = re.compile(
    r"(?<![A-Za-z0-9/.-])[A-Z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*/(?:(?:[A-Z]+(?:\.\d+)?|\d+)/)*\d+(?![A-Za-z0-9])"
    r"(?:\((?:R[eé]v|Add|Corr?)\.?\s?\d+\))*(?:-[ACEFRS](?![A-Za-z]))?"
)


class Citation(NamedTuple):
    """A resolution or decision, and which version of it."""

    kind: str
    number: str
    version: str = ""
    """As it is printed; empty where the text does not say."""

    @property
    def year(self) -> str:
        """The year of the version."""
        found = _YEAR.search(self.version)
        return found.group() if found else ""

    def may_be(self, other: Citation) -> bool:
        """Whether both may be the same text in the same version."""
        same = (self.kind, self.number) == (other.kind, other.number)
        return same and (not self.version or not other.version or _bare(self.version) == _bare(other.version))

    def __str__(self) -> str:
        return f"{self.kind.capitalize()} {self.number}{f' ({self.version})' if self.version else ''}"


def _bare(version: str) -> str:
    return "".join(re.findall(r"\w+", version.casefold()))


@cache
def _noun_first(kind: str) -> re.Pattern[str]:
    """The word, then its numbers."""
    link = rf"(?: ?[,;] ?(?:{any_of('reference', 'and')} ?)?| {any_of('reference', 'and')} ?)"
    one = rf"(?:№ ?|No\.? ?|[nN][°º] ?)?\d{{1,6}}(?:/\d{{1,4}})?{_VERSION}?{_ADOPTER}"
    noun, small = any_of("citation", kind), rf"(?i:{any_of('citation', kind)})"
    called = (
        rf"(?:{any_of('adjective', 'before')} {small}|{noun}(?: {any_of('adjective', 'behind')})?|{small}(?= \d+/\d))"
    )
    return re.compile(rf"(?<![A-Za-zÀ-ÿ\u0400-\u04ff\u0621-\u064a])و?{called} ({one}(?:{link}{one})*)")


@cache
def _noun_last(kind: str) -> re.Pattern[str]:
    """The word, behind its numbers; a version may follow it."""
    return re.compile(rf"{any_of('citation', kind)}({_VERSION}?)")


@cache
def _numbers_before() -> re.Pattern[str]:
    """The numbers before the word, in Chinese; an adjective may stand between."""
    return re.compile(rf"((?:第?\d{{1,6}}号{_VERSION}?[、和及与]?)+)(?:{any_of('adjective', 'chinese')})?$")


@lru_cache(maxsize=2048)  # several checks ask it of each passage
def citations_in(text: str) -> tuple[Citation, ...]:
    """Every resolution and decision cited, lists included, in order."""
    found: list[tuple[int, Citation]] = []
    for kind in KINDS:
        for match in _noun_first(kind).finditer(text):
            found += [(match.start(1) + one.start(), _read(kind, one)) for one in _ONE.finditer(match[1])]
        for match in _noun_last(kind).finditer(text):
            ahead = _numbers_before().search(text, max(0, match.start() - FARTHEST), match.start())
            listed = f"{ahead[1]}{match[1]}" if ahead else ""
            found += [(match.start(), _read(kind, one)) for one in _ONE.finditer(listed)]
    return tuple(citation for _, citation in sorted(found, key=lambda pair: pair[0]))


def _read(kind: str, one: re.Match[str]) -> Citation:
    version = plain((one[2] or "").strip(" ()"))
    return Citation(kind, one[1], version if _YEAR.search(version) else "")


def signs_in(text: str) -> tuple[Symbol, ...]:
    """The symbols of documents in a text, each with its language, in order."""
    found: list[Symbol] = []
    for match in SYMBOL.finditer(text):
        try:
            found.append(Symbol.parse(match.group()))
        except SymbolError:
            continue
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=2048)  # several checks ask it of each passage
def symbols_in(text: str) -> tuple[Symbol, ...]:
    """The documents cited, without the language of a copy, in order."""
    return tuple(dict.fromkeys(sign.in_language(None) for sign in signs_in(text)))
