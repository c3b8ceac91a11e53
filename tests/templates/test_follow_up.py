"""The follow-up of a meeting: one page, before the room is empty."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from escalade.templates.languages.pack import AVAILABLE
from escalade.templates.languages.tongue import tongue
from escalade.templates.papers.build import build
from escalade.templates.papers.facts.view import NothingToSayError
from escalade.templates.values.fact import facts_in
from escalade.templates.values.paper import Seal
from tests.templates.paragraphs import paragraphs
from tests.templates.render import loosen, set_pdf

from .conftest import Register

DESK, CHAIR = {"by": "Made-up Desk"}, {"by": "Made-up Chair"}
FIRST: dict[str, Any] = {"on": "2031-03-04", "evidence": {"meeting": "1"}}
TRIED: dict[str, Any] = {
    "tried": {"en": "A round of the table."},
    "words": {"en": "To refer the matter."},
    "refer": True,
}
NINTH = date(2017, 2, 7)


def told(register: Register, day: date, language: str = "en") -> list[str]:
    """What the follow-up of the ninth meeting says on a day."""
    paper = build("follow-up", "9", register.standing, tongue(language), day=day)
    return [loosen(str(one.said)) for section in paper.sections for one in section.paragraphs]


def test_a_follow_up_says_what_was_not_agreed_who_refers_it_by_when_and_when_it_is_decided(
    round_of_2017: Register,
) -> None:
    topics = "topics “Bridging the digital gender divide” and “Public policy considerations for OTTs”"
    assert told(round_of_2017, NINTH) == [
        f"After discussion, the Group noted that there was no consensus on the proposed {topics}.",
        f"The Secretariat is to refer the {topics} to the Council no later than 17 April 2017.",
        "The Council meets from 15 to 25 May 2017 (Council 2017).",
    ]


@pytest.mark.parametrize("language", AVAILABLE)
def test_what_was_referred_in_one_act_is_one_sentence(round_of_2017: Register, language: str) -> None:
    assert len(told(round_of_2017, date(2017, 4, 20), language)) == 3


def test_what_was_referred_since_is_told_and_not_asked_for(round_of_2017: Register) -> None:
    found = " ".join(told(round_of_2017, date(2017, 4, 20)))
    assert found.count("were referred to the Council") == 1
    assert "is to refer" not in found


@pytest.mark.parametrize("language", AVAILABLE)
def test_six_languages_tell_the_same_facts_each_with_its_record(round_of_2017: Register, language: str) -> None:
    def facts(tag: str) -> list[tuple[str, ...]]:
        paper = build("follow-up", "9", round_of_2017.standing, tongue(tag), day=NINTH)
        return sorted(one.records for one in facts_in(paper.printables()))

    found = facts(language)
    assert all(found)
    assert set(found) == set(facts("en"))


@pytest.mark.parametrize("language", AVAILABLE)
def test_twelve_topics_are_one_page(lanterns: Register, language: str) -> None:
    names = [f"2031/t{number}" for number in range(10)]  # with the two that stand there
    for name in names:
        title = dict.fromkeys(AVAILABLE, f"Made-up topic of the lanterns {name[-2:]}")
        lanterns.act("propose", name, **DESK, on="2031-02-20", by_state=["X"],
                     version={"title": title, "questions": [{"en": "What?"}]})  # fmt: skip
    lanterns.act("open debate", *names, **CHAIR, **FIRST)
    for name in names[:3]:
        lanterns.act("record consensus", name, **CHAIR, **FIRST)
    lanterns.act("record no consensus", *names[3:7], **CHAIR, **FIRST, **TRIED)
    for name in names[7:9]:
        lanterns.act("defer", name, **CHAIR, **FIRST, to_meeting="2")
    drawn = build("follow-up", "1", lanterns.standing, tongue(language), day=date(2031, 3, 4))
    paper = replace(drawn, version=())  # the banner of a body that has its texts in two languages
    assert len(PdfReader(BytesIO(set_pdf(paper, Seal(1, "ab" * 32)))).pages) == 1
    said = " ".join(str(one.said) for section in paper.sections for one in section.paragraphs)
    assert [name for name in names if f"lanterns {name[-2:]}" not in said] == []


def test_a_written_procedure_is_told_with_the_hour_of_its_end(lanterns: Register) -> None:
    end = "2031-03-20T17:00:00+01:00"
    version = {"title": {"en": "Glass of lanterns"}, "questions": [{"en": "Which glass?"}], "source": "LA31/3"}
    lanterns.act("revise", "2031/glass", **DESK, on="2031-03-04", version=version)
    lanterns.act("circulate", "2031/glass", **CHAIR, **FIRST, until=end)
    lanterns.act("defer", "2031/wick", **CHAIR, **FIRST, to_meeting="2")
    paper = build("follow-up", "1", lanterns.standing, tongue("en"), day=date(2031, 3, 4))
    said = [
        loosen(str(one.said)) for section in paper.sections if section.key == "silences" for one in section.paragraphs
    ]
    assert said == [
        "The topic “Glass of lanterns” is under the silence procedure until 17:00 (UTC+01:00) on 20 March 2031."
    ]


def test_of_a_meeting_that_concluded_nothing_there_is_nothing_to_say(lanterns: Register) -> None:
    with pytest.raises(NothingToSayError, match="nothing that was concluded"):
        paragraphs(lanterns, "follow-up", "1")


def test_what_was_done_on_one_day_is_told_in_one_sentence(lanterns: Register) -> None:
    later = {"on": "2031-04-10", "opens": "2031-08-01", "closes": "2031-08-30"}
    for topic in ("glass", "wick"):
        version: dict[str, Any] = {
            "title": {"en": f"{topic} of lanterns"},
            "questions": [{"en": "Which?"}],
            "source": "LA31/3",
        }
        lanterns.act("revise", f"2031/{topic}", **DESK, on="2031-03-04", version=version)
    lanterns.act("record consensus", "2031/glass", "2031/wick", **CHAIR, **FIRST)
    lanterns.act("launch", "2031/glass", "2031/wick", **DESK, **later)
    lanterns.act("close", "2031/glass", **DESK, on="2031-09-01")
    lanterns.act("record consideration", "2031/glass", **DESK, on="2031-09-30", evidence={"meeting": "2"})
    assert since_the_meeting_before(lanterns) == [
        "The consultation on the topics “glass of lanterns” and “wick of lanterns” was opened on 1 August 2031.",
        "The consultation on the topic “glass of lanterns” was closed on 1 September 2031.",
    ]


def test_topics_referred_in_one_act_are_told_in_one_sentence(lanterns: Register) -> None:
    lanterns.act("record no consensus", "2031/glass", "2031/wick", **CHAIR, **FIRST, **TRIED)
    lanterns.act("escalate", "2031/glass", "2031/wick", **DESK, on="2031-04-10", to_session="Assembly 2031",
                 evidence={"document": "LA31/5"})  # fmt: skip
    lanterns.act("propose", "2031/oil", **DESK, on="2031-02-20", by_state=["X"],
                 version={"title": {"en": "Oil"}, "questions": [{"en": "Which?"}]})  # fmt: skip
    for act in ("open debate", "record consensus"):
        lanterns.act(act, "2031/oil", **CHAIR, on="2031-09-30", evidence={"meeting": "2"})
    assert len([one for one in since_the_meeting_before(lanterns) if "were referred to" in one]) == 1


def since_the_meeting_before(register: Register) -> list[str]:
    """What the follow-up of the second meeting says was done since the first."""
    paper = build("follow-up", "2", register.standing, tongue("en"), day=date(2031, 10, 1))
    return [loosen(str(one.said)) for section in paper.sections if section.key == "since" for one in section.paragraphs]
