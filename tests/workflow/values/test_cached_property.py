"""What is computed once stays as it was computed."""

from __future__ import annotations

from itertools import count

from escalade.workflow.subjects.standing import Over
from escalade.workflow.values.cached_property import once


class Drawn:
    """Draws a number."""

    numbers = count(1)

    @once
    def number(self) -> int:
        """The number that was drawn."""
        return next(self.numbers)


def test_a_number_is_drawn_once_by_each() -> None:
    first, second = Drawn(), Drawn()
    assert (first.number, second.number, first.number, second.number) == (1, 2, 1, 2)


def test_what_it_is_can_be_read_from_the_class() -> None:
    assert Drawn.number.__doc__ == "The number that was drawn."


def test_what_is_laid_over_is_found_first_and_listed_once() -> None:
    older = {"a": 1, "b": 2}
    known, added = Over("b", 3, older), Over("c", 4, older)
    assert (dict(known), len(known)) == ({"a": 1, "b": 3}, 2)
    assert (dict(added), len(added)) == ({"a": 1, "b": 2, "c": 4}, 3)
    assert (known.get("a"), known.get("z"), older) == (1, None, {"a": 1, "b": 2})
