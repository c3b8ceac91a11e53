"""Rules of `consultation.py`: what breaks each, and what is said then."""

from __future__ import annotations

import pytest

from tests.lives import TOPIC, Life, at, en
from tests.workflow.rules.case import (
    Case,
    after,
    check,
    days,
    name_of,
)


def unplanned(life: Life) -> None:
    """Launch the consultation anew, without a physical meeting."""
    life.does("annul", f"{TOPIC}#6")
    life.does("launch", TOPIC, physical=None)


CASES: list[Case] = [
    Case("phases_are_in_order", "topic", "approved", "launch", "date",
        lambda life: {"closes": days(life, -1), "physical": None},
        "2031-01-05 lies before 2031-01-06. Give --closes a later day."),
    Case("phases_are_in_order", "topic", "approved", "launch", "date", {"physical": "2031-01-01", "closes": "2031-01"},
        "The physical meeting on 2031-01-01 lies before 2031-01-06. Give --physical a later day."),
    Case("something_is_extended", "topic", "launched", "extend", "input", {"closes": None, "physical": None},
        "Give --closes or --physical another day."),
    Case("extended_phases_are_in_order", "topic", "launched", "extend", "date",
        lambda life: {"closes": days(life, 9), "physical": None},
        "2031-01-15 lies before 2031-01-16. Give --closes a later day."),
    Case("categories_do_not_exceed_the_count", "topic", "launched", "record responses", "input", {"count": 1},
        "They come to 2, and 1 are counted. Give --count the number of all responses."),
    Case("hearing_follows_the_opening", "topic", "launched", "record hearing", "date", {"held": "2030-01"},
        "2030-01 lies before 2031-01-06. Give --held the day on which it was held."),
    Case("online_phase_has_ended", "topic", "launched", "close", "wait", {},
        "It ends on 2031-01-16. Close it from 2031-01-16 on."),
    Case("online_phase_has_ended", "topic", "launched", "close", "date", lambda life: {"on": days(life, -10)},
        "It ends on 2031-01-16. Close it from 2031-01-16 on.", after(12)),
    Case("planned_hearing_was_held_or_called_off", "topic", "launched", "close", "act", {"reason": {}},
        "It is planned for 2031-02-15. Record it (record hearing) or call it off (call off hearing), "
        "or give --reason.", after(12)),
    Case("hearing_is_planned", "topic", "launched", "call off hearing", "none", {},
        "2031/a#7 (record hearing) says that it was held on 2031-01-06.", after("record hearing")),
    Case("hearing_is_planned", "topic", "launched", "call off hearing", "none", {},
        "2031/a#7 (call off hearing) says that it is not held.", after("call off hearing")),
    Case("hearing_is_planned", "topic", "closed", "call off hearing", "none", {},
        "2031/a#8 (call off hearing) says that it is not held.", after("call off hearing")),
    Case("hearing_is_planned", "topic", "launched", "call off hearing", "none", {}, "None is planned.", unplanned),
    Case("hearing_of_that_day_is_not_on_record", "topic", "launched", "record hearing", "none", {},
        "2031/a#7 (record hearing) is that of 2031-01-06.",
        after("record hearing")),
    Case("meeting_has_not_considered_it", "topic", "closed", "record consideration", "none", {},
        "2031/a#8 (record consideration) is that of this meeting.",
        after("record consideration")),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_a_rule_that_is_broken_says_what_clears_it(case: Case) -> None:
    check(case)


@pytest.mark.parametrize("version", [1, 2])
def test_an_earlier_version_closed_once_a_hearing_was_held_or_a_reason_given(version: int) -> None:
    life = at(Life(), "launched")
    life.passes(12)
    explained = life.tries(life.fitting("close", TOPIC, reason=en("Nobody came."), procedure=version))
    life.does("record hearing", TOPIC)
    held = life.tries(life.fitting("close", TOPIC, reason={}, procedure=version))
    assert [record.act for outcome in (explained, held) for record in outcome.records] == ["close", "close"]


def test_an_outcome_is_considered_again_by_a_later_meeting() -> None:
    life = at(Life(), "closed")
    life.does("record consideration", TOPIC)
    life.passes()
    life.does("record consideration", TOPIC)
    places = [record.evidence.place for record in life.topic().every("record consideration")]
    assert len(set(places)) == len(places) == 2
