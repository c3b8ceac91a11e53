"""Rules of `lateness.py`: what breaks each, and what is said then."""

from __future__ import annotations

import pytest

from tests.lives import TOPIC, en
from tests.workflow.rules.case import (
    Case,
    aimed,
    check,
    days,
    name_of,
)

CASES: list[Case] = [
    Case("physical_meeting_keeps_its_deadlines", "topic", "approved", "launch", "date",
        lambda life: {"physical": days(life, 11)},
        "Under “hearing” (Decision on referral) the day is 2031-02-15, and 2031-01-17 lies 29 days before it.", aimed),
    Case("physical_meeting_keeps_its_deadlines", "topic", "launched", "extend", "date",
        lambda life: {"closes": None, "physical": days(life, 48)},
        "Under “hearing” (Decision on referral) the day is 2031-02-15, and 2031-02-23 lies 8 days after it.", aimed),
    Case("physical_meeting_keeps_its_deadlines", "topic", "launched", "record hearing", "none",
        {"held": "2031-02-02"},
        "Under “hearing” (Decision on referral) the day is 2031-02-15, and 2031-02-02 lies 13 days before it.", aimed),
    Case("launch_keeps_its_deadlines", "topic", "approved", "launch", "none", {},
        "Under “opening” (Decision on referral) the day is 2031-01-05, and 2031-01-06 lies 1 day after it. "
        "What follows: It waits.", lambda life: life.does("set deadline", "body", name="opening", stage="launch",
        span=1, unit="calendar days", anchor="decision", consequence=en("It waits"))),
    Case("launch_keeps_its_deadlines", "topic", "referred", "launch", "input", {},
        "The decision asks that it be open by 2031-01-01, and it opens on 2031-01-06. Give --opens an earlier day.",
        lambda life: life.does("approve", TOPIC, open_by="2031-01-01")),
    Case("referral_keeps_its_deadline", "topic", "unresolved", "escalate", "none", {},
        "Under “paper” (Decision on referral) the day is 2030-01-02, and 2031-01-06 lies 369 days after it.",
        lambda life: life.does("set deadline", "body", span=52)),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_a_rule_that_is_broken_says_what_clears_it(case: Case) -> None:
    check(case)
