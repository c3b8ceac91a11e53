"""Confirmations by a document that is older than the one that proved it so far."""

from __future__ import annotations

import pytest

from escalade.workflow.rules.remarks import is_older_revision


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
