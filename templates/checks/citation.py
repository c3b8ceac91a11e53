"""The resolutions, decisions and documents that a text cites."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from escalade.templates.checks.document import plain
from escalade.templates.checks.reading.block import any_of
from escalade.workflow.values.symbols import Symbol, SymbolError

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
def _western(kind: str) -> re.Pattern[str]:
    """The word, then its numbers."""
    link = rf"(?: ?[,;] ?(?:{any_of('reference', 'and')} ?)?| {any_of('reference', 'and')} ?)"
    one = rf"(?:№ ?|No\.? ?|[nN][°º] ?)?\d{{1,6}}(?:/\d{{1,4}})?{_VERSION}?{_ADOPTER}"
    noun, small = any_of("citation", kind), rf"(?i:{any_of('citation', kind)})"
    called = (
        rf"(?:{any_of('adjective', 'before')} {small}|{noun}(?: {any_of('adjective', 'behind')})?|{small}(?= \d+/\d))"
    )
    return re.compile(rf"(?<![A-Za-zÀ-ÿ\u0400-\u04ff\u0621-\u064a])و?{called} ({one}(?:{link}{one})*)")


@cache
def _chinese(kind: str) -> re.Pattern[str]:
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
        for match in _western(kind).finditer(text):
            found += [(match.start(1) + one.start(), _read(kind, one)) for one in _ONE.finditer(match[1])]
        for match in _chinese(kind).finditer(text):
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
