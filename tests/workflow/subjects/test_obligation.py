"""What a decision obliges to is followed until a record meets it."""

from __future__ import annotations

from datetime import date

from escalade.workflow.motions import Evidence
from escalade.workflow.subjects.meeting import Gathering
from escalade.workflow.subjects.stand import Obligation, is_to_consider, obligations, open_obligations
from tests.lives import ROUND, TOPIC, Life, at, en, inbox


def decided() -> Life:
    """An approval that obliges to four things, and has two conditions."""
    life = at(Life(), "referred")
    life.does("approve", TOPIC, open_by="2031-02-01", in_languages=("en", "fr"), report_by="2031-12-01",
              conditions=(en("Publish it."), en("Invite ports.")))  # fmt: skip
    return life


def waiting(life: Life) -> list[tuple[str, str | int | None]]:
    """What is still to be met."""
    return [(one.kind, one.language or one.number or one.due) for one in open_obligations(life.topic(), life.standing)]


def test_each_obligation_is_met_by_a_record() -> None:
    life = decided()
    assert obligations(life.topic(), life.standing)[0] == Obligation(
        TOPIC, "launch", "launch", f"{TOPIC}#5", "2031-02-01"
    )
    assert waiting(life) == [
        ("launch", "2031-02-01"), ("language", "en"), ("language", "fr"), ("condition", 1), ("condition", 2),
        ("report", "2031-12-01"),
    ]  # fmt: skip
    life.does("launch", TOPIC)
    life.does("issue", ROUND, kind="call", subject=TOPIC, language="fr")
    life.does("fulfil", TOPIC, condition=2)
    assert waiting(life) == [("language", "en"), ("condition", 1), ("report", "2031-12-01")]
    life.passes(12)
    life.does("close", TOPIC)
    assert waiting(life) == [("condition", 1), ("report", "2031-12-01")]
    life.does("record consideration", TOPIC)
    life.does("fulfil", TOPIC)
    assert waiting(life) == []


def test_nothing_is_owed_before_a_decision_or_after_an_end() -> None:
    life = at(Life(), "debated")
    assert obligations(life.topic(), life.standing) == ()
    life.does("record consensus", TOPIC)
    assert waiting(life) == [("launch", None)]
    life.does("launch", TOPIC)
    life.does("cancel", TOPIC)
    assert obligations(life.topic(), life.standing) == ()


def test_the_inbox_follows_what_is_owed_by_its_day() -> None:
    life = decided()
    found = {entry.acts: (entry.due, dict(entry.given)) for entry in inbox(life.standing) if entry.subject == TOPIC}
    assert found["launch",] == (date(2031, 2, 1), {})
    assert found["fulfil",] == (None, {"condition": "2"})
    life.does("launch", TOPIC)
    calls = [dict(entry.given) for entry in inbox(life.standing) if entry.given.get("kind") == "call"]
    assert calls == [{"kind": "call", "subject": TOPIC, "language": tag} for tag in ("en", "fr")]
    life.passes(12)
    life.does("close", TOPIC)
    due = [entry.due for entry in inbox(life.standing) if entry.acts == ("record consideration",)]
    assert due == [date(2031, 12, 1)]


def meeting(life: Life, number: str) -> Gathering:
    """A meeting on record."""
    found = life.standing.gathering(f"meeting/{number}")
    assert found
    return found


def test_a_closed_outcome_is_on_the_next_agenda_until_it_is_considered() -> None:
    life = at(Life(), "launched")
    life.does("convene", "meeting/early", opens="2031-01-07", closes="2031-01-07")
    life.does("convene", "meeting/next", opens="2031-03-03", closes="2031-03-04")
    life.does("convene", "meeting/after", opens="2031-09-03", closes="2031-09-04")
    life.passes(12)
    assert not is_to_consider(life.topic(), meeting(life, "next"))
    life.does("close", TOPIC)
    on = [name for name in ("early", "next", "after") if is_to_consider(life.topic(), meeting(life, name))]
    assert on == ["next", "after"]
    life.passes(44)
    life.does("record consideration", TOPIC, evidence=Evidence(meeting="next"))
    on = [name for name in ("early", "next", "after") if is_to_consider(life.topic(), meeting(life, name))]
    assert on == ["next"]
