"""The day from which a deadline is counted."""

from __future__ import annotations

from datetime import date

from tests.lives import ROUND, TOPIC, Life, at
from tests.workflow.planning.plans import lines, of, ready


def test_a_session_that_moves_takes_its_days_along_and_its_old_day_stays_on_record() -> None:
    life = ready()
    assert of(life)["note"].due == date(2031, 5, 5)
    life.does("convene", "session/Summer", opens="2031-06-09", closes="2031-06-20")
    found = of(life)
    assert found["note"].due == date(2031, 5, 12)
    assert found["session"].before == (("2031-06-02", "session/Summer#1"),)


def test_an_extension_moves_what_hangs_on_the_online_phase_and_keeps_the_old_day() -> None:
    life = at(Life(), "launched")
    life.does("set deadline", "body", name="hearing", stage="hearing", span=30, unit="calendar days",
              direction="after", anchor="online end", tolerance=7, severity="warning")  # fmt: skip
    first = of(life)
    assert (first["online end a"].due, first["hearing a"].due) == (date(2031, 1, 16), date(2031, 2, 15))
    life.does("extend", TOPIC, closes="2031-02-16", physical=None)
    found = of(life)
    assert (found["online end a"].due, found["hearing a"].due) == (date(2031, 2, 16), date(2031, 3, 18))
    assert found["online end a"].before == (("2031-01-16", f"{TOPIC}#6"),)
    assert (found["hearing a"].planned, found["hearing a"].before, found["hearing a"].warns) == (
        date(2031, 2, 15), (), True,
    )  # fmt: skip


def test_a_day_that_lies_before_the_one_aimed_at_is_missed_and_never_too_late() -> None:
    life = at(Life(), "launched")
    life.does("set deadline", "body", name="hearing", stage="hearing", span=30, unit="calendar days",
              direction="after", anchor="online end", tolerance=7, severity="error")  # fmt: skip
    life.does("extend", TOPIC, closes="2031-02-16", physical=None)
    early = of(life)["hearing a"]
    assert (early.missed_by, early.too_late, early.warns, early.is_missed) == (-31, False, True, True)
    life.does("extend", TOPIC, closes=None, physical="2031-04-10")
    late = of(life)["hearing a"]
    assert (late.missed_by, late.too_late, late.warns, late.is_missed) == (23, True, False, True)


def test_a_session_whose_days_are_not_known_gives_no_day_to_count_from() -> None:
    life = at(Life(), "unresolved")
    life.does("set deadline", "body")
    life.does("convene", "session/Summer", opens="2031-06", closes="unknown")
    found = of(life)
    assert (found["note"].due, found["session"].due, found["session"].stands) == (None, None, "open")
    found = lines(life.today.isoformat(), "session=2031-06-02", standing=life.standing, reference=ROUND)
    assert (found["note"].due, found["decision"].due) == (date(2031, 5, 5), None)


def test_the_sitting_at_which_a_matter_comes_up_is_counted_from() -> None:
    life = ready()
    life.does("convene", "session/Summer", sittings={"2": "2031-06-05", "1": "2031-06-03"})
    life.does("set deadline", "body", name="event", stage="event report", span=2, unit="calendar days",
              anchor="sitting")  # fmt: skip
    life.does("set deadline", "body", exemptions=("event",))
    assert [(one.deadline.rule.name, one.due) for one in of(life)["note"].instead] == [("event", date(2031, 6, 1))]
