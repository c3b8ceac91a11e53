"""What no paper is written for, and why."""

from __future__ import annotations

import re
from typing import Any

import pytest

from escalade.templates.papers.facts.view import NothingToSayError

from .conftest import Acts, Register


@pytest.mark.parametrize(
    ("kind", "reference", "sentence"),
    [
        ("note", "1999", "There is no note to write for 1999: none of its topics is proposed, debated or unresolved"),
        ("notice", "2017", "There is no notice to write for 2017: it is not a topic of this register"),
        ("notice", "2017/none", "There is no notice to write for 2017/none: it is not a topic of this register"),
        ("call", "2017/none", "There is no call to write for 2017/none: it is not a topic of this register"),
        ("report", "meeting/77", "There is no report to write for meeting/77: no meeting of that number was convened."),
        ("report", "session/Council 2017", "There is no report to write for session/Council 2017: no meeting"),
        ("report", "meeting/8", "There is no report to write for meeting/8: no act on a topic is recorded"),
    ],
)
def test_a_paper_with_nothing_to_say_says_why(
    round_of_2017: Register, kind: str, reference: str, sentence: str
) -> None:
    with pytest.raises(NothingToSayError, match=re.escape(sentence)):
        round_of_2017.text(kind, reference)


@pytest.mark.parametrize(("kind", "problem"), [("notice", "nothing was decided"), ("call", "was not launched")])
def test_what_has_not_happened_yet_is_not_told(acts_of_2017: Acts, kind: str, problem: str) -> None:
    register = Register()
    register.play(acts_of_2017, until="record no consensus")
    with pytest.raises(NothingToSayError, match=problem):
        register.text(kind, "2017/ott")


@pytest.mark.parametrize(
    ("kind", "reference", "sentence"),
    [
        ("agenda", "7", "There is no agenda to write for 7: no meeting of that number was convened."),
        ("agenda", "session/Assembly 2031", "There is no agenda to write for session/Assembly 2031: no meeting"),
        ("circular", "2031/glass", "There is no circular to write for 2031/glass: the topic is debated, and its"),
        ("circular", "2031", "There is no circular to write for 2031: no consultation on a topic of it is open."),
        ("notice", "2031/oil", "2031/oil#2 is not for the public."),
    ],
)
def test_there_is_nothing_to_write_without_a_meeting_a_consultation_or_an_outcome_for_the_public(
    lanterns: Register, kind: str, reference: str, sentence: str
) -> None:
    desk: dict[str, Any] = {"by": "Made-up Desk", "audience": "members", "version": {"title": {"en": "Oil"}}}
    lanterns.act("propose", "2031/oil", on="2031-02-01", unattributed=True, **desk)
    at: dict[str, Any] = {"by": "Made-up Chair", "on": "2031-03-04", "evidence": {"meeting": "1"}}
    lanterns.act("set aside", "2031/oil", words={"en": "Not now."}, **at)
    with pytest.raises(NothingToSayError, match=re.escape(sentence)):
        lanterns.text(kind, reference)


def test_an_empty_register_has_no_papers() -> None:
    with pytest.raises(NothingToSayError, match="none of its topics"):
        Register().text("note", "2017")


def test_nothing_is_annexed_of_a_text_whose_questions_the_sources_lack(lanterns: Register) -> None:
    version = {"title": {"en": "Oil of lanterns"}, "questions_not_at_hand": True, "source": "LA31/3"}
    lanterns.act("propose", "2031/oil", by="Made-up Desk", on="2031-02-20", by_state=["X"], version=version)
    first: dict[str, Any] = {"by": "Made-up Chair", "on": "2031-03-04", "evidence": {"meeting": "1"}}
    lanterns.act("open debate", "2031/oil", **first)
    lanterns.act("record consensus", "2031/oil", **first)
    notice = lanterns.paper("notice", "2031/oil")
    assert (notice.wordings, "annexed" in lanterns.text("notice", "2031/oil")) == ((), False)
