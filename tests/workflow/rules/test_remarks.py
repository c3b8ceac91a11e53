"""Remarks: who presided, which revision is older, which language was left."""

from __future__ import annotations

from typing import Any

import pytest

from escalade.workflow.motions import TextVersion
from escalade.workflow.rules.remarks import find_other_presider, is_older_revision
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


@pytest.mark.parametrize(
    ("one", "other", "is_older"),
    [
        ("H31/9", "H31/9(Rev.1)", True),
        ("H31/9(Rev.1)", "H31/9(Rev.2)", True),
        ("H31/9(Rev.2)", "H31/9(Rev.1)", False),
        ("H31/9(Rev.1)", "H31/9(Rev.1)", False),
        ("H31/8", "H31/9(Rev.1)", False),
        ("H31/9(Add.1)", "H31/9(Rev.1)", False),
        ("a letter", "H31/9(Rev.1)", False),
    ],
)
def test_an_older_revision_is_one_of_the_same_document(one: str, other: str, *, is_older: bool) -> None:
    assert is_older_revision(one, other) is is_older


REFERRED = {"en": "Which?", "fr": "Lequel ?", "es": "¿Cuál?"}


def test_an_amendment_in_some_languages_only_is_warned_of() -> None:
    life = at(Life(), "referred")
    life.does("revise", TOPIC, version=TextVersion(title={"en": "A"}, questions=(REFERRED,), source="L"))
    text = TextVersion(title={"en": "A"}, questions=({**REFERRED, "fr": "Quel ?"},))
    (warning,) = life.tries(life.fitting("approve", TOPIC, amended={TOPIC: text})).warnings
    assert (warning.subject, warning.severity, warning.remedy.kind) == (TOPIC, "warning", "none")
