"""Two texts are compared within bounds, and each text is looked through once."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest

from escalade.services.views import difference
from escalade.services.views.difference import compare_words
from escalade.templates.formats.tracked.diff import Effort, bag
from escalade.workflow.motions import TextVersion


def drawn(seed: int) -> TextVersion:
    """A made-up text of twenty questions."""
    draw = Random(seed)  # noqa: S311  # the same each time
    words = [f"word{number}" for number in range(40)]
    questions = tuple({"en": " ".join(draw.choice(words) for _ in range(30))} for _ in range(20))
    return TextVersion(title={"en": "Fog"}, questions=questions)


def test_the_words_of_each_question_are_counted_once(monkeypatch: pytest.MonkeyPatch) -> None:
    counted = Counter[str]()

    def count(text: str) -> Counter[str]:
        counted[text] += 1
        return bag(text)

    monkeypatch.setattr(difference, "bag", count)
    assert compare_words(drawn(1), drawn(2))
    assert set(counted.values()) == {1}


def test_beyond_its_effort_a_comparison_tells_what_went_and_what_came(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = compare_words(drawn(1), drawn(2))
    monkeypatch.setattr(difference, "Effort", lambda: Effort(1000))
    bounded = compare_words(drawn(1), drawn(2))
    assert any(len(runs) > 2 for _, runs in whole)
    assert all([what for _, what in runs] in (["went"], ["came"], ["went", "came"]) for _, runs in bounded)
    for found in (whole, bounded):
        after = {one.after for one, _ in found if one.after}
        assert after == {question["en"] for question in drawn(2).questions}
