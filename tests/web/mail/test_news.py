"""News go to whoever asked for them, once, as far as they may read them."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from lxml import html

from escalade.models.server.tables import SubscriberRow
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


def test_a_further_convening_that_is_annulled_calls_no_meeting_off(world: World) -> None:
    world.asks("reader@made-up.example", "meetings")
    world.does(f"convene meeting/77 {CONVENED} {AS_DESK}")
    world.does(f"convene meeting/77 --closes 2031-06-04 --on 2020-03-05 {AS_DESK}")
    world.looks()
    world.does(f"annul meeting/77#2 --why en='A made-up slip.' --on 2020-03-06 {AS_DESK}")
    assert "[MWG] Record annulled: meeting 77" in [one.subject for one in world.looks()]


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


def test_members_are_told_what_is_for_them_and_that_it_is(world: World) -> None:
    world.asks("anybody@made-up.example", *ALL)
    world.asks("member@made-up.example", *ALL, name=READER)
    world.does(f"{PROPOSED} --audience members", DEBATED, AGREED)
    assert [one.subject for one in world.looks()] == ["[MWG] [members only] Agreed by consensus: Fog signals"]
    assert len(world.office.to("anybody@made-up.example")) == 1
    assert not any(b"Fog" in raw for raw in world.office.raw if b"anybody@" in raw)


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
