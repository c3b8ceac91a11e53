"""What moved while somebody looked, or tried, is said."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from escalade.models.backends import Place
from escalade.models.integrity.verify import verify
from escalade.models.reader import open_reader
from escalade.models.register import open_register
from escalade.workflow.values.errors import (
    MovedMeanwhileError,
    UnknownReferenceError,
)
from escalade.workflow.values.reference import BODY
from tests.lives import DESK, TOPIC, Life, at
from tests.models.meanwhile import interrupt

Keep = Callable[[Place, Life], Place]


def acts_of(location: Place) -> list[str]:
    """The acts on record, in order."""
    with open_reader(location) as reader:
        return [record.act for _, record in reader.records()]


def keep_debated(place: Place, keep: Keep) -> Life:
    """A register in which a topic is debated."""
    life = at(Life(), "debated")
    life.passes()
    life.meeting()
    keep(place, life)
    return life


def test_what_was_seen_may_not_have_moved(place: Place, keep: Keep) -> None:
    life = keep_debated(place, keep)
    life.does("record statement", TOPIC)
    with open_register(place, clock=life.noon) as register:
        register.load(life.performed[-1:])
        with pytest.raises(MovedMeanwhileError) as refusal:
            register.act(life.fitting("record consensus", TOPIC), seen=("2031/a#2",))
        assert (refusal.value.reference, refusal.value.newest) == (TOPIC, "2031/a#3")
        with pytest.raises(MovedMeanwhileError):  # said before any cause
            register.act(life.fitting("record consensus", TOPIC, by=DESK), seen=("2031/a#2",))
        with pytest.raises(UnknownReferenceError, match="There is no record “2031/a#9”"):
            register.act(life.fitting("record consensus", TOPIC), seen=("2031/a#9",))
        outcome = register.act(life.fitting("record consensus", TOPIC), seen=("2031/a#2", "2031/a#3"))
    assert [record.after for record in outcome.records] == ["agreed"]


def test_of_all_that_moved_what_was_looked_at_is_named_first(place: Place, keep: Keep) -> None:
    life = keep_debated(place, keep)
    life.does("record statement", TOPIC)
    life.does("appoint", BODY)
    with open_register(place, clock=life.noon) as register:
        register.load(life.performed[-2:])
        with pytest.raises(MovedMeanwhileError) as refusal:
            register.act(life.fitting("record consensus", TOPIC), seen=("2031/a#2",))
    assert (refusal.value.reference, refusal.value.newest) == (TOPIC, "2031/a#3")


def test_of_two_who_decide_at_once_one_is_recorded_and_the_other_told(place: Place, keep: Keep) -> None:
    life = keep_debated(place, keep)
    with open_register(place, clock=life.noon) as first, open_register(place, clock=life.noon) as second:
        interrupt(first, [lambda: second.act(life.fitting("record no consensus", TOPIC))])
        with pytest.raises(MovedMeanwhileError) as refusal:
            first.act(life.fitting("record consensus", TOPIC))
    assert str(refusal.value) == (
        "2031/a has moved meanwhile: its newest record is 2031/a#3. "
        "Look at it, then try again if the act still applies."
    )
    assert acts_of(place)[-1] == "record no consensus"
    assert verify(place).findings == []


def test_a_topic_that_came_meanwhile_is_seen(place: Place) -> None:
    life = at(Life(), "unresolved")
    motion = life.fitting("escalate", TOPIC)
    with open_register(place, clock=life.noon) as first, open_register(place, clock=life.noon) as second:
        first.load(life.performed)
        interrupt(first, [lambda: second.act(life.fitting("propose", "2031/late"))])
        with pytest.raises(MovedMeanwhileError) as refusal:
            first.act(motion)
    assert (refusal.value.reference, refusal.value.newest) == ("2031", "2031/late")


def test_a_referral_that_came_meanwhile_holds_the_session(place: Place) -> None:
    life = at(Life(), "unresolved")
    escalation = life.fitting("escalate", TOPIC)
    session = f"session/{life.session()}"
    with open_register(place, clock=life.noon) as first, open_register(place, clock=life.noon) as second:
        first.load(life.performed)
        interrupt(first, [lambda: second.act(escalation)])
        with pytest.raises(MovedMeanwhileError) as refusal:
            first.act(life.fitting("annul", f"{session}#1"))
    assert (refusal.value.reference, refusal.value.newest) == (session, "2031/a#4")


def test_a_symbol_that_another_round_took_meanwhile_is_seen(place: Place) -> None:
    life = at(Life(), "proposed")
    life.does("open round", "2032")
    mine, others = (life.fitting("issue", name, kind="note", symbol="H31/4") for name in ("2031", "2032"))
    with open_register(place, clock=life.noon) as first, open_register(place, clock=life.noon) as second:
        first.load(life.performed)
        interrupt(first, [lambda: second.act(others)])
        with pytest.raises(MovedMeanwhileError) as refusal:
            first.act(mine)
    assert (refusal.value.reference, refusal.value.newest) == ("H31/4", "2032#2")


def test_acts_that_do_not_touch_are_both_recorded_in_the_order_of_time(place: Place) -> None:
    life = at(Life(), "proposed")
    life.does("open round", "2032")
    other = life.fitting("propose", "2032/x")
    with open_register(place, clock=life.noon) as first, open_register(place, clock=later(life)) as second:
        first.load(life.performed)
        interrupt(first, [lambda: second.act(other)])
        (record,) = first.act(life.fitting("record statement", TOPIC)).records
    assert record.at == "2031-01-06T12:00:09.000000Z"
    assert acts_of(place)[-2:] == ["propose", "record statement"]
    assert verify(place).findings == []


def later(life: Life) -> Callable[[], datetime]:
    """A clock that is nine seconds ahead."""
    return lambda: life.noon() + timedelta(seconds=9)
