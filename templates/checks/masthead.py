"""Whether masthead, header and language of a document agree."""

from __future__ import annotations

import re
from collections.abc import Iterator

from escalade.templates.checks.citation import signs_in
from escalade.templates.checks.document import Document, DocumentPassage
from escalade.templates.checks.finding import Case, CheckRemark
from escalade.templates.checks.reading.lexicon import any_of, words
from escalade.templates.checks.reading.recognition import HEADER
from escalade.workflow.values.message import Message
from escalade.workflow.values.symbols import LETTERS, Symbol


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


def _below(document: Document) -> tuple[DocumentPassage, ...]:
    return tuple(one for one in document.masthead if one.place != HEADER)
