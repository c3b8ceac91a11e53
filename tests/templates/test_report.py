"""The report of a meeting."""

from __future__ import annotations

from tests.templates.paragraphs import paragraphs

from .conftest import Register


def test_a_report_has_a_paragraph_for_each_act_of_the_meeting(round_of_2017: Register) -> None:
    topics = "“Bridging the digital gender divide” and “Public policy considerations for OTTs”"
    assert paragraphs(round_of_2017, "report", "meeting/9") == [
        f"X.1 The Group opened the debate on the proposed topics {topics}.",
        f"5.4 After discussion, the Group noted that there was no consensus on the proposed topics {topics}.",
        (
            "At its ninth meeting, the Group discussed the various proposals submitted for the topic of the next open "
            "consultation."
        ),
        "The Group accordingly decided to refer the matter to the Council.",
        "To be completed by the secretariat: the wording of the decision.",
    ]


def test_a_report_takes_a_number_or_a_reference(round_of_2017: Register) -> None:
    assert round_of_2017.text("report", "9", "fr") == round_of_2017.text("report", "meeting/9", "fr")
