"""Forms ask as people speak: days in words, choosers, rows, nothing red too early, nothing lost."""

from __future__ import annotations

import re
from html import unescape
from typing import Any
from urllib.parse import quote

import pytest

from escalade.models.backends import Location
from escalade.models.reader import open_reader
from escalade.web.forms.form_data import Day, split_day
from tests.web.acts import on, put_forward, record, steps
from tests.web.browser import CHAIR, COUNCIL_DESK, DESK, PASSWORD, Browser, does, hidden, said
from tests.web.conftest import Visitors

FOG = "/topics/2020/fog"
TEXT: dict[str, Any] = {
    "title": {"en": "Fog", "de": "Nebel"},
    "questions": [{"en": "What?", "de": "Was?"}, {"en": "Why?", "de": "Warum?"}],
}
MET = {"field_evidence__meeting": "1", "on": "2020-03-02"}


@pytest.fixture(autouse=True)
def fog(place: Location) -> None:
    """A topic that was put forward, beside another."""
    record(place, *(put_forward(f"2020/{one}", version=TEXT, by_state=["Isle"]) for one in ("fog", "horn")))


def newest(place: Location, subject: str = "2020/fog") -> Any:
    """The newest record of a subject."""
    with open_reader(place) as reader:
        return reader.history(subject)[-1]


def size(place: Location) -> int:
    """How many records there are."""
    with open_reader(place) as reader:
        return reader.size()


def test_a_day_is_taken_apart_and_put_together_again() -> None:
    days = ("2020-02-12", "..2020-02-12", "2020-02", "..2020-02", "2020", "unknown", "2020-02-12T10:30", "")
    for text in (*days, "2020-02-12..2020-02-14"):
        assert split_day(text).text == text


@pytest.mark.parametrize(
    ("typed", "on"),
    [
        ({"on": "2020-02-12", "on.how": ""}, "2020-02-12"),
        ({"on": "2020-02-12", "on.how": "by"}, "..2020-02-12"),
        ({"on": "", "on.how": "month", "on.month": "2020-02"}, "2020-02"),
        ({"on": "2020-02-12", "on.how": "month"}, "2020-02"),
        ({"on": "2020-02-12", "on.how": "year"}, "2020"),
        ({"on": "2020-02-12", "on.how": "between", "on.until": "2020-02-14"}, "2020-02-12..2020-02-14"),
        ({"on": "2020-02-12", "on.how": "unknown"}, "unknown"),
        ({"on": "..2020-02-12"}, "..2020-02-12"),
    ],
)
def test_a_day_is_picked_or_said(typed: dict[str, str], on: str, visitors: Visitors, place: Location) -> None:
    statement = {"field_holders": "Isle", "field_text.en": "We said so."}
    assert does(visitors(DESK), f"{FOG}/acts/record-statement", **statement, **typed).url.path == FOG
    assert newest(place).on == on


@pytest.mark.parametrize("typed", [{"on.how": "by"}, {"on.how": "year"}, {"on.how": "between", "on": "2020-02-12"}])
def test_a_day_that_is_half_said_is_refused_and_not_dropped(
    typed: dict[str, str], visitors: Visitors, place: Location
) -> None:
    before = size(place)
    statement = {"field_holders": "Isle", "field_text.en": "We said so."}
    assert does(visitors(DESK), f"{FOG}/acts/record-statement", **statement, **typed).status_code == 422
    assert size(place) == before
    assert Day("by").text == ".."


def test_what_is_on_record_is_chosen_and_not_typed(visitors: Visitors) -> None:
    desk, chair = visitors(DESK), visitors(CHAIR)
    page = desk.get(f"{FOG}/acts/defer").text + chair.get(f"{FOG}/acts/merge").text
    assert '<option value="1">meeting 1, Made-up Harbour, 2\u00a0March 2020</option>' in page
    assert '<option value="2020/horn">Fog (2020/horn)</option>' in page
    records = desk.get(f"{FOG}/acts/annul?records=2020/fog%231").text
    assert 'value="2020/fog#1" checked' in records
    assert "2020/fog#1, Put forward, 10\u00a0February 2020" in records


