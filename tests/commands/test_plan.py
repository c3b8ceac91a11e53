"""The plan of a round: as a table, as JSON, drawn, and as a calendar."""

from __future__ import annotations

import json
import sys
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import vobject

from .conftest import ASSEMBLY, AT_MEETING, DESK, TOPIC, Shell

ON = "--on 2017-04-01"


def test_a_late_note_is_told_what_follows_and_nothing_is_changed(round_of_2017: Shell) -> None:
    before = round_of_2017.everything()
    called = round_of_2017(f"plan 2017 {ON} --if document=2017-04-20")
    assert "looked at on 2017-04-01, supposing document=2017-04-20." in called.out
    assert (
        "Done on 2017-04-20, late by 3 days. The document goes to the next session, unless the Council decides "
        "otherwise (Rule 20 of the Rules of Procedure)."
    ) in called.out
    assert "Where it applies: a paper of the Group in one language, without translation, by 2017-05-03" in called.out
    assert round_of_2017.everything() == before


def test_a_body_without_deadlines_is_told_how_to_set_one(group: Shell) -> None:
    told = "No deadline is set in this register, so that no day is counted; “escalade set-deadline” sets one"
    assert told in group("plan 2020").err
    group.does(
        f"set-deadline paper --stage note --span 4 --unit weeks --direction before --anchor session-opening "
        f"--basis referral --since 2020-01-01 --on 2020-02-03 {DESK}"
    )
    assert told not in group("plan 2020").err


def test_what_a_sentence_says_to_type_is_about_the_register_that_was_typed(group: Shell) -> None:
    where = "made up/other.db"
    absent = " ".join(group(f"--register '{where}' list").err.split())
    assert f'“escalade --register "{where}" init” begins one' in absent
    typed = " ".join(group(f"plan 2020 --register {group.register}").err.split())
    assert f"“escalade --register {group.register} set-deadline” sets one" in typed
    assert "“escalade set-deadline --help” has an example" in typed
    assert "“escalade set-deadline” sets one" in " ".join(group("plan 2020").err.split())


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("plan 2017 --if weather=fine", "“weather=fine” is no supposition."),
        ("plan 2017 --if session=Never", "There is no session “Never” in this register."),
        ("plan 2017 --on soon", "“soon” is not a date."),
        ("plan 2017 --to plan.png", "A plan is written as .svg or .ics, and plan.png is neither."),
        ("plan meeting/9", "meeting/9 is no round, and one is to be named."),
        ("plan 1817", "There is no topic, round or meeting “1817”"),
    ],
)
def test_what_no_plan_can_be_made_of_is_refused(round_of_2017: Shell, line: str, message: str) -> None:
    assert message in round_of_2017.refuses(line, 2).err


def test_a_session_that_moved_names_the_day_it_was_to_open(group: Shell) -> None:
    group.does(
        "convene --session 'Assembly 2020' --opens 2020-06-08 --closes 2020-06-19 --sitting 1=2020-06-09 "
        "--sitting 2=2020-06-10 --on 2020-03-01 --as 'Made-up Assembly Desk'"
    )
    out = group.does("plan 2020 --on 2020-03-04")
    assert "2020-06-08 to 2020-06-19" in out
    assert "Before, it was 2020-06-01 (session/Assembly 2020#1)." in out


def test_a_hearing_near_the_online_phase_is_warned_of(round_of_2017: Shell) -> None:
    out = round_of_2017.does("plan 2017 --on 2017-08-01 --if closes=2017-09-01")
    assert "A warning: 13 days before the day aimed at, 2017-10-01." in out


@pytest.mark.parametrize(
    ("library", "line", "code", "message"),
    [
        ("icalendar", "plan 2020 --to plan.ics", 1, "install escalade[calendar]"),
        ("holidays", "plan 2020", 2, "the library is missing; install escalade[calendar]"),
    ],
)
def test_a_library_that_is_missing_is_named(
    group: Shell, monkeypatch: pytest.MonkeyPatch, library: str, line: str, code: int, message: str
) -> None:
    group.does(f"amend-constitution --holiday-calendar PT --authority en=Us --on 2020-02-10 {DESK}")
    monkeypatch.setitem(sys.modules, library, None)
    assert message in group.refuses(line, code).err


