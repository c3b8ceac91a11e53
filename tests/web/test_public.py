"""What everyone may read, and in which language."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from typing import Any

import pytest

from escalade.models.backends import Location
from escalade.web.i18n.language import catalogue
from escalade.web.i18n.wording import Wording
from escalade.web.routes import public
from tests.web.acts import MET, launched, on, put_forward, record, steps
from tests.web.browser import CHAIR, COUNCIL_DESK, DESK, READER, does, said
from tests.web.conftest import Visitors

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


def test_a_long_title_is_set_smaller(fog: str, visitors: Visitors) -> None:
    long = {"field_version__title.en": "Fog signals " * 9, "field_version__questions.en.0": "What is a loud signal?"}
    met = {"field_evidence__meeting": "1", "on": "2020-03-02"}
    does(visitors(CHAIR), f"{fog}/acts/open-debate", **met)
    assert does(visitors(DESK), f"{fog}/acts/revise", field_version__source="MA20/3", **met, **long).url.path == fog
    assert '<h1 class="long">' in visitors().get(fog).text
    assert '<h1 class="long">Defer: Fog' in visitors(CHAIR).get(f"/chair/defer{fog}").text


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
    *launched(),
    on("call off hearing", by=DESK, on="2020-06-02", reason={"en": "The hall was flooded."}),
    on("close", by=DESK, on="2020-06-03"),
    on("record consultation", "body", by=DESK, on="2020-06-03", title={"en": "Made-up buoys"}, online_from="2018-09",
       online_to="2018-10", physical="2018-11-05", responses="not at hand", summary="not at hand"),
)  # fmt: skip
"""A consultation whose hearing was called off, and one from before the register."""

UNDATED = (
    "A physical meeting is planned; its day is not on record.",
    "Une réunion physique est prévue ; sa date n’est pas consignée.",
)
NONE = ("No physical meeting is on record.", "Aucune réunion physique n’est consignée.")


@pytest.mark.parametrize(
    ("physical", "closes", "told"),
    [
        ("unknown", "2990-06-01", UNDATED),
        ("unknown", "2020-06-01", UNDATED),
        (None, "2990-06-01", ("", "")),
        (None, "2020-06-01", NONE),
    ],
)
def test_pages_tell_of_a_physical_meeting_what_papers_tell(
    place: Location, visitors: Visitors, physical: str | None, closes: str, told: tuple[str, str]
) -> None:
    record(place, *launched(physical=physical, closes=closes))
    for one, language in zip(told, ("", "/fr"), strict=True):
        for path in ("/topics/2020/fog", "/rounds/2020"):
            page = said(visitors().get(f"{language}{path}"))
            found = [said_of_it for said_of_it in (*UNDATED, *NONE) if said_of_it in page.replace("\xa0", " ")]
            assert found == ([one] if one else []), (path, page)
            assert "on on a day" not in page
            assert " is planned. " not in page


def test_past_consultations_are_listed_with_what_became_of_their_hearing(place: Location, visitors: Visitors) -> None:
    record(place, *HELD)
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


BY_FORM = {
    "": ("A virtual meeting was set for 1 July 2020; whether it was held is not on record. Place: Pier",
         "The hybrid meeting was held: 2 July 2020. Place: Pier"),
    "/fr": ("Une réunion virtuelle était prévue (1er juillet 2020)",
            "La réunion hybride a eu lieu : 2 juillet 2020. Lieu :"),
    "/es": ("Había una reunión virtual prevista (1 de julio de 2020)", "reunión híbrida"),
    "/ru": ("Было назначено виртуальное собрание (1 июля 2020", "ибридное собрание"),
    "/zh": ("虚拟会议", "混合会议"),
    "/ar": ("افتراضي", "مختلط"),
}  # fmt: skip


def test_a_meeting_is_called_by_its_form_and_its_place_is_told(place: Location, visitors: Visitors) -> None:
    *before, (launch, fields) = launched()
    record(place, *before, (launch, {**fields, "form": "virtual", "place": {"en": "Pier"}}))
    for language, (planned, _) in BY_FORM.items():
        for path in ("/topics/2020/fog", "/decisions"):
            page = said(visitors().get(f"{language}{path}")).replace("\xa0", " ")
            assert (planned in page, "hysical" in page, "hysique" in page) == (True, False, False), page
    held = {"presided_by": "not at hand", "summary": "not at hand", "form": "hybrid"}
    record(place, on("record hearing", by=DESK, on="2020-07-02", **held))
    for language, (_, was_held) in BY_FORM.items():
        page = said(visitors().get(f"{language}/topics/2020/fog")).replace("\xa0", " ")
        assert was_held in page, page


NOUNS = {
    "consultation": {"en": {"one": "call for comments", "many": "calls for comments"},
                     "fr": {"one": "appel", "many": "appels"}},
    "online": {"en": {"one": "comment period"}, "fr": {"one": "période d’observations"}},
    "hearing": {"en": {"one": "reconciliation meeting"}, "fr": {"one": "conciliation"}},
    "round": {"en": {"one": "project", "many": "projects"}, "fr": {"one": "projet"}},
}  # fmt: skip


def test_pages_use_the_nouns_of_a_body_of_another_kind(place: Location, visitors: Visitors) -> None:
    authority = {"en": "Made-up decision"}
    record(place, *HELD, on("amend constitution", "body", by=DESK, on="2020-12-01", authority=authority, nouns=NOUNS))
    pages = [said(visitors().get(there)) for there in ("/", "/decisions", "/rounds/2020", "/topics/2020/fog")]
    assert [word for page in pages for word in ("onsultation", "hysical meeting", "Online") if word in page] == []
    assert "Open calls for comments" in pages[0]
    assert "Calls for comments</a>" in visitors().get("/decisions").text
    period, hearing = "Comment period from September 2018 to October 2018.", "The reconciliation meeting"
    assert f"{period} {hearing} was held: 5 November 2018." in pages[1]
    assert f"{hearing} that was planned for 1 July 2020 is called off." in pages[1]
    assert "Project 2020" in pages[2]
    assert "The call for comments is launched" in said(visitors().get("/rounds/2020/plan"))
    assert "Lancement de l’appel" in visitors().get("/fr/rounds/2020/plan").text
    assert "Lancement de l’appel" in visitors().get("/fr/rounds/2020/plan.svg").text
    assert "Période d’observations\u00a0: septembre 2018 – octobre 2018." in visitors().get("/fr/decisions").text


def test_a_deadline_among_the_records_says_what_is_to_be_done_by_it(visitors: Visitors, place: Location) -> None:
    counted = {"span": 45, "direction": "before", "anchor": "session opening", "stage": "posting", "name": "posting"}
    title = {"en": "The made-up note is posted", "fr": "La note inventée est publiée"}
    record(place, on("set deadline", "body", by=DESK, on="2020-02-04", title=title, basis="not at hand", **counted))
    assert "Deadline set body#2 Made-up Desk (secretariat) The made-up note is posted" in said(visitors().get("/body"))
    assert "La note inventée est publiée" in said(visitors().get("/fr/body"))


def test_the_first_page_shows_live_topics_first_and_looks_at_all_of_the_round(
    place: Location, visitors: Visitors
) -> None:
    names, last = [f"2020/{letter}" for letter in "abcdefghij"], "2020/j"
    record(
        place,
        *(put_forward(name) for name in names),
        on("annul", "2020/a", records=["2020/a#1"], by=DESK, on="2020-02-10", why={"en": "Made-up mistake."}),
        *steps("debated", of=(last,)),
        on("record consensus", last, **MET, on="2020-03-03", words={"en": "Agreed at last."}),
        on("launch", last, by=DESK, on="2020-03-10", opens="2020-03-10", closes="2020-05-10"),
    )
    page = visitors().get("/")
    shown = re.findall('<h3><a href="/topics/(2020/[a-z])">', page.text.partition('id="decided"')[0])
    assert shown == names[1:5]
    assert '<a href="/rounds/2020">All topics of 2020</a>' in page.text
    assert "Agreed at last." in said(page).partition("Last decided")[2]


SAT: dict[str, Any] = {"by": COUNCIL_DESK, "on": "2020-06-05", "evidence": {"session": "Assembly 2020"}}


def test_topics_before_the_council_are_shown_on_the_first_page_by_pages(place: Location, visitors: Visitors) -> None:
    names = [f"2020/{letter}" for letter in "abcdefghij"]
    readers = {"2020/b": "office"}
    record(
        place, *(("introduce", {**put_forward(one, audience=readers.get(one, "public"))[1], **SAT}) for one in names)
    )
    for visitor, hidden in ((CHAIR, ()), (None, ("2020/b",))):
        referred = [name for name in names if name not in hidden]
        browser = visitors(visitor) if visitor else visitors()
        page = browser.get("/").text.partition('id="referred"')[2].partition("</section>")[0]
        read = page
        while onward := re.findall(r'<a href="(\?referred=[^"]+)">Further topics</a>', page):
            page = browser.get(f"/{onward[0]}").text.partition('id="referred"')[2].partition("</section>")[0]
            read += page
        assert re.findall('<h3><a href="/topics/(2020/[a-z])">', read) == referred
    gone = (one for one in names if one not in {"2020/b", *names[-3:]})
    record(place, *(on("withdraw", one, asked_by=["Made-up Land"], **SAT) for one in gone))
    assert "?referred=" not in visitors().get("/").text


def test_the_way_of_a_topic_claims_no_more_steps_than_it_shows(place: Location, visitors: Visitors) -> None:
    record(place, ("introduce", {**put_forward()[1], **SAT}))
    way = visitors().get("/topics/2020/fog").text.partition('<ol class="progress"')[2].partition("</ol>")[0]
    assert (way.count("<li"), way.partition(">")[0]) == (5, ' aria-label="Its way, step by step"')
