"""A register that was handed over: one keeps it at a time."""

from __future__ import annotations

import pytest

from escalade.workflow.motions import Officer
from escalade.workflow.procedure import PROCEDURE
from escalade.workflow.values.errors import RulesBrokenError
from escalade.workflow.values.step import ENDING_A_HAND_OVER
from tests.lives import BOTH, DESK, TOPIC, Life, at


def handed() -> Life:
    """A life whose register was handed over."""
    life = at(Life(), "proposed")
    life.does("hand over", "body")
    return life


@pytest.mark.parametrize(("act", "by"), [("take over", BOTH), ("take back", DESK)])
def test_whoever_ends_a_hand_over_lets_all_act_again(act: str, by: str) -> None:
    life = handed()
    with pytest.raises(RulesBrokenError, match="only they may act"):
        life.does("record statement", TOPIC)
    assert life.does(act, "body").records[0].officer == by
    assert life.standing.body.handover is None
    life.does("record statement", TOPIC)
    life.does("hand over", "body")
    assert life.standing.body.handover is not None


def test_where_there_is_no_other_desk_one_is_appointed_first() -> None:
    life = Life()
    only = (Officer(name=BOTH, office="secretariat"), Officer(name=BOTH, office="council-secretariat"))
    life.does("constitute", "body", officers=only)
    with pytest.raises(RulesBrokenError) as refusal:
        life.does("hand over", "body", by=BOTH, receiver=BOTH)
    (cause,) = refusal.value.causes
    assert (cause.remedy.act, cause.remedy.given) == ("appoint", {"office": ""})


def test_every_row_of_the_table_asks_who_keeps_the_register() -> None:
    without = {step.act for step in PROCEDURE.steps.values() if "register_is_kept_here" not in step.rules}
    assert without == ENDING_A_HAND_OVER


@pytest.mark.parametrize("act", ["take over", "take back"])
def test_a_hand_over_that_ended_may_be_annulled(act: str) -> None:
    life = handed()
    life.does(act, "body")
    life.does("annul", "body#2")
    assert life.standing.body.handover is None
