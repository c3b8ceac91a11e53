"""The whole plan of a round: the real one, and made-up ones that move."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

import pytest
from msgspec.structs import replace

from escalade.models.cases import parse_case, shipped_case
from escalade.workflow.perform import perform
from escalade.workflow.planning import PlanLine, WhatIf, plan
from escalade.workflow.planning.what_if import WhatIfError
from escalade.workflow.subjects.as_of import standing_as_of
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.values.errors import FieldError, UnknownReferenceError
from tests.lives import ROUND, TOPIC, Life, at


@cache
def real() -> Standing:
    """The real round, as it is on record."""
    life = Life(date(2026, 1, 1))
    for act in parse_case(shipped_case("cwg_internet_2017")):
        stamped = life.stamped(act.motion)
        life.keeps(stamped, perform(stamped, life.standing))
    return life.standing


def lines(day: str, *supposed: str, standing: Standing | None = None, reference: str = "2017") -> dict[str, PlanLine]:
    """The plan on a day, by stage; those of a topic with its name."""
    seen = standing_as_of(standing or real(), date.fromisoformat(day))
    found = plan(reference, seen, supposed=WhatIf.read(*supposed))
    return {stage_of(line): line for line in found}


def stage_of(line: PlanLine) -> str:
    """The stage of a line, with the name of the topic that it is of."""
    of_topic = line.subject.partition("/")[2] if line.subject.startswith("2") else ""
    return f"{line.stage} {of_topic}".strip()


def stood(line: PlanLine) -> tuple[str | None, str]:
    """The day a line is due, and how it stands."""
    return (line.due.isoformat() if line.due else None), line.stands


def test_the_days_of_the_session_of_2017_are_counted_back() -> None:
    found = lines("2017-02-20")
    assert {stage: stood(line) for stage, line in found.items()} == {
        "meeting": ("2017-02-06", "done"),
        "debate": ("2017-02-07", "done"),
        "note": ("2017-04-17", "due"),
        "note in one language": ("2017-05-03", "due"),
        "translation": ("2017-05-08", "done"),
        "posting": ("2017-05-08", "due"),
        "session": ("2017-05-15", "due"),
        "decision": ("2017-05-25", "due"),
    }


def test_the_note_of_2017_is_in_time_by_seventeen_days() -> None:
    note = lines("2017-04-01")["note"]
    assert note.done
    assert (note.done.text, note.stands, note.missed_by, note.spare) == ("2017-03-31", "done", 0, 17)


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


def test_what_was_to_be_done_by_a_session_that_is_over_waits_for_nobody() -> None:
    found = lines("2017-06-30")
    assert (found["posting"].stands, found["translation"].stands) == ("not on record", "done")
    assert (found["decision"].stands, found["session"].stands) == ("done", "done")


def test_what_an_online_phase_is_supposed_to_be_calls_nothing_late_for_a_session_that_is_over() -> None:
    found = lines("2017-08-01", "closes=2017-09-01")
    assert (found["posting"].stands, found["translation"].stands) == ("not on record", "done")


def test_before_the_session_what_is_not_done_by_its_day_is_late() -> None:
    found = lines("2017-05-10")
    assert (found["posting"].stands, found["posting"].missed_by, found["posting"].too_late) == ("late", 2, True)
    assert found["note in one language"].stands == "not needed"


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
        WhatIf.read(text)


def test_a_supposition_is_made_once() -> None:
    with pytest.raises(WhatIfError, match="comes after another one of its kind"):
        WhatIf.read("closes=2017-08-01", "closes=2017-08-02")


def test_a_hearing_seventeen_days_after_the_online_phase_warns_and_does_not_block() -> None:
    hearing = lines("2017-08-01", "closes=2017-09-01")["hearing ott"]
    assert hearing.planned == date(2017, 9, 18)
    assert (stood(hearing), hearing.missed_by, hearing.warns, hearing.too_late) == (
        ("2017-10-01", "due"), -13, True, False,
    )  # fmt: skip
    assert lines("2017-08-01")["hearing ott"].missed_by == 0


def ready(**changes: Any) -> Life:
    """A made-up body with a deadline of four weeks, and a round on its way."""
    life = at(Life(), "unresolved")
    life.does("set deadline", "body", **changes)
    life.does("convene", "session/Summer", opens="2031-06-02", closes="2031-06-13")
    return life


def of(life: Life) -> dict[str, PlanLine]:
    """The plan of the made-up round today."""
    return lines(life.today.isoformat(), standing=life.standing, reference=ROUND)


def test_a_session_that_moves_takes_its_days_along_and_its_old_day_stays_on_record() -> None:
    life = ready()
    assert of(life)["note"].due == date(2031, 5, 5)
    life.does("convene", "session/Summer", opens="2031-06-09", closes="2031-06-20")
    found = of(life)
    assert found["note"].due == date(2031, 5, 12)
    assert found["session"].before == (("2031-06-02", "session/Summer#1"),)


def test_an_extension_moves_what_hangs_on_the_online_phase_and_keeps_the_old_day() -> None:
    life = at(Life(), "launched")
    life.does("set deadline", "body", name="hearing", stage="hearing", span=30, unit="calendar days",
              direction="after", anchor="online end", tolerance=7, severity="warning")  # fmt: skip
    first = of(life)
    assert (first["online end a"].due, first["hearing a"].due) == (date(2031, 1, 16), date(2031, 2, 15))
    life.does("extend", TOPIC, closes="2031-02-16", physical=None)
    found = of(life)
    assert (found["online end a"].due, found["hearing a"].due) == (date(2031, 2, 16), date(2031, 3, 18))
    assert found["online end a"].before == (("2031-01-16", f"{TOPIC}#6"),)
    assert (found["hearing a"].planned, found["hearing a"].before, found["hearing a"].warns) == (
        date(2031, 2, 15), (), True,
    )  # fmt: skip


def test_a_rule_that_changes_between_drafting_and_issue_is_that_of_the_day_it_is_done() -> None:
    life = ready(span=4, until="2031-02-28")
    life.does("set deadline", "body", span=8, since="2031-03-01", until=None)
    drafted = of(life)["note"]
    assert drafted.due == date(2031, 4, 7), "due after the change, and so under the new rule"
    life.passes(30)
    life.does("escalate", TOPIC, to_session="Summer")
    early = of(life)["note"]
    assert (early.due, early.stands) == (date(2031, 5, 5), "done"), "done under the old rule"
    supposed = lines(life.today.isoformat(), "document=2031-04-20", standing=life.standing, reference=ROUND)["note"]
    assert (supposed.due, supposed.stands) == (date(2031, 4, 7), "done late")


@pytest.mark.parametrize("unit", ["calendar days", "working days", "weeks"])
def test_no_span_is_longer_than_a_calendar_counts(unit: str) -> None:
    life = at(Life(), "unresolved")
    life.does("convene", "session/Summer", opens="2071-06-02", closes="2071-06-13")
    life.does("set deadline", "body", stage="note", since="1990-01-01", unit=unit, span=3660)
    assert of(life)["note"].due
    with pytest.raises(FieldError, match="“span” counts at most 3,660, not 3,661"):
        life.does("set deadline", "body", unit=unit, span=3661)


def test_a_rule_that_has_ceased_to_be_in_force_binds_nobody() -> None:
    life = ready(until="2030-12-31")
    assert (of(life)["note"].due, of(life)["note"].timing, of(life)["note"].stands) == (None, None, "open")


def test_working_days_leave_out_the_holidays_of_the_seat() -> None:
    life = ready(span=1, unit="working days")
    seen = standing_as_of(life.standing, life.today)
    assert [line.due for line in plan(ROUND, seen) if line.stage == "note"] == [date(2031, 5, 30)]
    friday = frozenset({date(2031, 5, 30)})
    assert [line.due for line in plan(ROUND, seen, holidays=friday) if line.stage == "note"] == [date(2031, 5, 29)]


def test_a_debate_that_is_put_off_is_planned_for_the_meeting_it_was_put_off_to() -> None:
    life = at(Life(), "debated")
    life.does("convene", "meeting/later", opens="2031-03-03", closes="2031-03-04")
    life.does("defer", TOPIC, to_meeting="later")
    found = of(life)
    assert (found["meeting"].subject, stood(found["debate"])) == ("meeting/later", ("2031-03-04", "due"))


def test_a_round_without_topics_and_without_meetings_has_no_days_yet() -> None:
    life = at(Life(), "open", "round")
    assert {stage: stood(line) for stage, line in of(life).items()} == {
        "debate": (None, "open"),
        "note": (None, "open"),
        "translation": (None, "open"),
        "posting": (None, "open"),
        "decision": (None, "open"),
    }


def test_a_session_whose_days_are_not_known_gives_no_day_to_count_from() -> None:
    life = at(Life(), "unresolved")
    life.does("set deadline", "body")
    life.does("convene", "session/Summer", opens="2031-06", closes="unknown")
    found = of(life)
    assert (found["note"].due, found["session"].due, found["session"].stands) == (None, None, "open")
    found = lines(life.today.isoformat(), "session=2031-06-02", standing=life.standing, reference=ROUND)
    assert (found["note"].due, found["decision"].due) == (date(2031, 5, 5), None)


def test_a_note_issued_in_each_language_that_is_required_is_posted() -> None:
    life = at(Life(), "referred")
    life.does("issue", ROUND, kind="call", subject=TOPIC)
    assert (of(life)["posting"].stands, of(life)["translation"].stands) == ("open", "done")
    life.does("issue", ROUND)
    assert (of(life)["posting"].stands, of(life)["posting"].record) == ("done", f"{ROUND}#3")


def test_what_the_group_agreed_on_goes_to_no_session_and_is_considered_at_the_next_meeting() -> None:
    life = at(Life(), "agreed")
    life.does("launch", TOPIC)
    life.does("convene", "meeting/next", opens="2031-03-03", closes="2031-03-04")
    found = of(life)
    assert "note" not in found
    assert {stage: stood(line) for stage, line in found.items() if stage.endswith(" a")} == {
        "launch a": (None, "done"),
        "online end a": ("2031-01-16", "due"),
        "hearing a": ("2031-02-15", "due"),
        "summary a": (None, "open"),
        "consideration a": ("2031-03-03", "due"),
    }
    life.passes(42)
    life.does("record hearing", TOPIC)
    life.does("close", TOPIC)
    assert [of(life)[f"{stage} a"].stands for stage in ("online end", "hearing", "summary")] == [
        "done", "done late", "done",
    ]  # fmt: skip
    life.does("set deadline", "body", name="view", stage="consideration", anchor="meeting end", span=0)
    assert stood(of(life)["consideration a"]) == ("2031-03-04", "due")


def test_a_hearing_that_is_called_off_or_was_never_planned_waits_for_nobody() -> None:
    life = at(Life(), "agreed")
    life.does("launch", TOPIC, physical=None)
    assert stood(of(life)["hearing a"]) == (None, "not planned")
    life.does("extend", TOPIC, closes=None, physical="2031-02-15")
    assert stood(of(life)["hearing a"]) == ("2031-02-15", "due")
    life.does("convene", "meeting/next", opens="2031-02-03", closes="2031-02-04")
    assert of(life)["consideration a"].due is None
    life.does("call off hearing", TOPIC)
    found = of(life)["hearing a"]
    assert (*stood(found), found.record, found.act) == ("2031-02-15", "called off", life.topic().newest, None)
    assert stood(of(life)["consideration a"]) == ("2031-02-03", "due")


def test_a_hearing_of_two_days_has_a_line_for_each() -> None:
    life = at(Life(), "launched")
    life.does("record hearing", TOPIC, held="2031-01-08")
    life.does("record hearing", TOPIC, held="2031-01-07")
    found = [line for line in plan(ROUND, life.standing) if line.stage == "hearing"]
    assert [(line.done.text, line.record) for line in found if line.done] == [
        ("2031-01-07", f"{TOPIC}#8"), ("2031-01-08", f"{TOPIC}#7"),
    ]  # fmt: skip


def test_a_body_that_was_never_constituted_requires_no_language() -> None:
    life = at(Life(), "unresolved")
    seen = standing_as_of(life.standing, life.today)
    assert "body" in seen.subjects
    assert len(standing_as_of(life.standing, date(2030, 12, 1)).subjects) == 0
    assert [line.stage for line in plan(ROUND, standing_as_of(life.standing, date(2030, 12, 1)))] == [
        "debate", "note", "translation", "posting", "decision",
    ]  # fmt: skip


def test_a_day_that_may_have_been_in_time_is_not_late() -> None:
    life = ready()
    life.passes(200)
    life.does("escalate", TOPIC, to_session=life.session(), on="..2031-07-20")
    assert of(life)["note"].stands == "done"


def test_the_sitting_at_which_a_matter_comes_up_is_counted_from() -> None:
    life = ready()
    life.does("convene", "session/Summer", sittings={"2": "2031-06-05", "1": "2031-06-03"})
    life.does("set deadline", "body", name="event", stage="event report", span=2, unit="calendar days",
              anchor="sitting")  # fmt: skip
    life.does("set deadline", "body", exemptions=("event",))
    assert [(one.deadline.rule.name, one.due) for one in of(life)["note"].instead] == [("event", date(2031, 6, 1))]


def test_a_round_that_came_back_is_planned_anew() -> None:
    life = at(Life(), "referred")
    life.does("issue", ROUND)
    life.does("refer back", TOPIC)
    found = of(life)
    assert (found["posting"].done, found["decision"].done is not None) == (None, True)
    life.does("record no consensus", TOPIC)
    life.does("escalate", TOPIC, to_session=life.later_session())
    found = of(life)
    assert (found["session"].subject, found["decision"].stands) == ("session/later 2031-01-06", "due")


def test_what_a_reader_may_not_read_is_not_read_on_a_day_either() -> None:
    life = at(Life(), "unresolved")
    shown = replace(life.subject(), reader="public")
    seen = standing_as_of(replace(life.standing, subjects={shown.reference: shown}), life.today)
    assert seen.subjects[shown.reference].reader == "public"


@pytest.mark.parametrize(
    ("day", "meeting", "session"),
    [("2017-02-05", "due", "due"), ("2017-02-06", "under way", "due"), ("2017-02-07", "under way", "due"),
     ("2017-05-15", "done", "under way"), ("2017-05-25", "done", "under way"), ("2017-05-26", "done", "done")],
)  # fmt: skip
def test_a_meeting_and_a_session_are_under_way_while_they_last(day: str, meeting: str, session: str) -> None:
    found = lines(day)
    assert (found["meeting"].stands, found["session"].stands) == (meeting, session)


def month_of(line: PlanLine) -> str | None:
    """The month of a line as it is written."""
    return line.month.text if line.month else None


def test_a_month_is_known_to_a_plan() -> None:
    life = at(Life(), "agreed")
    life.does("launch", TOPIC, opens="2031-01", closes="2031-02", physical="2031-03")
    found = of(life)
    assert [(found[stage].due, month_of(found[stage]), found[stage].stands) for stage in (
        "online end a", "hearing a")] == [(None, "2031-02", "due"), (None, "2031-03", "due")]  # fmt: skip
    life.passes(60)
    assert (of(life)["online end a"].stands, of(life)["hearing a"].stands) == ("done", "due")
    life.passes(40)
    assert of(life)["hearing a"].stands == "late"


def test_a_month_that_a_decision_sets_is_known_to_a_plan() -> None:
    life = at(Life(), "debated")
    life.does("record consensus", TOPIC, open_by="2031-03", report_by="2031-09")
    found = of(life)
    assert [month_of(found[stage]) for stage in ("launch a", "consideration a")] == [
        "2031-03", "2031-09",
    ]  # fmt: skip
