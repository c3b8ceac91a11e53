"""How a topic stands is decided once: a value for each kind, with its facts."""

from __future__ import annotations

from datetime import date

import pytest

from escalade.workflow.procedure import STATES
from escalade.workflow.subjects.stand import Stand, stand_of, tell_decision
from tests.lives import CHAIR_NAME, DESK, TOPIC, Life, at, en, objects

LAUNCHED = {"opens": "2031-01-10", "closes": "2031-02-10", "physical": None}


def stand(life: Life) -> Stand:
    """How the topic stands today."""
    return stand_of(life.topic(), life.standing)


@pytest.mark.parametrize("state", [state for state in STATES["topic"] if state != "launched"])
def test_each_state_is_a_kind_of_its_own(state: str) -> None:
    found = stand(at(Life(), state))
    assert (found.kind, found.state, found.waits, found.late) == (state, state, None, False)
    assert found.by is not None


@pytest.mark.parametrize(
    ("today", "expected"),
    [("2031-01-09", ("to open", False)), ("2031-01-10", ("open", False)), ("2031-02-11", ("over", True))],
)
def test_a_consultation_is_to_open_open_or_over_by_the_day(today: str, expected: tuple[str, bool]) -> None:
    life = at(Life(), "approved")
    life.does("launch", TOPIC, **LAUNCHED)
    found = stand_of(life.topic(), life.memory.standing(date.fromisoformat(today)))
    assert ((found.kind, found.late), found.opens, found.closes) == (expected, "2031-01-10", "2031-02-10")
    assert found.decision is not None
    assert found.decision.record.act == "approve"


def test_what_the_superior_body_took_up_is_not_said_to_have_been_referred() -> None:
    life = at(Life(), "debated")
    life.does("take up", TOPIC)
    assert stand(life).kind == "taken up"


def test_a_deferred_topic_is_put_off_until_it_moves() -> None:
    life = at(Life(), "debated")
    life.does("defer", TOPIC, to_meeting="20310301")
    found = stand(life)
    assert (found.kind, found.state, found.place, found.late) == ("put off", "debated", "meeting/20310301", False)
    life.does("convene", "meeting/20310301", opens="2031-03-01", closes="2031-03-02", place=en("Porto"))
    assert not stand(life).late
    life.passes(60)
    assert stand(life).late
    life.does("record consensus", TOPIC)
    assert stand(life).kind == "agreed"


def test_a_topic_is_put_off_to_a_later_meeting_that_nobody_named() -> None:
    life = at(Life(), "debated")
    life.does("defer", TOPIC, to_meeting=None)
    assert (stand(life).kind, stand(life).place, stand(life).sitting) == ("put off", "", None)


def test_a_topic_is_put_off_to_a_sitting_of_the_same_session() -> None:
    life = at(Life(), "referred")
    session = life.session()
    life.does("convene", f"session/{session}", sittings={"31": "2031-01-31"})
    life.does("defer", TOPIC, to_sitting=31, to_session=None)
    found = stand(life)
    assert (found.kind, found.place, found.sitting, found.late) == ("put off", f"session/{session}", 31, False)
    life.passes(40)
    assert stand(life).late


def test_consensus_that_waits_for_the_chair_is_nobodys_decision_yet() -> None:
    life = at(Life(), "debated")
    life.does("record consensus", TOPIC, by=DESK, entered_for=CHAIR_NAME)
    found, record = stand(life), life.topic().newest
    assert found.kind == "agreed"
    assert found.waits is not None
    assert found.waits.reference == record
    assert found.decision is not None
    assert (found.decision.by, found.decision.waits) == (None, True)
    life.does("endorse", record)
    found = stand(life)
    assert found.waits is None
    assert found.decision is not None
    assert (found.decision.by, found.decision.waits) == ("group", False)


@pytest.mark.parametrize("act", ["approve", "decline"])
def test_a_decision_over_objection_says_so_ever_after(act: str) -> None:
    life = at(Life(), "debated")
    life.does("take position", TOPIC, holders=("Mu", "Avalon"), stance="object", text=en("No."))
    objects(life)
    life.does("record no consensus", TOPIC)
    life.does("escalate", TOPIC)
    assert (stand(life).objecting, stand(life).overruled) == (3, False)
    life.does(act, TOPIC)
    found = stand(life)
    assert found.decision is not None
    assert (found.objecting, found.overruled, found.decision.over_objection) == (3, True, True)
    assert found.decision.by == "superior body"


def test_of_no_consensus_nobody_is_said_to_have_decided() -> None:
    life = at(Life(), "unresolved")
    record = life.topic().record(life.topic().newest)
    assert record is not None
    told = tell_decision(record, life.topic(), life.standing)
    assert (told.by, told.waits, told.over_objection) == (None, False, False)


def test_a_merged_topic_says_into_which() -> None:
    life = at(Life(), "merged")
    assert life.topic(stand(life).into).reference != TOPIC


def test_what_was_to_be_launched_by_a_day_that_passed_is_late() -> None:
    life = at(Life(), "referred")
    life.does("approve", TOPIC, open_by="2031-02-01")
    assert not stand(life).late
    life.passes(60)
    assert stand(life).late


def test_the_newest_record_of_a_day_is_none_that_came_later() -> None:
    life = at(Life(), "debated")
    life.does("defer", TOPIC, to_meeting=None)
    deferral, before = life.topic().newest, life.today
    life.passes()
    life.does("annul", deferral, why=en("A slip."))
    assert life.standing.newest_of(life.topic()).act == "annul"
    assert life.memory.standing(before).newest_of(life.topic()).reference == deferral
