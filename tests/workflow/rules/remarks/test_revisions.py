"""Confirmations by a document that is older than the one that proved it so far."""

from __future__ import annotations

import pytest

from escalade.workflow.motions import Evidence
from escalade.workflow.rules.remarks.revisions import is_older_revision
from tests.lives import TOPIC, Life, at


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


def confirm(*documents: str) -> list[str]:
    """Confirm a position by documents, one after the other; the rules of the last act's warnings."""
    life = at(Life(), "debated")
    position = life.does("take position", TOPIC).records[0].reference
    outcomes = [life.does("confirm", position, evidence=Evidence(document=one)) for one in documents]
    return [cause.rule for cause in outcomes[-1].warnings]


def test_a_confirmation_by_an_older_revision_warns_and_by_a_newer_one_does_not() -> None:
    assert confirm("H31/9(Rev.2)", "H31/9(Rev.1)") == ["newer_revision_proves_it"]
    assert confirm("H31/9(Rev.1)", "H31/9(Rev.2)") == []
    assert confirm("H31/9(Rev.1)") == []
