"""The versions of a paper say the same in every language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from escalade.templates.values.fact import SaidSentence, TracedFact
from escalade.templates.values.paper import MastheadRow, Paper, Paragraph

from .conftest import Told, dated, with_paragraph

Spoilt = Callable[..., Told]


def with_row(paper: Paper, key: str, value: str, text: str) -> Paper:
    """A paper, one line of whose masthead says something else."""

    def changed(row: MastheadRow) -> MastheadRow:
        if row.key != key or not isinstance(row.value, TracedFact):
            return row
        return replace(row, value=replace(row.value, value=value, text=text))

    return replace(paper, masthead=tuple(changed(row) for row in paper.masthead))


def test_one_date_that_is_changed_in_one_language_is_found(spoilt: Spoilt) -> None:
    found = spoilt(lambda paper: with_paragraph(paper, "2.1", dated))
    assert ("dates-are-the-same", "paragraph 2.1") in [one[:2] for one in found]
    assert next(what for check, _, what in found if check == "dates-are-the-same").count("6 et 8") == 1
    assert ("dates-agree", "box, summary") in [one[:2] for one in found]


def test_one_number_that_is_changed_in_one_language_is_found(spoilt: Spoilt) -> None:
    def change(one: Paragraph) -> Paragraph:
        assert isinstance(one.said, SaidSentence)
        facts = tuple(
            replace(fact, value=3, text="trois") if fact.kind == "number" else fact for fact in one.said.facts
        )
        return replace(one, said=replace(one.said, text=one.said.text.replace("deux", "trois"), facts=facts))

    assert spoilt(lambda paper: with_paragraph(paper, "2.4", change)) == [
        ("numbers-are-the-same", "paragraph 2.4", "It says “trois” where “en” says “two”."),
    ]


def test_a_symbol_that_is_changed_in_one_language_is_found(spoilt: Spoilt) -> None:
    assert spoilt(lambda paper: with_row(paper, "symbol", "C17/52", "C17/52-F")) == [
        ("symbols-are-the-same", "masthead, symbol", "It says “C17/52-F” where “en” says “C17/51-E”."),
    ]


def test_a_name_that_is_changed_in_one_language_is_found(spoilt: Spoilt) -> None:
    assert spoilt(lambda paper: with_row(paper, "original", "fr", "français")) == [
        ("names-are-the-same", "masthead, original", "It says “français” where “en” says “English”."),
    ]


def test_a_question_that_is_dropped_in_one_language_is_found(spoilt: Spoilt) -> None:
    def drop(paper: Paper) -> Paper:
        first, second = paper.wordings
        return replace(paper, wordings=(replace(first, questions=first.questions[:-1]), second))

    assert spoilt(drop) == [("counts-agree", "annex 1", "There are 4 questions here, and 5 in “en”.")]


def test_a_paragraph_that_is_dropped_in_one_language_is_found(spoilt: Spoilt) -> None:
    def drop(paper: Paper) -> Paper:
        first, second, third = paper.sections
        return replace(paper, sections=(replace(first, paragraphs=first.paragraphs[:-1]), second, third))

    assert spoilt(drop) == [("counts-agree", "section 1", "There are 5 paragraphs here, and 6 in “en”.")]
