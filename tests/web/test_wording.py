"""Dates, lists and marks of pages, as each of the six languages writes them."""

# ruff: noqa: RUF001  # the marks and spaces of six languages are what is tested

from __future__ import annotations

import re

import pytest
from babel.support import NullTranslations

from escalade.web.i18n.language import LANGUAGES, catalogue
from escalade.web.i18n.wording import Wording, marks_of
from escalade.web.rendering.messages import MessageRenderer, messages_in
from escalade.web.routes.public import drawing
from escalade.workflow.values.message import Message, Messages, Series, Word

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


@pytest.mark.parametrize("language", DAYS)
def test_only_the_first_of_a_month_is_an_ordinal(language: str) -> None:
    say = Wording(language, NullTranslations())  # type: ignore[arg-type]  # it has what is asked of it
    assert [text for on in ("2011-11-11", "2017-01-21") for text in (say.day(on), say.brief(on)) if "1er" in text] == []


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
