"""Acts of the chair at a meeting where another is on record as presiding."""

from __future__ import annotations

from typing import Any

import pytest

from escalade.workflow.rules.remarks import find_other_presider
from tests.lives import CHAIR_NAME, DESK, TOPIC, VICE_NAME, Life, at


def debate(presider: str = "", **fields: Any) -> tuple[Life, list[str]]:
    """A debate opened by the chair at a meeting; the rules of its warnings."""
    life = at(Life(), "proposed")
    number = life.meeting()
    if presider:
        life.does("convene", f"meeting/{number}", presided_by=presider, place={})
    outcome = life.does("open debate", TOPIC, **{"by": CHAIR_NAME, **fields})
    return life, [cause.rule for cause in outcome.warnings]


@pytest.mark.parametrize(
    ("presider", "rules"), [("", []), (CHAIR_NAME, []), (VICE_NAME, ["chair_of_the_act_presided"])]
)
def test_an_act_of_the_chair_is_warned_of_where_another_presided(presider: str, rules: list[str]) -> None:
    assert debate(presider)[1] == rules


def test_an_act_entered_for_the_chair_is_one_of_the_chair() -> None:
    life, rules = debate(VICE_NAME, by=DESK, entered_for=CHAIR_NAME)
    assert rules == ["chair_of_the_act_presided"]
    assert find_other_presider(life.topic().live[-1], life.standing) == VICE_NAME


def test_the_warning_names_who_presided_and_who_acted_and_ends_once_that_is_put_right() -> None:
    life, _ = debate(VICE_NAME)
    record = life.topic().live[-1]
    assert find_other_presider(record, life.standing) == VICE_NAME
    life.does("convene", record.evidence.place or "", presided_by=CHAIR_NAME, place={})
    assert find_other_presider(record, life.standing) is None


def test_an_act_of_the_secretariat_has_no_presider() -> None:
    life, _ = debate(VICE_NAME)
    outcome = life.does("take position", TOPIC)
    assert outcome.warnings == ()
    assert find_other_presider(outcome.records[0], life.standing) is None
