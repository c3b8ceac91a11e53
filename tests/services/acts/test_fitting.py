"""What an act on the body or a round is tried on with."""

from __future__ import annotations

import pytest

from escalade.services.acts.fitting import BlockedError, find_fitting, find_kept_silence
from escalade.workflow.ledger.checkpoints import PublicKey
from tests.lives import COUNCIL_DESK, DESK, ROUND, TOPIC, Life, at


def test_the_register_is_handed_to_another_desk_and_never_to_whoever_hands_it_over() -> None:
    life = at(Life(), "debated")
    for officer in (DESK, COUNCIL_DESK):
        receiver = find_fitting("hand over", "body", officer, life.standing)["receiver"]
        assert receiver != officer
        assert life.standing.body.holds(receiver, "secretariat", life.day) or receiver == COUNCIL_DESK


def test_the_last_paper_is_dispatched_and_without_one_the_act_is_blocked() -> None:
    life = at(Life(), "debated")
    with pytest.raises(BlockedError, match=f"No paper of {ROUND} was issued"):
        find_fitting("dispatch", ROUND, DESK, life.standing)
    life.does("issue", ROUND)
    last = life.does("issue", ROUND).records[0].reference
    assert find_fitting("dispatch", ROUND, DESK, life.standing) == {"records": [last]}


def test_what_is_made_up_is_of_the_shape_that_the_act_takes() -> None:
    standing = at(Life(), "debated").standing
    key = find_fitting("publish key", "body", DESK, standing)["key"]
    assert str(PublicKey.parse(key)) == key
    assert find_fitting("receive", ROUND, DESK, standing) == {"concerns": [ROUND]}
    assert find_fitting("open debate", TOPIC, DESK, standing) == {}


def test_a_silence_is_found_once_it_was_kept_and_no_sooner() -> None:
    life = at(Life(), "debated")
    assert find_kept_silence(None, life.standing) == find_kept_silence(life.topic(), life.standing) == ""
    circulation = life.does("circulate", TOPIC).records[0].reference
    assert find_kept_silence(life.topic(), life.standing) == ""
    life.passes(5)
    assert find_kept_silence(life.topic(), life.standing) == circulation
    life.does("revise", TOPIC)
    assert find_kept_silence(life.topic(), life.standing) == ""
