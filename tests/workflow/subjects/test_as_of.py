"""What had taken effect by a day: annulled acts stand in nobody's way."""

from __future__ import annotations

from datetime import date

import msgspec

from escalade.services.views.evidence import first_evidence
from escalade.workflow.subjects.as_of import as_of, standing_as_of
from tests.lives import TOPIC, Life, at


def dated(life: Life, *days: str) -> tuple[str, ...]:
    """The records of the topic that had taken effect by a day, each made on one of these days."""
    records = [msgspec.structs.replace(one, on=day) for one, day in zip(life.subject().records, days, strict=True)]
    return tuple(one.reference for one in as_of(records, date(2031, 2, 20)))


def test_what_was_annulled_keeps_nothing_from_taking_effect() -> None:
    life = at(Life(), "debated")
    life.does("annul", f"{TOPIC}#2")
    life.does("open debate", TOPIC)
    assert dated(life, "2031-02-01", "2031-03-10", "2031-03-20", "2031-02-05") == (f"{TOPIC}#1", f"{TOPIC}#4")
    assert len(dated(life, "2031-02-01", "2031-02-03", "2031-03-20", "2031-02-05")) == 4


def test_the_evidence_of_a_record_is_found_where_an_earlier_one_had_not_taken_effect() -> None:
    life = at(Life(), "debated")
    life.does("record statement", TOPIC, on=life.today.isoformat())
    later = life.today.replace(year=2032).isoformat()
    life.does("withdraw", TOPIC)
    topic = life.subject()
    (statement,) = (one for one in topic.records if one.act == "record statement")
    moved = tuple(msgspec.structs.replace(one, on=later) if one is statement else one for one in topic.records)
    standing = msgspec.structs.replace(
        life.standing, subjects={**dict(life.standing.subjects), TOPIC: type(topic)(TOPIC, moved)}
    )
    before = standing_as_of(standing, life.today)
    last = before.subject(TOPIC).records[-1]
    assert len(before.subject(TOPIC).records) < last.ordinal
    assert first_evidence(last, before) == last.evidence


def test_a_subject_is_cut_once() -> None:
    life = at(Life(), "debated")
    before = standing_as_of(life.standing, life.today)
    assert before.subjects[TOPIC] is before.subjects[TOPIC]
    assert before.subject(TOPIC).records == life.subject().records
