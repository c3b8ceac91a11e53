"""Rules of `deadline.py`: what breaks each, and what is said then."""

from __future__ import annotations

import pytest

from tests.lives import TOPIC
from tests.workflow.rules.case import (
    Case,
    check,
    name_of,
)

CASES: list[Case] = [
    Case("basis_of_the_deadline_is_on_record", "body", "constituted", "set deadline", "input", {"basis": "habit"},
        "“habit” is the key of none. There are: mandate, modalities, referral. "
        "Give --basis one of them, or enter the text first (amend constitution)."),
    Case("other_deadlines_are_on_record", "body", "constituted", "set deadline", "input", {"exemptions": ("late",)},
        "“late” is none. Set that one first, or give --exemption another."),
    Case("validity_is_in_order", "body", "constituted", "set deadline", "date", {"until": "2029-12-31"},
        "2029-12-31 lies before 2030-01-01. Give --until a later day."),
    Case("condition_waits_to_be_met", "topic", "approved", "fulfil", "input", {"condition": 7},
        "There is no condition 7. Give --condition 1."),
    Case("condition_is_met_once", "topic", "approved", "fulfil", "none", {},
        "It was met by 2031/a#6.", lambda life: life.does("fulfil", TOPIC)),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_a_rule_that_is_broken_says_what_clears_it(case: Case) -> None:
    check(case)
