"""The chair's table: outcomes in three touches, and the paragraph in the room."""

from __future__ import annotations

import re
from typing import Any

import pytest

from escalade.cli import run
from escalade.models.backends import Location
from escalade.models.reader import open_reader
from tests.web.browser import CHAIR, COUNCIL_DESK, DESK, READER, Browser, does, hidden, said
from tests.web.conftest import Visitors

FOG = "/topics/2020/fog"
CONSENSUS = f"/chair/record-consensus{FOG}"
NONE = f"/chair/record-no-consensus{FOG}"
HELD = {"field_evidence__meeting": "1", "on": "2020-03-02"}


@pytest.fixture
def fog(visitors: Visitors) -> str:
    """A topic that is debated at the first meeting."""
    typed = {"field_version__title.en": "Fog signals", "field_version__questions.en.0": "What is a good signal?"}
    does(
        visitors(DESK),
        "/rounds/2020/acts/propose",
        words="fog",
        field_by_state="Made-up Land",
        on="2020-02-10",
        **typed,
    )
    answer = does(visitors(CHAIR), f"/chair/open-debate{FOG}", **HELD)
    assert "Recorded: 2020/fog#2." in said(answer)
    return FOG


def last(place: Location) -> str:
    """The newest record of the topic, told by act and officer."""
    with open_reader(place) as reader:
        record = reader.history("2020/fog")[-1]
    return f"{record.act} by {record.officer} for {record.entered_for}"


@pytest.mark.usefixtures("fog")
def test_the_table_shows_the_topics_and_what_the_chair_may_do(visitors: Visitors) -> None:
    page = visitors(CHAIR).get("/chair")
    assert "Today’s topics Fog signals In debate" in said(page)
    assert f'href="{CONSENSUS}"' in page.text
    assert f'href="/chair/defer{FOG}"' in page.text
    assert "Meeting 3, 1 and 2 March 2021: unless you say otherwise, what you record was done there." in said(page)


def test_before_any_topic_the_table_says_so(visitors: Visitors) -> None:
    page = said(visitors(CHAIR).get("/chair"))
    assert "No topic stands before the Group." in page
    assert "Nothing waits for the chair." in page


def test_where_every_meeting_was_called_off_none_is_said_to_be_missing_on_record(
    place: Location, visitors: Visitors
) -> None:
    for number in (1, 2, 3):
        line = ["annul", f"meeting/{number}#1", "--why", "en=Made-up storm", "--on", "2020-02-20", "--as", DESK]
        assert run(["--register", str(place.path), *line]) == 0
    page = said(visitors(CHAIR).get("/chair"))
    assert "No meeting of the Group is convened; the secretariat convenes one." in page
    assert "on record yet" not in page


@pytest.mark.parametrize("path", ["/chair", CONSENSUS, f"/chair/paragraph{FOG}/records/2"])
@pytest.mark.usefixtures("fog")
def test_the_table_is_for_the_chair_and_the_secretary_beside(path: str, visitors: Visitors) -> None:
    assert visitors().get(path).url.path == "/sign-in"
    for name in (COUNCIL_DESK, READER):
        assert visitors(name).get(path).status_code == 403
    for name in (CHAIR, DESK):
        assert visitors(name).get(path).status_code == 200
    assert "This page is for the chair or a vice-chair" in said(visitors(COUNCIL_DESK).get(path))


@pytest.mark.usefixtures("fog")
def test_consensus_is_recorded_in_three_touches(place: Location, visitors: Visitors) -> None:
    chair = visitors(CHAIR)
    page = chair.get(CONSENSUS, params={"meeting": "1", "on": "2020-03-02"})
    assert "What the report will say" in said(page)
    answer = does(chair, CONSENSUS, **HELD, **{"field_words.en": "It is the next theme."})
    assert answer.url.path == f"/chair/paragraph{FOG}/records/3"
    assert "agreed by consensus to retain “Fog signals”" in said(answer)
    assert "It is the next theme." in said(answer)
    assert last(place) == f"record consensus by {CHAIR} for None"


@pytest.mark.usefixtures("fog")
def test_the_paragraph_is_shown_with_the_words_before_anything_is_recorded(place: Location, visitors: Visitors) -> None:
    typed = {"field_tried.en": "An informal round.", "field_refer": "1", "field_words.en": "To refer it."}
    page = does(visitors(CHAIR), NONE, step="preview", **HELD, **typed)
    assert "noted that there was no consensus on the proposed topic “Fog signals”" in said(page)
    assert "An informal round." in said(page)
    assert last(place) == f"open debate by {CHAIR} for None"


