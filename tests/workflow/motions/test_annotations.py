"""What the annotation of a motion's field says of its values."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from escalade.workflow.motions.annotations import bare, field_mark, plain

Day = Annotated[str, msgspec.Meta(extra={"is": "date"})]
Short = Annotated[str, msgspec.Meta(max_length=5)]


def test_a_mark_is_read_from_the_type_that_bears_it_and_from_no_other() -> None:
    assert field_mark(Day) == "date"
    assert [field_mark(kind) for kind in (str, Short, Day | None, list[Day])] == [None] * 4


def test_a_type_is_plain_without_none_and_says_whether_its_value_may_be_out_of_reach() -> None:
    assert plain(str) == (str, False)
    assert plain(int | None) == (int, False)
    assert plain(int | Literal["not at hand"] | None) == (int, True)
    assert plain(Literal["yes", "no"] | None) == (Literal["yes", "no"], False)


def test_a_bare_type_keeps_its_mark_and_loses_what_else_is_said_of_it() -> None:
    assert bare(Short) is str
    assert bare(Annotated[int | None, msgspec.Meta(description="How many.")]) is int
    assert bare(Day) is Day
    assert bare(Day | None) == Day
