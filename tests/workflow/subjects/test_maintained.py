"""An objection that its holder maintains, and one that stood when it was decided."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tests.lives import TOPIC, Life, at, en


def says(life: Life, *holders: str, stance: str = "object", **more: Any) -> str:
    """Let some take a position; its record."""
    life.does("take position", TOPIC, holders=holders, stance=stance, text=en("No."), **more)
    return life.topic().newest


def maintained(life: Life, reference: str) -> list[tuple[str, tuple[str, ...]]]:
    """By which records, and by whom, an objection was maintained."""
    record = life.topic().record(reference)
    assert record is not None
    return [(one.reference, names) for one, names in life.topic().maintained(record)]


def test_the_same_stance_on_another_day_maintains_an_objection() -> None:
    life = at(Life(), "debated")
    first = says(life, "Mu", "Thule")
    says(life, "Mu")  # by a slip, on the same day
    again = says(life, "Mu", "Avalon", on="..2031-01-06")
    topic = life.topic()
    assert maintained(life, first) == [(again, ("Mu",))]
    assert topic.objecting == {first: ("Mu", "Thule"), again: ("Avalon",)}
    assert {name: one.reference for name, one in topic.objections.items()} == {
        "Mu": first,
        "Thule": first,
        "Avalon": again,
    }
    assert [record.reference for record, _ in topic.current_positions] == [first, again]
    assert [topic.maintains(record) for record, _ in topic.positions] == [False, True, False]
    life.does("lift objection", TOPIC, holders=("Mu",), objections=(again,), how="withdrawn")
    assert life.topic().objecting == {first: ("Thule",), again: ("Avalon",)}
    assert [record.reference for record, _ in life.topic().current_positions] == [first, again]


def test_whoever_is_not_named_maintains_nothing() -> None:
    life = at(Life(), "debated")
    named = says(life, "Mu")
    first = says(life, "Mu", unattributed=True)
    second = says(life, "Mu", unattributed=True, on="..2031-01-06")
    assert life.topic().objecting == {named: ("Mu",), first: ("Mu",), second: ("Mu",)}
    life.does("lift objection", TOPIC, holders=("Mu",), objections=(first,), unattributed=True, how="withdrawn")
    assert set(life.topic().objecting) == {named, second}


def test_what_stood_when_it_was_decided_stays_so() -> None:
    life = at(Life(), "referred")
    first = says(life, "Mu", "Thule")
    says(life, "Avalon")
    says(life, "Lemuria", stance="support")
    says(life, "Mu", on="..2031-01-06")
    life.does("lift objection", TOPIC, holders=("Avalon",), how="resolved")
    life.does("lift objection", TOPIC, holders=("Thule",), how="resolved")
    assert (life.topic().overruled, life.topic().objections_told) == ({}, 1)
    life.does("approve", TOPIC)
    assert (life.topic().overruled, life.topic().objections_told) == ({first: ("Mu",)}, 1)
    life.today += timedelta(5)
    life.does("lift objection", TOPIC, holders=("Mu",), how="withdrawn")
    assert (life.topic().objecting, life.topic().overruled) == ({}, {first: ("Mu",)})
