"""What everyone may read, and in which language."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from escalade.models.backends import Location
from escalade.models.cases import parse_case
from escalade.models.register import open_register
from escalade.web.i18n.language import catalogue, choose_language
from escalade.web.i18n.wording import Wording
from escalade.web.routes import public
from escalade.workflow.motions import (
    Annul,
    Evidence,
    Introduce,
    Launch,
    OpenDebate,
    Propose,
    RecordConsensus,
    SetDeadline,
    TextVersion,
    Withdraw,
)
from tests.web.browser import CHAIR, COUNCIL_DESK, DESK, READER, does, said
from tests.web.conftest import Visitors
from tests.web.consultation import LAUNCHED

PROPOSE = "/rounds/2020/acts/propose"
TEXT = {
    "words": "fog",
    "field_version__title__dot__en": "Fog signals",
    "field_version__title__dot__de": "Nebelsignale",
    "field_version__questions__dot__en__dot__0": "What is a good signal?",
    "field_by_state": "Made-up Land",
    "on": "2020-02-10",
}
REVISED = {
    **{name: value for name, value in TEXT.items() if name not in {"words", "field_by_state"}},
    "field_version__title__dot__en": "Fog horns",
    "field_version__source": "MA20/3",
}


@pytest.fixture
def fog(visitors: Visitors) -> str:
    """A topic that was put forward."""
    answer = does(visitors(DESK), PROPOSE, **TEXT)
    assert answer.url.path == "/topics/2020/fog", said(answer)
    return "/topics/2020/fog"


def test_the_first_page_says_who_the_body_is_and_what_it_chooses(visitors: Visitors) -> None:
    page = visitors().get("/")
    assert "Made-up Working Group on Lighthouses" in said(page)
    assert 'href="/rounds/2020"' in page.text


def test_a_topic_says_where_it_stands_in_plain_words(fog: str, visitors: Visitors) -> None:
    page = said(visitors().get(fog))
    assert "Fog signals" in page
    assert "It has been put forward, and the Group has not debated it yet." in page
    assert "What is a good signal?" in page
    assert "Made-up Land" in page
    assert "Fog signals" in said(visitors().get("/rounds/2020"))


def test_long_texts_are_compared_for_whoever_asks(
    fog: str, visitors: Visitors, monkeypatch: pytest.MonkeyPatch
) -> None:
    does(visitors(DESK), f"{fog}/acts/revise", **REVISED)
    whole = visitors().get(fog).text
    monkeypatch.setattr(public, "LONG", 10)
    page = visitors().get(fog).text
    assert ("<ins>horns</ins>" in whole, "<ins>horns</ins>" in page) == (True, False)
    assert '<a href="?old=1&amp;new=2">What changed between two texts</a>' in page
    assert "<ins>horns</ins>" in visitors().get(f"{fog}?old=1&new=2").text


def test_a_topic_shows_what_changed_between_its_texts(fog: str, visitors: Visitors) -> None:
    does(visitors(DESK), f"{fog}/acts/revise", **REVISED)
    page = visitors().get(fog).text
    assert "Fog <del>signals</del><ins>horns</ins>" in page


def test_the_way_of_a_topic_is_drawn_with_its_present_state(fog: str, visitors: Visitors) -> None:
    drawing = visitors().get(f"{fog}/way.svg")
    assert drawing.headers["content-type"] == "image/svg+xml"
    assert "which is now proposed" in drawing.text


def test_the_path_names_the_language_and_else_the_browser(fog: str, visitors: Visitors) -> None:
    browser = visitors()
    french = browser.get(f"/fr{fog}")
    assert '<html lang="fr" dir="ltr">' in french.text
    assert "Il a été proposé, et le Groupe n’en a pas encore débattu." in said(french)
    assert "depuis : 10 février 2020" in said(french).lower()
    assert '<span lang="en">Fog signals</span>' in french.text
    assert 'href="/fr/rounds/2020"' in french.text
    accepted = browser.get(fog, headers={"accept-language": "fr-CH, en;q=0.5"})
    assert '<html lang="fr"' in accepted.text
    assert 'href="/rounds/2020"' in accepted.text


@pytest.mark.parametrize(
    ("accepted", "language"),
    [("", "en"), ("de, fr-CH;q=0.8, en;q=0.5", "fr"), ("fr;q=0, de", "en"), ("en;q=x, fr", "fr"), ("*", "en")],
)
def test_the_browsers_wish_is_weighed(accepted: str, language: str) -> None:
    assert choose_language(accepted) == language


def test_a_browser_is_told_that_it_has_the_page_already(fog: str, visitors: Visitors) -> None:
    browser = visitors()
    first = browser.get(fog)
    again = browser.get(fog, headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.text) == (304, "")
    does(visitors(DESK), PROPOSE, **{**TEXT, "words": "mist"})
    assert browser.get(fog, headers={"if-none-match": first.headers["etag"]}).status_code == 304
    does(visitors(DESK), f"{fog}/acts/revise", **REVISED)
    changed = browser.get(fog, headers={"if-none-match": first.headers["etag"]})
    assert changed.status_code == 200


def test_positions_are_for_members_and_who_is_not_named_is_not(fog: str, visitors: Visitors) -> None:
    typed = {
        "field_holders": "Avalon",
        "field_stance": "object",
        "field_text.en": "We cannot.",
        "field_source": "MA20/4",
    }
    does(visitors(DESK), f"{fog}/acts/take-position", **typed, field_unattributed="1", on="2020-02-11")
    stranger, member = visitors().get(fog), visitors("Made-up Member").get(fog)
    assert "We cannot." not in stranger.text
    assert "2020/fog#2" not in stranger.text
    assert "We cannot." in member.text
    assert "unattributed: object" in said(member)
    assert "object" not in stranger.text
    assert "Avalon" not in stranger.text + member.text
    hidden, none = (visitors().get(f"{fog}/records/{number}") for number in (2, 99))
    assert (hidden.status_code, none.status_code) == (404, 404)
    assert "There is no record “2020/fog#2” in this register that you may read." in said(hidden)
    assert said(none) == said(hidden).replace("#2", "#99").replace("records/2", "records/99")
    assert "Avalon" not in visitors(DESK).get(f"{fog}/records/2").text


def test_who_objected_and_how_it_ended_is_told_before_the_text(fog: str, visitors: Visitors) -> None:
    typed = {
        "field_holders": "Avalon",
        "field_stance": "object",
        "field_text.en": "We cannot.",
        "field_source": "MA20/4",
    }
    at = {"field_evidence__meeting": "1"}
    does(visitors(CHAIR), f"{fog}/acts/open-debate", **at, on="2020-03-02")
    does(visitors(DESK), f"{fog}/acts/take-position", **typed, on="2020-03-02", audience="public")
    head = said(visitors().get(fog)).partition("The text")[0]
    assert "Objection: Avalon, 2 March 2020 ; it stands" in head
    lifted = {"field_holders": "Avalon", "field_how": "withdrawn", "field_evidence__document": "MA20/6"}
    answer = does(visitors(DESK), f"{fog}/acts/lift-objection", **lifted, on="2020-03-03")
    assert answer.url.path == fog, said(answer)
    head = said(visitors().get(fog)).partition("The text")[0]
    assert "Objection: Avalon, 2 March 2020 ; withdrawn on 3 March 2020" in head
    for path, line in (
        ("/search?words=fog", "Objection: Avalon, 2 March 2020 ; withdrawn on 3 March 2020"),
        ("/fr/search?words=fog", "Objection : Avalon, 2 mars 2020 ; retirée le 3 mars 2020"),
    ):
        found = visitors().get(path)
        assert line in said(found)
        assert f'{fog}#positions"' in found.text


def test_the_card_of_a_topic_says_who_objected(fog: str, visitors: Visitors) -> None:
    typed = {"field_stance": "object", "field_text.en": "We cannot.", "field_source": "MA20/4", "on": "2020-02-11"}
    for holder in ("Avalon", "Made-up Isle", "Made-up Land"):
        does(visitors(DESK), f"{fog}/acts/take-position", field_holders=holder, **typed, audience="public")
    for path in ("/", "/rounds/2020"):
        card = said(visitors().get(path)).partition("Fog signals")[2].partition("Put forward")[0]
        assert "Objection: Avalon, 11 February 2020 ; it stands" in card
        assert "Objection: Made-up Isle, 11 February 2020 ; it stands Views expressed" in card
        assert "Made-up Land" not in card
        assert f'{fog}#positions"' in visitors().get(path).text


def test_a_month_is_not_said_to_be_a_day_on_which_an_objection_ended(fog: str, visitors: Visitors) -> None:
    typed = {"field_stance": "object", "field_text.en": "We cannot.", "field_source": "MA20/4", "on": "2020-02-11"}
    does(visitors(DESK), f"{fog}/acts/take-position", field_holders="Avalon", **typed, audience="public")
    lifted = {"field_holders": "Avalon", "field_how": "resolved", "field_evidence__document": "MA20/6"}
    answer = does(visitors(DESK), f"{fog}/acts/lift-objection", **lifted, on="2020-03")
    assert answer.url.path == fog, said(answer)
    head = said(visitors().get(fog)).partition("The text")[0]
    assert "Objection: Avalon, 11 February 2020 ; Objection resolved (March 2020)" in head


def test_a_topic_that_strangers_may_not_see_is_not_there(visitors: Visitors) -> None:
    does(visitors(DESK), PROPOSE, **TEXT, audience="members")
    stranger = visitors()
    assert stranger.get("/topics/2020/fog").status_code == 404
    assert "Fog" not in stranger.get("/rounds/2020").text
    assert "Fog signals" in said(visitors("Made-up Member").get("/topics/2020/fog"))


def test_a_decision_has_its_words_its_sitting_and_its_document(fog: str, visitors: Visitors) -> None:
    chair, desk, council = visitors(CHAIR), visitors(DESK), visitors(COUNCIL_DESK)
    at = {"field_evidence__meeting": "1"}
    does(chair, f"{fog}/acts/open-debate", **at, on="2020-03-02")
    tried = {"field_tried.en": "An informal round.", "field_refer": "1", "field_words.en": "To refer it."}
    does(chair, f"{fog}/acts/record-no-consensus", **at, **tried, on="2020-03-03")
    does(
        desk,
        f"{fog}/acts/escalate",
        field_to_session="Assembly 2020",
        field_evidence__document="MA20/5",
        on="2020-04-06",
    )
    words = {"field_words.en": "The Assembly approves it.", "field_evidence__session": "Assembly 2020"}
    proof = {"field_evidence__sitting": "1", "field_evidence__document": "MA20/80"}
    answer = does(council, f"{fog}/acts/approve", **words, **proof, on="2020-06-02")
    assert answer.url.path == "/sessions/Assembly 2020", said(answer)
    page = said(visitors().get(f"{fog}/records/5"))
    assert "2020/fog#5 Approved: Fog signals 2 June 2020 · 2020/fog#5. Decided by" in page
    for part in ("The Assembly approves it.", "Sitting 1", "MA20/80", "Assembly 2020", "signed in"):
        assert part in page
    assert "Decided by the Made-up Assembly · Approved Fog signals The Assembly approves it." in said(
        visitors().get("/decisions")
    )
    dates = {"field_opens": "2020-07-01", "field_closes": "2990-09-01", "field_physical": "2990-12-01"}
    answer = does(desk, f"{fog}/acts/launch", **dates, on="2020-07-01")
    assert answer.url.path == fog, said(answer)
    open_now = said(visitors().get(fog))
    assert "Online from 1 July 2020 to 1 September 2990." in open_now
    assert "all keepers of lighthouses" in open_now


def test_the_first_page_invites_to_answer_and_says_what_was_decided_last(fog: str, visitors: Visitors) -> None:
    desk, chair = visitors(DESK), visitors(CHAIR)
    page = said(desk.get("/"))
    assert "State of play" in page
    assert "None is open now." in page
    assert "Where the topics of 2020 stand Put forward Fog signals It has been put forward" in page
    at = {"field_evidence__meeting": "1"}
    does(chair, f"{fog}/acts/open-debate", **at, on="2020-03-02")
    does(chair, f"{fog}/acts/record-consensus", **at, **{"field_words.en": "To ask it."}, on="2020-03-03")
    dates = {"field_opens": "2020-07-01", "field_closes": "2990-09-01", "field_physical": "2990-12-01"}
    answer = does(desk, f"{fog}/acts/launch", **dates, on="2020-07-01")
    assert answer.url.path == fog, said(answer)
    page = said(visitors().get("/"))
    assert page.startswith("What one can answer now")
    assert "Answer by 1 September 2990" in page
    assert "Last decided Decided by the Group · Agreed by consensus Fog signals To ask it." in page
    assert "The questions : Fog signals What is a good signal?" in page
    assert "<details open><summary>The questions" in visitors().get("/").text
    topic = visitors().get(fog)
    assert "Answers are open until 1 September 2990. Physical meeting: 1 December 2990." in said(topic)
    assert "How to answer" in said(topic)
    assert 'aria-current="step"' in topic.text


def test_how_and_where_to_answer_is_told_as_the_launch_says_it(fog: str, visitors: Visitors) -> None:
    desk, chair, at = visitors(DESK), visitors(CHAIR), {"field_evidence__meeting": "1"}
    does(chair, f"{fog}/acts/open-debate", **at, on="2020-03-02")
    does(chair, f"{fog}/acts/record-consensus", **at, **{"field_words.en": "To ask it."}, on="2020-03-03")
    dates = {"field_opens": "2020-07-01", "field_closes": "2990-09-01", "field_physical": "2990-12-01"}
    where = {"field_answer_to.en": "Made up: <write> at https://answers.example.org/fog"}
    answer = does(desk, f"{fog}/acts/launch", **dates, **where, on="2020-07-01")
    assert answer.url.path == fog, said(answer)
    for path in ("/", fog):
        page = visitors().get(path).text
        assert "Made up: &lt;write&gt; at " in page, path
        assert '<a href="https://answers.example.org/fog" rel="noopener">' in page, path


def test_a_text_is_shown_in_the_language_that_was_asked_for(fog: str, visitors: Visitors) -> None:
    page = visitors().get(f"{fog}?in=de").text
    assert '<a href="?in=de" lang="de" hreflang="de" aria-current="true">Deutsch</a>' in page
    assert "What is a good signal?" in page


def test_words_are_found_whatever_their_capitals_and_what_one_may_not_read_is_not(fog: str, visitors: Visitors) -> None:
    typed = {"field_holders": "Isle", "field_stance": "object", "field_text.en": "Hush", "field_source": "MA20/4"}
    does(visitors(DESK), f"{fog}/acts/take-position", **typed, on="2020-02-11", audience="members")
    stranger = visitors()
    found = stranger.get("/search", params={"words": "GOOD sígnal"}).text
    assert "What is a <mark>good</mark> <mark>signal</mark>?" in found
    assert "Nothing on record has these words." in said(stranger.get("/search?words=hush"))
    assert "Hush" in said(visitors(READER).get("/search?words=hush"))
    assert "<mark>" not in stranger.get("/search?words=").text


def test_meetings_sessions_and_the_body_have_pages(visitors: Visitors) -> None:
    browser = visitors()
    assert "Made-up Harbour" in said(browser.get("/meetings/1"))
    assert "Sittings Sitting 1: 2 June 2020" in said(browser.get("/sessions/Assembly 2020"))
    assert "Made-up Chair: chair" in said(browser.get("/body"))


def test_a_text_falls_back_to_the_language_of_its_title(fog: str, visitors: Visitors) -> None:
    page = visitors().get(f"/ar{fog}").text
    assert '<h1 class="short"><span lang="en" dir="ltr">Fog signals</span></h1>' in page
    assert 'hreflang="en" aria-current="true">English</a>' in page


def test_a_long_title_is_set_smaller(fog: str, visitors: Visitors) -> None:
    long = {"field_version__title.en": "Fog signals " * 9, "field_version__questions.en.0": "What is a loud signal?"}
    met = {"field_evidence__meeting": "1", "on": "2020-03-02"}
    does(visitors(CHAIR), f"{fog}/acts/open-debate", **met)
    assert does(visitors(DESK), f"{fog}/acts/revise", field_version__source="MA20/3", **met, **long).url.path == fog
    assert '<h1 class="long">' in visitors().get(fog).text
    assert '<h1 class="long">Defer: Fog' in visitors(CHAIR).get(f"/chair/defer{fog}").text


def test_a_meeting_names_the_topics_that_were_before_it(fog: str, visitors: Visitors) -> None:
    assert "What happened there None is on record. Records" in said(visitors().get("/meetings/1"))
    does(visitors(CHAIR), f"{fog}/acts/open-debate", field_evidence__meeting="1", on="2020-03-02")
    page = said(visitors().get("/meetings/1"))
    assert "Debate opened 2020/fog#2 Made-up Chair (chair) Fog signals Records" in page


@pytest.mark.parametrize(
    "path",
    ["/nothing", "/topics/2020/none", "/topics/x y/z", "/meetings/77", "/body/records/99", "/nothing/records/1",
     "/rounds/2020/records/0", f"/papers/{'0' * 64}", "/meetings/2020/records/1"],
)  # fmt: skip
def test_what_is_not_there_is_said_so(path: str, visitors: Visitors) -> None:
    page = visitors().get(path)
    assert page.status_code == 404
    assert "Not found" in page.text


def test_without_a_register_the_pages_say_so(place: Location, visitors: Visitors) -> None:
    browser = visitors()
    place.path.unlink()
    page = browser.get("/")
    assert page.status_code == 503
    assert "There is no register here. “escalade init” begins one;" in said(page)
    assert str(place.path.parent) not in page.text


def test_reading_changes_nothing(place: Location, fog: str, visitors: Visitors) -> None:
    with closing(sqlite3.connect(place.path)) as settled:  # what was written lies in the file itself
        settled.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = place.path.read_bytes()
    for path in ("/", "/rounds/2020", fog, f"{fog}/records/1", "/decisions", "/body"):
        assert visitors().get(path).status_code == 200
    assert place.path.read_bytes() == before


def test_the_first_of_a_month_is_written_as_the_language_has_it() -> None:
    french, english = (Wording(tag, catalogue(tag)) for tag in ("fr", "en"))
    assert [french.day(on) for on in ("2020-06-01", "2020-06-11", "2020-06")] == [
        "1er\u00a0juin 2020",
        "11\u00a0juin 2020",
        "juin 2020",
    ]
    assert english.day("2020-06-01") == "1\u00a0June 2020"


@pytest.mark.parametrize(
    ("language", "claimed", "loaded"),
    [("en", "claimed", "loaded by Made-up Desk"), ("fr", "déclarée", "acte chargé par Made-up Desk")],
)
def test_how_it_is_known_who_acted_is_said_in_the_language_of_the_page(
    language: str, claimed: str, loaded: str
) -> None:
    say = Wording(language, catalogue(language)).filters()["identity"]
    assert (say("claimed"), say("loaded by Made-up Desk")) == (claimed, loaded)
    assert claimed in say("copied with round 2017: claimed")
    assert "2017" in say("copied with round 2017: claimed")


HELD = (
    LAUNCHED
    + """
