"""The physical meeting of a consultation, as the records tell it."""

from __future__ import annotations

import pytest

from escalade.workflow.subjects.hearing import Hearing
from escalade.workflow.values.dates import when
from tests.lives import TOPIC, Life, at, en


def launched(**fields: str | None) -> Life:
    """A consultation that is launched, its hearing planned unless the fields say otherwise."""
    life = at(Life(), "approved")
    life.does("launch", TOPIC, **fields)
    return life


def test_a_hearing_is_moved_and_called_off_and_planned_anew() -> None:
    life = launched(physical="2031-02-15")
    assert life.topic().hearing.next_day == "2031-02-15"
    life.does("extend", TOPIC, closes=None, physical="2031-02-20")
    assert life.topic().hearing.next_day == "2031-02-20"
    life.does("call off hearing", TOPIC)
    found = life.topic().hearing
    assert (found.state, found.planned, found.next_day) == ("called off", "2031-02-20", None)
    assert found.called_off is not None
    assert found.called_off.reference == life.topic().newest
    life.does("extend", TOPIC, physical=None)
    assert life.topic().hearing.state == "called off"
    life.does("extend", TOPIC, closes=None, physical="2031-03-20")
    assert life.topic().hearing.next_day == "2031-03-20"


def test_a_closing_that_gives_a_reason_says_that_a_planned_hearing_was_not_held() -> None:
    life = launched()
    life.passes(12)
    life.does("close", TOPIC, reason=en("Nobody could come."))
    found = life.topic().hearing
    assert found.called_off is not None
    assert (found.state, found.called_off.act) == ("not held", "close")
    life.does("call off hearing", TOPIC)
    assert life.topic().hearing.called_off == life.topic().live[-1]
    assert life.topic().hearing.state == "called off"


def test_what_was_held_is_not_called_off_and_two_days_are_two_sittings() -> None:
    life = launched()
    life.does("call off hearing", TOPIC)
    life.does("record hearing", TOPIC, held="2031-01-08")
    life.does("record hearing", TOPIC, held="2031-01-07")
    found = life.topic().hearing
    assert (found.state, found.called_off) == ("held", None)
    assert [sitting.day for sitting in found.sittings] == ["2031-01-07", "2031-01-08"]


def test_a_consultation_that_is_cancelled_has_no_hearing_to_come() -> None:
    life = launched()
    life.does("cancel", TOPIC)
    found = life.topic().hearing
    assert (found.state, found.called_off) == ("called off", life.topic().live[-1])


@pytest.mark.parametrize(
    ("planned", "is_over", "told"),
    [
        (None, False, "not told"),
        (None, True, "none on record"),
        ("unknown", False, "on a day unknown"),
        ("unknown", True, "on a day unknown"),
        ("2031-02-15", False, "to come"),
        ("2031-02-14", True, "day passed"),
        ("2031-02", False, "to come"),
    ],
)
def test_a_hearing_is_told_by_what_is_known_of_it(*, planned: str | None, is_over: bool, told: str) -> None:
    assert Hearing(planned).tell_on(when("2031-02-15"), is_over=is_over) == told
