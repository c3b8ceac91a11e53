"""The calendar of the seat: its day, and its holidays."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from escalade.models.as_of import open_past
from escalade.models.backends import Location
from escalade.services.acts.holiday_calendar import public_holidays
from escalade.services.views.office_calendar import seat_of
from escalade.workflow.subjects.body import Body

from .conftest import DESK, Shell


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
