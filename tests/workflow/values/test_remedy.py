"""A cause says what is wrong, with what clears it and without."""

from __future__ import annotations

import pytest

from escalade.workflow.values.errors import Message, Messages
from escalade.workflow.values.remedy import Cause, Remedy

TRY = "Try a made-up thing."


@pytest.mark.parametrize(
    ("sentence", "note", "problem"),
    [
        ("Nothing is made up.", "", "Nothing is made up."),
        (f"Nothing is made up. {TRY}", TRY, "Nothing is made up."),
        (Messages(Message("{what} is not.", what="It"), Message(TRY)), TRY, "It is not."),
        (Messages(Message("{what} is not.", what="It")), "", "It is not."),
    ],
)
def test_a_cause_says_what_is_wrong_without_what_clears_it(sentence: str, note: str, problem: str) -> None:
    cause = Cause(rule="made_up", subject="2031/a", sentence=sentence, remedy=Remedy(kind="none", note=note))
    assert cause.problem == problem
