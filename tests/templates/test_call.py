"""The call for a consultation."""

from __future__ import annotations

from datetime import date

import pytest

from escalade.templates.languages.pack import AVAILABLE
from escalade.templates.languages.tongue import tongue
from escalade.templates.papers.build import build
from escalade.templates.papers.facts.view import View
from escalade.templates.values.fact import SaidSentence
from tests.templates.paragraphs import paragraphs

from .conftest import Register


@pytest.mark.parametrize("language", AVAILABLE)
def test_a_letter_says_all_that_the_page_says(round_of_2017: Register, language: str) -> None:
    page, letter = (paragraphs(round_of_2017, kind, "2017/gender", language) for kind in ("call", "circular"))
    assert [one.partition(" ")[2] for one in letter[2:-2]] == page


@pytest.mark.parametrize("language", AVAILABLE)
def test_a_blank_for_those_to_whom_a_call_goes_stands_in_brackets(
    round_of_2017: Register, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = View.charter_text
    monkeypatch.setattr(View, "charter_text", lambda view, name: None if name == "participants" else given(view, name))
    paper = build("call", "2017/gender", round_of_2017.standing, tongue(language), day=date(2017, 12, 1))
    said = (one.said for one in paper.sections[0].paragraphs)
    (blank,) = (str(one) for one in said if isinstance(one, SaidSentence) and one.key == "call.who_unknown")
    assert (blank[0], blank[-1]) == ("[", "]")