def test_nothing_is_offered_that_the_visitor_may_not_see(visitors: Visitors, place: Location) -> None:
    record(place, put_forward("2020/hush", audience="office"))
    assert "2020/hush" in visitors(CHAIR).get(f"{FOG}/acts/merge").text
    for path in (f"{FOG}/acts/merge", "/rounds/2020/acts/receive"):
        assert "2020/hush" not in visitors().get(path).text


def test_a_list_grows_by_a_row_and_keeps_what_was_typed(visitors: Visitors, place: Location) -> None:
    desk, before = visitors(DESK), size(place)
    typed = {"field_holders": ["Isle", "Avalon"], "field_text.en": "Together.", "more": "field_holders", "step": ""}
    page = does(desk, f"{FOG}/acts/record-statement", **typed)  # type: ignore[arg-type]  # a list, as browsers send it
    assert re.findall(r'name="field_holders" value="([^"]*)"', page.text) == ["Isle", "Avalon", "", ""]
    assert "Together." in page.text
    assert 'class="problem"' not in page.text
    assert size(place) == before
    asked = does(desk, f"{FOG}/acts/revise", more="field_version__questions", step="", **{
        "field_version__questions.en.0": "One?", "field_version__questions.en.1": "Two?"})  # fmt: skip
    assert 'name="field_version__questions.en.3"' in asked.text


def test_two_columns_are_pairs_and_a_half_one_is_refused(visitors: Visitors, place: Location) -> None:
    convene = {"words": "9", "field_place.en": "There", "field_opens": "2024-02-01", "field_closes": "2024-02-02"}
    answer = does(visitors(COUNCIL_DESK), "/body/acts/convene", words="Assembly 2024", on="2024-01-02", **{
        **{name: value for name, value in convene.items() if name != "words"},
        "field_sittings.key": "1", "field_sittings.value": "2024-02-01"})  # fmt: skip
    assert answer.status_code == 200, said(answer)
    with open_reader(place) as reader:
        session = reader.standing().gathering("session/Assembly 2024")
    assert session is not None
    assert dict(session.convened.sittings) == {"1": "2024-02-01"}
    half = does(visitors(DESK), "/body/acts/convene", **{**convene, "field_sittings.key": "1"})
    assert half.status_code == 422


def test_readers_are_asked_for_where_a_record_may_have_its_own(visitors: Visitors) -> None:
    browser = visitors(DESK)
    asked = {"/rounds/2020/acts/propose", f"{FOG}/acts/take-position", "/rounds/2020/acts/receive"}
    for path in (*asked, f"{FOG}/acts/revise", "/meetings/1/acts/convene"):
        assert ('name="audience"' in browser.get(path).text) == (path in asked), path


def test_nothing_is_wrong_before_it_was_sent_and_what_is_needed_is_marked(visitors: Visitors) -> None:
    page = visitors(DESK).get(f"{FOG}/acts/take-position").text
    assert "aria-invalid" not in page
    assert 'role="alert"' not in page
    assert '<legend>Which States <span class="needed">needed</span></legend>' in page


def test_what_is_wrong_stands_at_its_field_is_listed_above_and_has_the_focus(visitors: Visitors) -> None:
    answer = does(visitors(DESK), f"{FOG}/acts/take-position", **{"field_text.en": "No.", "field_holders": "Isle"})
    assert answer.status_code == 409
    assert "Not recorded yet: something is to be mended" in answer.text
    assert '<a href="#field_stance">Stance</a>' in answer.text
    stance = re.search(r'<select id="field_stance"[^>]*>', answer.text)
    assert stance
    assert 'aria-invalid="true"' in stance[0]
    assert "autofocus" in stance[0]
    assert 'aria-describedby="field_stance-hint field_stance-problem"' in stance[0]
    assert answer.text.count("autofocus") == 1


