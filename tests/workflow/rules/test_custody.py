"""Rules of `custody.py`: what breaks each, and what is said then."""

from __future__ import annotations

import pytest

from tests.lives import BOTH, CHAIR_NAME, DESK
from tests.workflow.rules.case import (
    Case,
    check,
    handed_over,
    name_of,
    published,
)

CASES: list[Case] = [
    Case("register_is_kept_here", "topic", "debated", "record consensus", "act", {},
        "It was handed over to Bo on 2031-01-06 (body#2); only they may act. "
        "Take it back, where they did not take it over.", handed_over),
    Case("register_is_kept_here", "topic", "debated", "record statement", "act", {"by": BOTH},
        "It was handed over to Bo on 2031-01-06 (body#2); only they may act. Take it over first.", handed_over),
    Case("receiver_may_act", "body", "constituted", "hand over", "input", {"receiver": DESK},
        "You keep it already. Name another, such as Bo."),
    Case("receiver_may_act", "body", "constituted", "hand over", "act", {"receiver": CHAIR_NAME},
        "Ada does not hold the office of a secretariat on that day. Appoint them first."),
    Case("register_was_handed_over", "body", "constituted", "take back", "none", {}, "It is kept here."),
    Case("receiver_takes_it_over", "body", "constituted", "take over", "officer", {"by": DESK},
        "That is Bo. Ask Bo.", handed_over),
    Case("key_can_be_read", "body", "constituted", "publish key", "input", {"key": "a+b"},
        "“a+b” is no public key; one reads NAME+ID+KEY. Give the line that “escalade key show” prints."),
    Case("key_is_not_published", "body", "constituted", "publish key", "input", published,
        "body#2 published it. Give a new key; “escalade key new” makes one."),
    Case("key_is_published", "body", "constituted", "revoke key", "none", {"key": "a+b"},
        "None does."),
    Case("key_is_published", "body", "constituted", "revoke key", "input", {"key": "a+b"},
        "This one does not. Give one that does.", lambda life: life.does("publish key", "body")),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_a_rule_that_is_broken_says_what_clears_it(case: Case) -> None:
    check(case)
