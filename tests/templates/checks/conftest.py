"""Files made for a test, papers of the real round, and what is found in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx
import pytest

from escalade.templates.checks.checking import findings_in, findings_of, ground_of
from escalade.templates.checks.document import Document
from escalade.templates.checks.finding import PaperFinding
from escalade.templates.checks.reading.file import document_in
from escalade.templates.languages.pack import AVAILABLE
from escalade.templates.values.fact import SaidSentence
from escalade.templates.values.paper import Paper, Paragraph, Section
from escalade.workflow.values.dates import when

from ..conftest import Register as Register  # noqa: TID252, PLC0414 - it stands one folder up, and is passed on

Told = list[tuple[str, str, str]]
"""Of each finding the check, the place and the sentence."""


def told(findings: Iterable[PaperFinding], severity: str = "error") -> Told:
    """What findings say, of one severity."""
    return [(one.check, one.place, one.what) for one in findings if one.severity == severity]


def word(lines: Iterable[str]) -> bytes:
    """A Word file without a style, each line a paragraph."""
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    return saved(document)


def saved(document: docx.document.Document) -> bytes:
    """A Word file as bytes."""
    file = BytesIO()
    document.save(file)
    return file.getvalue()


@pytest.fixture(scope="session")
def lines() -> list[str]:
    """A made-up report with the mistakes that reports have."""
    return Path(__file__).with_name("report.txt").read_text("utf-8").splitlines()


@pytest.fixture
def read(lines: list[str]) -> Callable[..., Document]:
    """The made-up report as a Word file, some words of it changed."""

    def reading(*changes: tuple[str, str]) -> Document:
        text = "\n".join(lines)
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        return document_in(word(text.splitlines()), "report.docx")

    return reading


@pytest.fixture
def mistakes(read: Callable[..., Document]) -> Callable[..., Told]:
    """The errors in the made-up report, its own set right, others made."""

    def found(*changes: tuple[str, str]) -> Told:
        return told(findings_in([read(*RIGHT, *changes)]))

    return found


RIGHT = (
    ("son avis concernant le point 3.2.", "son avis concernant le point 3.2 et à lancer la consultation."),
    ("GFT-Phares", "GTF-Phares"),
    ("dans l'Annexe 1", "dans l'annexe"),
)
"""What sets the mistakes of the made-up report right."""


@pytest.fixture(scope="session")
def notes(round_of_2017: Register) -> dict[str, Paper]:
    """The note of the real round in every language."""
    return {language: round_of_2017.paper("note", "2017", language) for language in AVAILABLE}


@pytest.fixture
def spoilt(notes: dict[str, Paper], round_of_2017: Register) -> Callable[..., Told]:
    """The errors in the note once its French or every version is changed."""

    def found(change: Callable[[Paper], Paper], *, every: bool = False) -> Told:
        changed = {tag: change(one) if every or tag == "fr" else one for tag, one in notes.items()}
        ground = ground_of(notes.values(), "2017", round_of_2017.standing)
        return told(one for one in findings_of(changed, ground) if not every or one.paper == "fr")

    return found


def with_paragraph(paper: Paper, label: str, change: Callable[[Paragraph], Paragraph]) -> Paper:
    """A paper, one numbered paragraph of which is changed."""

    def in_section(section: Section) -> Section:
        changed = (change(one) if str(one.label) == label else one for one in section.paragraphs)
        return replace(section, paragraphs=tuple(changed))

    return replace(paper, sections=tuple(in_section(section) for section in paper.sections))


def dated(paragraph: Paragraph) -> Paragraph:
    """A paragraph in which the last date is a day late."""
    assert isinstance(paragraph.said, SaidSentence)
    date = [fact for fact in paragraph.said.facts if fact.kind == "date"][-1]
    late = replace(date, value=(when("2017-02-06"), when("2017-02-08")), text=date.text.replace("7", "8", 1))
    said = replace(
        paragraph.said,
        text=paragraph.said.text.replace(date.text, late.text),
        facts=tuple(late if fact is date else fact for fact in paragraph.said.facts),
    )
    return replace(paragraph, said=said)
