"""Whether all parts are there, and what could not be looked at."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from escalade.templates.checks.citation import signs_in
from escalade.templates.checks.document import Document, DocumentPassage, plain, shorten
from escalade.templates.checks.finding import Case, CheckRemark
from escalade.templates.checks.reading.block import BOX, SECTIONS, any_of, words
from escalade.templates.checks.reading.recognition import HEADER
from escalade.templates.languages.pack import AVAILABLE
from escalade.templates.languages.tongue import tongue
from escalade.templates.papers.facts.wording import AS_BEFORE, AS_REFERRED
from escalade.templates.values.fact import TracedFact
from escalade.workflow.values.errors import CommandLine, Message, Messages, Option, Word, correct_line
from escalade.workflow.values.symbols import LETTERS, Symbol


def is_report(document: Document) -> bool:
    """Whether a document is a note, or looks like one."""
    return document.kind == "note" or (not document.kind and bool(document.box or document.sections))


def something_is_recognised(case: Case) -> Iterator[CheckRemark]:
    """A file is recognised as a report, so that it can be checked."""
    for document in case:
        is_held = document.name in case.differences
        if not is_held and not document.kind and not document.box and not document.sections:
            yield CheckRemark(
                document,
                Word("whole"),
                Message("No box and no numbered section was recognised, so that little was checked."),
            )


def everything_is_compared(case: Case) -> Iterator[CheckRemark]:
    """A file is held against the record, or else against another version."""
    for document in [*case.alone][:1]:
        yield CheckRemark(document, Word("whole"), ALONE if len(case.documents) == 1 else AGAINST_VERSIONS)


ALONE = Message(
    "Neither a record nor another version was at hand: names, outcomes, figures and days were not looked at, nor "
    "whether a passage is lost, added or out of place, but where the file contradicts itself. Name what it is about "
    "({option}), or give its other versions.",
    option=Option("--against REF"),
)
AGAINST_VERSIONS = Message(
    "No record was at hand: versions were compared in figures, days, symbols, outcomes, and in the number of passages. "
    "Their order and other words were not looked at, nor whether what all versions say is so."
)


def parts_are_there(case: Case) -> Iterator[CheckRemark]:
    """A report has masthead, box, three sections and signature."""
    for document in filter(is_report, case):
        yield from (CheckRemark(document, Word(place), what) for place, what in _absent(document))


def _absent(document: Document) -> Iterator[tuple[str, str]]:
    """Find the parts that a report lacks, each with its place."""
    if not document.masthead:
        yield "masthead", Message("There is no masthead: session, symbol, date and author are missing.")
    for kind in BOX:
        if not document.part(kind):
            yield "box", Message("The box has no part “{kind}”, or nothing stands in it.", kind=Word(kind))
    for kind in SECTIONS:
        if not document.section(kind):
            yield "body", Message("The section “{kind}” is missing, or nothing stands in it.", kind=Word(kind))
    if not document.signature:
        yield "signature", Message("There is no signature: whoever chairs is not named.")


def nothing_is_a_draft(case: Case) -> Iterator[CheckRemark]:
    """A paper that says it is a draft is not issued, but for a report.

    Its paragraphs are for a meeting to approve.
    """
    for document in case:
        if document.draft and not any(_is_of_report(one, document) for one in document.draft):
            passage = document.draft[0]
            yield CheckRemark.at(
                document, passage, Message("The paper calls itself a draft: “{text}”", text=passage.text)
            )


def _is_of_report(passage: DocumentPassage, document: Document) -> bool:
    """Whether it is the banner of a report: a meeting approves what was issued as a draft."""
    if document.language not in AVAILABLE:
        return False
    return plain(passage.text) == plain(str(tongue(document.language).say("report.draft")))


UNANSWERED = {
    "call.who_unknown": Message("The call does not say to whom it is addressed: the constitution names nobody."),
    "call.how_unknown": Message("How and where to answer is not said: the launch gives no such words."),
    "circular.not_addressed": Message("The letter is addressed to nobody: the constitution names no addressees."),
}
"""By the sentence that owns it, what an invitation lacks."""
AMENDED_BY = {"call.who_unknown": "--participants", "circular.not_addressed": "--addressee"}
"""By the sentence that owns it, the option that gives the constitution what an invitation lacks."""


def invitations_can_be_answered(case: Case) -> Iterator[CheckRemark]:
    """A call says to whom and how to answer, and a letter has addressees."""
    for document in case:
        for passage in (*document.masthead, *document.body):
            if passage.key in UNANSWERED:
                amended = (
                    Message(
                        "“{line}” names them.",
                        line=CommandLine(
                            f"amend-constitution {AMENDED_BY[key]} LANGUAGE=TEXT --authority LANGUAGE=TEXT",
                            act="amend constitution",
                            about="body",
                        ),
                    )
                    for key in AMENDED_BY.keys() & {passage.key}
                )
                launches = case.ground.unanswerable if case.ground and passage.key == "call.how_unknown" else ()
                remedies = (
                    Message("“{line}” gives them.", line=correct_line(one, "--answer-to LANGUAGE=TEXT"))
                    for one in launches
                )
                yield CheckRemark.at(document, passage, Messages(UNANSWERED[passage.key], *amended, *remedies))


def letters_are_signed(case: Case) -> Iterator[CheckRemark]:
    """A letter bears the name of whoever signs it."""
    for document in case:
        signed = any(fact.kind == "name" for passage in document.signature for fact in passage.facts)
        if document.is_ours and document.kind == "circular" and not signed:
            what = Message("Nobody signs the letter: the secretariat is a desk on record, and no person.")
            yield CheckRemark(document, Word("signature"), what)


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
        below = (one for one in document.masthead if one.place != HEADER)
        own = {sign.in_language(None) for one in below for sign in signs_in(one.text)}
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


def texts_are_translated(case: Case) -> Iterator[CheckRemark]:
    """Every text of the record is at hand in the language of the paper."""
    for document in case:
        seen: set[tuple[str, str]] = set()
        for passage in document.passages:
            for fact in passage.facts:
                if fact.other and (fact.record, repr(fact.value)) not in seen:
                    seen.add((fact.record, repr(fact.value)))
                    what = Message(
                        "“{text}” is not translated; it is printed in its own language ({language}). "
                        "“escalade check --languages” says what supplies it.",
                        text=_source(fact),
                        language=fact.other,
                    )
                    yield CheckRemark(document, passage.place, what, fact.record)


def _source(fact: TracedFact) -> str:
    text = fact.value.get(fact.other, fact.text) if isinstance(fact.value, Mapping) else fact.text
    return shorten(plain(str(text)))


def titles_are_confirmed(case: Case) -> Iterator[CheckRemark]:
    """Every title that a paper prints is confirmed by a source."""
    for document in case:
        doubted = tongue(document.language).pack.unconfirmed if document.is_ours else ()
        titles: dict[str, DocumentPassage] = {}
        for one in (*document.labels, *document.passages):
            if one.key in doubted:
                titles.setdefault(one.key, one)
        for one in titles.values():
            what = Message("No source confirms “{title}” in this language.", title=one.text)
            yield CheckRemark.at(document, one, what)


def amendments_are_in_every_language(case: Case) -> Iterator[CheckRemark]:
    """A text that was amended was amended in every language."""
    for document in case:
        for passage in document.passages:
            if passage.key in {AS_REFERRED, AS_BEFORE}:
                yield CheckRemark.at(
                    document, passage, Message("The text was amended in other languages, and in this one it was not.")
                )


def texts_are_at_hand(case: Case) -> Iterator[CheckRemark]:
    """Every text that a paper would print is at hand; what is not is left out."""
    for record, field in case.ground.lacking if case.ground else ():  # it is so in every language
        what = Message(
            "{field} of {record} is not at hand, and the paper leaves it out; “correct” supplies it.",
            field=Option(f"--{field.replace('_', '-')}"),
            record=record,
        )
        yield CheckRemark(next(iter(case)), Word("record"), what, record)


def acts_are_of_one_day(case: Case) -> Iterator[CheckRemark]:
    """What one act did to several topics, it did on one day and at one place."""
    for record, other in case.ground.apart if case.ground else ():  # it is so in every language
        what = Message(
            "{record} and {other} belong to one act, and have another day or place: where one of them is wrong, "
            "“correct” puts it right.",
            record=record,
            other=other,
        )
        yield CheckRemark(next(iter(case)), Word("record"), what, record)
