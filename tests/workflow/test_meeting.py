"""What rests on a meeting or session, when that is annulled or changed."""

from __future__ import annotations

import pytest

from escalade.workflow.motions import Evidence
from escalade.workflow.rules import RULES
from escalade.workflow.values.errors import RulesBrokenError
from tests.lives import TOPIC, Life, at
from tests.workflow.gatherings import (
    AFTER,
    DAY,
    decided,
    details,
    details_or_none,
    moved,
    redirected,
)

SENTENCE = RULES["nothing_recorded_since_rests_on_it"].sentence


def test_a_gathering_that_a_correction_left_is_free() -> None:
    life = Life()
    moved(life)
    life.does("annul", f"meeting/{life.meeting()}#1")
    redirected(other := Life())
    assert details_or_none(other, "annul", f"session/{other.session()}#1") == []


def test_a_sitting_is_taken_back_while_no_decision_was_taken_at_it() -> None:
    life = Life()
    place = decided(life)
    said = f"{SENTENCE} 2031/a#5 (approve) rests on {place}#2. Annul that one first."
    assert details(life, "annul", f"{place}#2") == [("nothing_recorded_since_rests_on_it", said)]
    life.does("convene", place, sittings={"31": "2031-01-31"})
    life.does("annul", f"{place}#3")
    life.does("annul", "2031/a#5")
    life.does("annul", f"{place}#2")
    with pytest.raises(RulesBrokenError, match=r"Sitting 6 of .* is not on record"):
        life.tries(life.fitting("approve", TOPIC, evidence=Evidence(session=place.partition("/")[2], sitting=6)))


def test_a_paper_that_was_sent_stays_issued() -> None:
    life = at(Life(), "agreed")
    life.does("issue", "2031")
    life.does("issue", "2031", symbol="H31/200")
    life.does("dispatch", "2031#2")
    said = f"{SENTENCE} 2031#4 (dispatch) rests on 2031#2. Annul that one first."
    assert details(life, "annul", "2031#2") == [("nothing_recorded_since_rests_on_it", said)]
    life.does("annul", "2031#3")
    life.does("annul", "2031#4")
    life.does("annul", "2031#2")


def test_what_replaces_a_day_is_named_with_the_day_that_stood_there() -> None:
    life = Life()
    place = decided(life)
    with pytest.raises(RulesBrokenError) as refusal:
        life.tries(life.fitting("convene", place, sittings={"7": DAY, "6": AFTER}))
    (cause,) = refusal.value.causes
    assert cause.remedy.note == (
        "Leave it as it was: --sitting 6=2031-01-06. Where the sitting was on another day: first give what happened "
        "there the month alone (correct --set on=2031-01), then the sitting its day, then what happened there that day."
    )
