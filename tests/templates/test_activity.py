"""How papers say that a hearing is planned, was called off, or was held."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from escalade.templates.languages.tongue import tongue
from escalade.templates.papers.build import build
from escalade.templates.papers.facts.activity import tell_consultation
from escalade.templates.papers.facts.view import NothingToSayError, view_of
from escalade.workflow.subjects.standing import Memory
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
    paper = build(kind, of, Memory(register.held.values()).standing(day), tongue(language))
    parts = [paragraph for section in paper.sections for paragraph in section.paragraphs]
    return " ".join(loosen(str(said)) for one in parts for said in (one.said, *(item.said for item in one.items)))


@pytest.mark.parametrize(("kind", "of"), PAPERS)
def test_an_invitation_tells_the_answers_and_the_hearing_that_are_to_come_and_is_refused_once_both_are_over(
    launched: Register, kind: str, of: str
) -> None:
    first, later = (said(launched, kind, of, day=day) for day in (date(2031, 8, 1), date(2031, 8, 2)))
    answer, meeting = "Responses should be submitted by 1 August 2031.", "A physical consultation meeting will be held"
    assert [(answer in one, "how and where to send" in one) for one in (first, later)] == [(True, True), (False, False)]
    assert all(f"{meeting} in Made-up Hall on 29 September 2031." in one for one in (first, later))
    with pytest.raises(NothingToSayError):
        said(launched, kind, of, day=date(2031, 9, 30))


def told_of(register: Register, language: str, day: date) -> str:
    """What papers tell of a consultation that is over."""
    view = view_of(Memory(register.held.values()).standing(day), tongue(language))
    topic = view.topic("2031/glass")
    return loosen(" ".join(map(str, tell_consultation(view, topic)))) if topic else ""


def test_days_of_a_hearing_that_are_apart_are_named_one_by_one(launched: Register) -> None:
    held: Fields = {"on": "2031-10-10", "summary": "not at hand", "presided_by": "not at hand"}
    launched.act("record hearing", "2031/glass", held="2031-09-29", **held, **BY)
    launched.act("record hearing", "2031/glass", held="2031-10-02", **held, **BY)
    told = told_of(launched, "en", date(2031, 10, 20))
    assert "was held on 29 September 2031 and on 2 October 2031 (Made-up Hall)." in told


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("first", [(), ("call off hearing",)], ids=["moved", "set anew"])
def test_the_day_that_a_hearing_was_moved_to_is_told_once(
    launched: Register, language: str, first: tuple[str, ...]
) -> None:
    for act in first:
        launched.act(act, "2031/glass", on="2031-06-11", reason=REASON, **BY)
    launched.act("extend", "2031/glass", physical="2031-10-17", on="2031-06-12", **BY)
    told = (said(launched, *paper, language, date(2031, 6, 20)) for paper in PAPERS)
    for one in (told_of(launched, language, date(2031, 10, 20)), *told):
        assert len(re.findall(r"(?<!\d)17(?!\d)", one)) == 1
