"""The texts in which words are searched for."""

from __future__ import annotations

import msgspec

from escalade.workflow.motions import NOT_AT_HAND
from escalade.workflow.records.texts import list_texts
from tests.lives import DESK, TOPIC, Life


def test_a_chair_whose_name_is_not_at_hand_is_no_name_to_be_found(life: Life) -> None:
    record = life.subject().records[0]
    assert {("reference", TOPIC), ("officer", DESK)} <= set(list_texts(record))
    assert ("entered for", "Ada") in list_texts(msgspec.structs.replace(record, entered_for="Ada"))
    assert "entered for" not in dict(list_texts(msgspec.structs.replace(record, entered_for=NOT_AT_HAND)))
    assert "reference" not in dict(list_texts(msgspec.structs.replace(record, ordinal=2)))
