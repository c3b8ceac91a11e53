"""What rests on a meeting or session, when that is annulled or changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from escalade.workflow.motions import Evidence
from escalade.workflow.procedure import table
from escalade.workflow.rules import RULES, Trial
from escalade.workflow.values.errors import RulesBrokenError
from tests.lives import CHAIR_NAME, TOPIC, VICE_NAME, Life, at, en

SENTENCE = RULES["nothing_recorded_since_rests_on_it"].sentence

LATER, EARLIER = "what_followed_anywhere_holds_too", "what_happened_there_holds_too"
DAY, BEFORE, AFTER = "2031-01-06", "2031-01-02", "2031-01-20"


def details(life: Life, act: str, reference: str, **fields: Any) -> list[tuple[str, str]]:
    """The causes against an act: the rule, and what it says is in the way."""
    with pytest.raises(RulesBrokenError) as refusal:
        life.tries(life.fitting(act, reference, **fields))
    return [(cause.rule, cause.sentence) for cause in refusal.value.causes]


def referred(life: Life) -> str:
    """A topic is referred to a session."""
    life = at(life, "unresolved")
    life.does("escalate", TOPIC, to_session=life.session())
    return f"session/{life.session()}"


def deferred(life: Life) -> str:
    """A debate is put off to a later meeting."""
    at(life, "debated").does("defer", TOPIC)
    return life.topic().live[-1].motion.leads_to[0]


def deferred_above(life: Life) -> str:
    """The superior body puts a topic off to a later session."""
    at(life, "referred").does("defer", TOPIC)
    return life.topic().live[-1].motion.leads_to[0]


def redirected(life: Life) -> str:
    """A referral is corrected: it went to another session."""
    life = at(life, "referred")
    life.does("convene", "session/Other", opens=DAY, closes="2031-01-30", place=en("Faro"))
    life.does("correct", "2031/a#4", fields={"to_session": "Other"})
    return "session/Other"


def moved(life: Life) -> str:
    """An act is corrected: it happened at another meeting."""
    life = at(life, "debated")
    life.does("convene", "meeting/other", opens=DAY, closes=DAY, place=en("Faro"))
    life.does("correct", "2031/a#2", evidence=Evidence(meeting="other"))
    return "meeting/other"


def decided(life: Life) -> str:
    """A decision is taken at a sitting."""
    at(life, "referred").does("approve", TOPIC)
    return str(life.topic().live[-1].evidence.place)


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


def test_the_first_version_did_not_look_at_what_leads_to_a_gathering_and_still_does_not() -> None:
    place = deferred(life := Life())
    motion = life.stamped(life.fitting("annul", f"{place}#1"))
    subject = life.standing.subject(place)
    step = table(1)[subject.kind, subject.state, "annul"]
    trial = Trial(subject, motion, life.standing, step)
    assert step.rules[-1] == "nothing_rests_on_it"
    assert list(RULES["nothing_rests_on_it"].question(trial)) == []
    assert [problem.detail for problem in RULES["nothing_recorded_since_rests_on_it"].question(trial)] == [
        f"2031/a#3 (defer) rests on {place}#1."
    ]


def details_or_none(life: Life, act: str, reference: str) -> list[tuple[str, str]]:
    """The causes against an act, none where it is allowed."""
    try:
        life.tries(life.fitting(act, reference))
    except RulesBrokenError as refusal:
        return [(cause.rule, cause.sentence) for cause in refusal.causes]
    return []


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
    assert all(sentence.endswith("Give --set what leaves it as it was.") for _, sentence in found)
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


def test_what_replaces_a_day_is_named_with_the_day_that_stood_there() -> None:
    life = Life()
    place = decided(life)
    with pytest.raises(RulesBrokenError) as refusal:
        life.tries(life.fitting("convene", place, sittings={"7": DAY, "6": AFTER}))
    (cause,) = refusal.value.causes
    assert cause.remedy.note == "Leave it as it was: --sitting 6=2031-01-06."
