"""The place of an act: what it leaves for its day."""

from __future__ import annotations

from typing import Any

from escalade.workflow.motions import Evidence
from escalade.workflow.procedure import PROCEDURE
from escalade.workflow.rules.trial import (
    Trial,
    birth,
    by_correspondence,
    days_there,
    find_over,
    latest_move,
)
from escalade.workflow.values.dates import when
from tests.lives import TOPIC, Life, at, en


def trial(life: Life, act: str, **fields: Any) -> Trial:
    """An act on the topic under the row that it is tried under."""
    topic = life.topic()
    return Trial(topic, life.fitting(act, TOPIC, **fields), life.standing, PROCEDURE.steps["topic", topic.state, act])


def days(tried: Trial) -> tuple[str, str] | None:
    """The first and last day that its place leaves."""
    found = days_there(tried)
    return found and (found[0].text, found[1].text)


def test_a_meeting_leaves_its_days_and_no_place_leaves_any() -> None:
    life = at(Life(), "proposed")
    life.does("convene", "meeting/long", opens="2031-01-10", closes="2031-01-12", place=en("Porto"))
    assert days(trial(life, "open debate", evidence=Evidence(meeting="long"))) == ("2031-01-10", "2031-01-12")
    assert days(trial(life, "withdraw", evidence=Evidence(meeting="long"))) == ("2031-01-10", "2031-01-12")
    assert days(trial(life, "open debate", evidence=Evidence())) is None
    assert days(trial(life, "revise", evidence=Evidence(meeting="long"))) is None, "no rule of that row looks at it"


def test_a_sitting_leaves_its_own_day_and_a_decision_by_correspondence_the_session() -> None:
    life = at(Life(), "referred")
    life.does("convene", "session/S", opens="2031-02-01", closes="2031-02-20", sittings={"3": "2031-02-07"})
    held = Evidence(session="S", sitting=3)
    assert days(trial(life, "approve", evidence=held)) == ("2031-02-07", "2031-02-07")
    by_letter = trial(life, "approve", evidence=held, how="correspondence")
    assert by_correspondence(by_letter)
    assert days(by_letter) != ("2031-02-07", "2031-02-07")


def test_the_latest_move_is_the_newest_and_the_birth_the_first() -> None:
    life = at(Life(), "debated")
    life.does("take position", TOPIC)
    moves = [record for record in life.topic().live if record.moved]
    tried = trial(life, "record no consensus")
    assert (latest_move(tried), birth(tried)) == (moves[-1], moves[0])
    assert moves[0] != moves[-1]


def test_what_is_announced_is_over_before_a_day_that_lies_behind_it_and_not_where_it_never_lasted() -> None:
    life = at(Life(), "approved")
    tried = trial(life, "launch", opens="2031-02-01", closes="2031-02-20", physical="2031-02-10")
    assert find_over(tried, when("2031-02-05")) is None
    assert find_over(tried, when("2031-02-15")) == ("physical", when("2031-02-10"))
    never = trial(life, "launch", opens="2031-03-01", closes="2031-02-20", physical=None)
    assert find_over(never, when("2031-04-01")) is None
