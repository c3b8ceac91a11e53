"""News go to whoever asked for them, once, as far as they may read them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import vobject
from fast_mail_parser import PyMail
from lxml import html

from escalade.models.server.store import SubscriberRow
from escalade.web.i18n.language import LANGUAGES
from tests.web.browser import CHAIR, DESK, READER
from tests.web.catalogue import waiting
from tests.web.test_no_english import ALSO, ENGLISH

from .conftest import NOW, SITE, World

ALL = ("decisions", "consultations", "papers", "meetings")
AS_DESK, AS_CHAIR = "--as 'Made-up Desk'", "--as 'Made-up Chair'"
PROPOSED = (
    f"propose 2020/fog --title en='Fog signals' --question en='What of fog?' --by-state Isle --on 2020-02-10 {AS_DESK}"
)
DEBATED = f"open-debate 2020/fog --meeting 1 --on 2020-03-02 {AS_CHAIR}"
AGREED = f"record-consensus 2020/fog --meeting 1 --on 2020-03-02 {AS_CHAIR}"
LAUNCHED = f"launch 2020/fog --opens 2020-03-05 --closes 2031-06-01 --on 2020-03-04 --document MA20/7 {AS_DESK}"
EXTENDED = f"extend 2020/fog --closes 2031-07-01 --on 2020-03-06 --document MA20/8 {AS_DESK}"


def words(text: str) -> str:
    """A text without its line breaks."""
    return " ".join(text.split())


def test_an_act_is_told_once_with_its_day_its_zone_and_where_it_is_read(world: World) -> None:
    world.asks("reader@made-up.example", "consultations")
    world.does(PROPOSED, DEBATED, AGREED, LAUNCHED)
    (letter,) = world.looks()
    assert letter.subject == "[MWG] Consultation launched: Fog signals"
    text = words(letter.text_plain[0])
    assert "Answers are taken until 1 June 2031, 23:59 (Europe/Lisbon)." in text
    assert f"{SITE}/en/topics/2020/fog/records/4" in text
    assert "Agreed by consensus" not in text
    page = html.fromstring(letter.text_html[0])
    assert page.xpath("//li/a/@href") == [f"{SITE}/en/topics/2020/fog/records/4"]
    assert "23:59 (Europe/Lisbon)" in page.text_content()
    assert world.looks() == []
    world.does(EXTENDED)
    assert [one.subject for one in world.looks()] == ["[MWG] Dates of the consultation changed: Fog signals"]


def test_several_acts_are_told_in_one_letter_and_those_on_acts_like_them(world: World) -> None:
    world.asks("reader@made-up.example", *ALL)
    world.does(PROPOSED, DEBATED, AGREED, LAUNCHED)
    (letter,) = world.looks()
    assert letter.subject == "[MWG] What is new"
    text = letter.text_plain[0]
    assert [
        line
        for line in ("Agreed by consensus, 2\u00a0March 2020", "Consultation launched, 4\u00a0March 2020")
        if line in text
    ] != []
    assert "Put forward" not in text
    world.does(f"correct 2020/fog#4 --document MA20/9 --why en='A made-up slip.' --on 2020-03-07 {AS_DESK}")
    assert [one.subject for one in world.looks()] == ["[MWG] Corrected: Fog signals"]


OFF = {
    "en": ("Meeting called off", "Session called off"), "fr": ("Réunion annulée", "Session annulée"),
    "es": ("Reunión cancelada", "Período de sesiones cancelado"), "ru": ("Собрание отменено", "Сессия отменена"),
    "ar": ("أُلغي الاجتماع", "أُلغيت الدورة"), "zh": ("会议已取消", "届会已取消"),
}  # fmt: skip
CONVENED = "--opens 2031-06-01 --closes 2031-06-03 --place not-at-hand --on 2020-03-04"
AS_ASSEMBLY = "--as 'Made-up Assembly Desk'"


@pytest.mark.parametrize("language", OFF)
def test_a_meeting_or_session_that_is_called_off_is_told_as_that_by_its_name(world: World, language: str) -> None:
    world.asks("reader@made-up.example", "meetings", language=language)
    world.does(f"convene meeting/77 --name en='Made-up talks' {CONVENED} {AS_DESK}")
    world.does(f"convene session/Made-up {CONVENED} {AS_ASSEMBLY}")
    world.looks()
    for place, by, name in (("meeting/77", AS_DESK, "Made-up talks"), ("session/Made-up", AS_ASSEMBLY, "Made-up")):
        world.does(f"annul {place}#1 --why en='Made-up reasons.' --on 2020-03-05 {by}")
        off = OFF[language][place.startswith("session")]
        (letter,) = [one for one in world.looks() if off in one.subject]
        assert name in letter.subject
        assert off in letter.text_plain[0]
        assert off in letter.text_html[0]


def test_each_is_told_what_they_may_read_and_no_more(world: World) -> None:
    world.asks("anybody@made-up.example", *ALL)
    world.asks("member@made-up.example", *ALL, name=READER)
    world.asks("chair@made-up.example", *ALL, name=CHAIR)
    world.does(f"{PROPOSED} --audience office", DEBATED, AGREED)
    letters = world.looks()
    assert world.office.to("anybody@made-up.example")[1:] == []
    assert world.office.to("member@made-up.example")[1:] == []
    assert [one.subject for one in letters] == ["[MWG] [office only] Agreed by consensus: Fog signals"]
    assert letters[0].headers["Sensitivity"] == ["Company-Confidential"]
    assert "This letter is for the office only." in letters[0].text_plain[0]


def test_what_waits_for_somebody_who_lost_their_access_is_never_sent(world: World) -> None:
    world.asks("member@made-up.example", *ALL, name=READER)
    world.does(f"{PROPOSED} --audience members", DEBATED, AGREED)
    world.now += 24 * 3600
    assert world.queue() == 1
    world.accounts.remove(READER)
    assert world.deliver().withheld == 1
    assert len(world.office.to("member@made-up.example")) == 1
    world.does(LAUNCHED)
    assert world.looks() == []


def test_what_waits_for_an_office_is_told_when_it_comes_and_before_it_is_late(world: World) -> None:
    world.asks("chair@made-up.example", "waiting", name=CHAIR)
    assert world.looks() == []
    tomorrow = (datetime.now(ZoneInfo("Europe/Lisbon")) + timedelta(days=1)).date().isoformat()
    world.does(PROPOSED)
    (letter,) = world.looks()
    assert letter.subject == "[MWG] [office only] What waits for you"
    text = words(letter.text_plain[0])
    assert "Open debate: Fog signals (2020/fog)" in text
    assert f"{SITE}/en/topics/2020/fog/acts/open-debate" in text
    assert world.looks() == []
    world.asks("desk@made-up.example", "waiting", name=DESK)
    world.looks()
    before = len(world.office.to("desk@made-up.example"))
    world.does(DEBATED, AGREED, f"{LAUNCHED} --physical {tomorrow}")
    world.looks()
    (letter,) = world.office.to("desk@made-up.example")[before:]
    assert re.search(r"It is due by [\w ]+, 23:59 \(Europe/Lisbon\)", words(letter.text_plain[0]))
    assert re.search(r"<strong>It is due by", letter.text_html[0])


def test_the_letter_of_a_day_gathers_what_came_since_the_morning_before(world: World) -> None:
    key = world.asks("reader@made-up.example", *ALL)
    morning = datetime.fromtimestamp(NOW, UTC).replace(hour=7, minute=30).timestamp()
    world.now = morning + 2 * 24 * 3600
    world.looks(minutes=0)
    world.does(PROPOSED, DEBATED, AGREED)
    assert world.looks(minutes=60) == []
    world.does(LAUNCHED)
    world.now = morning + 2 * 24 * 3600 + 23 * 3600
    assert world.looks(minutes=0) == []
    world.now = morning + 3 * 24 * 3600
    (letter,) = world.looks(minutes=0)
    assert letter.subject == "[MWG] What is new"
    assert all(what in letter.text_plain[0] for what in ("Agreed by consensus", "Consultation launched"))
    assert world.looks(minutes=1) == []
    found = world.store.get(SubscriberRow, key)
    assert found
    assert found.told == morning + 3 * 24 * 3600


@pytest.mark.parametrize("language", [one for one in LANGUAGES if one != "en"])
def test_every_letter_is_in_the_language_of_its_reader(world: World, language: str) -> None:
    world.asks("reader@made-up.example", *ALL, language=language)
    world.asks("chair@made-up.example", *ALL, "waiting", language=language, name=CHAIR)
    title = f"{language}='2020'"
    world.does(
        PROPOSED.replace("en='Fog signals'", title).replace("en='What of fog?'", title), DEBATED, AGREED, LAUNCHED,
        EXTENDED, f"convene 7 --opens 2031-05-05 --closes 2031-05-07 --place {title} --on 2020-03-03 {AS_DESK}",
    )  # fmt: skip
    letters = world.looks()
    assert len(letters) == 2
    for letter in (*letters, *world.office.taken):
        page = html.fromstring(letter.text_html[0])
        assert (page.get("lang"), letter.headers["Content-Language"]) == (language, [language])
        said = f"{letter.subject} {page.find('body').text_content()}".replace("Europe/Lisbon", "").replace(SITE, "")
        said = waiting(language).sub(" ", " ".join(said.split()))
        said = " ".join(word for word in said.split() if "/" not in word and word not in {"Made-up", "Chair"})
        assert set(ENGLISH.findall(said)) <= ALSO.get(language, set()), said


def test_markup_in_a_title_stays_a_title(world: World) -> None:
    world.asks("reader@made-up.example", *ALL)
    title = "en='A <script>alert(1)</script> & a made-up “quotation”'"
    world.does(PROPOSED.replace("en='Fog signals'", title), DEBATED, AGREED)
    (letter,) = world.looks()
    page = html.fromstring(letter.text_html[0])
    assert page.xpath("//script") == []
    assert "<script>alert(1)</script>" in page.text_content()
    assert "A <script>alert(1)</script> & a made-up “quotation”" in letter.subject


@pytest.mark.parametrize(
    "title", ["=?utf-8?q?A=20lie?=", "A =?utf-8?b?QQ==?= made-up =? title", "Une =?brume?= légère"]
)
def test_a_title_that_looks_encoded_is_read_as_it_was_written(world: World, title: str) -> None:
    world.asks("reader@made-up.example", *ALL)
    world.does(PROPOSED.replace("en='Fog signals'", f"en='{title}'"), DEBATED, AGREED)
    (letter,) = world.looks()
    assert letter.subject == f"[MWG] Agreed by consensus: {title}"


def test_a_reader_without_an_account_is_told_nothing_until_they_have_one_again(world: World) -> None:
    world.asks("gone@made-up.example", *ALL, name=READER)
    world.accounts.remove(READER)
    world.asks("reader@made-up.example", *ALL)
    world.does(PROPOSED, DEBATED, AGREED)
    assert [one.subject for one in world.looks()] == ["[MWG] Agreed by consensus: Fog signals"]
    world.accounts.add(READER, "another made-up password")
    world.looks()
    assert [one.subject for one in world.office.to("gone@made-up.example")[1:]] == [
        "[MWG] Agreed by consensus: Fog signals"
    ]


CONVENED_OF_DATES = (
    f"convene 7 --opens 2031-05-05 --closes 2031-05-07 --place en='Made-up City' --on 2020-03-03 {AS_DESK}"
)
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
    world.does(CONVENED_OF_DATES)
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
    world.does(f"{CONVENED_OF_DATES} --audience members", OVER)
    letters = world.looks()
    assert len(letters) == 2
    (found,) = calendars(letters)
    assert found.vevent.getChildValue("class") == "CONFIDENTIAL"
    assert told(world.office.to("member@made-up.example")) == {"Meeting 7": ("1", True)}


@pytest.mark.parametrize("language", ["fr", "ar", "zh", "ru", "es"])
def test_each_calendar_is_in_the_language_of_its_reader(world: World, language: str) -> None:
    world.asks(READ, "meetings", language=language)
    world.does(CONVENED_OF_DATES)
    (found,) = calendars(world.looks())
    assert found.vevent.summary.value != "Meeting 7"
    assert found.vevent.summary.value.strip("0123456789 ") != ""
