"""Who may act: the office of the row, on the day of the act."""

from __future__ import annotations

import pytest

from escalade.workflow.inbox.outlook import why
from escalade.workflow.motions import Evidence, Officer
from escalade.workflow.procedure import PROCEDURE
from escalade.workflow.rules import RULES
from escalade.workflow.rules.trial import Trial
from escalade.workflow.values.errors import RulesBrokenError
from tests.lives import (
    CHAIR_NAME,
    COUNCIL_DESK,
    DESK,
    ROUND,
    TOPIC,
    VICE_NAME,
    Life,
    at,
    en,
)
from tests.remedies import CLEARED, clear
from tests.workflow.refusals import refused

Remedial = tuple[str, dict[str, str]]
FOR_ADA: Remedial = ("officer", {"entered_for": CHAIR_NAME})
ONLY = "only as secretariat, and only an act of the chair."


@pytest.mark.parametrize(
    ("act", "fields", "detail", "remedial"),
    [
        ("open debate", {"by": ""}, "No officer is named; the chair does this. Act as Ada.", ("officer", {"by": ""})),
        (
            "open debate",
            {"by": DESK},
            "Desk is the secretariat; the chair does this. Enter it for the chair: --entered-for NAME.",
            FOR_ADA,
        ),
        (
            "open debate",
            {"by": VICE_NAME},
            (
                "Vic is a vice-chair; the chair does this. Who presides acts as chair: "
                "enter who presided at meeting/20310106."
            ),
            ("act", {"presided_by": ""}),
        ),
        (
            "withdraw",
            {"by": "Eve"},
            "Eve holds no office on that day; the secretariat does this. Ask Desk or Bo.",
            ("officer", {}),
        ),
        (
            "withdraw",
            {"by": CHAIR_NAME, "entered_for": DESK},
            f"Ada may enter it for Desk {ONLY} Leave --entered-for out.",
            ("input", {}),
        ),
        (
            "open debate",
            {"by": COUNCIL_DESK, "entered_for": CHAIR_NAME},
            f"Assembly desk may enter it for Ada {ONLY} Ask Ada.",
            ("officer", {}),
        ),
        (
            "open debate",
            {"by": DESK, "entered_for": "Eve"},
            f"Desk may enter it for Eve {ONLY} Enter it for the chair: --entered-for NAME.",
            FOR_ADA,
        ),
    ],
)
def test_an_act_belongs_to_an_office(act: str, fields: dict[str, str], detail: str, remedial: Remedial) -> None:
    life = at(Life(), "proposed")
    with pytest.raises(RulesBrokenError) as refusal:
        life.tries(life.fitting(act, TOPIC, **fields))
    (cause,) = refusal.value.causes
    assert cause.sentence == f"{RULES['officer_holds_the_office_then_or_now'].sentence} {detail}"
    assert (cause.remedy.kind, dict(cause.remedy.given)) == remedial


def test_where_nobody_holds_the_office_the_act_is_entered_for_nobody_by_name() -> None:
    life = Life()
    officers = tuple(Officer(name=name, office="secretariat") for name in (DESK, COUNCIL_DESK))
    council = Officer(name=COUNCIL_DESK, office="council-secretariat")
    life.does("constitute", "body", officers=(*officers, council))
    life.does("open round", ROUND)
    life.does("propose", TOPIC)
    assert refused(life, "open debate", TOPIC, by=DESK) == [
        ("officer_holds_the_office_then_or_now", "officer", "not at hand"),
    ]
    assert refused(life, "open debate", TOPIC, by=DESK, entered_for="Ada") == [
        ("officer_holds_the_office_then_or_now", "officer", "not at hand"),
    ]
    assert refused(life, "take up", TOPIC, by=DESK, on="2030-01", evidence=Evidence())[0] == (
        "officer_holds_the_office_then_or_now", "officer", "",
    )  # fmt: skip


def test_where_nobody_appoints_to_the_office_its_own_secretariat_does() -> None:
    life = Life()
    term = Officer(name=COUNCIL_DESK, office="council-secretariat", until="2031-01-01")
    life.does("constitute", "body", officers=(Officer(name=DESK, office="secretariat"), term))
    assert [cause.remedy.office for cause in why(life.subject("session/S"), "convene", life.standing, DESK).causes][
        :1
    ] == ["council-secretariat"]
    assert refused(life, "appoint", "body", by=DESK, office="council-secretariat") == [
        ("office_is_theirs_to_fill", "date", "")
    ]


def test_where_nobody_is_left_to_appoint_the_last_holder_does_on_a_day_of_the_term() -> None:
    life = Life()
    officers = tuple(
        Officer(name=name, office=office, until="2031-01-10")  # type: ignore[arg-type]  # offices by name
        for name, office in ((DESK, "secretariat"), (COUNCIL_DESK, "council-secretariat"))
    )
    life.does("constitute", "body", officers=officers)
    life.passes(10)
    (cause, _) = why(life.subject("body"), "appoint", life.standing).causes[:2]
    assert (cause.rule, cause.remedy.kind, dict(cause.remedy.given)) == (
        "officer_holds_the_office_then_or_now", "date", {"on": ""},
    )  # fmt: skip
    assert cause.sentence.endswith("Desk holds that office on 2031-01-10: give that day (--on).")
    assert clear(life, life.fitting("open round", ROUND, by="New")) == CLEARED


def test_the_day_of_a_recording_is_that_at_the_seat() -> None:
    life = at(Life(), "proposed")
    life.does("amend constitution", "body", time_zone="Pacific/Auckland", authority=en("A decision."))
    motion = life.fitting("revise", TOPIC, on=life.day.text, at="2031-07-01T23:30:00.000000Z")
    trial = Trial(life.topic(), motion, life.standing, PROCEDURE.steps["topic", "proposed", "revise"])
    assert trial.recording_day.text == "2031-07-02"
    unstamped = Trial(life.topic(), life.fitting("revise", TOPIC), life.standing, trial.step)
    assert unstamped.recording_day.text == life.standing.today.isoformat()
