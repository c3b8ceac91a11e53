"""A Word file of unknown origin: what is wrong in it is named."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from escalade.templates.checks.checking import findings_in
from escalade.templates.checks.document import Document
from escalade.templates.checks.reading.file import document_in

from .conftest import Told, told

Read = Callable[..., Document]
Mistakes = Callable[..., Told]


def test_the_mistakes_of_a_report_are_named_without_a_register(read: Read, mistakes: Mistakes) -> None:
    assert told(findings_in([read()])) == [
        (
            "annexes-are-there",
            "paragraph 3.2",
            "The text refers to “Annexe 1”, and the annex is headed “ANNEXE”.",
        ),
        ("asks-agree", "box, action", "The body asks to launch, and the box does not. See paragraph 3.2."),
        ("acronyms-agree", "paragraph 2.2", "“GFT-Phares” is written here, and “GTF-Phares” in 3 places."),
    ]
    assert mistakes() == []


def test_everything_in_a_report_is_recognised(read: Read) -> None:
    document = read()
    assert (document.language, document.kind, len(document.masthead)) == ("fr", "", 5)
    assert [(part.kind, len(part.passages)) for part in document.box] == [
        ("summary", 1),
        ("action", 1),
        ("references", 2),
    ]
    assert [(section.kind, section.label, section.paragraphs) for section in document.sections] == [
        ("introduction", "1", ("1.1", "1.2")),
        ("activities", "2", ("2.1", "2.2")),
        ("conclusion", "3", ("3.1", "3.2")),
    ]
    assert [passage.text for passage in document.signature] == ["Président: Ada INVENTÉE", "(ÎLE IMAGINAIRE)"]
    assert [(annex.name, annex.number) for annex in document.annexes] == [("ANNEXE", "")]
    assert [one.place for one in document.annex_passages] == [
        f"annex 1, text {text}, {what}"
        for text in (1, 2)
        for what in ("title", "invitation", "question 1", "question 2")
    ]


MISTAKES = {
    ("point 3.2", "point 3.4"): (
        "paragraphs-are-there", "box, action", "“point 3.4” is referred to, and the document has no such paragraph.",
    ),
    ("2.2\tLes", "2.4\tLes"): (
        "paragraphs-are-in-order", "paragraph 2.4", "The paragraph is numbered 2.4, and 2.2 is due.",
    ),
    ("dans l'annexe", "dans l'annexe 2"): (
        "annexes-are-there", "paragraph 3.2",
        "The text refers to “annexe 2”, and the annex is headed “ANNEXE”.",
    ),
    ("Veiller sur la brume\nToutes", "ANNEXE\nVeiller sur la brume\nToutes"): (
        "annexes-are-there", "annex 2", "More than one annex is headed “ANNEXE”.",
    ),
    ("à prendre note du présent rapport et", ""): (
        "asks-agree", "box, action", "The body asks to take note, and the box does not. See paragraph 3.1.",
    ),
    ("est invité à prendre note des rapports", "a reçu les rapports"): (
        "asks-agree", "box, action", "The box asks to take note, and the body does not.",
    ),
    ("Résolutions 40 (2027) et 41 (Mod. 2029)", "Résolution 41 (Mod. 2029)"): (
        "resolutions-are-listed", "box, summary", "Resolution 40 (2027) is cited, and the references do not list it.",
    ),
    ("créé par la Résolution 41 (Mod. 2029)", "créé"): (
        "resolutions-are-listed", "box, references", "Resolution 41 (Mod. 2029) is listed, and nothing cites it.",
    ),
    ("par la Résolution 41 (Mod. 2029)", "par la Résolution 41 (2026)"): (
        "resolutions-are-listed", "paragraph 1.1",
        "Resolution 41 (2026) is cited, and the references do not list it. There is Resolution 41 (Mod. 2029) instead.",
    ),
    ("tenues les 3 et 4 octobre 2030", "tenues les 3 et 5 octobre 2030"): (
        "dates-agree", "box, summary", "The box gives 2030-10-05, and nothing else does.",
    ),
    ("(voir le § 5.4", "(document H31/7; voir le § 5.4"): (
        "documents-are-listed", "paragraph 3.2", "The document H31/7 is cited, and the references do not list it.",
    ),
    ("Président: Ada INVENTÉE", "Ada"): (
        "parts-are-there", "signature", "There is no signature: whoever chairs is not named.",
    ),
    ("Références\n", ""): (
        "parts-are-there", "box", "The box has no part “references”, or nothing stands in it.",
    ),
    ("3\tConclusion", "3\tFin"): (
        "parts-are-there", "body", "The section “conclusion” is missing, or nothing stands in it.",
    ),
    ("Conseil des phares", "PROJET\nConseil des phares"): (
        "nothing-is-a-draft", "draft", "The paper calls itself a draft: “PROJET”",
    ),
    ("2.2\tLes", "2.2\tGXF-Phares. Les"): (
        "acronyms-agree", "paragraph 2.2", "“GXF-Phares” is written here, and “GTF-Phares” in 4 places.",
    ),
    ("Son mandat", "Le groupe de travail sur les phares (XYZ-Phares): son mandat"): (
        "acronyms-agree", "paragraph 1.2", "“XYZ-Phares” is written here, and “GTF-Phares” in 4 places.",
    ),
}  # fmt: skip
"""What is written in the place of what, and what is found then."""


@pytest.mark.parametrize("change", MISTAKES)
def test_one_mistake_is_found_where_it_stands(mistakes: Mistakes, change: tuple[str, str]) -> None:
    assert MISTAKES[change] in mistakes(change)


def test_a_numbered_annex_that_is_not_there_is_missed(mistakes: Mistakes) -> None:
    found = mistakes(("dans l'annexe", "dans l'Annexe 2"), ("\nANNEXE\n", "\nANNEXE 1\n"))
    assert found == [("annexes-are-there", "paragraph 3.2", "“Annexe 2” is referred to, and there is no such annex.")]


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("dans l'Annexe 1", "“Annexe 1” is referred to, and there is no such annex."),
        ("en annexe", "An annex is referred to, and there is none."),
    ],
)
def test_an_annex_is_missed_where_there_is_none(read: Read, words: str, what: str) -> None:
    document = read(("dans l'Annexe 1", words))
    bare = Document(name="bare", language="fr", box=document.box, sections=document.sections)
    assert ("annexes-are-there", "paragraph 3.2", what) in told(findings_in([bare]))


def test_acronyms_of_few_letters_and_different_ones_are_left_alone() -> None:
    page = "<h2>1 Introduction</h2><p>1.1 The EU-Boats and the UE-Boats met, the GHIJ-Boats and the KLMN-Boats too.</p>"
    assert "acronyms-agree" not in {
        check for check, _, _ in told(findings_in([document_in(page.encode(), "page.html")]))
    }


def test_what_was_hardly_looked_at_is_said(read: Read) -> None:
    document = Document(name="letter.docx", language="en")
    assert told(findings_in([document])) == []
    said = "No box and no numbered section was recognised, so that little was checked."
    assert told(findings_in([document]), "warning") == [("something-is-recognised", "whole", said)]
    asked = "à prendre note du présent rapport et à donner son avis concernant le point 3.2."
    silent = read((f"Le Conseil est invité {asked}", "Rien."))
    said = "No ask was recognised in the box, so that none was compared."
    assert ("asks-are-understood", "box, action", said) in told(findings_in([silent]), "warning")
    [remark] = told(findings_in([silent]), "remark")
    assert remark[2].startswith("Neither a record nor another version was at hand")
    assert "--against REF" in remark[2]
