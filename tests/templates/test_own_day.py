"""A paper is of its day: it cites nothing later, and no later day but what was announced."""

from __future__ import annotations

from datetime import date

import pytest

from escalade.templates.checks.citation import dates_in
from escalade.templates.languages.tongue import tongue
from escalade.templates.papers.build import build
from escalade.templates.papers.facts.view import NothingToSayError
from escalade.workflow.values.dates import when
from escalade.workflow.values.reference import record_parts

from .conftest import Register

PAPERS = [
    *((kind, "2017") for kind in ("note", "circular")),
    *((kind, f"2017/{name}") for kind in ("notice", "call", "circular") for name in ("ott", "gender")),
    *(("agenda", f"meeting/{number}") for number in (8, 9)), ("report", "meeting/9"),
]  # fmt: skip
ANNOUNCED = {
    "consultation.online", "hearing.planned", "call.answer", "call.meeting",
    "note.place_and_dates", "decision.deferred",
}  # fmt: skip
"""Sentences that tell what is to come."""


def days_of(register: Register) -> list[date]:
    """Every day on which something took effect."""
    records = (record for subject in register.held.values() for record in subject.records)
    return sorted({day for record in records if (day := when(record.on).last)})


@pytest.mark.parametrize(("kind", "reference"), PAPERS)
def test_a_paper_of_the_round_of_2017_knows_nothing_later_than_its_day(
    round_of_2017: Register, kind: str, reference: str
) -> None:
    drawn = 0
    for day in days_of(round_of_2017):
        try:
            paper = build(kind, reference, round_of_2017.standing, tongue("en"), day=day)
        except NothingToSayError:
            continue
        drawn += 1
        for said in paper.printables():
            for name in said.records:
                record = round_of_2017.held[record_parts(name)[0]].record(name)
                first = when(record.on).first if record else None
                assert first is None or first <= day, (day, str(said), name)
            late = [one for one in dates_in(str(said)) if (first := when(str(one)).first) and first > day]
            assert late == [] or getattr(said, "key", "") in ANNOUNCED, (day, str(said), getattr(said, "key", ""))
    assert drawn
