# ruff: noqa: RUF001 - Russian, Chinese and French have letters and signs of their own
"""Words of another language than the paper's stand in its quotation marks."""

from __future__ import annotations

import re
from typing import Any

import pytest

from escalade.templates.languages.quotation import quoting
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


def told(register: Register, kind: str, reference: str, language: str) -> str:
    """A paper as Markdown, without isolates."""
    return ISOLATES.sub("", register.text(kind, reference, language)).replace("\\", "")


@pytest.fixture
def in_german(lanterns: Register) -> Register:
    """A made-up round whose words are in German alone, up to an approval on a condition."""
    at: dict[str, Any] = {"by": "Made-up Chair", "on": "2031-03-04", "evidence": {"meeting": "1"}}
    lanterns.act(
        "record no consensus", "2031/glass", "2031/wick", **at,
        tried={"de": "Man traf sich zweimal."}, refer=True, words={"de": "Die Versammlung soll entscheiden"},
    )  # fmt: skip
    thanks: dict[str, Any] = {"to_session": "Assembly 2031", "thanks": {"de": "Der Vorsitz dankt allen."}}
    lanterns.act("escalate", "2031/glass", "2031/wick", on="2031-04-01", **thanks, **DESK)
    sitting: dict[str, Any] = {"by": "Made-up Assembly Desk", "on": "2031-06-02"}
    evidence = {"session": "Assembly 2031", "sitting": 1, "document": "LA31/80"}
    lanterns.act(
        "approve", "2031/wick", evidence=evidence, words={"de": "Ja."},
        conditions=[{"de": "Der Hafen zahlt."}], **sitting,
    )  # fmt: skip
    return lanterns


@pytest.mark.parametrize("language", CITED)
def test_what_was_tried_decided_and_thanked_is_quoted_in_a_note(in_german: Register, language: str) -> None:
    note = told(in_german, "note", "2031", language)
    for words in ("Man traf sich zweimal", "Die Versammlung soll entscheiden", "Der Vorsitz dankt allen"):
        assert re.search(CITED[language].format(words), note)
    assert re.search(CITED[language].format("Man traf sich zweimal"), told(in_german, "report", "meeting/1", language))


@pytest.mark.parametrize("language", CITED)
def test_a_condition_a_summary_and_a_place_of_responses_are_quoted(in_german: Register, language: str) -> None:
    days: dict[str, Any] = {"opens": "2031-06-10", "closes": "2031-08-01", "physical": "2031-09-01"}
    in_german.act("launch", "2031/wick", on="2031-06-10", answer_to={"de": "Per Brief"}, **days, **DESK)
    words = TracedFact({"de": "Per Brief"}, ("2031#1",), "Per Brief", other="de")
    call = tongue(language).say("call.answer", words=words, way=None, online=None, closes=None, extended=False)
    assert CITED[language].format("Per Brief") in plain([str(call)])
    in_german.act("record responses", "2031/wick", on="2031-08-05", count=2, where={"de": "Am Brett"}, **DESK)
    summary = {"de": "Weiß gefiel."}
    in_german.act("record hearing", "2031/wick", on="2031-09-01", presided_by="not at hand", summary=summary, **DESK)
    in_german.act("close", "2031/wick", on="2031-09-02", **DESK)
    assert re.search(CITED[language].format("Der Hafen zahlt"), told(in_german, "notice", "2031/wick", language))
    agenda = told(in_german, "agenda", "meeting/2", language)
    for kept in ("Weiß gefiel", "Am Brett"):
        assert re.search(CITED[language].format(kept), agenda)


@pytest.mark.parametrize("language", CITED)
def test_a_title_has_its_quotation_marks_once(in_german: Register, language: str) -> None:
    note = told(in_german, "note", "2031", language)
    assert "Docht der Laternen" in note
    assert re.search("[“«„]\u00a0?[“«„]|[”»]\u00a0?[”»]", note) is None


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
