"""The plan of a round: as a table, as JSON, drawn, as a calendar, and by the days of the seat."""

from __future__ import annotations

import json
import sys
from datetime import date, datetime, timedelta
from pathlib import Path
from xml.etree import ElementTree as ET
from zoneinfo import ZoneInfo

import pytest
import vobject

from escalade.models.as_of import open_past
from escalade.models.backends import Location
from escalade.services.acts.holiday_calendar import public_holidays
from escalade.services.views.office_calendar import seat_of
from escalade.workflow.subjects.body import Body

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
    told = "No deadline is in force, so that no day is counted; “escalade set-deadline” sets one"
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


def test_the_calendar_is_read_back_by_another_library_with_its_zone(round_of_2017: Shell) -> None:
    assert round_of_2017.does(f"plan 2017 {ON} --to plan.ics") == "Wrote plan.ics.\n"
    read = vobject.readOne(Path("plan.ics").read_text("utf-8"))
    events = {str(event.summary.value): event for event in read.vevent_list}
    note = events["2017: The note is drafted, and the matter referred (secretariat)"]
    starts = note.dtstart.value
    assert isinstance(starts, datetime)
    assert (starts.date(), starts.utcoffset()) == (date(2017, 4, 17), timedelta(hours=2))
    assert note.dtstart.params["X-VOBJ-ORIGINAL-TZID"] == ["Europe/Zurich"]
    debate = events["2017: The debate is concluded (chair)"].dtstart.value
    assert debate.utcoffset() == timedelta(hours=1), "before summer time"
    session = events["2017: The session opens (council-secretariat)"]
    assert (session.dtstart.value, session.dtend.value) == (date(2017, 5, 15), date(2017, 5, 26))


def test_an_event_stays_the_same_when_its_day_moves(round_of_2017: Shell) -> None:
    found = []
    for supposed in ("", "--if session=2017-05-22"):
        round_of_2017.does(f"plan 2017 {ON} {supposed} --to plan.ics --format json")
        read = vobject.readOne(Path("plan.ics").read_text("utf-8"))
        found.append({str(one.uid.value): str(one.dtstart.value) for one in read.vevent_list})
    first, second = found
    assert first.keys() == second.keys()
    assert first != second


@pytest.mark.parametrize("day", ["2017-04-01", "2017-04-20", "2018-03-01"])
def test_the_drawing_is_well_formed_and_names_its_zone_and_every_line(round_of_2017: Shell, day: str) -> None:
    round_of_2017.does(f"plan 2017 --on {day} --to plan.svg")
    drawn = ET.parse("plan.svg").getroot()  # noqa: S314  # a drawing that the program just made
    said = " ".join(drawn.itertext())
    assert "Geneva (Europe/Zurich)" in said
    assert "The note is drafted" in said
    assert f"looked at {day}" in said


def test_what_was_done_is_told_by_its_own_day_as_far_as_it_is_known(round_of_2017: Shell) -> None:
    round_of_2017.does("plan 2017 --on 2018-02-01 --to plan.svg")
    said = Path("plan.svg").read_text("utf-8")
    for told in ("2017-03-31 done", "2017-05-24 done", "2017-10 done", "2018-01-22 late", "≤ 2017-02-06 done"):
        assert f">{told}<" in said
    assert "2017-10-01" not in said
    assert said.count('height="4"') == 1
    assert (">○ due<" in said, ">◆ done<" in said) == (True, True)


def test_the_holidays_of_the_seat_are_those_listed_and_those_of_its_calendar(group: Shell) -> None:
    group.does(
        f"amend-constitution --holiday 2020-05-29 --holiday-calendar PT --authority en=Us --on 2020-02-10 {DESK}",
        f"set-deadline note --stage note --span 3 --unit working-days --direction before --anchor session-opening "
        f"--basis referral --since 2020-01-01 --on 2020-02-10 {DESK}",
    )
    assert "2020-05-26" in group.does("plan 2020 --on 2020-03-04")
    corpus_christi_and_the_day_before = group.does("plan 2020 --on 2020-03-04 --if session=2020-06-15")
    assert "2020-06-08" in corpus_christi_and_the_day_before
    assert "2020-06-08" in group.does("plan 2020 --on 2031-03-04 --if session=2020-06-15")
    assert date(2020, 12, 25) in public_holidays("PT")
    unknown = f"amend-constitution --holiday-calendar Atlantis --authority en=Us --on 2020-02-11 {DESK}"
    assert "The public holidays of “Atlantis” cannot be looked up" in group.refuses(unknown, 2).err
    act = {"act": "amend constitution", "by": "Made-up Desk", "on": "2020-02-11", "holiday_calendar": "Atlantis"}
    Path("old.jsonl").write_text(json.dumps({**act, "authority": {"en": "Us"}}), encoding="utf-8")
    group.does(f"load old.jsonl {DESK}", "plan 2020", "inbox")


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_today_is_that_of_the_seat_wherever_the_machine_stands(debated: Shell, zone: str) -> None:
    """In one of the two it is always another day than on the machine; acts, papers and plans count by it alike."""
    debated.does(f"amend-constitution --time-zone {zone} --authority en=Us --on 2020-03-04 {DESK}")
    today = datetime.now(ZoneInfo(zone)).date()
    debated.does(f"record-statement lamps --holder Isle --text en=No {DESK}")
    (made,) = (one for one in debated("history lamps --format json").data if one["act"] == "record statement")
    assert made["on"] == today.isoformat()
    line = f"record-statement lamps --holder Isle --text en=Never {DESK} --on"
    assert f"lies after today, {today}" in debated.refuses(f"{line} {today + timedelta(days=1)}", 3).err
    debated.does(f"{line} {today}")
    assert debated("plan 2020 --format json").data["as_at"] == today.isoformat()
    assert debated("list --as-of", str(today)) == debated("list")
    case = {
        "act": "record statement",
        "of": ["2020/lamps"],
        "holders": ("Isle",),
        "text": {"en": "Loaded."},
        "by": "Made-up Desk",
    }
    Path("more.jsonl").write_text(json.dumps(case), encoding="utf-8")
    debated.does(f"load more.jsonl {DESK}")
    assert {one["on"] for one in debated("history lamps --format json").data[-3:]} == {today.isoformat()}
    assert debated(f"list --known-at {today}") == debated("list")
    with open_past(Location(debated.register), as_of=None, known_at=str(today)) as reader:
        assert reader.standing().today == today


def test_without_a_body_there_is_no_seat() -> None:
    with pytest.raises(Exception, match="No body was constituted in this register"):
        seat_of(Body("body"))
