"""What moved while somebody looked, or tried, is said."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from escalade.models.backends import Place
from escalade.models.integrity.verify import verify
from escalade.models.reader import open_reader
from escalade.models.register import open_register
from escalade.workflow.values.errors import MovedMeanwhileError, StepNotAllowedError, UnknownReferenceError
from escalade.workflow.values.reference import BODY
from tests.lives import DESK, TOPIC, Life, at, en

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


def test_who_only_says_what_somebody_holds_is_not_refused_for_another_voice(place: Place, keep: Keep) -> None:
    life = keep_debated(place, keep)
    mine, others = (life.fitting("record statement", TOPIC, text=en(said)) for said in ("Mine.", "Another's."))
    with open_register(place, clock=life.noon) as register:
        register.act(others)
        register.act(mine, seen=("2031/a#2",))
        with pytest.raises(MovedMeanwhileError, match="2031/a#4"):
            register.act(mine, seen=("2031/a#2",))
        with pytest.raises(MovedMeanwhileError, match="2031/a#4"):  # whoever decides has to have heard them
            register.act(life.fitting("record consensus", TOPIC), seen=("2031/a#2",))
        register.act(life.fitting("record no consensus", TOPIC))
        with pytest.raises(MovedMeanwhileError, match="2031/a#5"):
            register.act(life.fitting("record statement", TOPIC, text=en("Late.")), seen=("2031/a#4",))


def test_of_all_that_moved_what_was_looked_at_is_named_first(place: Place, keep: Keep) -> None:
    life = keep_debated(place, keep)
    life.does("record statement", TOPIC)
    life.does("appoint", BODY)
    with open_register(place, clock=life.noon) as register:
        register.load(life.performed[-2:])
        with pytest.raises(MovedMeanwhileError) as refusal:
            register.act(life.fitting("record consensus", TOPIC), seen=("2031/a#2",))
    assert (refusal.value.reference, refusal.value.newest) == (TOPIC, "2031/a#3")


def test_an_act_is_tried_on_what_others_recorded_meanwhile(place: Place, keep: Keep) -> None:
    life = keep_debated(place, keep)
    with open_register(place, clock=life.noon) as first, open_register(place, clock=life.noon) as second:
        first.act(life.fitting("record statement", TOPIC))
        second.act(life.fitting("record no consensus", TOPIC))
        with pytest.raises(StepNotAllowedError):
            first.act(life.fitting("record consensus", TOPIC))
    assert acts_of(place)[-1] == "record no consensus"
    assert verify(place).findings == []
