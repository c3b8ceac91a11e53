"""Rules of `fulfilment.py`: what breaks each, and what is said then."""

from __future__ import annotations

import pytest

from tests.lives import TOPIC
from tests.workflow.rules.case import (
    Case,
    check,
    name_of,
)

CASES: list[Case] = [
    Case("condition_waits_to_be_met", "topic", "approved", "fulfil", "input", {"condition": 7},
        "There is no condition 7. Give --condition 1."),
    Case("condition_waits_to_be_met", "topic", "approved", "fulfil", "none", {},
        "It was met by 2031/a#6.", lambda life: life.does("fulfil", TOPIC)),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_a_rule_that_is_broken_says_what_clears_it(case: Case) -> None:
    check(case)
