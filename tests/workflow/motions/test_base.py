"""What every motion is: its texts, its holders, its checks."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from escalade.workflow.motions import (
    MOTIONS,
    Motion,
    OpenDebate,
    Propose,
    RecordResponses,
)
from escalade.workflow.records.validation import check_leaves
from escalade.workflow.values.errors import FieldError, RequestError
from tests.lives import CHAIR_NAME, TOPIC, Life, at

EMPTY, HUGE = "is empty", "has 1,048,576 characters; at most {} fit there"


@pytest.mark.parametrize("shape", MOTIONS.values(), ids=lambda shape: shape.act_name())
def test_every_text_of_every_motion_is_checked(shape: type[Motion]) -> None:
    for field in msgspec.structs.fields(shape):
        if field.name in {"of", "audience", "identity"}:
            continue
        for value in ("\x00", {"en": "\x00"}, {"\x00": {"en": "x"}}, ("\x00",), ({"en": "\x00"},)):
            try:
                motion = msgspec.convert({"act": shape.act_name(), field.name: value}, shape)
            except msgspec.ValidationError:
                continue
            with pytest.raises(RequestError):
                check_leaves(motion)


def test_what_needs_no_check_passes() -> None:
    check_leaves(OpenDebate(of=(TOPIC,), by=CHAIR_NAME, on="2031-01-06", identity="signed in"))
    check_leaves(RecordResponses(of=(TOPIC,), count=3, where="not at hand"))
    check_leaves(Propose(of=(TOPIC,), chairs_compromise=True))


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"holders": ("Mu", "Avalon", "Mu")}, "names Mu twice; name each once"),
        ({"holders": ("Mu", "")}, EMPTY),
    ],
)
def test_holders_are_named_each_once(given: dict[str, Any], problem: str) -> None:
    life = at(Life(), "proposed")
    with pytest.raises(FieldError, match=problem) as error:
        life.does("take position", TOPIC, **given)
    assert error.value.field == "holders"
