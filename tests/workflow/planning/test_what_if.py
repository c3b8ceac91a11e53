"""A plan under suppositions: what if a document, or a session, comes on another day."""

from __future__ import annotations

from datetime import date

import pytest

from escalade.workflow.planning import WhatIf
from escalade.workflow.planning.basis import WhatIfError
from escalade.workflow.values.errors import UnknownReferenceError
from tests.lives import ROUND, TOPIC
from tests.workflow.planning.plans import lines, ready, real, stood


def test_a_note_of_the_twentieth_of_april_would_have_been_late_under_the_rule_on_record() -> None:
    before = real()
    note = lines("2017-04-01", "document=2017-04-20")["note"]
    assert note.timing
    rule = note.timing.deadline.rule
    assert (note.stands, note.missed_by, note.too_late, note.warns) == ("done late", 3, True, False)
    assert (rule.name, rule.basis) == ("preparatory-document", "council-rules")
    assert rule.consequence["en"] == "the document goes to the next session, unless the Council decides otherwise"
    assert [(one.deadline.rule.name, one.due.isoformat()) for one in note.instead] == [
        ("one-language", "2017-05-03"),
        ("recent-event", "2017-05-17"),
    ]
    assert real() is before


def test_what_an_online_phase_is_supposed_to_be_calls_nothing_late_for_a_session_that_is_over() -> None:
    found = lines("2017-08-01", "closes=2017-09-01")
    assert (found["posting"].stands, found["translation"].stands) == ("not on record", "done")


def test_a_session_that_is_supposed_to_move_takes_its_days_along() -> None:
    found = lines("2017-04-01", "session=2017-05-22")
    assert [stood(found[stage])[0] for stage in ("note", "posting", "session", "decision")] == [
        "2017-04-24", "2017-05-15", "2017-05-22", "2017-06-01",
    ]  # fmt: skip
    assert lines("2017-04-01", "session=Council 2017")["note"].due == date(2017, 4, 17)
    with pytest.raises(UnknownReferenceError, match="no session “Council 1817”"):
        lines("2017-04-01", "session=Council 1817")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("weather=fine", "is no supposition"),
        ("session", "is no supposition"),
        ("closes=", "is no supposition"),
        ("document=soon", "names no day"),
        ("closes=2017-04", "names no day"),
    ],
)
def test_a_supposition_that_cannot_be_read_is_refused(text: str, problem: str) -> None:
    with pytest.raises(WhatIfError, match=problem):
        WhatIf.parse(text)


def test_a_supposition_is_made_once() -> None:
    with pytest.raises(WhatIfError, match="comes after another one of its kind"):
        WhatIf.parse("closes=2017-08-01", "closes=2017-08-02")


def test_a_day_that_is_supposed_is_that_of_the_session_for_which_the_matter_waits() -> None:
    life = ready()
    life.does("escalate", TOPIC, to_session="Summer")
    life.does("convene", "session/Spring", opens="2031-03-03", closes="2031-03-07")
    found = lines(life.today.isoformat(), "session=2031-06-09", standing=life.standing, reference=ROUND)
    assert (found["session"].subject, stood(found["decision"])[0]) == ("session/Summer", "2031-06-20")
