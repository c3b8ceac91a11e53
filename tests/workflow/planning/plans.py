"""The plans that the tests look at: the real round, and a made-up one."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from escalade.models.cases import find_shipped_case, parse_case
from escalade.workflow.perform import perform
from escalade.workflow.planning import PlanLine, WhatIf, plan
from escalade.workflow.subjects.as_of import standing_as_of
from escalade.workflow.subjects.standing import Standing
from tests.lives import ROUND, Life, at


@cache
def real() -> Standing:
    """The real round, as it is on record."""
    life = Life(date(2026, 1, 1))
    for act in parse_case(find_shipped_case("cwg_internet_2017")):
        stamped = life.stamped(act.motion)
        life.keeps(stamped, perform(stamped, life.standing))
    return life.standing


def lines(day: str, *supposed: str, standing: Standing | None = None, reference: str = "2017") -> dict[str, PlanLine]:
    """The plan on a day, by stage; those of a topic with its name."""
    seen = standing_as_of(standing or real(), date.fromisoformat(day))
    found = plan(reference, seen, supposed=WhatIf.parse(*supposed))
    return {stage_of(line): line for line in found}


def stage_of(line: PlanLine) -> str:
    """The stage of a line, with the name of the topic that it is of."""
    of_topic = line.subject.partition("/")[2] if line.subject.startswith("2") else ""
    return f"{line.stage} {of_topic}".strip()


def stood(line: PlanLine) -> tuple[str | None, str]:
    """The day a line is due, and how it stands."""
    return (line.due.isoformat() if line.due else None), line.stands


def ready(**changes: Any) -> Life:
    """A made-up body with a deadline of four weeks, and a round on its way."""
    life = at(Life(), "unresolved")
    life.does("set deadline", "body", **changes)
    life.does("convene", "session/Summer", opens="2031-06-02", closes="2031-06-13")
    return life


def of(life: Life) -> dict[str, PlanLine]:
    """The plan of the made-up round today."""
    return lines(life.today.isoformat(), standing=life.standing, reference=ROUND)
