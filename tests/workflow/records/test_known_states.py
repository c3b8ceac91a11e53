"""Whoever may not read an act is told no state that it left: every act that moves a topic, and every later one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import msgspec
import pytest

from escalade.workflow.motions import Annul
from escalade.workflow.procedure import SAME, table
from escalade.workflow.records.audience import readable
from escalade.workflow.records.record import Record
from escalade.workflow.subjects.standing import subject_for
from escalade.workflow.values.errors import EscaladeError
from escalade.workflow.values.step import OF_RECORDS
from tests.lives import ROUND, TOPIC, Life, en

UNTOLD = "record statement"
"""An act that moves nothing, which is hidden in the place of one that does."""


def moves() -> Iterator[tuple[str, str]]:
    """Every state, and an act that leads from there to another."""
    for (kind, origin, act), step in table().items():
        if kind == "topic" and origin and step.to not in {SAME, origin} and act not in OF_RECORDS:
            yield origin, act


def begun(state: str) -> Life:
    """A life with a public topic in a state."""
    life = Life(date(2021, 1, 4))
    life.does("constitute", "body")
    life.does("open round", ROUND)
    life.brings(TOPIC, state)
    return life


def told_after(state: str, hidden: str, then: str) -> list[tuple[str, str | None, str]] | None:
    """What the public is told of the states behind a hidden act and a public one; None where one is refused."""
    life = begun(state)
    try:
        life.does(hidden, TOPIC, audience="office")
        life.does(then, TOPIC, audience="public")
    except EscaladeError:
        return None
    told = subject_for(TOPIC, life.subject().records, reader="public").told
    return [(one.act, one.before, one.after) for one in told]


@pytest.mark.parametrize(("state", "act"), list(moves()))
def test_later_acts_tell_what_they_would_had_nothing_moved(state: str, act: str) -> None:
    rows = table()
    to = rows["topic", state, act].to
    later = {name for kind, origin, name in rows if (kind, origin) == ("topic", to)} - OF_RECORDS
    tried = 0
    for then in sorted(name for name in later if ("topic", state, name) in rows):
        if (told := told_after(state, act, then)) and (instead := told_after(state, UNTOLD, then)):
            tried += 1
            assert told == instead, then
    assert tried or act in {"lapse", "close", "reopen debate"}, "nothing followed that act"


def known(life: Life) -> list[tuple[str, str | None, str]]:
    """What the public is told of the states of the topic, as the records were made."""
    return [(one.act, one.before, one.after) for one in readable(life.subject().records, "public")]


def test_an_annulment_leads_back_to_the_state_that_is_known() -> None:
    life = begun("debated")
    life.does("record no consensus", TOPIC, audience="office")
    life.does("withdraw", TOPIC)
    withdrawn = life.subject().newest
    life.acts(Annul(records=(withdrawn,), by=life.officer_for("annul", TOPIC, withdrawn), why=en("A mistake.")))
    assert known(life)[-2:] == [("withdraw", "debated", "withdrawn"), ("annul", "withdrawn", "debated")]


def test_an_annulment_of_what_moved_nothing_leaves_the_state_that_is_known() -> None:
    life = begun("debated")
    life.does(UNTOLD, TOPIC)
    stated = life.subject().newest
    life.does("record no consensus", TOPIC, audience="office")
    life.acts(Annul(records=(stated,), by=life.officer_for("annul", TOPIC, stated), why=en("A mistake.")))
    assert known(life)[-1] == ("annul", "debated", "debated")


def test_an_annulment_that_is_hidden_leaves_what_it_annuls_in_force() -> None:
    life = begun("agreed")
    agreed = life.subject().newest
    life.acts(Annul(records=(agreed,), by=life.officer_for("annul", TOPIC, agreed), why=en("Oh."), audience="office"))
    life.does("revise", TOPIC)
    assert known(life)[-1] == ("revise", "agreed", "agreed")


def test_the_first_record_that_may_be_read_tells_of_nothing_before_it() -> None:
    life = begun("debated")
    hidden: tuple[Record, ...] = life.subject().records
    life.does("set aside", TOPIC)
    told = readable((*(_for_the_office(one) for one in hidden), life.subject().records[-1]), "public")
    assert [(one.act, one.before, one.after) for one in told] == [("set aside", None, "set aside")]


def test_what_hides_nothing_that_moved_is_told_as_it_was_written() -> None:
    life = begun("debated")
    life.does("record statement", TOPIC, audience="office")
    life.does("revise", TOPIC)
    shown = readable(life.subject().records, "public")
    written = [one for one in life.subject().records if one.audience == "public"]
    assert all(one is other for one, other in zip(shown, written, strict=True))


def _for_the_office(record: Record) -> Record:
    return msgspec.structs.replace(record, audience="office")
