"""A line of the plan: what is to be done, and how it stands."""

from __future__ import annotations

import pytest

from escalade.workflow.planning import PlanLine
from tests.lives import TOPIC, Life, at
from tests.workflow.planning.plans import lines, of


def test_what_was_to_be_done_by_a_session_that_is_over_waits_for_nobody() -> None:
    found = lines("2017-06-30")
    assert (found["posting"].stands, found["translation"].stands) == ("not on record", "done")
    assert (found["decision"].stands, found["session"].stands) == ("done", "done")


def test_before_the_session_what_is_not_done_by_its_day_is_late() -> None:
    found = lines("2017-05-10")
    assert (found["posting"].stands, found["posting"].missed_by, found["posting"].too_late) == ("late", 2, True)
    assert found["note in one language"].stands == "not needed"


@pytest.mark.parametrize(
    ("day", "meeting", "session"),
    [("2017-02-05", "due", "due"), ("2017-02-06", "under way", "due"), ("2017-02-07", "under way", "due"),
     ("2017-05-15", "done", "under way"), ("2017-05-25", "done", "under way"), ("2017-05-26", "done", "done")],
)  # fmt: skip
def test_a_meeting_and_a_session_are_under_way_while_they_last(day: str, meeting: str, session: str) -> None:
    found = lines(day)
    assert (found["meeting"].stands, found["session"].stands) == (meeting, session)


def month_of(line: PlanLine) -> str | None:
    """The month of a line as it is written."""
    return line.month.text if line.month else None


def test_a_month_is_known_to_a_plan() -> None:
    life = at(Life(), "agreed")
    life.does("launch", TOPIC, opens="2031-01", closes="2031-02", physical="2031-03")
    found = of(life)
    assert [(found[stage].due, month_of(found[stage]), found[stage].stands) for stage in (
        "online end a", "hearing a")] == [(None, "2031-02", "due"), (None, "2031-03", "due")]  # fmt: skip
    life.passes(60)
    assert (of(life)["online end a"].stands, of(life)["hearing a"].stands) == ("done", "due")
    life.passes(40)
    assert of(life)["hearing a"].stands == "late"


def test_a_month_that_a_decision_sets_is_known_to_a_plan() -> None:
    life = at(Life(), "debated")
    life.does("record consensus", TOPIC, open_by="2031-03", report_by="2031-09")
    found = of(life)
    assert [month_of(found[stage]) for stage in ("launch a", "consideration a")] == [
        "2031-03", "2031-09",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("form", "kind"),
    [("", "hearing"), ("in person", "hearing"), ("virtual", "virtual hearing"), ("hybrid", "hybrid hearing")],
)
def test_a_hearing_is_of_a_kind_by_its_form(form: str, kind: str) -> None:
    line = PlanLine(stage="hearing", subject=TOPIC, what="It is held", office="secretariat", form=form)
    assert line.kind == kind


def test_the_debate_on_a_part_is_of_a_kind_of_its_own() -> None:
    line = PlanLine(stage="debate", subject=TOPIC, what="It ends", office="chair", partial=True)
    assert line.kind == "partial debate"
