"""Acts on earlier records: what earlier versions asked, and what an annulment waits for."""

from __future__ import annotations

from typing import Any

import pytest

from escalade.workflow.motions import Confirm
from escalade.workflow.procedure import table
from escalade.workflow.rules import RULES
from escalade.workflow.rules.trial.rule import Trial
from escalade.workflow.values.errors import RulesBrokenError
from escalade.workflow.values.remedy import Cause
from tests.lives import DESK, TOPIC, Life, at, en


def refused(life: Life, act: str, *references: str, **fields: Any) -> list[Cause]:
    """The causes against an act."""
    with pytest.raises(RulesBrokenError) as refusal:
        life.tries(life.fitting(act, *references, **fields))
    return list(refusal.value.causes)


def objected_by_three() -> Life:
    """A topic to which three object, on which a statement was recorded since."""
    life = at(Life(), "debated")
    for holder in ("Mu", "Thule", "Lemuria"):
        life.does("take position", TOPIC, holder=holder, stance="object", text=en("No."))
    life.does("record statement", TOPIC, holder="Mu")
    return life


def test_the_second_version_asked_nothing_of_a_record_that_no_confirmation_names_yet() -> None:
    life = at(Life(), "debated")
    rule, subject = RULES["something_waits_for_it"], life.subject()
    step = table(2)[subject.kind, subject.state, "confirm"]
    assert rule.name in step.rules
    unnamed = life.stamped(Confirm(of=(TOPIC,), by=DESK))
    named = life.stamped(life.fitting("confirm", f"{TOPIC}#1"))
    assert list(rule.question(Trial(subject, unnamed, life.standing, step))) == []
    assert [problem.detail for problem in rule.question(Trial(subject, named, life.standing, step))] == [
        "2031/a#1 (propose) needs no confirmation."
    ]


@pytest.mark.parametrize("version", [1, 2])
def test_an_objection_is_annulled_after_the_lifting_that_names_its_holder(version: int) -> None:
    life = objected_by_three()
    life.does("lift objection", TOPIC, holder="Mu")
    (cause,) = refused(life, "annul", f"{TOPIC}#3", procedure=version)
    assert cause.sentence.endswith("2031/a#7 (lift objection) rests on 2031/a#3. Annul that one first.")
    assert life.tries(life.fitting("annul", f"{TOPIC}#4", procedure=version)).records[0].act == "annul"


@pytest.mark.parametrize("version", [1, 2])
def test_an_objection_is_annulled_after_the_lifting_that_names_its_record(version: int) -> None:
    life = objected_by_three()
    life.does("lift objection", TOPIC, holder="", objections=(f"{TOPIC}#4",))
    (cause,) = refused(life, "annul", f"{TOPIC}#4", procedure=version)
    assert cause.sentence.endswith("2031/a#7 (lift objection) rests on 2031/a#4. Annul that one first.")
    assert life.tries(life.fitting("annul", f"{TOPIC}#3", procedure=version)).records[0].act == "annul"


def test_what_an_officer_did_on_an_annulled_topic_stays_and_so_does_the_appointment() -> None:
    life = Life().begins()
    life.does("appoint", "body", name="New", office="secretariat")
    life.does("propose", TOPIC)
    life.does("take position", TOPIC)
    life.does("annul", f"{TOPIC}#2")
    life.does("annul", f"{TOPIC}#1")
    life.does("redact", f"{TOPIC}#2", by="New")
    (cause,) = refused(life, "annul", "body#2")
    assert cause.remedy.kind == "none"
    assert cause.sentence.endswith("2031/a#5 (redact) rests on body#2. That one stays: 2031/a is annulled.")
