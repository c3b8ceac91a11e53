"""The silence procedure: it runs, it is kept, or somebody breaks it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from escalade.workflow.motions import Evidence
from escalade.workflow.subjects.silence import Silence, silence_after, silence_of
from escalade.workflow.values.errors import FieldError, RulesBrokenError
from tests.lives import CHAIR_NAME, TOPIC, Life, at, en, inbox

UNTIL = "2031-01-09T18:00 Europe/Lisbon"


def circulated() -> Life:
    """A topic whose text is circulated until the third day at six."""
    life = at(Life(), "debated")
    life.does("circulate", TOPIC, until=UNTIL)
    return life


def silence(life: Life) -> Silence:
    """The silence on the topic."""
    found = silence_of(life.topic(), life.standing)
    assert found
    return found


def test_a_silence_that_nobody_breaks_is_evidence_of_consensus() -> None:
    life = circulated()
    assert silence(life).state(life.standing) == "runs"
    life.passes(4)
    assert silence(life).state(life.standing) == "kept"
    (record,) = life.does("record consensus", TOPIC, evidence=Evidence(), silence=(f"{TOPIC}#3",)).records
    assert (record.after, record.motion.to_payload()["silence"]) == ("agreed", (f"{TOPIC}#3",))
    assert silence_of(life.topic(), life.standing) is None


def test_before_its_time_no_consensus_is_recorded_by_the_clock_of_its_zone() -> None:
    life = circulated()
    life.passes(3)
    early = life.fitting("record consensus", TOPIC, evidence=Evidence(), silence=(f"{TOPIC}#3",))
    with pytest.raises(RulesBrokenError, match="No consensus is recorded by silence before its time has passed"):
        life.acts(early)
    moments = (f"2031-01-09T{clock}:00.000000Z" for clock in ("17:59", "18:00"))
    assert [silence(life).state(replace(life.standing, now=at)) for at in moments] == ["runs", "kept"]


@pytest.mark.parametrize("stance", ["object", "reserve", "support"])
def test_an_objection_breaks_it_and_a_reservation_does_not(stance: str) -> None:
    life = circulated()
    life.does("take position", TOPIC, stance=stance)
    life.passes(4)
    assert silence(life).state(life.standing) == ("broken" if stance == "object" else "kept")


@pytest.mark.parametrize(
    ("until", "before", "after"),
    [
        ("2031-01-09T18:00 Europe/Lisbon", "2031-01-09", "2031-01-10"),
        ("2031-01-09T22:00 Pacific/Honolulu", "2031-01-10", "2031-01-11"),  # 8:00 of the 10th at the seat
        ("2031-01-10T06:00 Asia/Tokyo", "2031-01-09", "2031-01-10"),  # 21:00 of the 9th at the seat
    ],
)
def test_the_day_on_which_it_ends_is_that_of_the_seat(until: str, before: str, after: str) -> None:
    states = {}
    for day in (before, after):
        life = at(Life(), "debated")
        life.does("circulate", TOPIC, until=until)
        life.passes(7)
        life.does("take position", TOPIC, stance="object", text=en("No."), on=day)
        states[day] = silence(life).state(life.standing)
    assert states == {before: "broken", after: "kept"}


def test_where_only_the_day_is_known_it_runs_until_the_day_at_the_seat_is_over() -> None:
    life = at(Life(), "debated")
    life.does("circulate", TOPIC, until="2031-01-09T22:00 Pacific/Honolulu")
    found = [silence(life).state(replace(life.standing, now="", day=date(2031, 1, day))) for day in (10, 11)]
    assert found == ["runs", "kept"]


def test_an_amendment_breaks_it_and_one_after_the_time_does_not() -> None:
    life = circulated()
    life.passes(4)
    life.does("revise", TOPIC)
    assert silence(life).state(life.standing) == "kept"
    life.does("circulate", TOPIC)
    life.does("revise", TOPIC, on="unknown")
    assert silence(life).state(life.standing) == "broken"


def test_the_next_look_finds_that_time_has_passed_and_records_nothing() -> None:
    life = circulated()
    before = len(life.records)
    assert [entry.acts for entry in inbox(life.standing, CHAIR_NAME)] == [("record consensus", "record no consensus")]
    life.passes(4)
    found = {entry.sentence: (entry.acts, dict(entry.given)) for entry in inbox(life.standing, CHAIR_NAME)}
    kept = f"The silence on {TOPIC} ended at {UNTIL}, and nobody broke it."
    assert found[kept] == (("record consensus",), {"silence": f"{TOPIC}#3"})
    assert len(life.records) == before
    life.does("take position", TOPIC, stance="object", text=en("No."), on=(life.today - timedelta(days=2)).isoformat())
    found = {entry.sentence: (entry.acts, dict(entry.given)) for entry in inbox(life.standing, CHAIR_NAME)}
    broken = f"The silence on {TOPIC} was broken by {TOPIC}#4."
    assert found[f"{broken} Once no objection stands, it may be circulated anew."] == ((), {})
    life.does("lift objection", TOPIC)
    found = {entry.sentence: (entry.acts, dict(entry.given)) for entry in inbox(life.standing, CHAIR_NAME)}
    assert found[broken] == (("circulate",), {})


def test_several_topics_are_agreed_on_by_the_silence_on_each() -> None:
    life = circulated().brings("2031/b", "debated")
    life.does("circulate", "2031/b", until=UNTIL)
    life.passes(4)
    records = life.does(
        "record consensus", TOPIC, "2031/b", evidence=Evidence(), silence=(f"{TOPIC}#3", "2031/b#3")
    ).records
    assert [record.motion.to_payload()["silence"] for record in records] == [(f"{TOPIC}#3",), ("2031/b#3",)]


def objected(time: str, day: str) -> Life:
    """A silence that ended on the third day at six, and an objection at an exact time."""
    life = circulated()
    life.passes(4)
    life.does("take position", TOPIC, stance="object", text=en("No."), time=time, on=day)
    return life


@pytest.mark.parametrize(
    ("time", "day", "state"),
    [
        ("2031-01-09T17:59+00:00", "2031-01-09", "broken"),
        ("2031-01-09T18:00+00:00", "2031-01-09", "broken"),
        ("2031-01-09T18:01+00:00", "2031-01-09", "kept"),
        ("2031-01-10T02:30+09:00", "2031-01-09", "broken"),  # 17:30 of the 9th at the seat
        ("2031-01-09T12:30-06:00", "2031-01-09", "kept"),  # 18:30 there
    ],
)
def test_an_exact_time_says_whether_an_objection_came_in_time(time: str, day: str, state: str) -> None:
    life = objected(time, day)
    assert silence(life).state(life.standing) == state


def test_an_objection_that_came_late_stands_and_does_not_hinder_a_consensus_by_silence() -> None:
    life = objected("2031-01-09T18:01+00:00", "2031-01-09")
    assert [record.reference for record in silence(life).late] == [f"{TOPIC}#4"]
    with pytest.raises(RulesBrokenError, match="one that came after a silence had ended"):
        life.acts(life.fitting("record consensus", TOPIC))  # at a meeting
    (record,) = life.does("record consensus", TOPIC, evidence=Evidence(), silence=(f"{TOPIC}#3",)).records
    assert (record.after, list(life.topic().objections)) == ("agreed", ["Lemuria"])


def test_what_came_before_a_silence_began_does_not_break_it() -> None:
    life = at(Life(), "debated")
    life.does("circulate", TOPIC, until=UNTIL, time="2031-01-06T08:30+00:00")
    life.does("take position", TOPIC, stance="object", text=en("No."), time="2031-01-06T08:29+00:00")
    found = silence(life)
    assert (found.state(life.standing), found.late) == ("runs", ())


def test_an_exact_time_lies_on_the_day_of_the_act_at_the_seat() -> None:
    life = at(Life(), "debated")
    life.passes(4)
    problem = "“time” is 2031-01-09T23:30-05:00, on 2031-01-10 at the seat, and the day is 2031-01-09."
    with pytest.raises(FieldError, match=problem):
        life.does("take position", TOPIC, time="2031-01-09T23:30-05:00", on="2031-01-09")


def test_only_a_circulation_begins_a_silence() -> None:
    life = circulated()
    assert silence_after(life.topic().records[0], life.topic(), life.standing) is None
    life.passes(4)
    life.does("record consensus", TOPIC, evidence=Evidence(), silence=(f"{TOPIC}#3",))
    found = silence_after(life.topic().records[2], life.topic(), life.standing)
    assert found
    assert found.broken_by is None


def test_a_text_that_a_merger_worded_anew_is_not_the_one_circulated_until_the_merger_is_annulled() -> None:
    life = at(Life(), "debated")
    at_b = life.does("propose", "2031/b").records[0]
    life.does("circulate", TOPIC, until=UNTIL)
    life.does("merge", at_b.subject, into=TOPIC)
    life.passes(4)
    agreed = life.fitting("record consensus", TOPIC, evidence=Evidence(), silence=(f"{TOPIC}#3",))
    with pytest.raises(RulesBrokenError, match=r"2031/a#4 \(receive merger\) worded it anew since"):
        life.acts(agreed)
    life.does("annul", f"{TOPIC}#4")
    life.acts(agreed)
    assert life.topic().state == "agreed"


def test_whoever_waits_for_a_silence_is_told_to_circulate_a_text_that_was_worded_anew_since() -> None:
    life = circulated()
    life.passes(4)
    life.does("revise", TOPIC)
    said = f"The silence on {TOPIC} ended at {UNTIL}, and {TOPIC}#4 worded its text anew since."
    assert (("circulate",), said, None) in [(one.acts, one.sentence, one.record) for one in inbox(life.standing)]
    life.does("take position", TOPIC, stance="object", text=en("No."))
    said += " Once no objection stands, it may be circulated anew."
    assert ((), said, f"{TOPIC}#4") in [(one.acts, one.sentence, one.record) for one in inbox(life.standing)]
