"""A paper prints its facts, and each has its record."""

from __future__ import annotations

from collections.abc import Callable

from escalade.services.papers.issue import refuse_unfit
from escalade.templates.checks.checking import findings_of, ground_of
from escalade.templates.values.paper import Paper

from .conftest import Register, Told

Spoilt = Callable[..., Told]


def test_what_a_paper_leaves_out_is_named_once_and_refuses_nothing(
    notes: dict[str, Paper], round_of_2017: Register
) -> None:
    found = findings_of(notes, ground_of(notes.values(), "2017", round_of_2017.standing))
    remarks = [one for one in found if one.check == "texts-are-at-hand"]
    assert {one.severity for one in remarks} == {"remark"}
    assert [one.record for one in remarks] == ["2017/gender#3", "2017/ott#3"]
    assert str(remarks[0].what) == (
        "--words of 2017/gender#3 is not at hand, and the paper leaves it out; “correct” supplies it."
    )
    refuse_unfit(remarks, ())


def test_where_everything_is_at_hand_nothing_is_named(notes: dict[str, Paper]) -> None:
    assert [one for one in findings_of(notes) if one.check == "texts-are-at-hand"] == []
