"""The report of a meeting."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.templates.paragraphs import paragraphs
from tests.templates.render import loosen

from .conftest import Register

DESK, CHAIR = {"by": "Made-up Desk"}, {"by": "Made-up Chair"}
FIRST: dict[str, Any] = {"on": "2031-03-04", "evidence": {"meeting": "1"}}
UNTOLD: dict[str, Any] = {"tried": "not at hand", "words": "not at hand", "refer": True}


def test_a_report_asks_the_secretariat_for_what_is_lacking(lanterns: Register) -> None:
    lanterns.act("record statement", "2031/glass", **DESK, **FIRST, holders=("Y",), text="not at hand")
    lanterns.act("record no consensus", "2031/glass", **CHAIR, **FIRST, **UNTOLD)
    asked = re.findall("To be completed by the secretariat: (.*?)\\.", " ".join(paragraphs(lanterns, "report", "1")))
    assert asked == [
        "the text of the statement",
        "what was tried in order to reach consensus",
        "the wording of that decision",
    ]


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
