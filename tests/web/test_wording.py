# ruff: noqa: RUF001  # the letters of six languages are what is tested
"""In which language a page is, and how it writes days, lists and what runs from right to left."""

from __future__ import annotations

import re

import pytest
from babel.support import NullTranslations

from escalade.services.views.diagram import mirror, svg
from escalade.templates.languages.spoken import CLOSE, OPEN
from escalade.web.i18n.language import LANGUAGES, catalogue, choose_language, keep_order
from escalade.web.i18n.wording import Wording, marks_of
from escalade.web.rendering.messages import MessageRenderer, messages_in
from escalade.web.rendering.page import environment
from escalade.web.routes.public import drawing
from escalade.workflow.values.errors import Message, Messages, Series, Word
from tests.web.browser import DESK, Browser, does, said
from tests.web.conftest import Visitors

_LANGUAGE = re.compile(r'<html lang="([^"]+)"')
FRENCH = {"accept-language": "fr"}


def language_in(page: str) -> str:
    """The language that a page says it is in."""
    found = _LANGUAGE.search(page)
    assert found
    return found[1]


def test_a_browser_is_answered_in_the_best_of_what_it_accepts() -> None:
    in_english = ("", "*", "de, it;q=0.9", "fr;q=0, en;q=0.1", "fr;q=nan, en", "fr;q=inf, en;q=0.1")
    assert [choose_language(accepted) for accepted in in_english] == ["en"] * len(in_english)
    in_french = ("de, fr; q=0.5", "en;q=0.3, FR-ca ;Q=0.8")
    assert [choose_language(accepted) for accepted in in_french] == ["fr"] * len(in_french)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_is_chosen_once_and_kept(visitors: Visitors, language: str) -> None:
    browser = visitors()
    answer = browser.post("/look", data={"language": language, "next": "/fr/decisions?after=2020"})
    assert (answer.url.path, answer.url.query) == (f"/{language}/decisions", b"after=2020")
    for path in ("/", "/decisions", "/nowhere"):
        page = browser.get(path, headers=FRENCH)
        assert (language_in(page.text), page.headers["content-language"]) == (language, language)
    assert language_in(browser.get("/en/decisions").text) == "en"


def test_a_language_and_a_look_are_kept_beside_each_other(visitors: Visitors) -> None:
    browser = visitors()
    browser.post("/look", data={"look": "dark", "next": "/"})
    browser.post("/look", data={"language": "fr", "next": "/"})
    browser.post("/look", data={"look": "light", "next": "/"})
    page = browser.get("/").text
    assert (language_in(page), 'data-look="light"' in page) == ("fr", True)


@pytest.mark.parametrize("onward", ["//made-up.example", "https://made-up.example", "/fr//made-up.example", ""])
def test_who_chooses_a_language_stays_here(visitors: Visitors, onward: str) -> None:
    answer = visitors().post("/look", data={"language": "fr", "next": onward}, follow_redirects=False)
    assert re.fullmatch(r"/fr/.*", answer.headers["location"])


def test_a_cookie_that_names_no_language_changes_nothing(visitors: Visitors) -> None:
    browser = visitors()
    browser.cookies.set("escalade_language", '"><script>')
    assert language_in(browser.get("/", headers=FRENCH).text) == "fr"


def test_an_answer_varies_with_what_it_depends_on(visitors: Visitors) -> None:
    browser = visitors()
    asked = {path: browser.get(path).headers["vary"] for path in ("/decisions", "/fr/decisions")}
    assert asked == {"/decisions": "Accept-Language, Cookie", "/fr/decisions": "Cookie"}


@pytest.mark.parametrize(
    "path", ["/decisions", "/rounds/2020/plan.svg", "/topics/2020/fog/way.svg", "/topics/2020/fog"]
)
def test_pages_and_drawings_say_in_which_language_they_are(visitors: Visitors, path: str) -> None:
    assert visitors().get(f"/fr{path}").headers["content-language"] == "fr"