def corrected(browser: Browser, record: str, **typed: str) -> Any:
    """Correct a record on its page: what stands there stays, but for what is typed."""
    path = f"/{'topics/' if '/' in record else ''}{record.partition('#')[0]}/acts/correct"
    page = browser.get(path, params={"records": record}).text
    areas = re.findall(r'<textarea id="[^"]*" name="([^"]*)"[^>]*>\n([^<]*)</textarea>', page)
    fields = re.findall(r'<input(?! type="checkbox")[^>]* name="(field_[^"]*)" value="([^"]*)"', page)
    held = {name: unescape(value) for name, value in (*areas, *fields) if value}
    return does(
        browser, f"{path}?records={quote(record)}", words=record, **{**held, "field_why.en": "It was wrong.", **typed}
    )


def test_a_correction_asks_for_the_fields_of_its_act_and_records_what_was_changed(
    visitors: Visitors, place: Location
) -> None:
    desk = visitors(DESK)
    page = desk.get(f"{FOG}/acts/correct", params={"records": "2020/fog#1"}).text
    assert ">\nNebel</textarea>" in page
    assert 'name="field_set__by_state" value="Isle"' in page
    assert "field_set__version__tried" not in page
    answer = corrected(desk, "2020/fog#1", field_set__on="2020-02-11", **{"field_set__version__title.en": "Thick fog"})
    assert answer.status_code == 200, said(answer)
    motion = newest(place).motion
    assert motion.fields.keys() == {"on", "version"}
    assert motion.fields["on"] == "2020-02-11"
    assert motion.fields["version"]["title"] == {"en": "Thick fog", "de": "Nebel"}


def test_a_correction_that_changes_nothing_is_refused(visitors: Visitors, place: Location) -> None:
    before = size(place)
    answer = corrected(visitors(DESK), "2020/fog#1")
    assert answer.status_code in {409, 422}
    assert "should say. Change what stands below, or give what proves it." in said(answer)
    assert "=VALUE, a text" not in said(answer)
    assert size(place) == before


def test_a_long_form_is_folded_by_what_is_to_be_changed(visitors: Visitors, place: Location) -> None:
    desk, path = visitors(DESK), "/body/acts/amend-constitution"
    page = desk.get(path).text
    assert "<span>Membership<span" in page
    assert '<details class="folded" open>' not in page.partition("When, where")[0]
    answer = does(desk, path, **{"field_authority.en": "Us", "field_membership.en": "All"})
    assert answer.status_code == 200, said(answer)
    assert newest(place, "body").act == "amend constitution"


def test_a_second_press_records_nothing_twice_and_shows_what_was_recorded(visitors: Visitors, place: Location) -> None:
    chair = visitors(CHAIR)
    page = chair.get(f"{FOG}/acts/open-debate").text
    data = {"form": hidden(page, "form"), "seen": hidden(page, "seen"), "step": "act", **MET}
    for _ in range(2):
        answer = chair.post(f"{FOG}/acts/open-debate", data=data)
        assert answer.url.path == FOG
        assert "Recorded: Fog ." in said(answer)
    assert newest(place).ordinal == 2


def test_the_same_words_sent_on_purpose_are_recorded_again(visitors: Visitors, place: Location) -> None:
    desk = visitors(DESK)
    for ordinal in (2, 3):  # each from a page that was opened anew
        typed = {"field_holders": "Isle", "field_text.en": "We said so.", "on": "2020-02-11"}
        assert does(desk, f"{FOG}/acts/record-statement", **typed).status_code == 200
        assert newest(place).ordinal == ordinal


