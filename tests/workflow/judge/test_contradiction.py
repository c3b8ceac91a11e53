"""Facts that were recorded late and contradict what is on record."""

from __future__ import annotations

from datetime import timedelta

from escalade.workflow.judge.problem import History, Problem, explain, find_contradictions
from escalade.workflow.procedure import PROCEDURE
from escalade.workflow.rules.trial import NOTHING
from escalade.workflow.subjects.as_of import standing_as_of
from escalade.workflow.values.remedy import Cause
from tests.lives import DESK, FIRST_DAY, TOPIC, Life
from tests.workflow.late import (
    BY_CHAIR,
    FACTS,
    MOVED,
    OBJECTION,
    convened,
    enter_moves,
    motion,
    on,
    warnings_of,
)

OBJECTED = "2031/a#6 contradicts 2031/a#3: No consensus may be recorded while an objection stands"


def pairs(life: Life) -> list[tuple[str, str]]:
    """Which record contradicts which, by number."""
    found = find_contradictions(life.topic(), life.standing)
    return [(one.late.reference.partition("#")[2], one.record.reference.partition("#")[2]) for one in found]


def test_a_late_objection_that_stood_is_warned_of_and_both_stand() -> None:
    life = enter_moves()
    (said,) = warnings_of(life, "take position", on=on(4), **OBJECTION)
    assert said.startswith(OBJECTED)
    assert said.endswith("Both stand until one is annulled or corrected, or what ended the other is entered.")
    assert (pairs(life), life.topic().state) == ([("6", "3")], "closed")
    assert warnings_of(life, "record statement", on=on(11), by=DESK) == []
    assert pairs(life) == [("6", "3")]


def test_a_contradiction_ends_with_what_ended_the_objection() -> None:
    life = enter_moves()
    life.does("take position", TOPIC, on=on(4), **OBJECTION)
    assert warnings_of(life, "lift objection", on=on(6), by=DESK) == []
    assert pairs(life) == []
    assert [one.startswith("2031/a#6 contradicts 2031/a#3") for one in warnings_of(life, "annul", f"{TOPIC}#7")] == [
        True
    ]
    assert pairs(life) == [("6", "3")]


def test_a_contradiction_ends_with_an_annulment_or_a_correction() -> None:
    life = enter_moves()
    life.does("take position", TOPIC, on=on(4), **OBJECTION)
    life.does("correct", f"{TOPIC}#6", fields={"stance": "reserve"})
    assert pairs(life) == []
    (said,) = warnings_of(life, "correct", f"{TOPIC}#6", fields={"stance": "object"})
    assert said.startswith(OBJECTED)
    assert pairs(life) == [("6", "3")]
    life.does("annul", f"{TOPIC}#6")
    assert pairs(life) == []


def test_what_no_later_record_explains_is_no_contradiction() -> None:
    life = enter_moves()
    history = History(life.standing, PROCEDURE)
    reference = life.topic().records[-1].reference
    cause = Cause(rule="made_up_rule", subject=TOPIC, sentence="It is made up.", remedy=NOTHING)
    assert [*explain([Problem(reference, cause)], history)] == []


def test_a_move_recorded_later_with_an_earlier_day_leaves_a_fact_without_its_row() -> None:
    life = convened()
    for fact in MOVED[:2]:
        life.acts(motion(life, *FACTS[fact]))
    life.does("take position", TOPIC, on=on(11), **{**OBJECTION, "stance": "support"})
    (said,) = warnings_of(life, "record consensus", on=on(10), **BY_CHAIR)
    assert said == (
        f"2031/a#4 contradicts 2031/a#3: “take position” is not a step for 2031/a, which on {on(11)} was agreed. "
        "Both stand until one is annulled or corrected, or what ended the other is entered."
    )
    assert pairs(life) == [("4", "3")]
    life.acts(motion(life, *FACTS[3]))
    assert pairs(life) == [("4", "3")]
    life.does("correct", f"{TOPIC}#3", fields={"on": on(9)})
    assert pairs(life) == []


def test_on_a_past_day_what_was_recorded_late_is_found_too() -> None:
    life = enter_moves()
    life.does("take position", TOPIC, on=on(4), **OBJECTION)
    before = standing_as_of(life.standing, FIRST_DAY + timedelta(days=12))
    (one,) = find_contradictions(before.subject(TOPIC), before)
    assert (one.record.reference, one.late.reference) == (f"{TOPIC}#3", f"{TOPIC}#6")


def lifted(day: int) -> Life:
    """A topic in debate, the only objection to which was lifted on a day."""
    life = convened()
    for fact in MOVED[:2]:
        life.acts(motion(life, *FACTS[fact]))
    life.does("take position", TOPIC, on=on(4), **OBJECTION)
    life.does("lift objection", TOPIC, on=on(day), holders=("Lemuria",), how="withdrawn", by=DESK)
    return life


def test_whoever_concludes_on_a_day_before_what_it_rests_on_hears_what_stood_then() -> None:
    for day in (6, 7):
        assert warnings_of(lifted(day), "record consensus", on=on(7), **BY_CHAIR) == []
    (said,) = warnings_of(lifted(8), "record consensus", on=on(7), **BY_CHAIR)
    assert said == (
        f"2031/a#5 is of {on(7)}, and rests on what took effect later (2031/a#4); on that day: No consensus may be "
        "recorded while an objection stands, but one that came after a silence had ended. Lemuria objects (2031/a#3). "
        "If a day is wrong, correct it (correct)."
    )
