"""A plan as a calendar that other programs read."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import vobject

from .conftest import Shell

ON = "--on 2017-04-01"


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