def test_an_invitation_that_is_emptied_on_the_page_is_taken_out(visitors: Visitors, place: Location) -> None:
    desk, path, named = visitors(DESK), f"{FOG}/acts/revise", "field_version__invitation"
    typed = {"field_version__title.en": "Fog", "field_version__questions.en.0": "What?"}
    does(desk, path, on="2020-02-11", **typed, **{f"{named}.en": "All are asked:", "field_version__source": "MWG-1/4"})
    assert newest(place).motion.version.invitation == {"en": "All are asked:"}
    assert ">\nAll are asked:</textarea>" in desk.get(path).text
    does(desk, path, on="2020-02-12", **typed, **{f"{named}.en": "", "field_version__source": "MWG-1/5"})
    assert newest(place).motion.version.invitation == {}


def sets_note_languages(place: Location, *tags: str) -> None:
    """Say in which languages the body has its note."""
    more = {"authority": {"en": "Made-up decision"}, "languages": {"note": tags}}
    record(place, on("amend constitution", "body", **more, by=DESK, on="2020-02-09"))


def test_the_languages_of_the_note_have_fields_before_those_of_the_name(visitors: Visitors, place: Location) -> None:
    sets_note_languages(place, "fr", "en", "ar", "zh")
    page = visitors(DESK).get("/rounds/2020/acts/propose").text
    assert re.findall(r'<textarea [^>]*name="field_version__title\.(\w+)"', page) == ["en", "fr", "ar", "zh", "de"]
    typed = {"field_version__title.zh": "灯", "field_version__questions.zh.0": "何灯", "field_by_state": "Isle"}
    does(visitors(DESK), "/rounds/2020/acts/propose", words="lamp", on="2020-02-10", **typed)
    assert newest(place, "2020/lamp").motion.version.title == {"zh": "灯"}


def test_a_referral_offers_the_topics_that_it_can_leave_and_says_once_that_they_are_to_be_named(
    visitors: Visitors, place: Location
) -> None:
    record(
        place,
        *(put_forward(f"2020/{name}") for name in ("bell", "gong", "buoy")),
        on("withdraw", "2020/gong", by=DESK, asked_by=["Made-up Land"], on="2020-02-12"),
        on("annul", "2020/buoy", records=["2020/buoy#1"], by=DESK, why={"en": "Made up."}, on="2020-02-12"),
        *steps("debated", "unresolved"),
    )
    desk, path = visitors(DESK), f"{FOG}/acts/escalate"
    page = desk.get(path)
    offered = re.findall(r'name="field_leaving" value="([^"]+)"', page.text)
    assert offered == ["2020/bell", "2020/horn"]
    refused = said(does(desk, path, field_to_session="Assembly 2020", on="2020-04-06"))
    assert refused.count("A referral refers the round's topics that are not concluded") == 1
    assert refused.count("2020/bell is proposed. 2020/horn is proposed.") == 2, "beside the field, and where one begins"
    assert refused.count("Refer it too, conclude it first, or name it with “Which topics are left out”") == 1


def test_what_is_given_on_a_page_that_lay_is_not_asked_for_again(visitors: Visitors) -> None:
    desk, path = visitors(DESK), f"{FOG}/acts/revise"
    seen = hidden(desk.get(path).text, "seen")
    typed = {"field_version__title.en": "Dense fog", "field_version__questions.en.0": "What?"}
    typed |= {"field_version__source": "MWG-1/4", "on": "2020-02-12"}
    does(desk, path, seen=seen, **typed)
    late = does(desk, path, seen=seen, **{**typed, "field_version__title.en": "Thick fog"})
    assert "Moved meanwhile" in said(late)
    assert "Something was recorded since you opened this page, and nothing from this page was." in said(late)
    assert "A text has a title" not in said(late)
    assert "Not recorded yet: something is to be mended" not in said(late)
    typed |= {"field_version__title.en": "Thick fog", "field_version__source": ""}
    assert "Source : " in said(does(desk, path, seen=seen, **typed)), "what is not given is asked for still"


