"""Rules of `key.py`: what breaks each, and what is said then."""

from __future__ import annotations

import pytest

from tests.workflow.rules.case import (
    Case,
    check,
    name_of,
    published,
)

CASES: list[Case] = [
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
