"""Whether what a paper prints is at hand, translated and confirmed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from escalade.templates.checks.document import DocumentPassage, plain
from escalade.templates.checks.finding import Case, CheckRemark
from escalade.templates.languages.tongue import tongue
from escalade.templates.papers.facts.wording import AS_BEFORE, AS_REFERRED
from escalade.templates.values.fact import TracedFact
from escalade.workflow.values.message import Message, Option, Word

_SHOWN = 60


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
    return _short(plain(str(text)))


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1].rstrip()}…"


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
