# ruff: noqa: RUF001 - Russian, Chinese and French have letters and signs of their own
"""Words of another language than the paper's stand in its quotation marks."""

from __future__ import annotations

import re
from typing import Any

import pytest

from escalade.templates.languages.grammar import quoting
from escalade.templates.languages.spoken import spoken, stretches, strip_tags
from escalade.templates.languages.tongue import tongue
from escalade.templates.languages.typography import nest_quotes
from escalade.templates.values.fact import TracedFact
from tests.templates.paragraphs import paragraphs
from tests.templates.render import loosen

from .conftest import Register

DESK: dict[str, Any] = {"by": "Made-up Desk"}
CITED = {
    "ar": r"«{}»\.",
    "en": r"“{}(?:\.”|”\.)",
    "es": r"«{}»\.",
    "fr": r"« {}(?:\. »| »\.)",
    "ru": r"«{}»\.",
    "zh": r"“{}(?:\.”|”。)",
}
ISOLATES = re.compile("[\u2066\u2069]")


def plain(lines: list[str]) -> str:
    """Lines without isolates, with plain spaces."""
    return loosen(ISOLATES.sub("", "\n".join(lines)))


NESTED = {
    "ar": "«Das „Licht“, sagt er».", "en": "“Das ‘Licht’, sagt er.”", "es": "«Das “Licht”, sagt er».",
    "fr": "« Das “Licht”, sagt er. »", "ru": "«Das „Licht“, sagt er».", "zh": "“Das ‘Licht’, sagt er.”",
}  # fmt: skip


@pytest.mark.parametrize("language", [one for one in NESTED if one != "ar"])
@pytest.mark.parametrize("marks", ["“Licht”", "«Licht»", "« Licht »"])
def test_marks_within_quoted_words_are_the_inner_ones_of_the_language(language: str, marks: str) -> None:
    text = f"Das {marks}, sagt er."
    words = TracedFact({"de": text}, ("2031#1",), text, other="de")
    assert loosen(quoting(language)["cited"](words).text) == NESTED[language]  # type: ignore[attr-defined]  # a fact


def test_marks_that_do_not_pair_stay_as_they_are() -> None:
    assert nest_quotes("a pipe of 5”, thin", "es") == "a pipe of 5”, thin"


@pytest.mark.parametrize("language", CITED)
def test_quoted_words_bear_their_language_though_their_marks_were_nested(language: str) -> None:
    text = "Das “Licht” sinkt."
    words = TracedFact({"de": text}, ("2031#1",), text, other="de")
    marked = str(spoken(tongue(language).say("common.words", words=words)))
    found = [part for tag, part in stretches(marked) if tag == "de"]
    assert [("Das" in one, one.rstrip("\u2069").rstrip(".").endswith("sinkt")) for one in found] == [(True, True)]
    assert ISOLATES.sub("", loosen(strip_tags(marked))).count("Das") == 1


@pytest.mark.parametrize("language", CITED)
def test_no_brackets_stand_back_to_back_where_a_name_ends_with_one(lanterns: Register, language: str) -> None:
    state: dict[str, Any] = {"holders": ("Made-up State One",), **DESK}
    at: dict[str, Any] = {"on": "2031-03-03", "evidence": {"meeting": "1"}}
    object_: dict[str, Any] = {"stance": "object", "text": {"en": "No."}, "source": "LA31/7"}
    lanterns.act("take position", "2031/glass", **object_, **state, **at)
    lanterns.act("record statement", "2031/glass", nature="reservation", text={"en": "We doubt."}, **state, **at)
    lanterns.act("lift objection", "2031/glass", how="withdrawn", **state, **at)
    for kind, reference in (("note", "2031"), ("report", "meeting/1")):
        lines = plain(paragraphs(lanterns, kind, reference, language))
        assert re.search("[)\uff09] ?[(\uff08]", lines) is None
