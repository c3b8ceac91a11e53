"""The chair's table: outcomes in three touches, and the paragraph in the room."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

import pytest

from escalade.models.backends import Location
from escalade.models.reader import open_reader
from escalade.models.register import open_register
from escalade.workflow.motions import Convene
from tests.web.acts import put_forward, steps
from tests.web.acts import record as recorded
from tests.web.browser import CHAIR, COUNCIL_DESK, DESK, READER, Browser, does, hidden, said
from tests.web.conftest import Visitors

FOG = "/topics/2020/fog"
CONSENSUS = f"/chair/record-consensus{FOG}"
HELD = {"field_evidence__meeting": "1", "on": "2020-03-02"}


@pytest.fixture
def fog(place: Location) -> str:
    """A topic that is debated at the first meeting."""
    recorded(place, put_forward(), *steps("debated"))
    return FOG


def last(place: Location) -> str:
    """The newest record of the topic, told by act and officer."""
    with open_reader(place) as reader:
        record = reader.history("2020/fog")[-1]
    return f"{record.act} by {record.officer} for {record.entered_for}"


@pytest.mark.usefixtures("fog")
def test_the_table_names_neither_a_topic_above_the_first_nor_whom_nobody_named(visitors: Visitors) -> None:
    table = said(visitors(CHAIR).get("/chair"))
    assert "What was tried to reach consensus." in table
    assert "as for the topic above" not in table
    assert "For whom change" in table


@pytest.mark.parametrize("path", ["/chair", CONSENSUS])
@pytest.mark.usefixtures("fog")
def test_the_table_is_for_the_chair_and_the_secretary_beside(path: str, visitors: Visitors) -> None:
    assert visitors().get(path).url.path == "/sign-in"
    for name in (COUNCIL_DESK, READER):
        assert visitors(name).get(path).status_code == 403
    for name in (CHAIR, DESK):
        assert visitors(name).get(path).status_code == 200
    assert "This is for the chair or a vice-chair" in said(visitors(COUNCIL_DESK).get(path))


@pytest.mark.usefixtures("fog")
def test_consensus_is_recorded_in_three_touches(place: Location, visitors: Visitors) -> None:
    chair = visitors(CHAIR)
    page = chair.get(CONSENSUS, params={"meeting": "1", "on": "2020-03-02"})
    assert "What the report will say" in said(page)
    answer = does(chair, CONSENSUS, **HELD, **{"field_words.en": "It is the next theme."})
    assert answer.url.path == "/chair"
    assert "Recorded: Fog signals . Take it back" in said(answer)
    assert last(place) == f"record consensus by {CHAIR} for None"


@pytest.mark.usefixtures("fog")
def test_once_nothing_waits_the_table_leads_to_the_follow_up(place: Location, visitors: Visitors) -> None:
    today = datetime.now(UTC).date().isoformat()
    with open_register(place) as register:
        register.act(
            Convene(of=("meeting/9",), by=DESK, on="2021-03-01", opens=today, closes=today, place="not at hand")
        )
    answer = does(visitors(CHAIR), CONSENSUS, field_evidence__meeting="9", on=today)
    assert 'href="/rounds/2020/papers/follow-up?about=meeting/9"' in answer.text


@pytest.mark.usefixtures("fog")
def test_the_paragraph_fills_the_screen_of_the_room(visitors: Visitors) -> None:
    chair = visitors(CHAIR)
    page = chair.get(f"{CONSENSUS}?projected=1")
    assert '<body class="projected">' in page.text
    assert "Sign out" not in page.text
    data = {"form": hidden(page.text, "form"), "seen": hidden(page.text, "seen"), "step": "act", **HELD}
    assert chair.post(f"{CONSENSUS}?projected=1&issue=nothing", data=data).url.path == "/room"


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
    assert f"It waits for {CHAIR}." in said(answer)
    page = chair.get("/chair")
    data = {"form": hidden(page.text, "form"), "seen": hidden(page.text, "seen"), "step": "act", "words": "2020/fog#3"}
    endorsed = chair.post(f"{FOG}/acts/endorse", data=data)
    assert endorsed.status_code == 200, said(endorsed)
    assert last(place) == f"endorse by {CHAIR} for None"
    assert "Nothing waits for the chair." in said(chair.get("/chair"))


@pytest.fixture
def bell(place: Location, fog: str) -> str:
    """Another topic that is debated there."""
    recorded(place, put_forward("2020/bell", "Bells"), *steps("debated", of=("2020/bell",)))
    return fog


def laid(chair: Browser, name: str) -> str:
    """What the row of a topic says."""
    page = chair.get("/chair").text
    row = next(one for one in page.split("<article")[1:] if f'name="choice.{name}"' in one)
    return " ".join(re.sub(r"<[^>]*>", " ", row.partition("</article>")[0].partition(">")[2]).split())


def choose(browser: Browser, *, shown: str = "", seen: str = "", **typed: Any) -> Any:
    """Press the button of the table; `fog` and `bell` are what is chosen for them."""
    page = browser.get("/chair").text
    given = {name: hidden(page, name) for name in ("form", "seen", "entered_for") if f'name="{name}" value="' in page}
    given |= {f"choice.2020/{name}": typed.pop(name) for name in ("fog", "bell", "horn") if name in typed}
    given |= {"seen": seen} if seen else {}
    return browser.post("/chair", data={**given, **HELD, "step": "act", "shown": shown, **typed})


def record(browser: Browser, **typed: Any) -> Any:
    """Press it, and once more when the sentences are shown."""
    return choose(browser, shown=hidden(choose(browser, **typed).text, "shown"), **typed)


def newest(place: Location) -> list[Any]:
    """The newest records of both topics."""
    with open_reader(place) as reader:
        return [reader.history(name)[-1] for name in ("2020/fog", "2020/bell")]


TRIED = {"tried.2020/fog": "Two drafting groups met."}


@pytest.mark.usefixtures("bell")
def test_a_row_says_who_put_it_forward_who_objects_and_on_what_papers(visitors: Visitors) -> None:
    desk = visitors(DESK)
    holders = ("Avalon", "Isle")
    for name in holders:
        typed = {"field_stance": "object", "field_text.en": "We cannot.", "field_source": "MA20/4", "on": "2020-03-02"}
        does(desk, f"{FOG}/acts/take-position", field_holders=name, **typed)
    typed = {"field_version__title.en": "Fog horns", "field_version__questions.en.0": "Which?"}
    does(desk, f"{FOG}/acts/revise", **typed, field_version__source="MA20/3", on="2020-03-02")
    row = laid(visitors(CHAIR), "2020/fog")
    assert "Put forward by: Made-up Land MA20/3 Objections (2): Avalon and Isle What stands in the way" in row
    assert "Agree No No, and refer Defer Leave" in row
    assert "Objections" not in laid(visitors(CHAIR), "2020/bell")


@pytest.mark.usefixtures("bell")
def test_all_choices_are_shown_as_sentences_and_recorded_by_the_same_button(
    place: Location, visitors: Visitors
) -> None:
    chair = visitors(CHAIR)
    page = choose(chair, fog="refer", bell="agree", **TRIED)
    sentences = said(page).partition("What the report will say")[2]
    assert "Two drafting groups met." in sentences
    assert "agreed by consensus to retain “Bells”" in sentences
    assert {one.act for one in newest(place)} == {"open debate"}
    answer = choose(chair, fog="refer", bell="agree", shown=hidden(page.text, "shown"), **TRIED)
    assert answer.url.path == "/chair"
    assert "Recorded: Bells ; Fog signals . Take it back" in said(answer)
    taken = re.search('href="(/topics/2020/bell/acts/annul[^"]*)"', answer.text)
    assert taken
    assert re.findall('name="words" value="([^"]+)" checked', visitors(DESK).get(taken[1]).text) == [
        "2020/bell#3",
        "2020/fog#3",
    ]
    fog, bell = newest(place)
    assert (fog.act, bell.act) == ("record no consensus", "record consensus")
    assert (fog.motion.tried, fog.motion.refer, fog.motion.words) == (
        {"en": "Two drafting groups met."},
        True,
        "not at hand",
    )
    assert {(one.evidence.meeting, one.on) for one in (fog, bell)} == {("1", "2020-03-02")}


@pytest.mark.usefixtures("bell")
def test_a_row_without_words_is_decided_with_the_one_above(place: Location, visitors: Visitors) -> None:
    record(
        visitors(CHAIR),
        fog="no",
        bell="no",
        **{"tried.2020/bell": "Much.", "words.2020/fog": "Kept."},
    )
    fog, bell = newest(place)
    assert set(fog.touched) == {fog.reference, bell.reference}
    assert fog.motion.tried == {"en": "Much."}
    assert fog.motion.refer is False


@pytest.mark.usefixtures("bell")
def test_one_refusal_stands_at_its_row_and_nothing_is_recorded(place: Location, visitors: Visitors) -> None:
    desk, chair = visitors(DESK), visitors(CHAIR)
    typed = {"field_stance": "object", "field_text.en": "We cannot.", "field_source": "MA20/4", "on": "2020-03-02"}
    does(desk, f"{FOG}/acts/take-position", field_holders="Avalon", **typed)
    page = record(chair, fog="agree", bell="defer")
    assert page.status_code == 409
    row = next(one for one in page.text.split("<article") if 'name="choice.2020/fog"' in one)
    assert "No consensus may be" in re.sub(r"<[^>]*>", "", row)
    assert f'href="{FOG}/acts/lift-objection?holders=Avalon"' in row
    assert 'value="agree" checked' in row
    assert page.text.count('<ul class="problem"') == 1
    assert "Nothing was recorded" in said(page)
    assert [one.act for one in newest(place)] == ["take position", "open debate"]


@pytest.mark.usefixtures("bell")
def test_what_a_choice_needs_and_lacks_is_said_at_its_row(place: Location, visitors: Visitors) -> None:
    page = choose(visitors(CHAIR), fog="no")
    assert page.status_code == 409
    assert "Tried: still to be given" in said(page)
    late = choose(visitors(CHAIR), fog="agree", on="yesterday")
    assert (late.status_code, "yesterday" in said(late)) == (409, True)
    nothing = choose(visitors(CHAIR), fog="")
    assert (nothing.status_code, "Nothing is chosen yet." in said(nothing)) == (422, True)
    assert {one.act for one in newest(place)} == {"open debate"}


@pytest.mark.usefixtures("bell")
def test_only_meetings_to_come_are_offered_to_defer_to(place: Location, visitors: Visitors) -> None:
    chair, later = visitors(CHAIR), str(datetime.now(UTC).year + 2)
    with open_register(place) as register:
        opens, closes = f"{later}-03-02", f"{later}-03-03"
        register.act(
            Convene(of=("meeting/9",), by=DESK, on="2021-03-01", opens=opens, closes=closes, place="not at hand")
        )
    offered = chair.get("/chair").text.partition('name="to_meeting.2020/fog"')[2].partition("</select>")[0]
    assert re.findall('<option value="([^"]*)"', offered) == ["", "9"]
    record(chair, fog="defer", **{"to_meeting.2020/fog": "9"})
    assert newest(place)[0].motion.to_meeting == "9"


@pytest.mark.usefixtures("bell")
def test_what_moved_since_the_sentences_were_shown_is_told_and_nothing_recorded(
    place: Location, visitors: Visitors
) -> None:
    chair = visitors(CHAIR)
    page = choose(chair, fog="agree", bell="agree").text
    typed = {"field_version__title.en": "Fog horns", "field_version__questions.en.0": "Which?"}
    does(visitors(DESK), f"{FOG}/acts/revise", **typed, field_version__source="MA20/3", on="2020-03-02")
    answer = choose(chair, fog="agree", bell="agree", shown=hidden(page, "shown"), seen=hidden(page, "seen"))
    assert answer.status_code == 409
    assert "Moved meanwhile" in said(answer)
    assert [one.act for one in newest(place)] == ["revise", "open debate"]


@pytest.mark.usefixtures("bell")
def test_a_second_press_records_nothing_twice(place: Location, visitors: Visitors) -> None:
    chair = visitors(CHAIR)
    page = choose(chair, fog="agree", bell="agree").text
    again = {"fog": "agree", "bell": "agree", "shown": hidden(page, "shown"), "seen": hidden(page, "seen")}
    assert "Recorded: " in said(choose(chair, **again))
    assert "Recorded: " in said(choose(chair, **again))
    assert [one.act for one in newest(place)] == ["record consensus", "record consensus"]


@pytest.mark.usefixtures("bell")
def test_what_the_secretary_chooses_is_entered_for_the_chair_and_waits(place: Location, visitors: Visitors) -> None:
    page = choose(visitors(DESK), fog="agree", bell="agree", entered_for=CHAIR)
    assert "It will be recorded as entered by Made-up Desk for Made-up Chair, and wait to be endorsed." in said(page)
    answer = record(visitors(DESK), fog="agree", bell="agree", entered_for=CHAIR)
    assert said(answer).count("It waits for Made-up Chair.") == 2
    assert all(one.waits and one.officer == DESK for one in newest(place))
    chair, wait = visitors(CHAIR), [one.reference for one in newest(place)]
    page = chair.get("/chair").text
    form = page[page.index("/chair/endorse/") - 30 :].partition("</form>")[0]
    action, pressed = re.search(r'action="([^"]+)"', form), re.findall(r'name="words" value="([^"]+)"', form)
    assert action
    assert sorted(pressed) == sorted(wait)
    data = {"form": hidden(page, "form"), "seen": hidden(page, "seen"), "step": "act", "words": pressed}
    answer = chair.post(action[1], data=data)
    assert (answer.url.path, answer.url.params["about"]) == ("/rounds/2020/papers/follow-up", "meeting/1")
    assert "Follow-up" in said(answer)
    assert [one.act for one in newest(place)] == ["endorse", "endorse"]


@pytest.mark.usefixtures("bell")
def test_the_choices_of_a_session_that_ended_are_kept_and_looked_at_again(place: Location, visitors: Visitors) -> None:
    chair = visitors(CHAIR)
    page = choose(chair, fog="refer", form="of another session", **TRIED)
    assert page.status_code == 403
    assert "What you typed is still here" in said(page)
    kept = re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', page.text)
    again = chair.post("/chair", data={**dict(kept), "step": "preview"})
    assert "noted that there was no consensus on the proposed topic “Fog signals”" in said(again)
    assert {one.act for one in newest(place)} == {"open debate"}


@pytest.mark.usefixtures("bell")
def test_the_debate_on_what_was_put_forward_is_opened_from_the_table(visitors: Visitors) -> None:
    typed = {"field_version__title.en": "Horns", "field_version__questions.en.0": "What is a good horn?"}
    propose = {"words": "horn", "field_by_state": "Made-up Land", "on": "2020-02-10", **typed}
    does(visitors(DESK), "/rounds/2020/acts/propose", **propose)
    assert "Open debate Leave" in laid(visitors(CHAIR), "2020/horn")
    answer = record(visitors(CHAIR), horn="open")
    assert "Horns In debate" in said(answer)


def test_the_form_of_an_act_of_the_chair_is_its_sheet(fog: str, visitors: Visitors) -> None:
    for name in (CHAIR, DESK):
        page = visitors(name).get(f"{fog}/acts/record-consensus", params={"meeting": "1"})
        assert (page.url.path, page.url.query) == (CONSENSUS, b"meeting=1")
    assert visitors(DESK).get(f"{fog}/acts/revise").url.path == f"{fog}/acts/revise"
