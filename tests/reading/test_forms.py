"""A report tells the same acts in whatever form it is read."""

from __future__ import annotations

import pytest

from escalade.templates.checks.reading.file import document_in
from escalade.templates.formats.file import file_of
from escalade.templates.reading.telling import UNKNOWN, tell
from escalade.templates.values.paper import Paper
from tests.net.corpus import SHIPPED
from tests.reading.measure import papers_of


@pytest.fixture(scope="module")
def notes() -> dict[str, Paper]:
    """The note of 2017, by language."""
    return {paper.tongue.language: paper for name, paper in papers_of(SHIPPED) if name == "note-2017"}


def acts_in(paper: Paper, form: str) -> list[str]:
    """The acts that are read in a file."""
    document = document_in(file_of(paper, form), f"note.{form}")
    return [act.act for told in tell(document) for act in told.acts]


@pytest.mark.parametrize("language", ["en", "fr", "zh"])
@pytest.mark.parametrize("form", ["docx", "html", "xml", "pdf"])
def test_a_report_tells_the_same_in_every_form(notes: dict[str, Paper], language: str, form: str) -> None:
    assert acts_in(notes[language], form) == acts_in(notes[language], "md")


def test_a_paper_whose_words_have_lost_their_order_is_not_understood(notes: dict[str, Paper]) -> None:
    document = document_in(file_of(notes["ar"], "pdf"), "note.pdf")
    assert {one.status for one in tell(document)} == {UNKNOWN}
