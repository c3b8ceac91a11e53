"""Check that what a document points to is there: annexes, paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from escalade.templates.checks.citation import symbols_in
from escalade.templates.checks.document import DocumentPassage
from escalade.templates.checks.finding import Case, CheckRemark
from escalade.templates.checks.reading.block import any_of, pattern
from escalade.templates.checks.said import QUOTED
from escalade.workflow.values.errors import Message, Messages, correct_line
from escalade.workflow.values.symbols import Symbol

_BEHIND = 40
"""How far to look for what the thing pointed to is part of."""
_BEFORE = 14
"""The same where that stands first, as in Chinese."""

_CALLED = re.compile(r"[^.:;!?\s]\s+[^\W\d_a-z]\w*,\s*$")
"""A name in the midst of a sentence, whose part is meant: under the Charter, paragraph 2.6."""


class Pointer(NamedTuple):
    """One number pointed to, and the words that do so."""

    number: str
    words: str


@cache
def _pattern(what: str) -> re.Pattern[str]:
    """A word, a number, and further numbers of a list."""
    group = {"paragraph": "reference", "annex": "titles"}[what]
    number = {"paragraph": r"\d+(?:\.\d+)+", "annex": r"(?:\d+(?!\d|\.\d)|[IVX]+\b|[A-Z]\b)"}[what]
    link = rf"\s*(?:[,、-]|\s(?:{any_of('reference', 'and')})|和)\s*"
    word = rf"(?<![A-Za-zÀ-ÿ\u0410-\u044f\u0451\u0621-\u064a])[وفبلك]{{0,2}}(?i:{any_of(group, what)})"
    return re.compile(rf"{word}\s*(?P<numbers>{number}(?:{link}{number})*)")


@cache
def _elsewhere() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Match the words around a number that another document has."""
    elsewhere = any_of("reference", "elsewhere")
    particle = rf"\(?{any_of('reference', 'particles')}\s+|l'|[\u0430-\u044f\u0451]+\s+"
    behind = rf"^\s*(?:{particle})*(?:[^\s.;:]+\s+){{0,3}}?(?:l'|d')?(?i:{elsewhere})(?!\w)"
    before = rf"{elsewhere}(?:中?的?|\(?)$"
    return re.compile(behind), re.compile(before)


def paragraphs_in(text: str) -> Iterator[Pointer]:
    """The paragraphs of this document that a text points to."""
    yield from _pointers("paragraph", text, re.compile(r"\d+(?:\.\d+)+"))


def annexes_in(text: str, *, of_any: bool = False) -> Iterator[Pointer]:
    """The numbered annexes that a text points to, of this document or of any."""
    yield from _pointers("annex", text, re.compile(r"\d+|\b[IVX]+\b|\b[A-Z]\b"), of_any=of_any)


def _pointers(what: str, text: str, numbers: re.Pattern[str], *, of_any: bool = False) -> Iterator[Pointer]:
    for match in _pattern(what).finditer(text):
        if of_any or not _is_elsewhere(text, match):
            listed = numbers.findall(match["numbers"])
            word = match.group().removesuffix(match["numbers"])
            yield from (Pointer(one, f"{word}{one}") for one in listed)


def _is_elsewhere(text: str, match: re.Match[str]) -> bool:
    """Whether another document is meant, such as the report of a meeting."""
    behind, before = _elsewhere()
    if _CALLED.search(text, 0, match.start()):
        return True
    ahead = text[max(0, match.start() - _BEFORE) : match.start()]
    after = behind.search(text[match.end() : match.end() + _BEHIND])
    context = after.group() if after else ahead if before.search(ahead) else ""
    return bool(context) and not re.search(rf"(?<!\w){any_of('reference', 'present')}(?!\w)|本", context)


def annexes_are_there(case: Case) -> Iterator[CheckRemark]:
    """Every annex referred to is there, and is called what its heading says."""
    for document in case:
        headed = {annex.number: annex.name for annex in reversed(document.annexes) if annex.name}
        for passage in (*document.box_passages, *document.body):
            for pointer in annexes_in(QUOTED.sub(" ", passage.text)):  # an annex that a title names is another one
                if pointer.number not in headed:
                    yield CheckRemark.at(document, passage, _absent(pointer.words, headed.get("", "")))
            if not headed and pattern("titles", "annex", r"(?<!\w)", r"(?!\s*[\dA-ZIVX]|\w)").search(passage.text):
                yield CheckRemark.at(document, passage, Message("An annex is referred to, and there is none."))
        for annex in document.annexes[1:]:
            if annex.name and [one.number for one in document.annexes].count(annex.number) > 1:
                what = Message("More than one annex is headed “{annex}”.", annex=annex.name)
                yield CheckRemark(document, annex.place, what)


def _absent(words: str, heading: str) -> Message:
    """Say that an annex is not there, or is headed otherwise."""
    if heading:
        return Message(
            "The text refers to “{words}”, and the annex is headed “{heading}”.", words=words, heading=heading
        )
    return Message("“{words}” is referred to, and there is no such annex.", words=words)


def paragraphs_are_there(case: Case) -> Iterator[CheckRemark]:
    """Every paragraph of the document that is referred to is there."""
    for document in case:
        there = {number for section in document.sections for number in section.paragraphs}
        for passage in (*document.box_passages, *document.body):
            for pointer in paragraphs_in(passage.text):
                if pointer.number not in there:
                    what = Message(
                        "“{words}” is referred to, and the document has no such paragraph.", words=pointer.words
                    )
                    yield CheckRemark.at(document, passage, what)


def documents_are_listed(case: Case) -> Iterator[CheckRemark]:
    """Every document that is cited stands in the references."""
    for document in case:
        if document.part("references"):
            listed = {symbol for passage in document.part("references") for symbol in symbols_in(passage.text)}
            listed |= {symbol for passage in document.masthead for symbol in symbols_in(passage.text)}
            for passage in document.citing:
                for symbol in symbols_in(passage.text):
                    if symbol not in listed:
                        listed.add(symbol)
                        what = Message(
                            "The document {symbol} is cited, and the references do not list it.", symbol=symbol
                        )
                        yield CheckRemark.at(document, passage, Messages(what, _supply(passage, symbol)))


def _supply(passage: DocumentPassage, symbol: Symbol) -> str:
    """Say how a paper of ours comes to list a document that the words of a record name."""
    named = (one.records for one in passage.facts if one.kind == "text" and symbol in symbols_in(one.text))
    record = next((records[0] for records in named if records), "")
    how = Message(
        "If it is the document of {record}, “{line}” lists it.",
        record=record,
        line=correct_line(record, f"--document {symbol}"),
    )
    return how if record else ""


def paragraphs_are_in_order(case: Case) -> Iterator[CheckRemark]:
    """Paragraphs are numbered one after the other, in their section."""
    for document in case:
        for section in document.sections:
            numbers = [number for number in section.paragraphs if number.count(".") == 1]
            due = [f"{section.label}.{place}" for place in range(1, len(numbers) + 1)]
            wrong = next(((here, there) for here, there in zip(numbers, due, strict=True) if here != there), None)
            if wrong and section.label:
                what = Message("The paragraph is numbered {number}, and {due} is due.", number=wrong[0], due=wrong[1])
                yield CheckRemark(document, Message("paragraph {number}", number=wrong[0]), what)
