"""Rules of `silence.py`: what breaks each, and what is said then."""

from __future__ import annotations

import pytest

from escalade.workflow.motions import Evidence
from tests.lives import TOPIC
from tests.workflow.rules.case import (
    Case,
    check,
    circulated_and_over,
    name_of,
)

CASES: list[Case] = [
    Case("silence_ends_after_it_began", "topic", "debated", "circulate", "date",
        {"until": "2031-01-05T09:00 Europe/Lisbon"},
        "2031-01-05T09:00 Europe/Lisbon lies before 2031-01-06. Give --until a later time."),
    Case("meeting_or_circulation_is_named", "topic", "debated", "record consensus", "input", {"evidence": Evidence()},
        "Neither is named. Give --meeting N."),
    Case("meeting_or_circulation_is_named", "topic", "debated", "record consensus", "input", {"evidence": Evidence()},
        "Neither is named. Give --meeting N, or --silence 2031/a#3.",
        lambda life: life.does("circulate", TOPIC)),
    Case("circulation_is_the_latest", "topic", "debated", "record consensus", "act", {"silence": (f"{TOPIC}#1",)},
        "The text was not circulated. Circulate it first."),
    Case("circulation_is_the_latest", "topic", "debated", "record consensus", "input", {"silence": (f"{TOPIC}#1",)},
        "The latest is 2031/a#3. Give --silence that one.",
        circulated_and_over()),
    Case("silence_has_passed", "topic", "debated", "record consensus", "wait", {"silence": (f"{TOPIC}#3",)},
        "It ends at 2031-01-09T18:00 Europe/Lisbon. Wait until then.", lambda life: life.does("circulate", TOPIC)),
    Case("silence_was_kept", "topic", "debated", "record consensus", "act", {"silence": (f"{TOPIC}#3",)},
        "2031/a#4 (revise) broke it. Circulate the text anew, or take it to a meeting.",
        circulated_and_over("revise")),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_a_rule_that_is_broken_says_what_clears_it(case: Case) -> None:
    check(case)
