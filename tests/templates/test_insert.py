"""Text of the secretariat, put into a section of a paper."""

from __future__ import annotations

from dataclasses import replace

import pytest

from escalade.templates.values.fact import SaidSentence
from escalade.templates.values.paper import Paper, Paragraph, Section, insert_text
from escalade.workflow.values.errors import RequestError

from .conftest import Register

MORE = (Paragraph(SaidSentence("text", "First.")), Paragraph(SaidSentence("text", "Second.")))


@pytest.fixture
def paper(round_of_2017: Register) -> Paper:
    """A note whose sections are three of the test: one numbered, one whose paragraphs are, and a plain one."""
    drawn = round_of_2017.paper("note", "2017")
    said = Paragraph(SaidSentence("text", "It met."))
    number = SaidSentence("number", "1.")
    return replace(
        drawn,
        sections=(
            Section("numbered", None, (said,), label=SaidSentence("number", "2")),
            Section("listed", None, (replace(said, label=number),)),
            Section("plain", None, (said,)),
        ),
    )


def said(paper: Paper, section: str) -> list[tuple[str, str]]:
    """The paragraphs of a section: what each is labelled, and what it says."""
    [found] = [one for one in paper.sections if one.key == section]
    return [(str(one.label or ""), str(one.said)) for one in found.paragraphs]


def test_a_text_goes_on_with_the_numbers_of_its_section(paper: Paper) -> None:
    found = insert_text(paper, "numbered", MORE)
    assert said(found, "numbered") == [("", "It met."), ("2.2", "First."), ("2.3", "Second.")]
    assert said(found, "plain") == said(paper, "plain")


def test_a_text_goes_on_with_the_numbers_of_the_paragraphs(paper: Paper) -> None:
    assert said(insert_text(paper, "listed", MORE), "listed")[1] == ("2", "First.")


def test_a_text_in_a_section_without_numbers_has_none(paper: Paper) -> None:
    assert said(insert_text(paper, "plain", MORE), "plain") == [("", "It met."), ("", "First."), ("", "Second.")]


def test_a_section_that_a_paper_has_not_is_refused_with_those_it_has(paper: Paper) -> None:
    with pytest.raises(RequestError, match=r"“other”.*numbered, listed, plain"):
        insert_text(paper, "other", MORE)
