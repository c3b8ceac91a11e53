"""What a record met, and what a change of days elsewhere makes of what led there."""

from __future__ import annotations

from escalade.workflow.judge.problem import History, Met
from escalade.workflow.procedure import PROCEDURE
from tests.lives import TOPIC, Life, at, en


def test_a_record_met_what_there_was_by_then() -> None:
    life = at(Life(), "debated")
    life.does("propose", "2031/z")
    history = History(life.standing, PROCEDURE)
    line = history.line(TOPIC)
    met = Met(history, line.times[1], line.cut(1))
    assert met[TOPIC] is line.cut(1)
    assert ("2031" in met, "2031/z" in met) == (True, False)
    assert sorted({*life.standing.subjects} - {*met}) == ["2031/z"]
    assert len(met) == len(life.standing.subjects) - 1


def test_a_meeting_convened_on_a_day_before_what_was_put_off_to_it_is_contradicted() -> None:
    life = at(Life(), "debated")
    life.passes(20)
    life.does("defer", TOPIC, to_meeting="77")
    days = {"opens": "2031-01-08", "closes": "2031-01-08"}
    warned = life.does("convene", "meeting/77", on="2031-01-07", **days).warnings
    (said,) = (str(cause.sentence) for cause in warned if cause.rule == "fact_contradicts_what_is_on_record")
    assert said.startswith("meeting/77#1 contradicts 2031/a#3: A matter is deferred to a later day.")


def test_a_circulation_told_of_a_day_before_what_it_rests_on_is_warned_of() -> None:
    life = at(Life(), "debated")
    day = life.today.isoformat()
    life.does("take position", TOPIC, holders=("Lemuria",), stance="object", text=en("No."))
    life.passes(2)
    life.does("lift objection", TOPIC, holders=("Lemuria",))
    warned = life.does("circulate", TOPIC, on=day).warnings
    (said,) = (str(cause.sentence) for cause in warned if cause.rule == "fact_contradicts_what_is_on_record")
    assert f"is of {day}, and rests on what took effect later (2031/a#4); on that day: No consensus" in said