def test_what_was_typed_outlives_the_session(visitors: Visitors, place: Location) -> None:
    desk, path, before = visitors(DESK), f"{FOG}/acts/record-statement", size(place)
    page = desk.get(path).text
    data = {"form": hidden(page, "form"), "seen": hidden(page, "seen"), "step": "act", "field_holders": "Isle"}
    data |= {"field_text.en": 'Not "lost" <b>.', "on": "2020-02-11"}
    desk.cookies.delete("escalade_session")
    ended = desk.post(path, data=data)
    assert ended.status_code == 403
    assert "Nothing that you typed is lost" in said(ended)
    signed = {"name": DESK, "password": PASSWORD, "knock": hidden(ended.text, "knock")}
    kept = unescape(hidden(ended.text, "kept"))
    wrong = desk.post("/sign-in", data={**signed, "password": "wrong", "kept": kept, "next": path})
    assert unescape(hidden(wrong.text, "kept")) == kept
    back = desk.post("/sign-in", data={**signed, "kept": kept, "next": path})
    assert "What you typed is still here" in said(back)
    assert size(place) == before
    again = dict(re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', back.text.partition("<main")[2]))
    shown = desk.post(path, data={**{name: unescape(value) for name, value in again.items()}, "step": "preview"})
    assert "What will be recorded" in said(shown)
    assert 'Not "lost" <b>.' in said(shown)
    assert size(place) == before


@pytest.mark.parametrize(
    ("language", "shown"), [("en", ["en", "de", "fr"]), ("fr", ["fr", "de", "en"]), ("es", ["de", "en", "fr"])]
)
def test_the_language_of_the_page_stands_first(
    language: str, shown: list[str], visitors: Visitors, place: Location
) -> None:
    sets_note_languages(place, "de", "en", "fr")
    page = visitors(DESK).get(f"/{language}{FOG}/acts/record-statement").text
    assert re.findall(r'<textarea [^>]*name="field_text\.(\w+)"', page) == shown


@pytest.mark.parametrize(
    ("path", "field", "label"),
    [(f"{FOG}/acts/take-position", "on", "On which day"), ("/body/acts/convene", "field_closes", "Last day")],
)
def test_a_day_that_cannot_be_read_is_said_at_its_field_and_kept(
    path: str, field: str, label: str, visitors: Visitors
) -> None:
    page = does(visitors(DESK), path, **{"words": "9", field: "yesterday"}).text
    assert f'<a href="#{field}">{label}</a>: “yesterday” is not a date.' in page
    typed = re.search(rf'<input type="text" class="on-day" id="{field}"[^>]*>', page)
    assert typed
    assert re.search(rf'value="yesterday" aria-describedby="[^"]*{field}-wrong"', typed[0])
    assert "autofocus" in typed[0]
    assert f'<p class="problem" id="{field}-wrong">“yesterday”' in page
    above = page[: page.index(typed[0])].rpartition("<details")[2]
    assert above.startswith(' class="folded" open>') or "</details>" in above


def test_who_annuls_sees_beforehand_what_else_of_the_act_goes(visitors: Visitors) -> None:
    met: dict[str, Any] = {"of": ["2020/fog", "2020/horn"], **MET}
    chair = visitors(CHAIR)
    does(chair, "/rounds/2020/acts/open-debate", **met)
    told = "The whole act is annulled. With it goes what it did elsewhere: 2020/horn#2"
    assert told in said(chair.get(f"{FOG}/acts/annul?records=2020/fog%232"))
    assert "Sont annulés en même temps" in said(chair.get(f"/fr{FOG}/acts/annul?records=2020/fog%232"))
    assert "The whole act" not in said(visitors(DESK).get(f"{FOG}/acts/annul?records=2020/fog%231"))
    typed = {"words": "2020/fog#2", "field_why.en": "Slip.", "on": "2020-03-03"}
    shown = said(does(chair, f"{FOG}/acts/annul", step="preview", **typed))
    assert "2020/fog#2 (open debate) is annulled with the rest of its act: 2020/horn#2." in shown
