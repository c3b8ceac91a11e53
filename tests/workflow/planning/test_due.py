"""By when something is due, under the rule in force."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from escalade.workflow.planning import plan
from escalade.workflow.planning.plan import Dues
from escalade.workflow.subjects.as_of import standing_as_of
from escalade.workflow.values.errors import FieldError
from tests.lives import ROUND, TOPIC, Life, at
from tests.workflow.planning.plans import lines, of, ready


def test_a_rule_that_changes_between_drafting_and_issue_is_that_of_the_day_it_is_done() -> None:
    life = ready(span=4, until="2031-02-28")
    life.does("set deadline", "body", span=8, since="2031-03-01", until=None)
    drafted = of(life)["note"]
    assert drafted.due == date(2031, 4, 7), "due after the change, and so under the new rule"
    life.passes(30)
    life.does("escalate", TOPIC, to_session="Summer")
    early = of(life)["note"]
    assert (early.due, early.stands) == (date(2031, 5, 5), "done"), "done under the old rule"
    supposed = lines(life.today.isoformat(), "document=2031-04-20", standing=life.standing, reference=ROUND)["note"]
    assert (supposed.due, supposed.stands) == (date(2031, 4, 7), "done late")


@pytest.mark.parametrize("unit", ["calendar days", "working days", "weeks"])
def test_no_span_is_longer_than_a_calendar_counts(unit: str) -> None:
    life = at(Life(), "unresolved")
    life.does("convene", "session/Summer", opens="2071-06-02", closes="2071-06-13")
    life.does("set deadline", "body", stage="note", since="1990-01-01", unit=unit, span=3660)
    assert of(life)["note"].due
    with pytest.raises(FieldError, match="“span” counts at most 3,660, not 3,661"):
        life.does("set deadline", "body", unit=unit, span=3661)


def test_a_rule_that_has_ceased_to_be_in_force_binds_nobody() -> None:
    life = ready(until="2030-12-31")
    assert (of(life)["note"].due, of(life)["note"].timing, of(life)["note"].stands) == (None, None, "open")


def test_working_days_leave_out_the_holidays_of_the_seat() -> None:
    life = ready(span=1, unit="working days")
    seen = standing_as_of(life.standing, life.today)
    assert [line.due for line in plan(ROUND, seen) if line.stage == "note"] == [date(2031, 5, 30)]
    friday = frozenset({date(2031, 5, 30)})
    assert [line.due for line in plan(ROUND, seen, holidays=friday) if line.stage == "note"] == [date(2031, 5, 29)]


def test_what_a_meeting_of_several_days_does_waits_until_its_last() -> None:
    life = at(Life(), "closed")
    opens, closes = life.today + timedelta(days=40), life.today + timedelta(days=43)
    life.does("convene", "meeting/9", opens=opens.isoformat(), closes=closes.isoformat())
    considered = next(line for line in of(life).values() if line.stage == "consideration")
    assert (considered.first_day, considered.last_day) == (opens, closes)
    assert Dues(life.standing).day(TOPIC, ("record consideration",)) == closes


def test_a_day_that_may_have_been_in_time_is_not_late() -> None:
    life = ready()
    life.passes(200)
    life.does("escalate", TOPIC, to_session=life.session(), on="..2031-07-20")
    assert of(life)["note"].stands == "done"
