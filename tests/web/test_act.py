"""Every act on its page: asked, shown before, done, refused, and too late."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from typing import Any

import pytest

from escalade.models.backends import Location
from escalade.models.reader import open_reader
from escalade.web.forms.act import ELSEWHERE, possible
from escalade.workflow.motions import MOTIONS
from escalade.workflow.subjects.standing import subject_for
from tests.web.browser import CHAIR, COUNCIL_DESK, DESK, Browser, does, hidden, said
from tests.web.conftest import Visitors

FOG = "/topics/2020/fog"
TITLE = "field_version__title__dot__en"
TEXT = {
    TITLE: "Fog signals",
    "field_version__questions__dot__en__dot__0": "What is a good signal?",
    "field_by_state": "Made-up Land",
    "on": "2020-02-10",
}


@pytest.fixture
def desk(visitors: Visitors) -> Browser:
    """The secretariat, who put a topic forward."""
    browser = visitors(DESK)
    answer = does(browser, "/rounds/2020/acts/propose", words="fog", **TEXT)
    assert "Recorded: Fog signals . Take it back" in said(answer)
    return browser


def newest(place: Location) -> str:
    """The newest record of a register."""
    with open_reader(place) as reader:
        return reader.newest()


@pytest.mark.usefixtures("desk")
def test_an_act_says_first_what_stands_in_its_way(visitors: Visitors) -> None:
    page = said(visitors(COUNCIL_DESK).get(f"{FOG}/acts/open-debate"))
    assert "Made-up Assembly Desk is the Assembly Secretariat; the chair does this." in page
    assert "Which meeting needed" in page
    later = said(visitors(COUNCIL_DESK).get(f"{FOG}/acts/record-consensus"))
    assert "The shortest way to it open debate (chair) record consensus (chair)" in later
    sheet = said(visitors(CHAIR).get(f"{FOG}/acts/record-consensus"))
    assert "This act cannot be done from here. First: open debate." in sheet


@pytest.mark.usefixtures("desk")
def test_what_would_be_recorded_is_shown_and_nothing_is(place: Location, visitors: Visitors) -> None:
    before = newest(place)
    page = does(
        visitors(CHAIR), f"{FOG}/acts/open-debate", step="preview", field_evidence__meeting="1", on="2020-03-02"
    )
    shown = "What will be recorded Debate opened : Fog signals, 2 March 2020"
    assert f"{shown} 2020/fog#2 · proposed → to debated · Made-up Chair (chair) · signed in" in said(page)
    assert 'value="2020-03-02"' in page.text
    assert newest(place) == before


@pytest.mark.usefixtures("desk")
def test_a_refusal_stands_beside_what_was_typed(place: Location, visitors: Visitors) -> None:
    before = newest(place)
    answer = does(visitors(CHAIR), f"{FOG}/acts/open-debate", field_evidence__meeting="2", on="2020-03-02")
    assert answer.status_code == 409
    assert 'id="on-problem"' in answer.text
    assert 'value="2020-03-02"' in answer.text
    assert newest(place) == before


def test_a_short_name_that_cannot_be_is_refused_at_its_field_and_another_is_offered(visitors: Visitors) -> None:
    answer = does(visitors(DESK), "/rounds/2020/acts/propose", words="Made-up Lights", **TEXT)
    assert answer.status_code == 422
    wrong = re.search(r'<p class="problem" id="words-wrong">([^<]*)</p>', answer.text)
    assert wrong
    assert "This one can be taken: made-up-lights." in wrong[1]
    assert 'aria-describedby="words-hint words-wrong" aria-invalid="true"' in answer.text
    assert "What it is to be called : “Made-up Lights” cannot be the short name of a topic." in said(answer)
    assert 'value="Made-up Lights"' in answer.text


@pytest.mark.parametrize(
    ("path", "typed", "sentence"),
    [
        ("/body/acts/open-round", "Made up", "“Made up” cannot be the name of a round."),
        ("/body/acts/convene", "9/1", "“9/1” cannot be the number of a meeting or the name of a session."),
        ("/rounds/2020/acts/propose", "灯", "none with an accent."),
    ],
)
def test_each_new_thing_is_told_what_its_name_is_made_of(
    path: str, typed: str, sentence: str, visitors: Visitors
) -> None:
    answer = said(does(visitors(DESK), path, words=typed, on="2020-02-10"))
    assert sentence in answer
    assert "This one can be taken" not in answer


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"on": "2020-02-31"}, "does not exist in the calendar"),
        ({"field_version__title__dot__en": "Fog\x07"}, "control character"),
        ({"field_version__standing": "en"}, "takes LANGUAGE=STANDING"),
        ({"words": "Not A Name"}, "“Not A Name” cannot be the short name of a topic. One begins"),
    ],
)
def test_a_malformed_answer_is_said_and_kept(typed: dict[str, str], sentence: str, visitors: Visitors) -> None:
    answer = does(visitors(DESK), "/rounds/2020/acts/propose", **{"words": "fog", **TEXT, **typed})
    assert answer.status_code in {404, 422}
    assert sentence in said(answer)
    assert "Made-up Land" in answer.text


def test_whoever_opened_the_page_before_someone_else_acted_is_told(desk: Browser, visitors: Visitors) -> None:
    chair = visitors(CHAIR)
    seen = hidden(chair.get(f"{FOG}/acts/open-debate").text, "seen")
    does(
        desk,
        f"{FOG}/acts/revise",
        **{**{name: value for name, value in TEXT.items() if name != "field_by_state"}, TITLE: "Fog horns"},
        field_version__source="MA20/3",
    )
    late = does(chair, f"{FOG}/acts/open-debate", seen=seen, field_evidence__meeting="1", on="2020-03-02")
    assert late.status_code == 409
    assert "Moved meanwhile" in said(late)
    assert "2020/fog#2 : revise" in said(late)
    assert "Fog horns" in said(late)
    fresh = hidden(late.text, "seen")
    again = does(chair, f"{FOG}/acts/open-debate", seen=fresh, field_evidence__meeting="1", on="2020-03-02")
    assert again.url.path == FOG


def test_a_register_that_cannot_be_written_is_said_without_its_place(place: Location, visitors: Visitors) -> None:
    with closing(sqlite3.connect(place.path)) as changed:
        changed.execute("CREATE TABLE added (one)")
    answer = does(visitors(DESK), "/rounds/2020/acts/propose", words="fog", **TEXT)
    assert answer.status_code == 503
    assert "The register has a schema that was changed. Nothing is written to it." in said(answer)
    assert str(place.path.parent) not in answer.text


def test_the_office_is_checked_within_the_act(place: Location, desk: Browser) -> None:
    before = newest(place)
    answer = does(desk, f"{FOG}/acts/open-debate", field_evidence__meeting="1", on="2020-03-02")
    assert answer.status_code == 409
    assert "the chair does this" in said(answer)
    asked = {"field_evidence__meeting": "1", "on": "2020-03-02", "entered_for": CHAIR}
    shown = said(does(desk, f"{FOG}/acts/open-debate", step="preview", **asked))
    assert f"It will be recorded as entered by {DESK} for {CHAIR}" in shown
    entered = does(desk, f"{FOG}/acts/open-debate", field_evidence__meeting="1", on="2020-03-02", entered_for=CHAIR)
    assert entered.url.path == FOG
    assert newest(place) != before


def test_what_waits_is_shown_page_by_page(desk: Browser, visitors: Visitors, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("escalade.web.routes.office.PAGE", 1)
    does(desk, "/rounds/2020/acts/propose", words="mist", **TEXT)
    chair = visitors(CHAIR)
    first = chair.get("/inbox").text
    (onward,) = re.findall(r'<a href="(\?after=[^"]+)">What else waits</a>', first)
    second = chair.get(f"/inbox{onward}").text
    assert [f'href="/topics/2020/{name}"' in page for page in (first, second) for name in ("fog", "mist")] == [
        True, False, False, True,
    ]  # fmt: skip
    assert "What else waits" not in second
    assert chair.get("/inbox?after=tomorrow").status_code == 422


def test_several_topics_are_taken_in_one_act(place: Location, desk: Browser, visitors: Visitors) -> None:
    does(desk, "/rounds/2020/acts/propose", words="mist", **TEXT)
    chair = visitors(CHAIR)
    page = chair.get("/rounds/2020/acts/open-debate").text
    assert page.count('name="of"') == 2
    both: dict[str, Any] = {"of": ["2020/fog", "2020/mist"], "field_evidence__meeting": "1", "on": "2020-03-02"}
    assert does(chair, "/rounds/2020/acts/open-debate", **both).url.path == FOG
    with open_reader(place) as reader:
        assert reader.standing().record("2020/fog#2").touched == ("2020/fog#2", "2020/mist#2")


@pytest.mark.usefixtures("desk")
def test_a_file_gives_what_no_input_can(place: Location, visitors: Visitors) -> None:
    desk, path = visitors(DESK), "/body/acts/amend-constitution"
    typed = {"field_authority.en": "Made-up decision", "on": "2020-02-10"}
    titles = json.dumps({"chair": {"en": "President"}}).encode()
    wrong = does(desk, path, files={"field_office_titles": ("titles.json", b"{")}, **typed)
    assert "The file titles.json is not JSON" in said(wrong)
    shown = does(desk, path, files={"field_office_titles": ("titles.json", titles)}, **typed, step="preview")
    (waits,) = re.findall(r'name="waits.field_office_titles" value="([^"]+)" checked', shown.text)
    answer = does(desk, path, waits__dot__field_office_titles=waits, **typed)
    assert answer.url.path == "/body", said(answer)
    with open_reader(place) as reader:
        constitution = reader.standing().body.constitution()
    assert constitution is not None
    assert constitution.office_titles["chair"] == {"en": "President"}


def test_every_act_has_its_page_somewhere() -> None:
    places = [subject_for(name) for name in ("body", "2020", "2020/fog", "meeting/1", "session/Assembly 2020")]
    found = {act for act in MOTIONS for subject in places if possible_somewhere(act, subject.reference)}
    assert found == set(MOTIONS) - ELSEWHERE


def possible_somewhere(act: str, reference: str) -> bool:
    """Whether a page is there for an act on a subject that exists."""
    from tests.lives import Life, at  # noqa: PLC0415  # the law's own lives

    of = subject_for(reference).kind
    life = at(Life(), {"body": "constituted", "round": "open"}.get(of, "convened" if of != "topic" else "proposed"), of)
    names = {"body": "body", "round": "2031", "topic": "2031/a", "meeting": "meeting/9", "session": "session/Summer"}
    return possible(act, life.subject(names[of]))


@pytest.mark.parametrize("path", ["/rounds/2020/acts/none", "/topics/2020/none/acts/revise", "/body/acts/issue",
                                  "/body/acts/constitute", "/elsewhere/acts", "/meetings/1/acts/propose"])  # fmt: skip
def test_where_there_is_no_such_act_it_is_said(path: str, visitors: Visitors) -> None:
    assert visitors(DESK).get(path).status_code == 404


def test_a_paper_is_issued_on_its_own_page(visitors: Visitors) -> None:
    page = visitors(DESK).get("/rounds/2020/acts/issue")
    assert (page.url.path, page.status_code) == ("/rounds/2020/papers/note", 200)


def test_a_page_says_what_was_recorded_to_whoever_did_it_and_in_no_words_of_an_address(visitors: Visitors) -> None:
    desk, others = visitors(DESK), [visitors(), visitors(CHAIR)]
    answer = does(desk, "/rounds/2020/acts/propose", words="fog", **TEXT)
    assert "Recorded: Fog signals . Take it back" in said(answer)
    for another in others:
        assert "Recorded" not in said(another.get(str(answer.url)))
    for words in ("made=The+Council+approved+it", "made=2020/fog%231", "made=The+Council+approved+it&mark=guessed"):
        for one in (desk, *others):
            assert "Recorded" not in said(one.get(f"{FOG}?{words}"))
            assert "approved it" not in one.get(f"{FOG}?{words}").text


def test_the_forms_of_keys_and_of_a_hand_over_ask_for_what_the_act_names(desk: Browser) -> None:
    for act, label in (("publish-key", "Public key"), ("revoke-key", "Public key"), ("hand-over", "Receiver")):
        page = desk.get(f"/body/acts/{act}").text
        assert 'name="words"' in page
        assert f'<label for="words">{label}</label>' in page
    key = "made-up.example/group+8c1b5d2e+ARVXJTdcXpmUCu5Ykqj7ZsRhSTmVPAkIYnQTzXc1MXVV"
    refused = said(does(desk, "/body/acts/publish-key", words=key, on="2020-02-10"))
    assert "is missing" not in refused


def test_the_form_of_an_act_that_does_not_start_from_here_says_what_comes_first_or_why_none_does(desk: Browser) -> None:
    page = said(desk.get(f"{FOG}/acts/launch"))
    assert "This act cannot be done from here. First: open debate, record consensus." in page
    assert "Recorded" in said(does(desk, f"{FOG}/acts/withdraw", field_asked_by="Made-up Land", on="2020-02-10"))
    page = said(desk.get(f"{FOG}/acts/launch"))
    assert "This act cannot be done from here. “withdrawn” is an end of the procedure." in page


def test_a_report_is_approved_with_the_acts_of_its_meeting_listed(
    place: Location, desk: Browser, visitors: Visitors
) -> None:
    does(desk, "/rounds/2020/acts/propose", words="mist", **TEXT)
    both: dict[str, Any] = {"of": ["2020/fog", "2020/mist"], "field_evidence__meeting": "1", "on": "2020-03-02"}
    does(visitors(CHAIR), "/rounds/2020/acts/open-debate", **both)
    page = desk.get("/meetings/1/acts/approve-report")
    keys = re.findall(r'name="field_paragraphs\.key" value="([^"]+)"', page.text)
    assert keys == ["2020/fog#2", "2020/mist#2"]
    assert "Debate opened: " in said(page)
    typed: dict[str, Any] = {
        "field_paragraphs.key": keys,
        "field_paragraphs.value": ["4.1", ""],
        "field_sent_to.en.0": "Members",
    }
    assert does(desk, "/meetings/1/acts/approve-report", on="2020-03-10", **typed).url.path == "/meetings/1"
    with open_reader(place) as reader:
        meeting = reader.standing().gathering("meeting/1")
        assert meeting is not None
        assert (meeting.paragraph_of("2020/fog#2"), meeting.paragraph_of("2020/mist#2")) == ("4.1", None)
