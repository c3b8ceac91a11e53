"""Acts tried again, where what they stand on is changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from escalade.workflow.motions import Evidence
from escalade.workflow.rules import RULES
from tests.lives import CHAIR_NAME, TOPIC, VICE_NAME, Life, at, en
from tests.workflow.gatherings import (
    AFTER,
    BEFORE,
    DAY,
    decided,
    deferred,
    details,
    details_or_none,
    moved,
    redirected,
    referred,
)

SENTENCE = RULES["nothing_recorded_since_rests_on_it"].sentence


LATER, EARLIER = "what_followed_anywhere_holds_too", "what_happened_there_holds_too"


def deferred_above(life: Life) -> str:
    """The superior body puts a topic off to a later session."""
    at(life, "referred").does("defer", TOPIC)
    return life.topic().live[-1].motion.leads_to[0]


RESTING: list[tuple[Callable[[Life], str], str]] = [
    (referred, "2031/a#4 (escalate)"), (deferred, "2031/a#3 (defer)"), (deferred_above, "2031/a#5 (defer)"),
    (redirected, "2031/a#4 (escalate)"), (moved, "2031/a#2 (open debate)"), (decided, "2031/a#5 (approve)"),
]  # fmt: skip


@pytest.mark.parametrize(("lives", "resting"), RESTING)
def test_what_is_not_a_gathering_any_more_leaves_nothing_that_rests_on_it(
    lives: Callable[[Life], str], resting: str
) -> None:
    life = Life()
    place = lives(life)
    said = f"{SENTENCE} {resting} rests on {place}#1. Annul that one first."
    assert ("nothing_recorded_since_rests_on_it", said) in details(life, "annul", f"{place}#1")
    life.does("annul", resting.partition(" ")[0])
    assert resting not in str(details_or_none(life, "annul", f"{place}#1"))


EARLY = {"opens": BEFORE, "closes": BEFORE, "on": BEFORE}


@pytest.mark.parametrize(
    ("lives", "record", "fields", "broken"),
    [
        (
            moved,
            1,
            EARLY,
            "2031/a#2 (open debate): An act at a meeting takes effect on",
        ),
        (moved, 1, {"opens": AFTER, "closes": AFTER}, "2031/a#2 (open debate): An act at a meeting takes effect on"),
        (decided, 2, {"sittings": {"6": AFTER}}, "2031/a#5 (approve): A decision bears the day of its sitting"),
        (
            referred,
            1,
            EARLY,
            "2031/a#4 (escalate): A matter is referred to a session th",
        ),
        (
            deferred,
            1,
            {"opens": DAY},
            "2031/a#3 (defer): A matter is deferred to a later day. Meeting later 2031-01-06 opens",
        ),
        (deferred_above, 1, {"opens": DAY}, "2031/a#5 (defer): A matter is deferred to a later day."),
    ],
)
def test_days_that_leave_out_what_happened_are_refused(
    lives: Callable[[Life], str], record: int, fields: dict[str, Any], broken: str
) -> None:
    life = Life()
    place = lives(life)
    reference = f"{place}#{record}"
    found = details(life, "correct", reference, fields=fields, evidence=Evidence())
    assert [rule for rule, _ in found] == [LATER] * len(found)
    assert any(f"still holds under its row. {broken}" in sentence for _, sentence in found)
    ends = "Give --set what leaves it as it was."
    of_a_sitting = f"{ends} Where the sitting was on another day: first give what happened there the month alone"
    of_a_meeting = f"{ends} Where it was held on other days: first give what happened there the month alone"
    said = {"day of its sitting": of_a_sitting, "at a meeting takes effect on": of_a_meeting}
    for _, one in found:
        (wanted,) = [told for problem, told in said.items() if problem in one] or [ends]
        assert wanted in one if wanted != ends else one.endswith(ends)
    anew = details(life, "convene", place, **fields)
    assert {rule for rule, _ in anew} == {EARLIER}
    assert any(f"once it is convened anew. {broken}" in sentence for _, sentence in anew)


def test_days_that_hold_what_happened_may_change() -> None:
    life = Life()
    place = moved(life)
    life.does("correct", f"{place}#1", fields={"opens": BEFORE}, evidence=Evidence())
    life.does("convene", place, closes=AFTER)
    life.does("correct", f"{place}#3", fields={"closes": "2031-01-10"}, evidence=Evidence())


def test_who_presided_is_not_replaced_under_what_the_vice_chair_did() -> None:
    life = at(Life(), "proposed")
    life.does("convene", "meeting/x", opens=DAY, closes=DAY, place=en("Faro"), presided_by=VICE_NAME)
    life.does("open debate", TOPIC, by=VICE_NAME, evidence=Evidence(meeting="x"))
    ((rule, sentence),) = details(life, "convene", "meeting/x", presided_by=CHAIR_NAME)
    assert (rule, sentence.endswith(f"Leave it as it was: --presided-by {VICE_NAME}.")) == (EARLIER, True)
    assert [rule for rule, _ in details(life, "correct", "meeting/x#1", fields={"presided_by": None})] == [LATER]