@pytest.mark.usefixtures("fog")
def test_the_paragraph_fills_the_screen_of_the_room(visitors: Visitors) -> None:
    chair = visitors(CHAIR)
    page = chair.get(f"{CONSENSUS}?projected=1")
    assert '<body class="projected">' in page.text
    assert "Sign out" not in page.text
    data = {"form": hidden(page.text, "form"), "seen": hidden(page.text, "seen"), "step": "act", **HELD}
    answer = chair.post(f"{CONSENSUS}?projected=1", data=data)
    assert answer.url.query.startswith(b"projected=1&made=2020%2Ffog%233&mark=")
    assert '<body class="projected">' in answer.text


@pytest.mark.usefixtures("fog")
def test_all_that_stands_in_the_way_is_said_before_the_button(visitors: Visitors) -> None:
    typed = {"field_stance": "object", "field_text.en": "We cannot.", "field_source": "MA20/4", "on": "2020-02-11"}
    desk = visitors(DESK)
    does(desk, f"{FOG}/acts/take-position", field_holders="Avalon", **{**typed, "on": "2020-03-02"})
    page = visitors(CHAIR).get(CONSENSUS)
    assert "The paragraph appears here once nothing is in the way any more." in said(page)
    assert f'href="{FOG}/acts/lift-objection?holders=Avalon"' in page.text
    assert "Avalon: object" in said(page)
    refused = does(visitors(CHAIR), CONSENSUS, **HELD)
    assert refused.status_code == 409
    assert "What stands in the way" in said(refused)


@pytest.mark.usefixtures("fog")
def test_what_the_secretary_enters_waits_and_is_endorsed_in_one_touch(place: Location, visitors: Visitors) -> None:
    desk, chair = visitors(DESK), visitors(CHAIR)
    assert f'name="entered_for" value="{CHAIR}"' in desk.get(f"/chair/defer{FOG}").text.replace(
        "Made-up Vice-Chair", CHAIR
    )
    answer = does(desk, CONSENSUS, **HELD, entered_for=CHAIR)
    assert f"It waits to be endorsed by {CHAIR}." in said(answer)
    assert f"It waits for {CHAIR}." in said(desk.get("/chair"))
    page = chair.get("/chair")
    data = {"form": hidden(page.text, "form"), "seen": hidden(page.text, "seen"), "step": "act", "words": "2020/fog#3"}
    endorsed = chair.post(f"{FOG}/acts/endorse", data=data)
    assert endorsed.status_code == 200, said(endorsed)
    assert last(place) == f"endorse by {CHAIR} for None"
    assert "Nothing waits for the chair." in said(chair.get("/chair"))


@pytest.mark.usefixtures("fog")
def test_whoever_had_the_page_open_is_told_what_moved(visitors: Visitors) -> None:
    chair = visitors(CHAIR)
    seen = hidden(chair.get(CONSENSUS).text, "seen")
    typed = {"field_version__title.en": "Fog horns", "field_version__questions.en.0": "Which?"}
    does(visitors(DESK), f"{FOG}/acts/revise", **typed, field_version__source="MA20/3", on="2020-03-02")
    answer = does(chair, CONSENSUS, seen=seen, **HELD)
    assert answer.status_code == 409
    assert "Moved meanwhile" in said(answer)
    assert "Fog horns" in said(answer)


@pytest.mark.usefixtures("fog")
def test_the_paragraph_says_where_an_edited_sentence_is_kept(visitors: Visitors) -> None:
    page = visitors(CHAIR).get(f"/chair/paragraph{FOG}/records/2")
    assert "This act keeps no words of its own" in said(page)
    assert "/drafts/report/en.docx?about=meeting/1" in page.text


def test_the_room_speaks_french(fog: str, visitors: Visitors) -> None:
    page = said(visitors(CHAIR).get(f"/fr/chair/record-consensus{fog}"))
    assert "Ce que dira le rapport" in page


@pytest.fixture
def bell(fog: str, visitors: Visitors) -> str:
    """Another topic that is debated there."""
    typed = {"field_version__title.en": "Bells", "field_version__questions.en.0": "What is a good bell?"}
    propose = {"words": "bell", "field_by_state": "Made-up Land", "on": "2020-02-10", **typed}
    does(visitors(DESK), "/rounds/2020/acts/propose", **propose)
    does(visitors(CHAIR), "/chair/open-debate/topics/2020/bell", **HELD)
    return fog


