"""What can be awaited at all, and by whom."""

from __future__ import annotations

from escalade.workflow.inbox.pages import Inbox
from escalade.workflow.procedure import PROCEDURE, STATES
from tests.lives import CHAIR_NAME, DESK, TOPIC, Life, at, inbox
from tests.workflow.inbox.test_pages import kept


def test_every_step_that_is_awaited_is_asked_for_by_one_office() -> None:
    """A step is asked of one office; a referral may end with the chair too."""
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
    for standing in (life.standing, kept(life.standing)):
        entries, onward = Inbox(standing, endorsing=True).page(10)
        assert ([one.record for one in entries], onward) == ([f"{TOPIC}#2"], None)
