# ruff: noqa: RUF001  # words of several scripts are what is searched for
"""Words and names of the real round, found and said in the language of the page."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from escalade.cli import run
from escalade.models.backends import Location
from escalade.models.cases import find_shipped_case
from escalade.web.app import close, create_app
from escalade.web.settings import Settings
from tests.web.browser import Browser, said

GENDER, OTT = 'href="/{}/topics/2017/gender"', 'href="/{}/topics/2017/ott"'


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A browser on the shipped case, whose titles are in six languages."""
    folder = tmp_path_factory.mktemp("search")
    assert (
        run(["--quiet", "--register", str(folder / "register.db"), "load", str(find_shipped_case("cwg_internet_2017"))])
        == 0
    )
    app = create_app(Settings(register=Location(folder / "register.db"), accounts=folder / "accounts.toml"), {})
    with Browser(app) as browser:
        yield browser
    close(app)


@pytest.mark.parametrize(
    ("language", "typed", "found"),
    [
        ("zh", "性别鸿沟", GENDER),  # a part of the title, without a space
        ("zh", "鸿沟 数字", GENDER),  # in another order
        ("zh", "公共政策考虑", OTT),
        ("zh", "ＯＴＴ", OTT),  # full width
        ("ar", "الفجوة الرقمية", GENDER),
        ("ar", "فجوة", GENDER),  # without its article
        ("ar", "الفَجْوَة", GENDER),  # with vowels
        ("ar", "الانترنت", OTT),  # without its hamza
        ("ru", "цифрового", GENDER),
        ("es", "genero", GENDER),  # without its accent
    ],
)
def test_a_topic_is_found_by_words_of_the_language(browser: Browser, language: str, typed: str, found: str) -> None:
    page = browser.get(f"/{language}/search", params={"words": typed})
    assert found.format(language) in page.text
    assert "<mark>" in page.text


@pytest.mark.parametrize(
    ("language", "title"), [("en", "considerations for"), ("ru", "Вопросы"), ("zh", "公共政策考虑")]
)
def test_what_is_found_in_the_language_of_the_page_stands_first(browser: Browser, language: str, title: str) -> None:
    found = browser.get(f"/{language}/search", params={"words": "OTT"}).text.partition('<ul class="plain">')[2]
    assert title in found.partition("</li>")[0]


def test_what_is_found_in_several_languages_is_shown_once(browser: Browser) -> None:
    page = said(browser.get("/search", params={"words": "OTT"}))
    assert page.count("Public policy considerations for OTTs") == 2, "as the topic, and as what was found"
    assert "considérations" not in page.casefold()


def test_an_officer_who_is_called_as_the_office_is_named_once(browser: Browser) -> None:
    assert "Secretariat (secretariat)" not in said(browser.get("/topics/2017/ott"))
    assert "Majed M. Al-Mazyed (chair)" in said(browser.get("/topics/2017/ott"))
    assert "Secretariat (secrétariat)" in said(browser.get("/fr/topics/2017/ott"))


def test_words_that_stand_nowhere_find_nothing(browser: Browser) -> None:
    assert "topics/2017" not in browser.get("/zh/search", params={"words": "沟鸿"}).text


SAID = {
    "fr": ("C17/88 : Inde", "Conseil 2017 , "),
    "ru": ("C17/88: Индия", "Совет 2017 года , "),
    "zh": ("C17/88\uff1a印度", "理事会2017年会议", "第8次全体会议", "2017轮次", "并修正了案文。答复已于"),
}


@pytest.mark.parametrize("language", SAID)
def test_states_and_sessions_are_named_in_the_language_of_the_page(tmp_path: Path, language: str) -> None:
    register = tmp_path / "register.db"
    assert run(["--quiet", "--register", str(register), "load", str(find_shipped_case("cwg_internet_2017"))]) == 0
    app = create_app(Settings(register=Location(register), accounts=tmp_path / "accounts.toml"), {})
    with Browser(app, headers={"accept-language": language}) as browser:
        page = said(browser.get("/topics/2017/ott"))
    close(app)
    assert [words for words in SAID[language] if words not in page] == []


NAMES = """
["Made-up Land"]
fr = "Terre imaginaire"
ar = "أرض وهمية"
"""


@pytest.mark.parametrize(
    ("language", "named"),
    [("en", "Made-up Land"), ("es", "Made-up Land"), ("fr", "Terre imaginaire"), ("ar", "أرض وهمية")],
)
def test_a_state_without_a_name_in_the_language_of_the_page_is_named_as_it_was_entered(
    tmp_path: Path, language: str, named: str
) -> None:
    register, names = tmp_path / "register.db", tmp_path / "names.toml"
    names.write_text(NAMES, encoding="utf-8")
    desk = "--on 2020-02-10 --as 'Made-up Desk'"
    for line in (
        f"load {find_shipped_case('made_up_body')}",
        f"amend-constitution --authority en=Us. --names-file {names} {desk}",
        f"propose 2020/fog --title en=Fog --question en=What? --by-state 'Made-up Land' {desk}",
        f"receive MA20/7 --concerns 2020/fog --by-state 'Made-up Land' {desk}",
    ):
        assert run(["--quiet", "--register", str(register), *shlex.split(line)]) == 0, line
    app = create_app(Settings(register=Location(register), accounts=tmp_path / "accounts.toml"), {})
    with Browser(app, headers={"accept-language": language}) as browser:
        pages = [said(browser.get(place)) for place in ("/topics/2020/fog", "/rounds/2020")]
    close(app)
    every = {"Made-up Land", "Terre imaginaire", "أرض وهمية"}
    assert [{one for one in every if one in page} for page in pages] == [{named}, {named}]
