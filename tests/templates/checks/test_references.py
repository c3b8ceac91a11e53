"""An annex is called in the text what its heading calls it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from escalade.templates.checks.checking import findings_in
from escalade.templates.checks.reading.file import document_in
from escalade.templates.checks.references import paragraphs_in

from .conftest import Told

Spoilt = Callable[..., Told]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("acting under the Made-up Directives, paragraph 2.6", []),
        ("Moreover, paragraph 2.6 says so", ["2.6"]),
        ("as was said, paragraph 2.6 holds", ["2.6"]),
    ],
)
def test_a_paragraph_of_a_text_that_is_named_is_not_one_of_the_document(text: str, numbers: list[str]) -> None:
    assert [one.number for one in paragraphs_in(text)] == numbers


@pytest.mark.parametrize(("text", "count"), [("The topic “Review of Annex VIII” stands.", 0), ("See Annex VIII.", 1)])
def test_an_annex_that_a_title_names_is_none_of_the_paper(text: str, count: int) -> None:
    page = f"<h2>1 Introduction</h2><p>1.1 {text}</p><h2>Annex 1</h2><p>Review of Annex VIII</p>"
    found = findings_in([document_in(page.encode(), "page.html")])
    assert [one.check for one in found if one.check == "annexes-are-there"] == ["annexes-are-there"] * count
