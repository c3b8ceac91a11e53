"""The conditions of a decision and what is apart from the others of one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from escalade.templates.languages.pack import AVAILABLE
from tests.templates.render import unmark

from .conftest import Decide, Register

DESK: dict[str, Any] = {"by": "Made-up Desk"}
TEXT = {
    "en": ("5 June 2031", "Clean them."),
    "fr": ("le 5 juin 2031", "« Clean them. »"),
    "es": ("el 5 de junio de 2031", "«Clean them»"),
    "ru": ("5 июня 2031 года", "«Clean them»"),
    "zh": ("2031年6月5日", "“Clean them.”"),
    "ar": ("5 يونيو 2031", "«Clean them»"),
}


def text_of(register: Register, kind: str, of: str, language: str) -> str:
    """A paper with plain spaces and without isolates."""
    return register.text(kind, of, language).translate(dict.fromkeys(map(ord, "\u2066\u2069")))


@pytest.mark.parametrize("language", AVAILABLE)
def test_a_notice_tells_the_condition_of_a_decision_and_how_it_was_met(
    referred: Register, decide: Callable[[Register], Decide], language: str
) -> None:
    condition: dict[str, Any] = {"conditions": [{"en": "Clean them."}], "words": {"en": "Yes, if clean."}}
    decide(referred)("approve", "2031/wick", **condition)
    met: dict[str, Any] = {"words": {"en": "Cleaned by all."}, "condition": 1}
    unmet = text_of(referred, "notice", "2031/wick", language)
    referred.act("fulfil", "2031/wick", on="2031-06-05", **met, **DESK)
    told = text_of(referred, "notice", "2031/wick", language)
    day, words = TEXT[language]
    assert (words in unmet, "Cleaned by all" in unmet, day in unmet) == (True, False, False)
    assert (words in told, "Cleaned by all" in told, day in told) == (True, True, True)


ON_CONDITION = {
    "en": "The decision was taken on the following condition: “Clean them.”",
    "fr": "La décision est assortie de la condition suivante : « Clean them. »",
    "es": "La decisión quedó sujeta a la condición siguiente: «Clean them»",
    "ru": "Решение принято при следующем условии: «Clean them»",
    "zh": "该决定附有下列条件：“Clean them.”",  # noqa: RUF001  # of Chinese
    "ar": "وصدر القرار رهناً بالشرط التالي: «Clean them»",
}


@pytest.mark.parametrize("language", AVAILABLE)
def test_whoever_is_invited_to_respond_reads_the_condition_of_the_decision(
    referred: Register, decide: Callable[[Register], Decide], language: str
) -> None:
    """Behind the decision; a condition that was met, with that."""
    condition: dict[str, Any] = {"conditions": [{"en": "Clean them."}], "words": {"en": "Yes, if clean."}}
    decide(referred)("approve", "2031/wick", **condition)
    referred.act("launch", "2031/wick", on="2031-06-04", opens="2031-06-04", closes="2031-08-01", **DESK)
    for kind, of in (("call", "2031/wick"), ("circular", "2031/wick"), ("circular", "2031")):
        told = " ".join(unmark(text_of(referred, kind, of, language)).split())
        assert ON_CONDITION[language] in told, told
        assert told.count("Clean them") == 1
    referred.act("fulfil", "2031/wick", on="2031-06-05", condition=1, words={"en": "Cleaned by all."}, **DESK)
    assert "Cleaned by all" in text_of(referred, "circular", "2031", language)


def test_topics_that_were_approved_on_different_conditions_are_told_apart(
    referred: Register, decide: Callable[[Register], Decide]
) -> None:
    decide(referred)("approve", "2031/wick", conditions=[{"en": "Clean them."}], words={"en": "Yes, if clean."})
    glass = {"title": {"en": "Glass of lanterns"}, "questions": [{"en": "Whose glass?"}]}
    decide(referred)("approve", "2031/glass", words={"en": "Yes."}, amended={"2031/glass": glass})
    for name in ("2031/wick", "2031/glass"):
        referred.act("launch", name, on="2031-06-04", opens="2031-06-04", closes="2031-08-01", **DESK)
    told = text_of(referred, "circular", "2031", "en")
    said = ("“Docht der Laternen” (see", "following condition: “Clean them.”", "“Glass of lanterns”, as amended (see")
    assert sorted(said, key=told.index) == list(said)
