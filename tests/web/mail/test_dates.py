"""Dates go with the letter that tells them, move and leave by the same UID (RFC 5545)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import vobject
from fast_mail_parser import PyMail

from tests.web.browser import READER

from .conftest import World
from .test_news import AGREED, AS_DESK, DEBATED, EXTENDED, LAUNCHED, PROPOSED

CONVENED = f"convene 7 --opens 2031-05-05 --closes 2031-05-07 --place en='Made-up City' --on 2020-03-03 {AS_DESK}"
MOVED = f"convene 7 --opens 2031-05-06 --closes 2031-05-08 --on 2020-03-06 {AS_DESK}"
OVER = f"convene 8 --opens 2020-03-03 --closes 2020-03-03 --place not-at-hand --on 2020-03-02 {AS_DESK}"
READ = "reader@made-up.example"


def calendars(letters: list[PyMail]) -> list[Any]:
    """The calendars of messages, as another reader has them."""
    attached = [one for letter in letters for one in letter.attachments if one.mimetype == "text/calendar"]
    return [vobject.readOne(one.content.decode()) for one in attached]


def told(letters: list[PyMail]) -> dict[str, tuple[str, bool]]:
    """The dates of letters: number, and whether it holds."""
    events = [event for one in calendars(letters) for event in one.vevent_list]
    return {one.summary.value: (one.sequence.value, not hasattr(one, "status")) for one in events}


def test_a_meeting_is_told_moved_and_called_off_under_one_uid(world: World) -> None:
    world.asks(READ, "meetings")
    world.does(CONVENED)
    (letter,) = world.looks()
    assert letter.subject == "[MWG] Convened: meeting 7"
    (first,) = calendars([letter])
    assert first.method.value == "PUBLISH"
    assert told([letter]) == {"Meeting 7": ("1", True)}
    assert (first.vevent.dtstart.value, first.vevent.dtend.value) == (date(2031, 5, 5), date(2031, 5, 8))
    assert first.vevent.location.value == "Made-up City"
    assert first.vevent.url.value.endswith("/en/meetings/7")
    assert 'filename="dates.ics"' in world.office.raw[-1].decode()
    assert world.looks() == []
    world.does(MOVED)
    (moved,) = calendars(letters := world.looks())
    assert told(letters) == {"Meeting 7": ("2", True)}
    assert moved.vevent.dtstart.value == date(2031, 5, 6)
    world.does(
        f"annul meeting/7#2 --why en='A made-up slip.' {AS_DESK}", f"annul meeting/7#1 --why en='Another.' {AS_DESK}"
    )
    (off,) = calendars(letters := world.looks())
    assert told(letters) == {"Meeting 7": ("4", False)}
    assert {one.vevent.uid.value for one in (first, moved, off)} == {first.vevent.uid.value}
    assert world.looks() == []


def test_the_end_of_answers_and_a_hearing_are_days_of_the_public_calendar_too(world: World) -> None:
    world.asks(READ, "consultations")
    world.does(PROPOSED, DEBATED, AGREED, f"{LAUNCHED} --physical 2031-04-02")
    letters = world.looks()
    closes, meets = "Answers close: Fog signals", "Physical meeting: Fog signals"
    assert told(letters) == {closes: ("4", True), meets: ("4", True)}
    public = vobject.readOne(world.browser.get("/en/feeds/consultations.ics").text)
    sent = {one.uid.value: one.dtstart.value for one in calendars(letters)[0].vevent_list}
    assert sent == {one.uid.value: one.dtstart.value for one in public.vevent_list}
    world.does(EXTENDED)
    assert told(world.looks())[closes] == ("5", True)
    world.does(f"call-off-hearing 2020/fog --reason en='Made up.' --document MA20/9 --on 2020-03-07 {AS_DESK}")
    assert told(world.looks())[meets] == ("6", False)
    assert meets not in world.browser.get("/en/feeds/consultations.ics").text
    world.does(EXTENDED.replace("--closes 2031-07-01 --on 2020-03-06", "--physical 2031-08-01 --on 2020-03-08"))
    assert told(world.looks())[meets] == ("7", True)


def test_a_date_goes_to_those_who_may_read_it_and_what_is_over_to_nobody(world: World) -> None:
    world.asks("member@made-up.example", "meetings", name=READER)
    world.asks(READ, "meetings")
    world.does(f"{CONVENED} --audience members", OVER)
    letters = world.looks()
    assert len(letters) == 2
    (found,) = calendars(letters)
    assert found.vevent.getChildValue("class") == "CONFIDENTIAL"
    assert told(world.office.to("member@made-up.example")) == {"Meeting 7": ("1", True)}


@pytest.mark.parametrize("language", ["fr", "ar", "zh", "ru", "es"])
def test_each_calendar_is_in_the_language_of_its_reader(world: World, language: str) -> None:
    world.asks(READ, "meetings", language=language)
    world.does(CONVENED)
    (found,) = calendars(world.looks())
    assert found.vevent.summary.value != "Meeting 7"
    assert found.vevent.summary.value.strip("0123456789 ") != ""
