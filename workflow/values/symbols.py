"""Document symbols: read leniently, written strictly.

A symbol is a series, a path within it, what became of the document, and the
language: C17/130(Rev.1)-E. Which series there are is data of the body; a word
series keeps its hyphens (Group-Data-10/7), a short one is one word (C17/51), and
one with strokes or points is as the body writes it (UNEP/FAO/RC/COP.11/15).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from typing import Literal, Self

import msgspec

from escalade.workflow.values.errors import RequestError, Series

Mark = tuple[Literal["Rev", "Add", "Corr"], int]
"""A revision, addendum or corrigendum, and its number."""
LETTERS = {"ar": "A", "zh": "C", "en": "E", "fr": "F", "ru": "R", "es": "S"}
"""The letter that ends a symbol, by language."""
FORM_CODES = {"docx": "MSW", "pdf": "PDF", "html": "HTML", "md": "MD", "xml": "XML"}
"""By form, its code in the name of a file."""
_LANGUAGES = {letter: language for language, letter in LETTERS.items()}
_MARKS: dict[str, Literal["Rev", "Add", "Corr"]] = {"rev": "Rev", "add": "Add", "cor": "Corr"}
_LONGEST = 80
_ABBREVIATION = 3
_SHOWN = 40
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u00ad"), "-")
_MARK = r"(?:(?:rev(?:ision|isee)?|add(?:endum)?|corr?(?:igendum)?)(?![a-z])\.? ?\d{0,3})"
_SYMBOL = (
    r"(?P<head>[a-z][a-z0-9]*(?:[ -][a-z0-9]+)*)"
    r"/(?P<path>(?:[a-z]{1,8}(?:\.\d{1,6}/|[/ -]|(?=\d))|\d{1,6}/)*\d{1,6})"
    rf"(?P<marks>(?:[ -]?\(?{_MARK}\)?)*)"
    r"(?:[ (-]?(?P<letter>[acefrs])\)?)?"
)


_WHOLE = re.compile("[/.]")
"""What a series holds that is never respelled."""


class SymbolError(RequestError):
    """A text that is not a document symbol, or is of no series known here."""

    def __init__(self, text: str, *, series: Collection[str] = ()) -> None:
        self.text, self.series = text, tuple(series)
        shown = "".join(letter if letter.isprintable() else "\ufffd" for letter in text[:_SHOWN])
        shown += "…" if len(text) > _SHOWN else ""
        facts = {"symbol": shown, **({"series": Series(series)} if series else {})}
        super().__init__(
            "“{symbol}” belongs to no series of documents known here; there is {series}."
            if series
            else "“{symbol}” is not the symbol of a document. "
            "Write the series, a stroke and the number, such as C17/51, C17/130(Rev.1) or C17/51-F.",
            **facts,
        )


class Symbol(msgspec.Struct, frozen=True):
    """The symbol of a document; `str()` writes it strictly.

    >>> str(Symbol.parse("c 17/130 rev 1 - e"))
    'C17/130(Rev.1)-E'
    """

    series: str
    """Everything before the first stroke: C17."""
    path: tuple[str, ...]
    """The rest, stroke by stroke: 51, or DT and 4."""
    marks: tuple[Mark, ...] = ()
    """Revisions, addenda and corrigenda, in order."""
    language: str | None = None
    """The language of this copy, where the symbol says it."""

    @classmethod
    def parse(cls, text: str, *, series: Collection[str] = ()) -> Self:
        """Read a symbol as people write it: accents, dashes, spaces, case.

        The spelling of the series there are, such as C17 or Group-Data, is taken over, and their
        year or number is no matter; where none are named, any series is accepted. A stroke at the end of one is that
        before the number.
        """
        series = tuple(one.rstrip("/") for one in series)
        known, said = _known(text, series)
        match = re.fullmatch(_SYMBOL, said, re.IGNORECASE | re.ASCII) if len(text) <= _LONGEST else None
        if match is None:
            raise SymbolError(text)
        head = known or _series(match["head"], series)
        if head is None:
            raise SymbolError(text, series=series)
        parts = re.findall(r"[a-z]+(?:\.[0-9]+)?|[0-9]+", match["path"], re.IGNORECASE)
        path = tuple(str(int(part)) if part.isdigit() else part.upper() for part in parts)
        found = re.findall(r"(rev|add|cor)[a-z]*\W*(\d*)", match["marks"].lower(), re.ASCII)
        marks = tuple((_MARKS[kind], int(number or 1)) for kind, number in found)
        return cls(head, path, marks, _LANGUAGES.get((match["letter"] or "").upper()))

    @property
    def series_name(self) -> str:
        """The name of its series, without the year or number behind it: C."""
        return _divided(self.series)[0]

    def in_language(self, language: str | None) -> Self:
        """Name the document in another language; None names no language.

        >>> str(Symbol.parse("C17/130(Rev.1)-E").in_language("fr"))
        'C17/130(Rév.1)-F'
        """
        return msgspec.structs.replace(self, language=language)

    def cite_in(self, language: str) -> str:
        """The symbol as a text in that language cites it: without a letter.

        >>> Symbol.parse("C15/27(Rev.1)-E").cite_in("fr")
        'C15/27(Rév.1)'
        """
        revision = "Rév" if language.partition("-")[0] == "fr" else "Rev"
        marks = "".join(f"({revision if kind == 'Rev' else kind}.{number})" for kind, number in self.marks)
        return "/".join((self.series, *self.path)) + marks

    def name_in_codes(self, codes: Mapping[str, str], form: str) -> str:
        """Name the file of this copy in the codes of its series, if any.

        >>> Symbol.parse("C17/51-F").name_in_codes({"C17": "S{year}-CL-C-{number}!{mark}!{form}-{letter}"}, "pdf")
        'S17-CL-C-0051!!PDF-F'
        """
        name, year = _divided(self.series)
        known = {_divided(series)[0]: pattern for series, pattern in codes.items()}
        letter = LETTERS.get((self.language or "").partition("-")[0])
        if name not in known or letter is None or len(self.path) > 1 or form not in FORM_CODES:
            return ""
        mark = "-".join(f"{kind[0]}{number}" for kind, number in self.marks)
        facts = {"year": f"{year:0>2}", "number": f"{self.path[0]:0>4}", "mark": mark, "letter": letter}
        return known[name].format(**facts, form=FORM_CODES[form])

    def __str__(self) -> str:
        language = self.language or ""
        letter = LETTERS.get(language.partition("-")[0])
        return self.cite_in(language) + (f"-{letter}" if letter else "")


def bare_symbol(document: str | None) -> str | None:
    """The symbol of a document, without language and revision."""
    try:
        read = Symbol.parse(document or "")
    except SymbolError:
        return document
    return str(Symbol(read.series, read.path))


def _plain(text: str) -> str:
    bare = "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
    single = re.sub(r"\s+", " ", bare.translate(_DASHES)).strip()
    return re.sub(r" ?([/()-]) ?", r"\1", single)


def _known(text: str, known: Collection[str]) -> tuple[str, str]:
    said = _plain(text)
    for one in sorted(known, key=len, reverse=True):
        name = one.rstrip("0123456789")
        number = r"\d{1,4}" if name != one else ""
        found = re.match(rf"{re.escape(name)}({number})(?=/)", said, re.IGNORECASE) if _WHOLE.search(one) else None
        if found:
            return f"{name}{found[1]}", f"X{said[found.end() :]}"
    return "", said


def _series(head: str, known: Collection[str]) -> str | None:
    name, number = _divided(head)
    spelled = {_divided(one)[0].replace("-", "").lower(): _divided(one)[0] for one in known}
    if known:
        name = spelled.get(name.replace("-", "").lower(), "")
    if not (name and number):
        return name or None
    alike = [one for one in known if _divided(one) != (name, "") and _divided(one)[0] == name]  # as others of it have
    keeps_hyphen = all("-" in one for one in alike) if alike else head.rstrip("0123456789").endswith("-")
    return f"{name}-{number}" if "-" in name or keeps_hyphen else f"{name}{number:0>2}"


def _divided(head: str) -> tuple[str, str]:
    name = head.rstrip("0123456789")
    number = head[len(name) :].lstrip("0")
    words = [_word(word) for word in re.split(r"[ -]", name) if word]
    return "-".join(words), number


def _word(word: str) -> str:
    return word.upper() if len(word) <= _ABBREVIATION else word.capitalize() if word.islower() else word