@pytest.mark.parametrize(
    ("day", "state", "stands"),
    [
        ("2020-03-31", "unresolved", "No day is known."),
        ("2020-04-15", "unresolved", "No day is known."),
        ("2020-04-30", "referred", "Done in 2020-04."),
    ],
)
def test_a_plan_and_the_list_agree_whether_a_month_had_come(group: Shell, day: str, state: str, stands: str) -> None:
    group.does(
        f"propose 2020/fog {TOPIC.format('Fog')}",
        f"open-debate fog {AT_MEETING}",
        f"record-no-consensus fog --tried en='A round.' --refer --words en='To refer it.' {AT_MEETING}",
        f"escalate fog --to-session 'Assembly 2020' --on 2020-04 {DESK}",
    )
    assert [row["state"] for row in json.loads(group.does(f"list --as-of {day} --format json"))] == [state]
    lines = json.loads(group.does(f"plan 2020 --on {day} --format json"))["lines"]
    assert [line["sentence"] for line in lines if line["act"] == "escalate"] == [stands]


def test_a_month_had_come_for_whoever_recorded_it_before_its_end(group: Shell) -> None:
    today = datetime.now(ZoneInfo("Europe/Lisbon")).date()
    group.does(
        f"propose 2020/fog {TOPIC.format('Fog')}",
        f"open-debate fog {AT_MEETING}",
        f"record-no-consensus fog --tried en='A round.' --refer --words en='To refer it.' {AT_MEETING}",
        f"convene --session Next --opens {today + timedelta(40)} --closes {today + timedelta(41)} "
        f"--place en=Quay "
        f"--sitting 1={today + timedelta(40)} --on 2020-04-01 {ASSEMBLY}",
        f"escalate fog --to-session Next --on {today:%Y-%m} {DESK}",
    )
    for on in ("", f"--on {today}"):
        lines = json.loads(group.does(f"plan 2020 {on} --format json"))["lines"]
        assert [line["stands"] for line in lines if line["act"] == "escalate"] == ["done"]
    assert json.loads(group.does(f"list --as-of {today} --format json"))[0]["state"] == "referred"


def test_what_is_not_for_everybody_is_marked_in_the_calendar_and_the_drawings(group: Shell) -> None:
    group.does(
        "plan 2020 --on 2020-03-04 --to before.ics",
        "convene meeting/7 --opens 2020-04-08 --closes 2020-04-09 --place en=Quay --audience office "
        f"--on 2020-03-01 {DESK}",
        "plan 2020 --on 2020-03-04 --to plan.ics",
        "plan 2020 --on 2020-03-04 --to plan.svg",
        f"propose 2020/lamps --audience members {TOPIC.format('lamps')}",
    )
    assert "only]" not in Path("before.ics").read_text("utf-8")
    read = vobject.readOne(Path("plan.ics").read_text("utf-8"))
    assert str(read.contents["x-wr-calname"][0].value).endswith(": 2020 [office only]")
    events = {str(event.summary.value): event for event in read.vevent_list}
    meeting = events["2020: The Group meets (secretariat) [office only]"]
    assert meeting.contents["class"][0].value == "CONFIDENTIAL"
    assert "class" not in events["2020: The session opens (council-secretariat)"].contents
    drawn = Path("plan.svg").read_text("utf-8")
    assert "The plan of 2020 [office only]" in drawn
    assert ">The Group meets [office only]<" in drawn
    assert "which is now proposed [members only]<" in group.does("procedure --diagram svg 2020/lamps")


def test_a_supposed_session_that_others_may_not_read_is_marked(group: Shell) -> None:
    group.does(
        "convene --session Hidden --opens 2020-07-08 --closes 2020-07-19 --place en=Quay --audience members "
        "--on 2020-03-01 --as 'Made-up Assembly Desk'",
        "plan 2020 --on 2020-03-04 --if session=Hidden --to plan.svg",
    )
    assert "The session opens [members only]" in Path("plan.svg").read_text("utf-8")
