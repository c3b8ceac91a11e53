"""Acronyms that are spelt two ways."""

from __future__ import annotations

import pytest

from escalade.templates.checks.checking import findings_in
from escalade.templates.checks.reading.file import document_in

from .conftest import told


def found(*sentences: str) -> list[tuple[str, str]]:
    """What is found about the words of a page: the rule, and what it says."""
    page = "<h2>1 Introduction</h2>" + "".join(f"<p>1.{place} {one}</p>" for place, one in enumerate(sentences, 1))
    document = document_in(page.encode(), "page.html")
    said = [one for severity in ("error", "warning", "remark") for one in told(findings_in([document]), severity)]
    return [(rule, what) for rule, _, what in said if rule == "acronyms-agree"]


def test_one_spelling_throughout_is_nothing_to_tell() -> None:
    assert found("The GHIJ-Boats group met.", "GHIJ-Boats met again, and the topic was debated.") == []


@pytest.mark.parametrize("slip", ["GIHJ-Boats", "GHXJ-Boats"])
def test_letters_changed_about_or_another_letter_before_the_same_suffix_are_found(slip: str) -> None:
    said = found("GHIJ-Boats met.", f"{slip} met again.", "GHIJ-Boats closed.")
    assert said == [("acronyms-agree", f"“{slip}” is written here, and “GHIJ-Boats” in 2 places.")]


def test_two_acronyms_for_the_same_words_are_found() -> None:
    words = "the Made-up Party on Harbours and Piers"
    said = found(f"We are {words} (MPHP).", f"They are {words} (MPH).", "MPHP met.")
    assert said == [("acronyms-agree", "“MPH” is written here, and “MPHP” in 2 places.")]


def test_short_acronyms_and_different_ones_are_left_alone() -> None:
    assert found("The EU met.", "The UE met.", "The GHIJ and the KLMN met.") == []
