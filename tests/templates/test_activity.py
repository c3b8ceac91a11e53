"""How papers say that a hearing is planned, was called off, or was held."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from escalade.templates.languages.tongue import tongue
from escalade.templates.papers.build import build
from escalade.workflow.subjects.standing import standing_of
from tests.templates.conftest import Register
from tests.templates.render import loosen

Fields = dict[str, Any]
LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
BY: Fields = {"by": "Made-up Desk"}
REASON = {language: f"Made-up flood ({language})" for language in LANGUAGES}
PAPERS = (("call", "2031/glass"), ("circular", "2031/glass"))


@pytest.fixture
def approved(referred: Register, decide: Callable[[Register], Any]) -> Register:
    """A made-up topic that was approved."""
    version = {"title": {"en": "Glass"}, "questions": [{"en": "Which glass?"}]}
    decide(referred)("approve", "2031/glass", words={"en": "Yes."}, amended={"2031/glass": version})
    return referred


@pytest.fixture
def launched(approved: Register) -> Register:
    """A made-up consultation, its physical meeting planned."""
    phases: Fields = {"on": "2031-06-10", "opens": "2031-06-10", "closes": "2031-08-01", "physical": "2031-09-29"}
    approved.act("launch", "2031/glass", place={"en": "Made-up Hall"}, **phases, **BY)
    return approved


def said(register: Register, kind: str, of: str, language: str = "en", day: date = date(2031, 6, 11)) -> str:
    """A paper as it would be drawn on a day."""
    paper = build(kind, of, standing_of(register.held.values(), day), tongue(language))
    parts = [paragraph for section in paper.sections for paragraph in section.paragraphs]
    return " ".join(loosen(str(said)) for one in parts for said in (one.said, *(item.said for item in one.items)))


def test_a_hearing_to_come_is_told_as_such_and_one_whose_day_has_passed_without_a_guess(launched: Register) -> None:
    letters = "was to be held on 29 September 2031 (Made-up Hall)."
    assert "Date set for the physical consultation meeting: 29 September 2031" in said(launched, *PAPERS[0])
    call = said(launched, *PAPERS[0], day=date(2031, 9, 30))
    assert ("Date set" in call, letters in call) == (False, True)
    assert "to take part in the physical consultation meeting to be held on 29 Sept" in said(launched, *PAPERS[1])


def test_a_letter_invites_to_nothing_that_is_over(launched: Register) -> None:
    letter = PAPERS[1]
    first, later, last = (
        said(launched, *letter, day=day) for day in (date(2031, 8, 1), date(2031, 8, 2), date(2031, 9, 30))
    )
    assert ("to answer the question" in first, "now over" in first) == (True, False)
    assert "To be completed by the secretariat: how and where to send responses." in first
    assert ("to answer the question" in later, "to take part in" in later) == (False, True)
    assert ("now over" in later, "how and where" in later) == (True, False)
    passed = "was to be held on 29 September 2031 (Made-up Hall)."
    assert ("you are invited" in last, passed in last) == (False, True)


INVITES = {
    "en": ("invitation to respond", "How to take part", "how and where to send responses"),
    "fr": ("invitation à répondre", "Comment participer", "modalités d’envoi des réponses"),
    "es": ("invitación a participar", "Cómo participar", "forma y lugar de presentación de las respuestas"),
    "ru": ("приглашение к участию", "Как принять участие", "Порядок и адрес представления ответов"),
    "zh": ("征集意见", "参与方式", "提交答复的方式和地址"),
    "ar": ("دعوة إلى تقديم الردود", "كيفية المشاركة", "كيفية إرسال الردود"),
}
"""What invites in a call: on top, above its first section, and in it."""


def whole_call(register: Register, language: str, day: date) -> str:
    """A call with what stands above its sections."""
    paper = build("call", "2031/glass", standing_of(register.held.values(), day), tongue(language))
    titles = [str(section.title) for section in paper.sections]
    return loosen(" ".join((str(paper.subtitle), *titles, said(register, "call", "2031/glass", language, day))))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_call_invites_while_one_can_answer_or_come_and_tells_afterwards_what_was_received(
    launched: Register, language: str
) -> None:
    title, heading, how = INVITES[language]
    launched.act("record responses", "2031/glass", on="2031-08-03", count=1234, where={language: "The board."}, **BY)
    open_, hearing, over = (
        whole_call(launched, language, day) for day in (date(2031, 8, 1), date(2031, 8, 4), date(2031, 9, 30))
    )
    assert [(title in one, heading in one) for one in (open_, hearing, over)] == [(True, True)] * 2 + [(False, False)]
    assert [how.casefold() in one.casefold() for one in (open_, hearing, over)] == [True, False, False]
    assert [("1234" in one, "The board." in one) for one in (open_, over)] == [(False, False), (True, True)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("kind", "of"), PAPERS)
def test_a_hearing_that_was_called_off_is_said_to_be_with_its_reason(
    launched: Register, kind: str, of: str, language: str
) -> None:
    launched.act("call off hearing", "2031/glass", on="2031-06-11", reason=REASON, **BY)
    told = said(launched, kind, of, language)
    assert REASON[language] in told
    assert "2031" in told
    if language == "en":
        assert "The physical meeting scheduled for 29 September 2031 was cancelled. The reason given was: “" in told
        assert "to take part in the physical" not in told
        assert "Date set for the physical" not in told


def test_a_closing_that_gives_a_reason_says_so_and_nothing_says_that_it_was_held(launched: Register) -> None:
    launched.act("close", "2031/glass", on="2031-08-02", reason={"en": "Nobody came."}, **BY)
    told = said(launched, "call", "2031/glass", day=date(2031, 8, 3))
    assert "was not held. The reason given was: “Nobody came.”" in told
    assert "was held" not in told


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_day_on_which_a_hearing_was_held_is_told_with_who_presided(launched: Register, language: str) -> None:
    held: Fields = {"on": "2031-10-10", "summary": "not at hand"}
    launched.act("record hearing", "2031/glass", held="2031-09-29", presided_by="Made-up Chair", **held, **BY)
    launched.act("record hearing", "2031/glass", held="2031-10-01", presided_by="not at hand", **held, **BY)
    told = said(launched, "call", "2031/glass", language, date(2031, 10, 20))
    assert told.count("Made-up Chair") == 1
    if language == "en":
        assert (
            "The physical meeting was held on 29 September 2031 (Made-up Hall), with Made-up Chair presiding." in told
        )
        assert "The physical meeting was held on 1 October 2031 (Made-up Hall)." in told


TOGETHER = {
    "ar": "يومي 29 و30 سبتمبر 2031",
    "en": "was held on 29 and 30 September 2031 (Made-up Hall), with Made-up Chair presiding.",
    "es": "los días 29 y 30 de septiembre de 2031",
    "fr": "les 29 et 30 septembre 2031",
    "ru": "29–30 сентября 2031 года",
    "zh": "2031年9月29日至30日",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_days_of_one_hearing_are_told_in_one_sentence(launched: Register, language: str) -> None:
    held: Fields = {"on": "2031-10-10", "summary": "not at hand", "presided_by": "Made-up Chair"}
    launched.act("record hearing", "2031/glass", held="2031-09-29", **held, **BY)
    launched.act("record hearing", "2031/glass", held="2031-09-30", **held, **BY)
    told = said(launched, "call", "2031/glass", language, date(2031, 10, 20))
    assert (TOGETHER[language] in told, told.count("Made-up Chair")) == (True, 1), told


def test_days_of_a_hearing_that_are_apart_are_named_one_by_one(launched: Register) -> None:
    held: Fields = {"on": "2031-10-10", "summary": "not at hand", "presided_by": "not at hand"}
    launched.act("record hearing", "2031/glass", held="2031-09-29", **held, **BY)
    launched.act("record hearing", "2031/glass", held="2031-10-02", **held, **BY)
    told = said(launched, "call", "2031/glass", day=date(2031, 10, 20))
    assert "was held on 29 September 2031 and on 2 October 2031 (Made-up Hall)." in told


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_further_day_is_told_to_have_been_planned_or_called_off(launched: Register, language: str) -> None:
    held: Fields = {"on": "2031-09-29", "summary": "not at hand", "presided_by": "not at hand"}
    launched.act("record hearing", "2031/glass", held="2031-09-29", **held, **BY)
    launched.act("extend", "2031/glass", physical="2031-10-05", on="2031-09-29", **BY)
    passed = said(launched, "call", "2031/glass", language, date(2031, 10, 6))
    launched.act("call off hearing", "2031/glass", on="2031-10-01", reason=REASON, **BY)
    off = {kind: said(launched, kind, of, language, date(2031, 10, 6)) for kind, of in PAPERS}
    assert all(REASON[language] in told for told in off.values())
    if language == "en":
        assert "was to be continued on 5 October 2031." in passed
        assert "The physical meeting was held on 29 September 2031 (Made-up Hall)." in off["call"]
        for told in off.values():
            assert "The continuation of the physical meeting scheduled for 5 October 2031 was cancelled." in told


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("first", [(), ("call off hearing",)], ids=["moved", "set anew"])
def test_the_day_that_a_hearing_was_moved_to_is_told_once_when_it_has_passed(
    launched: Register, language: str, first: tuple[str, ...]
) -> None:
    for act in first:
        launched.act(act, "2031/glass", on="2031-06-11", reason=REASON, **BY)
    launched.act("extend", "2031/glass", physical="2031-10-17", on="2031-06-12", **BY)
    for kind, of in PAPERS:
        told = said(launched, kind, of, language, date(2031, 10, 20))
        assert len(re.findall(r"(?<!\d)17(?!\d)", told)) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_next_note_says_of_a_consultation_whose_hearing_was_called_off_that_it_was(
    launched: Register, language: str
) -> None:
    launched.act("close", "2031/glass", on="2031-08-02", reason={"en": "Nobody came."}, **BY)
    launched.act("open round", "2032", on="2031-09-01", **BY)
    version = {"title": {"en": "Oil"}}
    launched.act("propose", "2032/oil", on="2031-09-01", unattributed=True, version=version, **BY)
    told = said(launched, "note", "2032", language, date(2031, 10, 1))
    assert "2031" in told
    if language == "en":
        assert "The Group has also carried out an open consultation:" in told
        assert "an online consultation from 10 June to 1 August 2031 on the topic “" in told
    assert "with participants present" not in told
