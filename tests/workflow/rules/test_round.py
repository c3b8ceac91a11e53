"""Rules of `round.py`: what breaks each, and what is said then."""

from __future__ import annotations

import pytest

from tests.lives import ROUND
from tests.workflow.rules.case import (
    Case,
    check,
    name_of,
)

CASES: list[Case] = [
    Case("sender_is_named", "round", "open", "receive", "input", {"by_state": ()},
        "Give --by-state or --by-group."),
    Case("it_concerns_this_round", "round", "open", "receive", "input", {"concerns": ("2030/x",)},
        "2030/x is not of this round. Give --concerns a topic of this round, or the round."),
    Case("it_concerns_this_round", "round", "open", "receive", "input", {"concerns": ("2031/x",)},
        "2031/x does not exist. Give --concerns a topic of this round, or the round."),
    Case("contribution_is_new", "round", "open", "receive", "input", {"symbol": "H31/2"},
        "H31/2 was received before (2031#2). Give the symbol of another one; or correct that record, "
        "if it is wrong.",
        lambda life: life.does("receive", ROUND, symbol="H31/2")),
    Case("round_is_open", "topic", None, "propose", "act", lambda _life: {"reference": "2099/x"},
        "The round 2099 is not open. Open it first."),
    Case("round_is_open", "topic", None, "propose", "none", {},
        "The round 2031 is not open. It was annulled; open another round.", lambda life: life.does("annul", "2031#1")),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_a_rule_that_is_broken_says_what_clears_it(case: Case) -> None:
    check(case)
