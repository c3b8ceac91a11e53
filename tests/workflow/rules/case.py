"""A case of a broken rule, and what arranges it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from escalade.workflow.motions import TextVersion
from escalade.workflow.rules import RULES
from escalade.workflow.values.errors import RulesBrokenError
from escalade.workflow.values.remedy import Cause
from tests.lives import CHAIR_NAME, DESK, NAMES, TOPIC, Life, at, en, nothing, text

OTHER = "2031/b"


@dataclass(frozen=True)
class Case:
    """A rule, where it is asked, and how it is broken."""

    rule: str
    of: str
    state: str | None
    act: str
    remedy: str
    broken: dict[str, Any] | Callable[[Life], dict[str, Any]]
    detail: str
    arrange: Callable[[Life], object] = nothing


def causes(life: Life, case: Case) -> tuple[Cause, ...]:
    """What is in the way of the broken act, warnings included."""
    fields = case.broken(life) if callable(case.broken) else case.broken
    name = fields.pop("reference", NAMES[case.of]) if callable(case.broken) else NAMES[case.of]
    references = (name,) if isinstance(name, str) else name
    motion = life.fitting(case.act, *references, **fields)
    try:
        return life.tries(motion).warnings
    except RulesBrokenError as refusal:
        return refusal.causes


def days(life: Life, number: int) -> str:
    """A day from today on."""
    return (life.today + timedelta(days=number)).isoformat()


def worded(*questions: str, title: str = "Harbours") -> Callable[[Life], object]:
    return lambda life: life.does("revise", TOPIC, version=text(title, *questions) if questions else bare(title))


def published(life: Life) -> dict[str, Any]:
    """A key that was published."""
    life.does("publish key", "body")
    return {"key": life.standing.body.keys[0]}


def handed_over(life: Life) -> None:
    """Let the register be handed over, the meeting of the day having been convened."""
    life.meeting()
    life.does("hand over", "body")


def circulated_and_over(*acts: str) -> Callable[[Life], object]:
    def arranged(life: Life) -> None:
        for act in ("circulate", *acts):
            life.does(act, TOPIC)
        life.passes(5)

    return arranged


def bare(title: str) -> TextVersion:
    return TextVersion(title=en(title), source="H31/7")


def convenes(name: str, first: int, last: int) -> Callable[[Life], object]:
    return lambda life: life.does(
        "convene", name, opens=days(life, first), closes=days(life, last), on=days(life, min(first, 0))
    )


def entered(act: str) -> Callable[[Life], object]:
    return lambda life: life.does(act, TOPIC, by=DESK, entered_for=CHAIR_NAME)


def after(*days_and_acts: int | str) -> Callable[[Life], object]:
    def arrange(life: Life) -> None:
        for one in days_and_acts:
            life.passes(one) if isinstance(one, int) else life.does(one, TOPIC)

    return arrange


def aimed(life: Life) -> None:
    """A target for the physical meeting: 30 days after the online phase, within a week."""
    life.does("set deadline", "body", name="hearing", stage="hearing", span=30, unit="calendar days",
              direction="after", anchor="online end", tolerance=7, severity="warning")  # fmt: skip


def check(case: Case) -> None:
    """Break a rule, and hear which it was, how it is cleared, and in what words."""
    life = at(Life(), case.state, case.of)
    case.arrange(life)
    severity = RULES[case.rule].severity
    found = [(cause.rule, cause.severity, cause.remedy.kind, cause.sentence) for cause in causes(life, case)]
    assert found == [(case.rule, severity, case.remedy, f"{RULES[case.rule].sentence} {case.detail}".strip())]


def name_of(case: Case) -> str:
    """What a case is called among its like."""
    return f"{case.rule}-{case.act}-{case.remedy}"