@pytest.mark.usefixtures("bell")
def test_topics_ticked_on_the_table_are_referred_by_one_form(place: Location, visitors: Visitors) -> None:
    chair = visitors(CHAIR)
    table = chair.get("/chair").text
    assert table.count('type="checkbox" form="together"') == 2
    assert 'name="act" value="refer"' in table
    page = chair.get("/chair/together", params={"act": "refer", "of": ["2020/fog", "2020/bell"]})
    assert page.url.path == NONE
    assert re.findall(r'name="of" value="([^"]*)" checked', page.text) == ["2020/bell", "2020/fog"]
    assert re.search(r'name="field_refer" value="1" checked', page.text)
    typed: dict[str, Any] = {
        "of": ["2020/fog", "2020/bell"],
        "field_refer": "1",
        "field_tried.en": "Much.",
        "field_words.en": "So.",
    }
    assert "there was no consensus" in said(does(chair, NONE, **HELD, **typed))
    with open_reader(place) as reader:
        assert {row.state for row in reader.topics("2020")} == {"unresolved"}


@pytest.mark.usefixtures("bell")
def test_what_was_not_ticked_stands_behind_what_was(visitors: Visitors) -> None:
    page = visitors(CHAIR).get("/chair/together", params={"act": "record-no-consensus", "of": "2020/bell"})
    assert page.url.path.endswith("/chair/record-no-consensus/topics/2020/bell")
    assert "Bells (2020/bell) Other topics Fog signals (2020/fog)" in said(page)
    assert not re.search(r'name="field_refer" value="1" checked', page.text)


@pytest.mark.usefixtures("bell")
def test_without_a_tick_the_table_asks_for_one(visitors: Visitors) -> None:
    page = visitors(CHAIR).get("/chair/together", params={"act": "refer"})
    assert page.url.path == "/chair"
    assert "Tick a topic first." in said(page)
    assert "Tick a topic first." not in said(visitors(CHAIR).get("/chair"))


@pytest.mark.usefixtures("bell")
def test_an_act_on_one_topic_alone_asks_for_one_tick(visitors: Visitors) -> None:
    chair = visitors(CHAIR)
    page = chair.get("/chair/together", params={"act": "merge", "of": ["2020/bell", "2020/fog"]})
    assert page.url.path == "/chair"
    assert "Tick one topic alone for this act." in said(page)
    alone = chair.get("/chair/together", params={"act": "merge", "of": ["2020/bell"]})
    assert alone.url.path == "/chair/merge/topics/2020/bell"


@pytest.mark.usefixtures("bell")
def test_what_can_be_done_with_each_topic_stands_once_above_them_all(visitors: Visitors) -> None:
    table = visitors(CHAIR).get("/chair").text
    together, cards = table.partition('id="together"')[2].split("</form>", 1)
    found = re.findall(r'name="act" value="([^"]+)"', together)
    assert found == [
        "record consensus",
        "record no consensus",
        "defer",
        "set aside",
        "merge",
        "circulate",
        "refer",
        "show",
    ]
    assert cards.count('form="together"') == 2
    assert 'href="/chair/' not in cards.partition('id="endorse"')[0]


def test_what_one_topic_alone_can_stands_beside_it(bell: str, visitors: Visitors) -> None:
    typed = {"field_version__title.en": "Horns", "field_version__questions.en.0": "What is a good horn?"}
    propose = {"words": "horn", "field_by_state": "Made-up Land", "on": "2020-02-10", **typed}
    does(visitors(DESK), "/rounds/2020/acts/propose", **propose)
    table = visitors(CHAIR).get("/chair").text
    assert 'class="button quiet" href="/chair/open-debate/topics/2020/horn"' in table  # others lead
    assert f'href="/chair/record-consensus{bell}"' not in table


@pytest.mark.usefixtures("bell")
def test_a_topic_ticked_that_stands_elsewhere_is_shown_with_what_is_in_its_way(visitors: Visitors) -> None:
    chair = visitors(CHAIR)
    does(chair, f"/chair/record-consensus{FOG}", of="2020/fog", **HELD, **{"field_words.en": "So be it."})
    page = chair.get("/chair/together", params={"act": "record no consensus", "of": ["2020/bell", "2020/fog"]})
    assert re.findall(r'name="of" value="([^"]*)" checked', page.text) == ["2020/bell", "2020/fog"]
    assert "2020/fog" in said(page).partition("What stands in the way")[2].partition("On which topics")[0]


TABLE = "/chair/together"
TRIED = {"field_tried.en": "Two drafting groups met."}


def sent_from_the_table(chair: Browser, act: str, **typed: Any) -> Any:
    """What the table sends with one of its buttons: all that it holds hidden, and what was typed."""
    page = chair.get("/chair").text
    form = page.partition('id="together"')[2].partition("</form>")[0]
    given = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form))
    return chair.post(TABLE, data={**given, "act": act, **typed})