[[act]]
act = "call off hearing"
of = ["2020/fog"]
by = "Made-up Desk"
on = "2020-06-02"
reason = { en = "The hall was flooded." }

[[act]]
act = "close"
of = ["2020/fog"]
by = "Made-up Desk"
on = "2020-06-03"

[[act]]
act = "record consultation"
by = "Made-up Desk"
on = "2020-06-03"
title = { en = "Made-up buoys" }
online_from = "2018-09"
online_to = "2018-10"
physical = "2018-11-05"
responses = "not at hand"
summary = "not at hand"
"""
)
"""A consultation whose hearing was called off, and one from before the register."""

UNDATED = (
    "A physical meeting is planned; its day is not on record.",
    "Une réunion physique est prévue ; sa date n’est pas consignée.",
)
NONE = ("No physical meeting is on record.", "Aucune réunion physique n’est consignée.")


@pytest.mark.parametrize(
    ("physical", "closes", "told"),
    [
        ('"unknown"', "2990-06-01", UNDATED),
        ('"unknown"', "2020-06-01", UNDATED),
        ("", "2990-06-01", ("", "")),
        ("", "2020-06-01", NONE),
    ],
)
def test_pages_tell_of_a_physical_meeting_what_papers_tell(
    place: Location, tmp_path: Path, visitors: Visitors, physical: str, closes: str, told: tuple[str, str]
) -> None:
    acts = LAUNCHED.replace("2020-06-01", closes)
    acts = acts.replace('"2020-07-01"', physical) if physical else acts.replace('physical = "2020-07-01"\n', "")
    (tmp_path / "launched.toml").write_text(acts, "utf-8")
    with open_register(place) as register:
        register.load(act.motion for act in parse_case(tmp_path / "launched.toml"))
    for one, language in zip(told, ("", "/fr"), strict=True):
        for path in ("/topics/2020/fog", "/rounds/2020"):
            page = said(visitors().get(f"{language}{path}"))
            found = [said_of_it for said_of_it in (*UNDATED, *NONE) if said_of_it in page.replace("\xa0", " ")]
            assert found == ([one] if one else []), (path, page)
            assert "on on a day" not in page
            assert " is planned. " not in page


def test_past_consultations_are_listed_with_what_became_of_their_hearing(
    place: Location, tmp_path: Path, visitors: Visitors
) -> None:
    (tmp_path / "held.toml").write_text(HELD, "utf-8")
    with open_register(place) as register:
        register.load(act.motion for act in parse_case(tmp_path / "held.toml"))
    page = said(visitors().get("/decisions"))
    assert "The physical meeting that was planned for 1 July 2020 is called off." in page
    assert "Made-up buoys Online from September 2018 to October 2018. The physical meeting was held: 5 Nov" in page
    called = visitors().get("/api/consultations?past=true").json()
    assert [(one["reference"], one["hearing"], one["hearing_days"]) for one in called] == [
        ("2020/fog", "called off", ["2020-07-01"]),
        ("body#2", "held", ["2018-11-05"]),
    ]
    assert called == visitors().get("/api/consultations").json()
    french = said(visitors().get("/fr/decisions"))
    assert "La réunion physique prévue (1er juillet 2020) n’aura pas lieu." in french
    topic = said(visitors().get("/topics/2020/fog"))
    assert "The physical meeting that was planned for 1 July 2020 is called off." in topic
    assert "Called off" in said(visitors().get("/rounds/2020/plan"))
    assert "is called off" not in said(visitors().get("/"))


@pytest.mark.parametrize(
    ("language", "planned", "was_held"),
    [
        (
            "",
            "A virtual meeting was set for 1 July 2020; whether it was held is not on record. Place: Pier",
            "The hybrid meeting was held: 2 July 2020. Place: Pier",
        ),
        (
            "/fr",
            "Une réunion virtuelle était prévue (1er juillet 2020)",
            "La réunion hybride a eu lieu : 2 juillet 2020. Lieu :",
        ),
        ("/es", "Había una reunión virtual prevista (1 de julio de 2020)", "reunión híbrida"),
        ("/ru", "Было назначено виртуальное собрание (1 июля 2020", "ибридное собрание"),
        ("/zh", "虚拟会议", "混合会议"),
        ("/ar", "افتراضي", "مختلط"),
    ],
)
def test_a_meeting_is_called_by_its_form_and_its_place_is_told(
    place: Location, tmp_path: Path, visitors: Visitors, language: str, planned: str, was_held: str
) -> None:
    virtual = LAUNCHED.replace("physical = ", 'form = "virtual"\nplace = { en = "Pier" }\nphysical = ')
    (tmp_path / "launched.toml").write_text(virtual, "utf-8")
    (tmp_path / "held.toml").write_text(HELD_AS_HYBRID, "utf-8")
    with open_register(place) as register:
        register.load(act.motion for act in parse_case(tmp_path / "launched.toml"))
    for path in ("/topics/2020/fog", "/decisions"):
        page = said(visitors().get(f"{language}{path}")).replace("\xa0", " ")
        assert (planned in page, "hysical" in page, "hysique" in page) == (True, False, False), page
    with open_register(place) as register:
        register.load(act.motion for act in parse_case(tmp_path / "held.toml"))
    page = said(visitors().get(f"{language}/topics/2020/fog")).replace("\xa0", " ")
    assert was_held in page, page


HELD_AS_HYBRID = """
[[act]]
act = "record hearing"
of = ["2020/fog"]
by = "Made-up Desk"
on = "2020-07-02"
presided_by = "not at hand"
summary = "not at hand"
form = "hybrid"
"""


NOUNS = """
[[act]]
act = "amend constitution"
by = "Made-up Desk"
on = "2020-12-01"
authority = { en = "Made-up decision" }

