"""Categories of responses are called as the language calls them, or marked."""

from __future__ import annotations

import re
from typing import Any

import pytest

from escalade.templates.languages.pack import AVAILABLE, pack_of

from .conftest import Register

DESK: dict[str, Any] = {"by": "Made-up Desk"}
KNOWN = {
    "en": "States: 5", "fr": "États : 5", "es": "Estados: 5", "ru": "Государства — 5",
    "zh": "国家：5份", "ar": "الدول (5)",  # noqa: RUF001  # of Chinese
}  # fmt: skip
OWN = {"ru": "Маяки", "zh": "灯塔", "ar": "المنارات"}


@pytest.fixture
def answered(lanterns: Register) -> Register:
    """A consultation of the made-up group that is closed, its answers counted by category."""
    at: dict[str, Any] = {"by": "Made-up Chair", "on": "2031-03-04", "evidence": {"meeting": "1"}}
    lanterns.act("record consensus", "2031/wick", words="not at hand", **at)
    lanterns.act("launch", "2031/wick", on="2031-06-10", opens="2031-06-10", closes="2031-08-01", **DESK)
    lanterns.act("close", "2031/wick", on="2031-08-02", **DESK)
    return lanterns


def count(register: Register, **categories: int) -> None:
    """Record how many answered."""
    total = sum(categories.values())
    register.act(
        "record responses",
        "2031/wick",
        on="2031-08-03",
        count=total,
        by_category=categories,
        where="not at hand",
        **DESK,
    )


def line_of(register: Register, words: str, language: str) -> str:
    """The line of an agenda that holds some words, without isolates."""
    told = register.text("agenda", "meeting/2", language).translate(dict.fromkeys(map(ord, "\u2066\u2069")))
    counted = re.compile(r"(?<![0-9])[25](?![0-9])")  # how many answered, in no year
    return next(line for line in told.splitlines() if words in line and counted.search(line))


@pytest.mark.parametrize("language", AVAILABLE)
@pytest.mark.parametrize("typed", ["States", "états", "Государства"])
def test_a_category_that_every_language_has_a_word_for_is_translated(
    answered: Register, typed: str, language: str
) -> None:
    count(answered, **{typed: 5})
    told = line_of(answered, "5", language)
    assert KNOWN[language].casefold() in told.casefold()


@pytest.mark.parametrize("language", OWN)
def test_a_category_in_the_letters_of_a_language_is_quoted_in_the_others_alone(
    answered: Register, language: str
) -> None:
    count(answered, **{OWN[language]: 2})
    marked = {
        tag: bool(re.search("[“«]", told)) for tag in AVAILABLE if (told := line_of(answered, OWN[language], tag))
    }
    assert marked == {tag: tag != language for tag in AVAILABLE}


@pytest.mark.parametrize("language", AVAILABLE)
def test_a_category_that_the_body_has_translated_is_called_so(answered: Register, language: str) -> None:
    names = {tag: f"Made-up {tag}" for tag in AVAILABLE if tag != "en"}
    answered.act("amend constitution", names={"States": names}, authority={"en": "Made-up"}, on="2031-08-02", **DESK)
    count(answered, States=5)
    assert ("States" if language == "en" else f"Made-up {language}") in line_of(answered, "5", language)


def test_every_language_has_a_word_for_the_same_categories() -> None:
    words = [pack_of(language).words["category"] for language in AVAILABLE]
    assert [one.keys() for one in words] == [words[0].keys()] * len(words)
    assert [len(set(map(str.casefold, one.values()))) for one in words] == [len(words[0])] * len(words)
