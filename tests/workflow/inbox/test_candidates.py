"""What can be awaited at all, and by whom."""

from __future__ import annotations

from datetime import timedelta

from escalade.workflow.inbox.candidates import lot_of
from escalade.workflow.inbox.pages import Inbox
from escalade.workflow.procedure import PROCEDURE, SECRETARIAT, STATES
from tests.lives import CHAIR_NAME, DESK, TOPIC, Life, at, inbox

OTHER = "2031/b"


def test_every_step_that_is_awaited_is_asked_for_by_one_office() -> None:
    """An entry stands in the lot of its state, and there under one office; a referral may end with the chair too."""
    awaited = [one for kind, states in STATES.items() for state in states for one in PROCEDURE.steps_from(kind, state)]
    assert {len(step.offices) for step in awaited if step.awaited} == {1}
    by_state = [(step.of, step.origin, step.offices) for step in awaited if step.awaited]
    twice = sorted(offices for of, origin, offices in set(by_state) if (of, origin) == ("topic", "referred"))
    assert twice == [("chair",), ("council-secretariat",)]
    assert len({(of, origin) for of, origin, _ in by_state}) == len(set(by_state)) - 1


def test_only_what_is_to_be_endorsed_can_be_asked_for() -> None:
    life = at(Life(), "proposed")
    life.does("open debate", TOPIC, by=DESK, entered_for=CHAIR_NAME)
    assert {one.acts for one in inbox(life.standing)} > {("endorse",)}
    entries, onward = Inbox(life.standing, only=("endorse",)).page(10)
    assert ([one.record for one in entries], onward) == ([f"{TOPIC}#2"], None)


def test_consultations_that_were_heard_on_different_days_are_due_apart() -> None:
    life = at(Life(), "launched").brings(OTHER, "launched")
    life.passes(12)
    for name, held in ((TOPIC, life.day.text), (OTHER, (life.today - timedelta(days=1)).isoformat())):
        life.does("record hearing", name, held=held)
    lots = {lot_of(life.standing.subject(name), SECRETARIAT) for name in (TOPIC, OTHER)}
    assert (len(lots), {lot.partition(": ")[0] for lot in lots}) == (2, {"close"})