@pytest.mark.usefixtures("bell")
def test_the_chair_refers_what_is_ticked_by_one_sentence_on_the_table(place: Location, visitors: Visitors) -> None:
    chair = visitors(CHAIR)
    answer = sent_from_the_table(chair, "refer", of=["2020/fog", "2020/bell"], **HELD, **TRIED)
    assert answer.url.path.startswith("/chair/paragraph/")
    assert "Recorded: 2020/" in said(answer)
    assert "Two drafting groups met." in said(answer)
    with open_reader(place) as reader:
        records = [reader.history(name)[-1] for name in ("2020/fog", "2020/bell")]
    assert {record.act for record in records} == {"record no consensus"}
    motion: Any = records[0].motion
    assert (motion.tried, motion.refer, motion.words) == ({"en": "Two drafting groups met."}, True, "not at hand")
    assert {(record.evidence.meeting, record.on) for record in records} == {("1", "2020-03-02")}


@pytest.mark.usefixtures("bell")
def test_the_table_says_what_it_adds_to_the_sentence(visitors: Visitors) -> None:
    table = said(visitors(CHAIR).get("/chair"))
    assert "meeting 3, the decision to refer in its own words: not at hand." in table.partition("and refer")[2]
    assert "for Made-up Chair, and wait to be endorsed." in said(visitors(DESK).get("/chair")).replace(
        "Vice-Chair", "Chair"
    )


@pytest.mark.parametrize(("act", "refers"), [("show", True), ("record no consensus", False)])
@pytest.mark.usefixtures("bell")
def test_the_paragraph_is_shown_first_with_the_sentence_of_the_table(
    act: str, place: Location, visitors: Visitors, *, refers: bool
) -> None:
    page = sent_from_the_table(visitors(CHAIR), act, of=["2020/fog", "2020/bell"], **HELD, **TRIED)
    assert "noted that there was no consensus" in said(page)
    assert re.search(r">\s*Two drafting groups met.</textarea>", page.text)
    assert bool(re.search(r'name="field_refer" value="1" checked', page.text)) is refers
    assert bool(re.search(r'name="field_words.lacking" value="1" checked', page.text)) is refers
    assert last(place) == f"open debate by {CHAIR} for None"


@pytest.mark.usefixtures("bell")
def test_a_sentence_without_a_tick_stays_on_the_table(place: Location, visitors: Visitors) -> None:
    page = sent_from_the_table(visitors(CHAIR), "refer", **TRIED)
    assert page.status_code == 422
    assert "Tick a topic first." in said(page)
    assert re.search(r'<textarea id="tried"[^>]*>\s*Two drafting groups met.</textarea>', page.text)
    assert last(place) == f"open debate by {CHAIR} for None"


@pytest.mark.usefixtures("bell")
def test_a_tick_without_a_sentence_leads_to_the_form(place: Location, visitors: Visitors) -> None:
    for act, way in (("refer", NONE), ("show", NONE), ("set aside", f"/chair/set-aside{FOG}")):
        page = sent_from_the_table(visitors(CHAIR), act, of="2020/fog", **{"field_tried.en": " "})
        assert page.url.path == way
        assert (b"refer=1" in page.url.query) is (act != "set aside")
    assert last(place) == f"open debate by {CHAIR} for None"


@pytest.mark.usefixtures("bell")
def test_the_sentence_of_a_table_whose_session_ended_is_kept_and_looked_at_again(
    place: Location, visitors: Visitors
) -> None:
    chair = visitors(CHAIR)
    page = sent_from_the_table(chair, "refer", of="2020/fog", form="of another session", **HELD, **TRIED)
    assert page.status_code == 403
    assert "What you typed is still here" in said(page)
    kept = re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', page.text)
    again = chair.post(TABLE, data={**dict(kept), "step": "preview"})
    assert "noted that there was no consensus on the proposed topic “Fog signals”" in said(again)
    assert last(place) == f"open debate by {CHAIR} for None"


@pytest.mark.usefixtures("bell")
def test_the_table_offers_the_language_of_the_page_or_else_the_first_of_the_body(visitors: Visitors) -> None:
    chair = visitors(CHAIR)
    assert 'name="field_tried.en"' in chair.get("/chair").text
    assert re.search(r'name="field_tried\.(en|de)"', chair.get("/fr/chair").text)


def test_of_three_acts_on_a_topic_none_is_folded_away(visitors: Visitors) -> None:
    typed = {"field_version__title.en": "Horns", "field_version__questions.en.0": "What is a good horn?"}
    propose = {"words": "horn", "field_by_state": "Made-up Land", "on": "2020-02-10", **typed}
    does(visitors(DESK), "/rounds/2020/acts/propose", **propose)
    table = said(visitors(CHAIR).get("/chair"))
    assert "Open debate : Horns Merge : Horns Set aside : Horns" in table
    assert "Other acts" not in table


def test_one_topic_alone_is_not_ticked(fog: str, visitors: Visitors) -> None:
    assert fog
    assert 'form="together"' not in visitors(CHAIR).get("/chair").text
