"""Files made for a test, papers of the real round, and what is found in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from io import BytesIO
from pathlib import Path

import docx
import pytest

from escalade.templates.checks.checking import findings_in
from escalade.templates.checks.document import Document
from escalade.templates.checks.finding import PaperFinding
from escalade.templates.checks.reading.file import document_in
from escalade.templates.languages.pack import AVAILABLE
from escalade.templates.values.paper import Paper

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
