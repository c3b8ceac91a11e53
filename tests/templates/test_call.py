"""The call for a consultation."""

from __future__ import annotations

from datetime import date

from escalade.templates.contexts.papers.build import build
from escalade.templates.languages.tongue import tongue
from tests.templates.paragraphs import paragraphs
from tests.templates.render import loosen

from .conftest import Register


def test_a_call_says_who_may_answer_until_when_how_and_on_whose_decision(round_of_2017: Register) -> None:
    """While it is open; the way to answer is no longer told of one that is over."""
    paper = build("call", "2017/gender", round_of_2017.standing, tongue("en"), day=date(2017, 12, 1))
    assert [loosen(str(one.said)) for section in paper.sections for one in section.paragraphs][:4] == [
        "The consultation is addressed to all stakeholders.",
        "Period for online responses: October to 23 December 2017.",
        (
            "The outcome of consultations is published on the website of the Group. "
            "To be completed by the Secretariat: how and where to send responses."
        ),
        "Date set for the physical consultation meeting: 22 January 2018.",
    ]


def test_a_call_drawn_after_its_period_says_that_it_is_over(round_of_2017: Register) -> None:
    assert paragraphs(round_of_2017, "call", "2017/gender") == [
        "The consultation was addressed to all stakeholders.",
        "Period for online responses: October to 23 December 2017. This period has ended.",
        "The physical meeting was to be held on 22 January 2018.",
        "The outcome of consultations is published on the website of the Group.",
        (
            "At the eighth plenary meeting of Council 2017, on 24 May 2017, the Council approved the topic “Bridging "
            "the digital gender divide”. For the decision, see document C17/130(Rev.1)."
        ),
    ]