def test_a_page_names_itself_in_every_language_and_in_none(visitors: Visitors) -> None:
    page = visitors().get("/fr/search?q=fog").text
    named = dict(re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">', page))
    assert named == {tag: f"/{tag}/search?q=fog" for tag in LANGUAGES} | {"x-default": "/search?q=fog"}


DAYS = {
    "ar": ("1 سبتمبر 2017", "سبتمبر 2017", "1 سبتمبر 2017", "سبتمبر 2017", ("سبتمبر", "1")),
    "en": ("1 September 2017", "September 2017", "1 Sep 2017", "Sep 2017", ("Sep", "1")),
    "es": ("1 de septiembre de 2017", "septiembre de 2017", "1 sept 2017", "sept 2017", ("sept", "1")),
    "fr": ("1er septembre 2017", "septembre 2017", "1er sept. 2017", "sept. 2017", ("sept", "1")),
    "ru": ("1 сентября 2017 года", "сентябрь 2017 года", "1 сент. 2017 г.", "сент. 2017 г.", ("сент", "1")),
    "zh": ("2017年9月1日", "2017年9月", "2017年9月1日", "2017年9月", ("9月", "1")),
}
"""A day and a month, in full and shortened, and a leaf of a calendar."""
LISTS = {"ar": "A، B", "en": "A, B", "es": "A, B", "fr": "A, B", "ru": "A, B", "zh": "A、B"}
NAMES = {
    "ar": "الإنكليزية", "en": "English", "es": "inglés", "fr": "anglais", "ru": "английский", "zh": "英文",
}  # fmt: skip


def plain(text: str) -> str:
    """A text with ordinary spaces, and without what keeps its parts in order."""
    return text.translate({0x202F: " ", 0x00A0: " ", 0x2066: None, 0x2069: None})


@pytest.mark.parametrize("language", DAYS)
def test_dates_are_written_as_the_language_writes_them(language: str) -> None:
    say = Wording(language, NullTranslations())  # type: ignore[arg-type]  # it has what is asked of it
    said = (say.day("2017-09-01"), say.day("2017-09"), say.brief("2017-09-01"), say.brief("2017-09"))
    assert (*map(plain, said), say.leaf("2017-09-01")) == DAYS[language]
    assert say.moment("2017-09-01T23:00:00Z") == say.day("2017-09-01")
    assert [say.brief(vague) for vague in ("2017", "unknown")] == [say.day("2017"), say.day("unknown")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_day_and_its_month_stay_on_one_line(language: str) -> None:
    say = Wording(language, NullTranslations())  # type: ignore[arg-type]  # it has what is asked of it
    said = [say.day("2999-08-01"), say.day("2999-08-11"), say.span("2999-08-01", "2999-08-11")]
    assert [days for days in said if not re.search(r"1(?:er)?(?:\u00a0(?:de\u00a0)?[^\W\d]|日)", days)] == []


@pytest.mark.parametrize("language", LISTS)
def test_lists_have_the_commas_of_the_language(language: str) -> None:
    assert f"A{marks_of(language).comma}B" == LISTS[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_messages_list_and_follow_each_other_as_the_language_sets_them(language: str) -> None:
    say, gap = MessageRenderer(language).explain, "" if language == "zh" else " "
    assert (plain(say(Series(["A", "B"]))), say(Messages("1.", "2."))) == (LISTS[language], f"1.{gap}2.")


@pytest.mark.parametrize("language", NAMES)
def test_languages_have_the_names_that_papers_give_them(language: str) -> None:
    assert Wording(language, NullTranslations()).tongue("en") == NAMES[language]  # type: ignore[arg-type]  # as above


def test_a_colon_is_set_as_the_language_sets_it() -> None:
    assert [marks_of(language).colon for language in ("en", "fr", "zh")] == [": ", "\u00a0: ", "："]


@pytest.mark.parametrize("language", sorted(LANGUAGES.keys() - {"en"}))
def test_a_state_is_said_apart_from_the_act_of_its_name(language: str) -> None:
    said = Wording(language, catalogue(language))
    assert said.state("set aside") != said.term("set aside")
    assert said.state("merged") == said.term("merged")
    told = messages_in(language)(Message("{topic} is {state}.", topic="2020/fog", state=Word("set aside")))
    assert said.state("set aside") in told.unescape()
    drawn = drawing("set aside", language, "public", b"").decode()
    assert said.state("set aside") in drawn


FOG = "2020/fog"
AN_X = re.compile(r'<text [^>]*?x="([\d.]+)"')


def isolated(text: str) -> str:
    """A text between isolates."""
    return f"{OPEN}{text}{CLOSE}"


def test_what_runs_from_left_to_right_in_a_sentence_is_isolated_and_places_of_facts_are_not() -> None:
    kept = keep_order("يوم %(day)s أو 2017-05-24، و--on و{symbol} و«escalade list».")
    assert kept == f"يوم %(day)s أو {isolated('2017-05-24')}، و--on و{{symbol}} و«escalade list»."


@pytest.mark.parametrize(("language", "is_isolated"), [("ar", True), ("en", False), ("fr", False)])
def test_catalogues_keep_the_order_where_it_is_in_danger(language: str, is_isolated: bool) -> None:  # noqa: FBT001  # a table
    hint = "The end of the silence, with its zone, such as 2017-05-24T18:00 Europe/Zurich."
    assert (isolated("2017-05-24T18:00 Europe/Zurich") in catalogue(language).gettext(hint)) is is_isolated


@pytest.mark.parametrize(("language", "is_isolated"), [("ar", True), ("en", False)])
def test_facts_and_commands_of_messages_keep_their_order(language: str, is_isolated: bool) -> None:  # noqa: FBT001  # a table
    say = MessageRenderer(language).explain
    annulled = say(Message("{record} was annulled.", record="2017/ott#7"))
    named = say(
        Message("“{act}” is to be told what it is about: “escalade {act} {argument}”.", act="why", argument="REF")
    )
    assert (isolated("2017/ott#7") in annulled, isolated("escalade why REF") in named) == (is_isolated, is_isolated)


def test_sentences_of_templates_isolate_what_is_put_in() -> None:
    page = environment("ar", "").from_string("{% trans record=name %}Recorded: {{ record }}.{% endtrans %}")
    assert page.render(name="2017/ott#7") == f"دُوِّن في السجل: {isolated('2017/ott#7')}."


def test_pages_turn_arrows_and_mark_texts_that_run_the_other_way(visitors: Visitors) -> None:
    typed = {"field_version__title__dot__en": "Fog signals", "field_by_state": "Made-up Land", "on": "2020-02-10"}
    answer = does(visitors(DESK), "/rounds/2020/acts/propose", words="fog", **typed)
    assert answer.url.path == f"/topics/{FOG}", said(answer)
    page = visitors().get(f"/ar/topics/{FOG}").text
    assert '<html lang="ar" dir="rtl">' in page
    assert '<span lang="en" dir="ltr">Fog signals</span>' in page
    assert f"<bdi>{FOG}</bdi>" in page
    assert "→" not in page
    moved = visitors().get(f"/ar/topics/{FOG}/records/1").text
    assert "←" in moved
    assert "→" not in moved


def test_a_drawing_is_turned_round_and_its_words_are_not() -> None:
    left, right = svg("topic", "debated"), svg("topic", "debated", direction="rtl")
    width = int(left.partition('width="')[2].partition('"')[0])
    assert [width - float(x) for x in AN_X.findall(left)] == list(map(float, AN_X.findall(right)))
    assert 'direction="rtl"' in right
    assert ("→" in left, "→" in right, "←" in right) == (True, False, True)


def test_shapes_are_mirrored_as_a_whole_and_marks_of_arrows_with_their_lines() -> None:
    line = '<line x1="1" x2="2"/>'
    assert mirror(line, 10) == '<line x1="1" x2="2" transform="matrix(-1 0 0 1 10 0)"/>'
    assert mirror("<title>A &amp; B</title>", 10) == "<title>A &amp; B</title>"
    turned = f'<text x="9">القيد {isolated("2017/ott#7")} &amp; غيره</text>'
    assert mirror('<text x="1">القيد 2017/ott#7 &amp; غيره</text>', 10) == turned


@pytest.mark.parametrize(("language", "label"), [("ar", "المنصب"), ("fr", "fonction")])
def test_a_missing_field_is_named_by_its_label_where_another_word_is_spelt_alike(language: str, label: str) -> None:
    assert label in MessageRenderer(language).explain(Message("“{field}” is missing:", field=Word("office")))


def test_the_page_of_a_defect_runs_as_its_language_does(visitors: Visitors, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = Browser(visitors().app, raise_server_exceptions=False)
    monkeypatch.setattr("escalade.web.routes.public.open_consultations", None)
    assert browser.get("/ar/").text.startswith("<!doctype html><html lang=ar dir=rtl>")


def test_an_address_keeps_its_order_on_paper_and_on_the_wall(visitors: Visitors) -> None:
    browser = visitors()
    assert re.search(
        r'<p class="printed"><bdi dir="ltr">http://[^<]*/ar/decisions</bdi>', browser.get("/ar/decisions").text
    )
    assert re.search(r'<p class="line"><bdi dir="ltr">[^<]*/ar/room</bdi>', browser.get("/ar/room").text)
