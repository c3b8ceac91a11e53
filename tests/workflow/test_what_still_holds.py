"""What is on record and would fall by an act: what is said then, and what clears it."""

from __future__ import annotations

from typing import Any

import pytest

from escalade.workflow.motions import Evidence
from escalade.workflow.perform import HOLDS
from escalade.workflow.values.errors import RulesBrokenError
from escalade.workflow.values.remedy import Cause
from tests.lives import TOPIC, Life, at

MEETING = "meeting/20310106"
MOVED = {"opens": "2031-01-20", "closes": "2031-01-20"}
LEAVE = "Leave it as it was, or say where it happened."


def falls(life: Life, act: str, *references: str, **fields: Any) -> Cause:
    """The one cause against an act by which something would fall."""
    with pytest.raises(RulesBrokenError) as refusal:
        life.tries(life.fitting(act, *references, **fields))
    (cause,) = refusal.value.causes
    assert cause.rule == HOLDS
    assert cause.sentence.startswith("What is on record still holds after an act. ")
    return cause


def test_what_rests_on_an_act_is_annulled_before_it_the_last_first() -> None:
    life = at(Life(), "unresolved")
    for record, office in (("2031/a#3", "chair"), ("2031/a#2", "chair")):
        cause = falls(life, "annul", f"{MEETING}#1")
        assert cause.sentence.endswith(f") rests on {MEETING}#1. Annul that one first.")
        assert (cause.remedy.act, cause.remedy.office, cause.remedy.given) == ("annul", office, {"records": record})
        life.does("annul", record)
    life.does("annul", f"{MEETING}#1")
    assert life.subject(MEETING).state == "annulled"


def test_a_correction_leaves_as_it_was_what_others_rest_on() -> None:
    cause = falls(at(Life(), "debated"), "correct", f"{MEETING}#1", fields=MOVED, evidence=Evidence())
    assert cause.sentence.endswith(
        "2031/a#2 (open debate): An act at a meeting takes effect on one of its days. "
        f"Meeting 20310106 runs 2031-01-20 to 2031-01-20, and 2031-01-06 lies outside. {LEAVE}"
    )
    assert (cause.remedy.kind, cause.remedy.given) == ("input", {"fields": ""})


def test_a_correction_sets_what_holds_of_its_own_record() -> None:
    cause = falls(at(Life(), "debated"), "correct", f"{TOPIC}#1", fields={"by_state": []}, evidence=Evidence())
    assert cause.sentence.endswith("Give --set what holds.")
    assert (cause.remedy.kind, cause.remedy.given) == ("input", {"fields": ""})


def test_a_meeting_convened_anew_holds_what_happened_there() -> None:
    life = at(Life(), "debated")
    cause = falls(life, "convene", MEETING, **MOVED)
    assert (cause.subject, cause.remedy.kind, cause.remedy.note) == (MEETING, "input", LEAVE)
    life.does("convene", MEETING, opens="2031-01-02", closes="2031-01-20")
