"""The call for a consultation."""

from __future__ import annotations

from tests.templates.paragraphs import paragraphs

from .conftest import Register


def test_a_call_says_who_may_answer_until_when_and_on_whose_decision(round_of_2017: Register) -> None:
    assert paragraphs(round_of_2017, "call", "2017/gender") == [
        "The consultation is addressed to all stakeholders.",
        "Period for online responses: October to 23 December 2017. This period has ended.",
        (
            "The outcome of consultations is published on the website of the Group. "
            "To be completed by the secretariat: how and where to send responses."
        ),
        "The physical meeting was to be held on 22 January 2018.",
        (
            "At the eighth plenary meeting of Council 2017, on 24 May 2017, the Council approved the topic “Bridging "
            "the digital gender divide”. For the decision, see document C17/130(Rev.1)."
        ),
    ]
