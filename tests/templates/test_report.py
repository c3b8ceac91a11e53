"""The report of a meeting."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.templates.paragraphs import paragraphs
from tests.templates.render import loosen

from .conftest import Register


def test_a_report_has_a_paragraph_for_each_act_of_the_meeting(round_of_2017: Register) -> None:
    topics = "“Bridging the digital gender divide” and “Public policy considerations for OTTs”"
    assert paragraphs(round_of_2017, "report", "meeting/9") == [
        f"1 The Group opened the debate on the proposed topics {topics}.",
        (
            "2 At its ninth meeting, the Group discussed the various proposals submitted for the topic of the next "
            "open consultation. After discussion, the Group noted that there was no consensus on the proposed topics "
            f"{topics}. "
            "The Group accordingly decided to refer the matter to the Council, for consideration and decision, as "
            "appropriate. To be completed by the Secretariat: the wording of that decision."
        ),
    ]


def test_a_report_takes_a_number_or_a_reference(round_of_2017: Register) -> None:
    assert round_of_2017.text("report", "9", "fr") == round_of_2017.text("report", "meeting/9", "fr")


DESK, CHAIR = {"by": "Made-up Desk"}, {"by": "Made-up Chair"}
FIRST: dict[str, Any] = {"on": "2031-03-04", "evidence": {"meeting": "1"}}
UNTOLD: dict[str, Any] = {"tried": "not at hand", "words": "not at hand", "refer": True}
DRAFT = {"en": "Draft", "fr": "Projet", "es": "Proyecto", "ru": "Проект", "ar": "مشاريع", "zh": "草案"}


@pytest.mark.parametrize("language", DRAFT)
def test_a_report_is_a_draft(unsettled: Register, language: str) -> None:
    paper = unsettled.paper("report", "1", language)
    assert DRAFT[language] in str(paper.title)
    assert [str(one) for one in paper.remarks] == []
    assert paper.draft


def test_a_report_asks_the_secretariat_for_what_is_lacking(lanterns: Register) -> None:
    lanterns.act("record statement", "2031/glass", **DESK, **FIRST, holders=("Y",), text="not at hand")
    lanterns.act("record no consensus", "2031/glass", **CHAIR, **FIRST, **UNTOLD)
    asked = re.findall("To be completed by the secretariat: (.*?)\\.", " ".join(paragraphs(lanterns, "report", "1")))
    assert asked == [
        "the text of the statement",
        "what was tried in order to reach consensus",
        "the wording of that decision",
    ]


SUPPORTED = {
    "en": "supported",
    "fr": "a été appuyé",
    "es": "apoyó",
    "ru": "Выражена поддержка темы",
    "ar": "تأييد",
    "zh": "表示支持",
}


@pytest.mark.parametrize("language", SUPPORTED)
def test_who_supported_a_topic_at_the_meeting_is_told_as_who_objected_is(lanterns: Register, language: str) -> None:
    lanterns.act("take position", "2031/glass", **DESK, **FIRST, holders=("X",), stance="object", text={"en": "No."})
    lanterns.act("take position", "2031/glass", **DESK, **FIRST, holders=("Y",), stance="support", text={"en": "Yes."})
    objected, supported = paragraphs(lanterns, "report", "1", language)[-2:]
    assert SUPPORTED[language] in supported
    assert SUPPORTED[language] not in objected


def test_a_topic_that_is_withdrawn_at_the_meeting_is_told(lanterns: Register) -> None:
    lanterns.act("withdraw", "2031/glass", **DESK, **FIRST, asked_by=["Made-up State One"])
    told = paragraphs(lanterns, "report", "1")[-1]
    assert told.endswith(
        " The topic “Glass of lanterns” was withdrawn at the request of its sponsor (State One (made up))."
    )


def test_debates_opened_one_after_the_other_are_told_together(lanterns: Register) -> None:
    for name in ("oil", "horn"):
        version = {"title": {"en": name.capitalize()}, "questions": [{"en": "Which?"}]}
        lanterns.act("propose", f"2031/{name}", **DESK, on="2031-02-01", by_state=["X"], version=version)
        lanterns.act("open debate", f"2031/{name}", **CHAIR, **FIRST)
    told = [one for one in paragraphs(lanterns, "report", "1") if "opened the debate" in one]
    assert told[-1].endswith(" The Group opened the debate on the proposed topics “Oil” and “Horn”.")


REOPENED = {
    "en": ", which had been referred to the Made-up Assembly on 1 April 2031.",
    "fr": ", qui avait été soumis à l’Assemblée imaginaire le 1er avril 2031.",
    "es": ", que había sido remitido a",
    "ru": ", переданной 1 апреля 2031 года на рассмотрение",
    "ar": "، الذي سبقت إحالته إلى",
    "zh": "2031年4月1日已提交",
}


@pytest.mark.parametrize("language", REOPENED)
def test_a_debate_reopened_after_the_referral_ended_tells_of_it_and_of_the_objection(
    lanterns: Register, language: str
) -> None:
    lanterns.act("take position", "2031/glass", **DESK, **FIRST, holders=("X",), stance="object", text={"en": "No."})
    lanterns.act("record no consensus", "2031/glass", **CHAIR, **FIRST, **UNTOLD)
    referral: dict[str, Any] = {"to_session": "Assembly 2031", "evidence": {"document": "LA31/9"}}
    left: dict[str, Any] = {"leaving": ["2031/wick"], "left": {"en": "It waits."}}
    lanterns.act("escalate", "2031/glass", **DESK, on="2031-04-01", **referral, **left)
    lifted: dict[str, Any] = {"holders": ("X",), "how": "withdrawn"}
    lanterns.act("lift objection", "2031/glass", by="Made-up Assembly Desk", on="2031-05-10", **lifted)
    lanterns.act("reopen debate", "2031/glass", **CHAIR, on="2031-09-30", evidence={"meeting": "2"})
    (told,) = paragraphs(lanterns, "report", "2", language)
    assert REOPENED[language] in told
    assert "10" in told.partition(REOPENED[language])[2]


RETAINED = {
    "en": ("to retain “Glass” as a topic for open consultation.", "as the topic of its next open consultation."),
    "fr": ("« Verre » comme thème de consultation ouverte.", "« Verre » comme thème de sa prochaine consultation"),
    "es": ("«Glass» como tema de consulta abierta.", "«Glass» como tema de su próxima consulta abierta."),
    "ru": ("решила провести открытую консультацию по теме", "решила провести следующую открытую консультацию по теме"),
    "zh": ("“Glass”作为公开磋商的议题。", "“Glass”作为其下一次公开磋商的议题。"),
    "ar": ("على إجراء مشاورة مفتوحة بشأن «Glass».", "على أن يكون «Glass» موضوع مشاورته المفتوحة المقبلة."),
}


@pytest.mark.parametrize("aside", [(), ("2031/wick",)])
@pytest.mark.parametrize("language", RETAINED)
def test_a_consensus_is_on_the_topic_of_the_consultation_where_no_other_is_left(
    lanterns: Register, language: str, aside: tuple[str, ...]
) -> None:
    text = {"title": {"en": "Glass", "fr": "Verre"}, "questions": [{"en": "Which?", "fr": "Lequel?"}]}
    lanterns.act("revise", "2031/glass", **DESK, on="2031-03-04", version={**text, "source": "LA31/4"})
    lanterns.act("record consensus", "2031/glass", **CHAIR, **FIRST, set_aside=[*aside])
    told = re.sub("[\u2066-\u2069]", "", "\n".join(map(loosen, paragraphs(lanterns, "report", "1", language))))
    one_of_several, the_only_one = RETAINED[language]
    assert (one_of_several in told, the_only_one in told) == (not aside, bool(aside))
