"""The whole plan of a round: the real one, and made-up ones that move."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from escalade.workflow.motions import Evidence
from escalade.workflow.planning import plan
from escalade.workflow.subjects.as_of import standing_as_of
from tests.lives import ROUND, TOPIC, Life, at
from tests.workflow.planning.plans import lines, of, stood


def test_the_days_of_the_session_of_2017_are_counted_back() -> None:
    found = lines("2017-02-20")
    assert {stage: stood(line) for stage, line in found.items()} == {
        "meeting": ("2017-02-06", "done"),
        "debate": ("2017-02-07", "done"),
        "note": ("2017-04-17", "due"),
        "note in one language": ("2017-05-03", "due"),
        "translation": ("2017-05-08", "done"),
        "posting": ("2017-05-08", "due"),
        "session": ("2017-05-15", "due"),
        "decision": ("2017-05-25", "due"),
    }


def test_a_hearing_seventeen_days_after_the_online_phase_warns_and_does_not_block() -> None:
    hearing = lines("2017-08-01", "closes=2017-09-01")["hearing ott"]
    assert hearing.planned == date(2017, 9, 18)
    assert (stood(hearing), hearing.missed_by, hearing.warns, hearing.too_late) == (
        ("2017-10-01", "due"), -13, True, False,
    )  # fmt: skip
    assert lines("2017-08-01")["hearing ott"].missed_by == 0


def test_a_debate_that_is_put_off_is_planned_for_the_meeting_it_was_put_off_to() -> None:
    life = at(Life(), "debated")
    life.does("convene", "meeting/later", opens="2031-03-03", closes="2031-03-04")
    life.does("defer", TOPIC, to_meeting="later")
    found = of(life)
    assert (found["meeting"].subject, stood(found["debate"])) == ("meeting/later", ("2031-03-04", "due"))


def test_a_round_without_topics_and_without_meetings_has_no_days_yet() -> None:
    life = at(Life(), "open", "round")
    assert {stage: stood(line) for stage, line in of(life).items()} == {
        "debate": (None, "open"),
        "note": (None, "open"),
        "translation": (None, "open"),
        "posting": (None, "open"),
        "decision": (None, "open"),
    }


def test_a_note_issued_in_each_language_that_is_required_is_posted() -> None:
    life = at(Life(), "referred")
    life.does("issue", ROUND, kind="notice", subject=TOPIC)
    assert (of(life)["posting"].stands, of(life)["translation"].stands) == ("open", "done")
    life.does("issue", ROUND)
    assert (of(life)["posting"].stands, of(life)["posting"].record) == ("done", f"{ROUND}#3")


def test_what_the_group_agreed_on_goes_to_no_session_and_is_considered_at_the_next_meeting() -> None:
    life = at(Life(), "agreed")
    life.does("launch", TOPIC)
    life.does("convene", "meeting/next", opens="2031-03-03", closes="2031-03-04")
    found = of(life)
    assert "note" not in found
    assert {stage: stood(line) for stage, line in found.items() if stage.endswith(" a")} == {
        "launch a": (None, "done"),
        "online end a": ("2031-01-16", "due"),
        "hearing a": ("2031-02-15", "due"),
        "summary a": (None, "open"),
        "consideration a": ("2031-03-03", "due"),
    }
    life.passes(42)
    life.does("record hearing", TOPIC)
    life.does("close", TOPIC)
    assert [of(life)[f"{stage} a"].stands for stage in ("online end", "hearing", "summary")] == [
        "done", "done late", "done",
    ]  # fmt: skip
    life.does("set deadline", "body", name="view", stage="consideration", anchor="meeting end", span=0)
    assert stood(of(life)["consideration a"]) == ("2031-03-04", "due")


def test_a_hearing_that_is_called_off_or_was_never_planned_waits_for_nobody() -> None:
    life = at(Life(), "agreed")
    life.does("launch", TOPIC, physical=None)
    assert stood(of(life)["hearing a"]) == (None, "none on record")
    life.does("extend", TOPIC, closes=None, physical="2031-02-15")
    assert stood(of(life)["hearing a"]) == ("2031-02-15", "due")
    life.does("convene", "meeting/next", opens="2031-02-03", closes="2031-02-04")
    assert of(life)["consideration a"].due is None
    life.does("call off hearing", TOPIC)
    found = of(life)["hearing a"]
    assert (*stood(found), found.record, found.act) == ("2031-02-15", "called off", life.topic().newest, None)
    assert stood(of(life)["consideration a"]) == ("2031-02-03", "due")


def test_a_hearing_of_two_days_has_a_line_for_each() -> None:
    life = at(Life(), "launched")
    life.does("record hearing", TOPIC, held="2031-01-08")
    life.does("record hearing", TOPIC, held="2031-01-07")
    found = [line for line in plan(ROUND, life.standing) if line.stage == "hearing"]
    assert [(line.done.text, line.record) for line in found if line.done] == [
        ("2031-01-07", f"{TOPIC}#8"), ("2031-01-08", f"{TOPIC}#7"),
    ]  # fmt: skip


def test_a_round_that_came_back_is_planned_anew() -> None:
    life = at(Life(), "referred")
    life.does("issue", ROUND)
    life.does("refer back", TOPIC)
    first, second = ([line.stands for line in plan(ROUND, life.standing) if line.stage == stage]
                     for stage in ("posting", "decision"))  # fmt: skip
    assert (first, second) == (["done", "open"], ["done", "open"])
    life.does("record no consensus", TOPIC)
    life.does("escalate", TOPIC, to_session=life.later_session())
    found = of(life)
    assert (found["session"].subject, found["decision"].stands) == ("session/later 2031-01-06", "due")


def test_what_a_reader_may_not_read_is_not_read_on_a_day_either() -> None:
    life = at(Life(), "unresolved")
    shown = replace(life.subject(), reader="public")
    seen = standing_as_of(replace(life.standing, subjects={shown.reference: shown}), life.today)
    assert seen.subjects[shown.reference].reader == "public"


def test_an_outcome_considered_before_the_closing_was_considered_at_that_meeting() -> None:
    life = at(Life(), "agreed")
    life.does("launch", TOPIC, physical=None)
    life.does("convene", "meeting/next", opens="2031-02-03", closes="2031-02-04")
    life.does("convene", "meeting/after", opens="2031-05-05", closes="2031-05-06")
    life.passes(28)
    life.does("record consideration", TOPIC, evidence=Evidence(meeting="next"), on="2031-02-03")
    life.passes(20)
    life.does("close", TOPIC)
    line = of(life)["consideration a"]
    assert (*stood(line), line.what) == ("2031-02-03", "done", "The Group considers the outcome (meeting/next)")


def test_a_silence_that_runs_and_an_objection_that_was_lifted_have_their_lines() -> None:
    life = at(Life(), "debated")
    life.does("circulate", TOPIC, until="2031-01-09T18:00 Europe/Lisbon")
    assert stood(of(life)["silence a"]) == ("2031-01-09", "due")
    life.does("take position", TOPIC, stance="object", holders=("Mu",))
    assert "silence a" not in of(life)
    life.does("record no consensus", TOPIC)
    life.does("escalate", TOPIC)
    assert "reopening a" not in of(life)
    life.does("lift objection", TOPIC, holders=("Mu",))
    assert of(life)["reopening a"].record == life.topic().newest
