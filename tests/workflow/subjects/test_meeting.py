"""Meetings, sessions and rounds, as their records make them."""

from __future__ import annotations

import msgspec

from escalade.workflow.subjects.meeting import Gathering, Round
from escalade.workflow.values.dates import When, when
from tests.lives import (
    ROUND,
    Life,
    at,
    en,
)


def test_a_gathering_is_what_its_records_come_to() -> None:
    life = Life().begins()
    life.does("convene", "session/S", opens="2031-02-01", closes="2031-02-28", place=en("Rome"), name=en("Session"))
    life.does("convene", "session/S", place={}, sittings={"1": "2031-02-03"}, presided_by="Zoe")
    life.does("convene", "session/S", place=en("Oslo"), closes="2031-03-01", sittings={"2": "2031-02-04"})
    session = life.subject("session/S")
    assert isinstance(session, Gathering)
    assert msgspec.to_builtins(session.convened) == {
        "act": "convene", "name": en("Session"), "opens": "2031-02-01", "closes": "2031-03-01", "place": en("Oslo"),
        "presided_by": "Zoe", "sittings": {"1": "2031-02-03", "2": "2031-02-04"},
    }  # fmt: skip
    assert (session.label, session.opens, session.closes) == ("S", when("2031-02-01"), when("2031-03-01"))
    assert (session.sitting(1), session.sitting(9), session.convened.presided_by) == (when("2031-02-03"), None, "Zoe")
    assert (session.approval, session.paragraph_of("2031/a#1")) == (None, None)


def test_a_gathering_that_was_never_convened_has_no_days() -> None:
    meeting = Gathering("meeting/9")
    unknown: When = when("unknown")
    assert (meeting.opens, meeting.closes, meeting.convened.presided_by) == (unknown, unknown, None)


def test_a_round_tells_its_opening_contributions_views_and_papers() -> None:
    life = at(Life(), "open", "round")
    life.does("receive", ROUND)
    life.does("take position", ROUND)
    life.does("issue", ROUND)
    found = life.subject(ROUND)
    assert isinstance(found, Round)
    assert found.opening
    assert found.opening.title == en("Next theme")
    assert [record.reference for record, _ in (*found.contributions, *found.positions, *found.papers)] == [
        "2031#2", "2031#3", "2031#4",
    ]  # fmt: skip


def test_a_revision_by_whoever_sent_the_first_replaces_it() -> None:
    life = at(Life(), "proposed")
    for symbol in ("H31/7", "H31/7(Rev.1)", "H31/7(Rev.2)", "H31/7(Corr.1)", "H31/8", "Letter of a port"):
        life.does("receive", ROUND, symbol=symbol)
    life.does("receive", ROUND, symbol="H31/8(Rev.1)", by_state=("Another Port",))
    round_ = life.subject(ROUND)
    assert isinstance(round_, Round)
    symbols = {record.reference: motion.symbol for record, motion in round_.contributions}
    assert {symbols[name]: last.symbol for name, last in round_.replacements.items()} == {
        "H31/7": "H31/7(Rev.2)",
        "H31/7(Rev.1)": "H31/7(Rev.2)",
    }
