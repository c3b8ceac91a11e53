"""An annex is called in the text what its heading calls it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from escalade.templates.checks.references import paragraphs_in
from escalade.templates.values.paper import Paper

from .conftest import Told

Spoilt = Callable[..., Told]


def test_an_annex_that_is_renamed_is_found(spoilt: Spoilt) -> None:
    def rename(paper: Paper) -> Paper:
        first, second = paper.wordings
        assert second.name
        return replace(paper, wordings=(first, replace(second, name=second.name.reword("Annexe B"))))

    found = spoilt(rename)
    assert (
        "annexes-are-called-alike",
        "box, action, item 2",
        "The text refers to “Annexes 2”, and the annex is headed “Annexe B”.",
    ) in found


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
