"""Whether masthead, header and language of a document agree."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from escalade.templates.checks.citation import signs_in
from escalade.templates.checks.days import dates_in
from escalade.templates.checks.finding import CheckRemark
from escalade.templates.checks.reading.lexicon import any_of, words
from escalade.templates.checks.reading.recognition import HEADER
from escalade.workflow.values.message import Message
from escalade.workflow.values.symbols import LETTERS, Symbol

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escalade.templates.checks.document import Document, DocumentPassage
    from escalade.templates.checks.finding import Case

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
LONG = 60
"""How many characters a line of a masthead has at most that ends in a full stop."""
NEAR, FAR = 2, 5
"""Within how many years the dates of a paper lie, and from how many on one is taken for a slip."""


def mark_of(document: Document) -> str:
    """What the masthead calls a paper that marks another, as in its symbol.

    That is one that corrects, revises or supplements it: `(Corr.1)`.
    """
    for passage in document.masthead:
        for mark in words()["mark"]:
            if found := re.match(rf"{any_of('mark', mark)}\s+(\d+)", passage.text, re.IGNORECASE):
                return f"({mark}.{found[1]})"
    return ""


def is_corrigendum(document: Document) -> bool:
    """Whether a paper says what another reads instead."""
    return any("(Corr." in text for text in (mark_of(document), *(one.text for one in document.masthead)))


def symbols_agree(case: Case) -> Iterator[CheckRemark]:
    """The symbol on top of the pages is that of the masthead."""
    for document in case:
        headed = [one for one in document.masthead if one.place == HEADER]
        own = {sign.in_language(None) for one in _below(document) for sign in signs_in(one.text)}
        mark = mark_of(document)
        own |= {Symbol.parse(f"{one}{mark}") for one in own if mark}
        for passage in headed if own else ():
            for sign in signs_in(passage.text):
                if sign.in_language(None) not in own:
                    facts = {"symbol": str(sign), "other": ", ".join(sorted(map(str, own)))}
                    what = Message("The header bears {symbol}, and the masthead {other}.", **facts)
                    yield CheckRemark.at(document, passage, what)


def letters_agree(case: Case) -> Iterator[CheckRemark]:
    """The letter behind the paper's own symbol is that of its language."""
    for document in case:
        for passage in document.masthead:
            for sign in signs_in(passage.text):
                if sign.language and document.language and sign.language != document.language:
                    facts = {"symbol": str(sign), "language": document.language, "letter": LETTERS[document.language]}
                    what = Message("{symbol} stands in a text in “{language}”, whose letter is {letter}.", **facts)
                    yield CheckRemark.at(document, passage, what)


def years_agree(case: Case) -> Iterator[CheckRemark]:
    """The dates of a masthead, and those of one passage, lie near each other."""
    for document in case:
        lines = tuple(takewhile(lambda one: not _is_prose(one.text), _dated_itself(document)))
        dated = [(one, int(day[:4])) for one in lines for day in dates_in(one.text)]
        named = [(one, int(year)) for one in lines for year in _YEAR.findall(one.text)]
        years = [year for _, year in dated]
        if document.is_ours or not years:
            continue
        own = max(sorted(set(years)), key=years.count)
        far = {(one.text, year): one for one, year in (*dated, *named) if abs(year - own) >= NEAR}
        for (_, year), passage in far.items():
            what = Message("It says {year}, and the masthead {other}.", year=year, other=own)
            yield CheckRemark.at(document, passage, what)
        for passage in document.passages:
            yield from _strange(document, passage, own)


def _strange(document: Document, passage: DocumentPassage, own: int) -> Iterator[CheckRemark]:
    """Find a date far from the paper's own, beside one that is near to it."""
    days = dates_in(passage.text)
    if any(abs(int(day[:4]) - own) < NEAR for day in days):
        for day in days:
            if abs(int(day[:4]) - own) >= FAR:
                what = Message("{date} lies far from the other dates here; is the year meant?", date=day)
                yield CheckRemark.at(document, passage, what)


def _is_prose(text: str) -> bool:
    """Whether a passage is a sentence of the paper, and no line of its masthead."""
    said = text.rstrip(" )\u2069")
    return said.endswith("\u3002") or (said.endswith(".") and len(said) > LONG)


def _dated_itself(document: Document) -> Iterator[DocumentPassage]:
    """The passages in the masthead, but for the day as at which a state is told."""
    looked_at = re.compile(any_of("titles", "as_at"))
    yield from (one for one in _below(document) if not looked_at.match(one.text))


def _below(document: Document) -> tuple[DocumentPassage, ...]:
    """What stands in the masthead itself, a paper's title aside."""
    return tuple(one for one in document.masthead if one.place != HEADER)
