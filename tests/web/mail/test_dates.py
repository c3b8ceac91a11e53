"""Dates go into calendars, move there and leave, by the same UID (RFC 5546)."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
import vobject
from fast_mail_parser import PyMail

from tests.web.browser import CHAIR, DESK, READER

from .conftest import World
from .test_news import AGREED, AS_DESK, DEBATED, EXTENDED, LAUNCHED, PROPOSED

CONVENED = f"convene 7 --opens 2031-05-05 --closes 2031-05-07 --place en='Made-up City' --on 2020-03-03 {AS_DESK}"
MOVED = f"convene 7 --opens 2031-05-06 --closes 2031-05-08 --on 2020-03-06 {AS_DESK}"
READ = "reader@made-up.example"


def calendars(letters: list[PyMail]) -> list[Any]:
    """The calendars of messages, as another reader has them."""
    attached = [one for letter in letters for one in letter.attachments if one.mimetype == "text/calendar"]
    return [vobject.readOne(one.content.decode()) for one in attached]


def told(one: Any) -> tuple[str, str, str, str]:
    """What is asked of a calendar."""
    return (one.method.value, one.vevent.summary.value, one.vevent.sequence.value, one.vevent.status.value)


def test_a_meeting_is_invited_to_moved_and_called_off_under_one_uid(world: World) -> None:
    world.asks(READ, "dates")
    world.does(CONVENED)
    letters = world.looks()
    (first,) = calendars(letters)
    assert told(first) == ("REQUEST", "Meeting 7", "0", "CONFIRMED")
    assert (first.vevent.dtstart.value, first.vevent.dtend.value) == (date(2031, 5, 5), date(2031, 5, 8))
    assert first.vevent.location.value == "Made-up City"
    assert first.vevent.organizer.value == "mailto:desk@body.example"
    assert first.vevent.attendee.value == f"mailto:{READ}"
    assert 'method="REQUEST"' in world.office.raw[-1].decode()
    assert world.looks() == []
    world.does(MOVED)
    letters = world.looks()
    (moved,) = calendars(letters)
    assert told(moved) == ("REQUEST", "Meeting 7", "1", "CONFIRMED")
    assert letters[0].subject == "[MWG] Changed: Meeting 7"
    assert moved.vevent.dtstart.value == date(2031, 5, 6)
    world.does(
        f"annul meeting/7#2 --why en='A made-up slip.' {AS_DESK}", f"annul meeting/7#1 --why en='Another.' {AS_DESK}"
    )
    letters = world.looks()
    (off,) = calendars(letters)
    assert told(off) == ("CANCEL", "Meeting 7", "2", "CANCELLED")
    assert letters[0].subject == "[MWG] Cancelled: Meeting 7"
    assert {one.vevent.uid.value for one in (first, moved, off)} == {first.vevent.uid.value}
    assert world.looks() == []


def test_the_end_of_answers_is_a_minute_at_the_seat_and_a_hearing_a_day(world: World) -> None:
    world.asks(READ, "dates")
    world.does(PROPOSED, DEBATED, AGREED, f"{LAUNCHED} --physical 2031-04-02")
    found = {one.vevent.summary.value: one.vevent for one in calendars(world.looks())}
    assert sorted(found) == ["Answers close: Fog signals", "Physical meeting: Fog signals"]
    ends = found["Answers close: Fog signals"].dtstart.value
    assert ends.astimezone(UTC) == datetime(2031, 6, 1, 22, 59, tzinfo=UTC)  # Lisbon is an hour ahead in summer
    assert found["Physical meeting: Fog signals"].dtstart.value == date(2031, 4, 2)
    world.does(EXTENDED)
    (moved,) = calendars(world.looks())
    assert told(moved) == ("REQUEST", "Answers close: Fog signals", "1", "CONFIRMED")
    world.does(f"call-off-hearing 2020/fog --reason en='Made up.' --document MA20/9 --on 2020-03-07 {AS_DESK}")
    assert [told(one)[:3] for one in calendars(world.looks())] == [("CANCEL", "Physical meeting: Fog signals", "1")]
    world.does(EXTENDED.replace("--closes 2031-07-01 --on 2020-03-06", "--physical 2031-08-01 --on 2020-03-08"))
    assert [told(one)[:3] for one in calendars(world.looks())] == [("REQUEST", "Physical meeting: Fog signals", "2")]


def test_deadlines_go_to_the_office_that_is_to_act_and_to_nobody_else(world: World) -> None:
    world.does(PROPOSED, DEBATED, AGREED, f"{LAUNCHED} --physical 2031-04-02")
    for address, name in ((READ, ""), ("chair@made-up.example", CHAIR), ("desk@made-up.example", DESK)):
        world.asks(address, "dates", name=name)
    world.looks()
    addresses = (READ, "chair@made-up.example", "desk@made-up.example")
    titles = {one: [got.vevent.summary.value for got in calendars(world.office.to(one))] for one in addresses}
    deadlines = {one: [title for title in found if "(2020" in title] for one, found in titles.items()}
    assert deadlines[READ] == deadlines["chair@made-up.example"] == []
    assert "The physical meeting is held (2020/fog)" in deadlines["desk@made-up.example"]


def test_a_date_that_one_may_see_no_more_leaves_no_word(world: World) -> None:
    world.asks("member@made-up.example", "dates", name=READER)
    world.does(f"{CONVENED} --audience members")
    assert [told(one)[:2] for one in calendars(world.looks())] == [("REQUEST", "Meeting 7")]
    assert calendars(world.office.taken)[0].vevent.getChildValue("class") == "CONFIDENTIAL"
    world.accounts.remove(READER)
    world.does(f"annul meeting/7#1 --why en='A made-up slip.' {AS_DESK}")
    assert world.looks() == []


@pytest.mark.parametrize("language", ["fr", "ar", "zh", "ru", "es"])
def test_each_calendar_is_in_the_language_of_its_reader(world: World, language: str) -> None:
    world.asks(READ, "dates", language=language)
    world.does(CONVENED)
    (found,) = calendars(world.looks())
    assert found.vevent.summary.value != "Meeting 7"
    assert found.vevent.summary.value.strip("0123456789 ") != ""
