"""Rules of a consultation: what breaks each, and a hearing's further days."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from escalade.workflow.motions import Evidence
from escalade.workflow.subjects.meeting import meetings_since
from escalade.workflow.values.errors import RulesBrokenError
from tests.lives import TOPIC, Life, at, en, inbox
from tests.workflow.rules.case import Case, after, aimed, check, days, name_of

if TYPE_CHECKING:
    from collections.abc import Callable


def unplanned(life: Life) -> None:
    """Launch the consultation anew, without a physical meeting."""
    life.does("annul", f"{TOPIC}#6")
    life.does("launch", TOPIC, physical=None)


def closed_nobody_knows_when(life: Life) -> None:
    """Close the consultation on a day that is not known, after a meeting of the day on which it was launched."""
    life.does("convene", "meeting/past")
    life.passes(30)
    life.does("close", TOPIC, on="unknown")


def met(number: str, opens: str, closes: str) -> Callable[[Life], None]:
    """Let a meeting be held, and time pass until the online phase is over."""

    def arrange(life: Life) -> None:
        life.does("convene", f"meeting/{number}", opens=opens, closes=closes)
        life.passes(30)

    return arrange


CASES: list[Case] = [
    Case("phases_are_in_order", "topic", "approved", "launch", "date",
        lambda life: {"closes": days(life, -1), "physical": None},
        "2031-01-05 lies before 2031-01-06. Give --closes a later day."),
    Case("phases_are_in_order", "topic", "approved", "launch", "date", {"physical": "2031-01-01", "closes": "2031-01"},
        "The physical meeting on 2031-01-01 lies before 2031-01-06. Give --physical a later day."),
    Case("what_it_announces_is_not_over", "topic", "approved", "launch", "date",
        {"opens": "unknown", "closes": "2030-08-01", "physical": None},
        "2031-01-06 lies after 2030-08-01. That is before 2031/a#5 (approve); give the day that was announced."),
    Case("what_it_announces_is_not_over", "topic", "launched", "extend", "date",
        lambda life: {"closes": None, "physical": days(life, -1)},
        "2031-02-05 lies after 2031-02-04. Give the day on which it was announced (--on).", after(30)),
    Case("what_it_announces_is_not_over", "meeting", None, "convene", "date",
        {"opens": "2030-12-01", "closes": "2030-12-02"},
        "2031-01-06 lies after 2030-12-02. Give the day on which it was announced (--on)."),
    Case("something_is_extended", "topic", "launched", "extend", "input", {"closes": None, "physical": None},
        "Give --closes or --physical another day, or --place or --form another."),
    Case("extended_phases_are_in_order", "topic", "launched", "extend", "date",
        lambda life: {"closes": days(life, 9), "physical": None},
        "2031-01-15 lies before 2031-01-16. Give --closes a later day. "
        "Where the day on record is wrong, correct it: “correct 2031/a#6 --set closes=DAY”."),
    Case("categories_do_not_exceed_the_count", "topic", "launched", "record responses", "input", {"count": 1},
        "They come to 2, and 1 are counted. Give --count the number of all responses."),
    Case("hearing_follows_the_opening", "topic", "launched", "record hearing", "date", {"held": "2030-01"},
        "2030-01 lies before 2031-01-06. Give --held the day on which it was held."),
    Case("online_phase_has_ended", "topic", "launched", "close", "wait", {},
        "It ends on 2031-01-16. Close it from 2031-01-16 on. "
        "Where the day on record is wrong, correct it: “correct 2031/a#6 --set closes=DAY”."),
    Case("online_phase_has_ended", "topic", "launched", "close", "date", lambda life: {"on": days(life, -10)},
        "It ends on 2031-01-16. Close it from 2031-01-16 on. "
        "Where the day on record is wrong, correct it: “correct 2031/a#6 --set closes=DAY”.", after(12)),
    Case("planned_hearing_was_held_or_called_off", "topic", "launched", "close", "act", {"reason": {}},
        "It is planned for 2031-02-15. Record it (record hearing) or call it off (call off hearing), "
        "or give --reason, or --reason not-at-hand where the sources lack it.", after(12)),
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
    Case("hearing_was_not_called_off", "topic", "launched", "record hearing", "none", {"held": "unknown"},
        "2031/a#7 (call off hearing) says that it was called off; papers tell both.", after("call off hearing")),
    Case("hearing_was_not_called_off", "topic", "launched", "extend", "none",
        lambda life: {"closes": None, "physical": days(life, 50)},
        "2031/a#7 (call off hearing) says that it was called off; papers tell both.", after("call off hearing")),
    Case("hearing_follows_the_online_phase", "topic", "approved", "launch", "none",
        lambda life: {"closes": days(life, 40), "physical": days(life, 39)},
        "The physical meeting on 2031-02-14 lies before the online phase ends, on 2031-02-15."),
    Case("meeting_has_not_considered_it", "topic", "closed", "record consideration", "none", {},
        "2031/a#8 (record consideration) is that of this meeting.",
        after("record consideration")),
    Case("meeting_was_not_over_before_the_outcome", "topic", "launched", "record consideration", "input",
        {"evidence": Evidence(meeting="past"), "on": "2031-01-06"},
        "2031-01-06 lies before 2031-01-16. Give --meeting a later one.",
        closed_nobody_knows_when),
    Case("considered_phase_has_ended", "topic", "launched", "record consideration", "wait", {},
        "It ends on 2031-01-16. Give a day from 2031-01-16 on."),
    Case("considered_phase_has_ended", "topic", "launched", "record consideration", "date",
        {"evidence": Evidence(meeting="long"), "on": "2031-01-15"},
        "It ends on 2031-01-16. Give a day from 2031-01-16 on.", met("long", "2031-01-15", "2031-01-17")),
    Case("considered_phase_has_ended", "topic", "launched", "record consideration", "input",
        {"evidence": Evidence(meeting="past"), "on": "2031-01-07"},
        "2031-01-07 lies before 2031-01-16. Give --meeting a later one.", met("past", "2031-01-07", "2031-01-07")),
    Case("physical_meeting_keeps_its_deadlines", "topic", "approved", "launch", "date",
        lambda life: {"physical": days(life, 11)},
        "Under “hearing” (Decision on referral) the day is 2031-02-15, and 2031-01-17 lies 29 days before it.", aimed),
    Case("physical_meeting_keeps_its_deadlines", "topic", "launched", "extend", "date",
        lambda life: {"closes": None, "physical": days(life, 48)},
        "Under “hearing” (Decision on referral) the day is 2031-02-15, and 2031-02-23 lies 8 days after it.", aimed),
    Case("physical_meeting_keeps_its_deadlines", "topic", "launched", "record hearing", "none",
        {"held": "2031-02-02"},
        "Under “hearing” (Decision on referral) the day is 2031-02-15, and 2031-02-02 lies 13 days before it.", aimed),
    Case("launch_keeps_its_deadlines", "topic", "approved", "launch", "none", {},
        "Under “opening” (Decision on referral) the day is 2031-01-05, and 2031-01-06 lies 1 day after it. "
        "What follows: It waits.", lambda life: life.does("set deadline", "body", name="opening", stage="launch",
        span=1, unit="calendar days", anchor="decision", consequence=en("It waits"))),
    Case("launch_keeps_its_deadlines", "topic", "referred", "launch", "input", {},
        "The decision asks that it be open by 2031-01-01, and it opens on 2031-01-06. Give --opens an earlier day.",
        lambda life: life.does("approve", TOPIC, open_by="2031-01-01")),
    Case("referral_keeps_its_deadline", "topic", "unresolved", "escalate", "none", {},
        "Under “paper” (Decision on referral) the day is 2030-01-02, and 2031-01-06 lies 369 days after it.",
        lambda life: life.does("set deadline", "body", span=52)),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_a_rule_that_is_broken_says_what_clears_it(case: Case) -> None:
    check(case)


def held_with_a_further_day() -> Life:
    """A hearing that was held on the day it was planned for, and is to be continued."""
    life = at(Life(), "launched")
    life.does("extend", TOPIC, closes=None, physical="2031-01-20")
    life.passes(20)
    life.does("record hearing", TOPIC, held="2031-01-20", on="2031-01-20")
    life.does("extend", TOPIC, closes=None, physical="2031-02-10", on="2031-01-20")
    return life


def test_a_further_day_of_a_hearing_that_was_held_is_called_off() -> None:
    life = held_with_a_further_day()
    assert (life.topic().hearing.further, life.topic().hearing.next_day) == ("2031-02-10", "2031-02-10")
    assert life.topic().hearing.planned == "2031-01-20"
    (off,) = life.does("call off hearing", TOPIC).records
    hearing = life.topic().hearing
    assert (hearing.state, hearing.further, hearing.called_off) == ("held", None, None)
    assert hearing.further_called_off == (("2031-02-10", off),)
    with pytest.raises(RulesBrokenError, match="says that it is not held"):
        life.tries(life.fitting("call off hearing", TOPIC))
    life.does("close", TOPIC, reason={})


def test_a_closing_waits_for_a_further_day_or_says_why_not() -> None:
    life = held_with_a_further_day()
    with pytest.raises(RulesBrokenError, match="It is planned for 2031-02-10"):
        life.tries(life.fitting("close", TOPIC, reason={}))
    (closing,) = life.does("close", TOPIC, reason=en("The hall was flooded.")).records
    assert life.topic().hearing.further_called_off == (("2031-02-10", closing),)


def test_a_further_day_may_be_moved_and_is_over_once_the_hearing_was_held_again() -> None:
    life = held_with_a_further_day()
    life.does("extend", TOPIC, closes=None, physical="2031-02-20")
    assert life.topic().hearing.further == "2031-02-20"
    life.does("call off hearing", TOPIC)
    life.does("extend", TOPIC, closes=None, physical="2031-03-01")
    life.passes(60)
    life.does("record hearing", TOPIC, held="2031-03-02", on=life.today.isoformat())
    hearing = life.topic().hearing
    assert [sitting.day for sitting in hearing.sittings] == ["2031-01-20", "2031-03-02"]
    assert (hearing.further, [day for day, _ in hearing.further_called_off]) == (None, ["2031-02-20"])
    life.does("close", TOPIC, reason=en("It was over."))
    assert len(life.topic().hearing.further_called_off) == 1


def test_what_overtook_a_hearing_that_was_called_off_is_kept() -> None:
    life = at(Life(), "launched")
    first = life.topic().hearing.planned
    assert (life.topic().hearing.moves, life.topic().extensions) == ((), ())
    (off,) = life.does("call off hearing", TOPIC).records
    assert life.tries(life.fitting("extend", TOPIC, closes="2031-01-20", physical=None)).warnings == ()
    (longer,) = life.does("extend", TOPIC, closes="2031-01-20", physical=None).records
    (anew,) = life.does("extend", TOPIC, closes=None, physical="2031-03-01").records
    (moved,) = life.does("extend", TOPIC, closes=None, physical="2031-03-02").records
    hearing = life.topic().hearing
    assert (hearing.state, hearing.overtaken) == ("planned", ((first, off),))
    assert [(one.before, one.after, one.record, one.anew) for one in hearing.moves] == [
        (first, "2031-03-01", anew, True), ("2031-03-01", "2031-03-02", moved, False),
    ]  # fmt: skip
    assert [one.record for one in life.topic().extensions] == [longer]


def met_before_the_closing(**extended: str | None) -> Life:
    """An outcome that a meeting considered before its consultation was closed, whatever came since."""
    life = at(Life(), "launched")
    life.passes(12)
    life.does("call off hearing", TOPIC)
    life.does("record consideration", TOPIC)
    life.passes(5)
    if extended:
        life.does("extend", TOPIC, **extended)
        life.passes(60)
    life.does("close", TOPIC)
    return life


def waits_again(life: Life) -> bool:
    """Whether the inbox asks that an outcome be considered."""
    return any(entry.acts == ("record consideration",) for entry in inbox(life.standing))


def test_an_outcome_considered_before_the_closing_is_considered() -> None:
    life = met_before_the_closing()
    record = life.topic().last("record consideration")
    assert record is not None
    assert (record.before, record.after, life.topic().state) == ("launched", "launched", "closed")
    assert life.topic().considered == record
    assert not waits_again(life)
    assert [one.label for one in meetings_since(life.topic(), life.standing)] == []


def test_what_comes_after_an_outcome_was_considered_is_to_be_considered_too() -> None:
    longer = met_before_the_closing(closes="2031-03-01", physical=None)
    heard = met_before_the_closing()
    heard.does("record hearing", TOPIC)
    planned = met_before_the_closing()
    planned.does("annul", planned.topic().newest)
    planned.does("extend", TOPIC, closes=None)
    for life in (longer, heard, planned):
        assert life.topic().last("record consideration") is not None
        assert life.topic().considered is None
    assert [waits_again(longer), waits_again(heard), waits_again(planned)] == [True, True, False]
    heard.does("record consideration", TOPIC)
    assert not waits_again(heard)