[act.nouns]
consultation.en = { one = "call for comments", many = "calls for comments" }
consultation.fr = { one = "appel", many = "appels" }
online = { en = { one = "comment period" }, fr = { one = "période d’observations" } }
hearing = { en = { one = "reconciliation meeting" }, fr = { one = "conciliation" } }
round = { en = { one = "project", many = "projects" }, fr = { one = "projet" } }
"""


def test_pages_use_the_nouns_of_a_body_of_another_kind(place: Location, tmp_path: Path, visitors: Visitors) -> None:
    (tmp_path / "held.toml").write_text(HELD + NOUNS, "utf-8")
    with open_register(place) as register:
        register.load(act.motion for act in parse_case(tmp_path / "held.toml"))
    pages = [said(visitors().get(there)) for there in ("/", "/decisions", "/rounds/2020", "/topics/2020/fog")]
    assert [word for page in pages for word in ("onsultation", "hysical meeting", "Online") if word in page] == []
    assert "Open calls for comments" in pages[0]
    assert "Calls for comments</a>" in visitors().get("/decisions").text
    assert (
        "Comment period from September 2018 to October 2018. The reconciliation meeting was held: 5 November 2018."
        in pages[1]
    )
    assert "The reconciliation meeting that was planned for 1 July 2020 is called off." in pages[1]
    assert "Project 2020" in pages[2]
    assert "The call for comments is launched" in said(visitors().get("/rounds/2020/plan"))
    assert "Lancement de l’appel" in visitors().get("/fr/rounds/2020/plan").text
    assert "Lancement de l’appel" in visitors().get("/fr/rounds/2020/plan.svg").text
    assert "Période d’observations\u00a0: septembre 2018 – octobre 2018." in visitors().get("/fr/decisions").text


def test_a_deadline_among_the_records_says_what_is_to_be_done_by_it(visitors: Visitors, place: Location) -> None:
    title = {"en": "The made-up note is posted", "fr": "La note inventée est publiée"}
    counted: dict[str, Any] = {"span": 45, "direction": "before", "anchor": "session opening", "stage": "posting"}
    with open_register(place) as register:
        register.act(SetDeadline(by=DESK, on="2020-02-04", name="posting", title=title, basis="not at hand", **counted))
    assert "Deadline set body#2 Made-up Desk (secretariat) The made-up note is posted" in said(visitors().get("/body"))
    assert "La note inventée est publiée" in said(visitors().get("/fr/body"))


def test_the_first_page_shows_live_topics_first_and_looks_at_all_of_the_round(
    place: Location, visitors: Visitors
) -> None:
    version = TextVersion(title={"en": "Made-up"}, questions=({"en": "What?"},))
    common: dict[str, Any] = {"by": DESK, "on": "2020-02-10"}
    names = [f"2020/{letter}" for letter in "abcdefghij"]
    with open_register(place) as register:
        for name in names:
            register.act(Propose(of=(name,), version=version, by_state=("Made-up Land",), **common))
        why = {"en": "Made-up mistake."}
        register.act(Annul(of=("2020/a",), records=("2020/a#1",), why=why, **common))
        met: dict[str, Any] = {"by": CHAIR, "evidence": Evidence(meeting="1")}
        register.act(OpenDebate(of=("2020/j",), on="2020-03-02", **met))
        register.act(RecordConsensus(of=("2020/j",), words={"en": "Agreed at last."}, on="2020-03-03", **met))
        register.act(Launch(of=("2020/j",), by=DESK, opens="2020-03-10", closes="2020-05-10", on="2020-03-10"))
    page = visitors().get("/")
    shown = re.findall('<h3><a href="/topics/(2020/[a-z])">', page.text.partition('id="decided"')[0])
    assert shown == names[1:5]
    assert '4 of 10 are shown here. <a href="/rounds/2020">All topics of 2020</a>' in page.text
    assert "Agreed at last." in said(page).partition("Last decided")[2]


def test_topics_before_the_council_are_shown_on_the_first_page_by_pages(place: Location, visitors: Visitors) -> None:
    version = TextVersion(title={"en": "Made-up"}, questions=({"en": "What?"},))
    session: dict[str, Any] = {"by": COUNCIL_DESK, "on": "2020-06-05", "evidence": Evidence(session="Assembly 2020")}
    names = [f"2020/{letter}" for letter in "abcdefghij"]
    with open_register(place) as register:
        for name in names:
            common: dict[str, Any] = {"version": version, "by_state": ("Made-up Land",), **session}
            register.act(Introduce(of=(name,), audience="office" if name == "2020/b" else "public", **common))
    for visitor, hidden in ((CHAIR, ()), (None, ("2020/b",))):
        referred = [name for name in names if name not in hidden]
        browser = visitors(visitor) if visitor else visitors()
        page = browser.get("/").text.partition('id="referred"')[2].partition("</section>")[0]
        read = page
        while onward := re.findall(r'<a href="(\?referred=[^"]+)">Further topics</a>', page):
            page = browser.get(f"/{onward[0]}").text.partition('id="referred"')[2].partition("</section>")[0]
            read += page
        assert re.findall('<h3><a href="/topics/(2020/[a-z])">', read) == referred
        assert "Where the topics of 2020 stand" not in said(browser.get("/"))
    with open_register(place) as register:
        for name in (one for one in names if one not in {"2020/b", *names[-3:]}):
            register.act(Withdraw(of=(name,), asked_by=("Made-up Land",), **session))
    assert "?referred=" not in visitors().get("/").text


def test_the_way_of_a_topic_claims_no_more_steps_than_it_shows(place: Location, visitors: Visitors) -> None:
    version = TextVersion(title={"en": "Made-up"}, questions=({"en": "What?"},))
    session: dict[str, Any] = {"by": COUNCIL_DESK, "on": "2020-06-05", "evidence": Evidence(session="Assembly 2020")}
    with open_register(place) as register:
        register.act(Introduce(of=("2020/fog",), version=version, by_state=("Made-up Land",), **session))
    way = visitors().get("/topics/2020/fog").text.partition('<ol class="progress"')[2].partition("</ol>")[0]
    assert (way.count("<li"), way.partition(">")[0]) == (5, ' aria-label="Its way, step by step"')
