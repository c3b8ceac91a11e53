"""Every language has the same sentences and words, in its own script; what is missing is named."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest

from escalade.templates.languages.pack import AVAILABLE, MissingTemplateError, pack_of
from escalade.templates.languages.tongue import tongue
from escalade.templates.papers.facts.decision import OUTCOMES, key_of
from escalade.templates.papers.report import TOLD
from escalade.workflow.values.errors import RequestError

from .conftest import Register

FOLDER = Path(str(files("escalade.templates")))
SENTENCES = sorted(path.stem for path in FOLDER.glob("en/*.jinja"))
each = pytest.mark.parametrize("language", AVAILABLE)


@each
def test_every_language_has_the_same_sentences_and_small_words(language: str) -> None:
    keys, english = tongue(language).sentences.keys, tongue("en").sentences.keys
    assert [paper for paper in SENTENCES if not keys(paper) or keys(paper) != english(paper)] == []
    assert {f"decision.{key_of(act)}" for act in OUTCOMES} <= set(keys("decision"))
    assert {f"report.{key_of(act)}" for act in TOLD} <= set(keys("report"))
    words = {kind: sorted(set(words) - {"genitive"}) for kind, words in pack_of(language).words.items()}
    assert words == {kind: sorted(words) for kind, words in pack_of("en").words.items()}


@each
def test_sentences_hold_no_markup_and_no_letters_of_another_script(language: str) -> None:
    for path in FOLDER.joinpath(language).glob("*.jinja"):
        prose = re.sub(r"\{[{%#].*?[}%#]\}", "", path.read_text("utf-8"), flags=re.DOTALL)
        foreign = {"ar": "A-Za-zÀ-ÿЀ-я", "ru": "A-WYZa-wyz", "zh": "A-Za-zÀ-ÿЀ-я"}.get(language, "Ѐ-я\u0621-\u064a")
        assert (path.name, re.findall(rf"[<>&*_`|\[\]\\]|[{foreign}]+", prose)) == (path.name, [])


@pytest.mark.parametrize("language", ["de"])
def test_other_languages_are_refused(round_of_2017: Register, language: str) -> None:
    with pytest.raises(RequestError, match="is not one of the languages"):
        round_of_2017.text("note", "2017", language)


def test_a_missing_word_or_sentence_is_named() -> None:
    with pytest.raises(MissingTemplateError, match=r"fr/language\.toml/stance/neutral"):
        tongue("fr").word("stance", "neutral")
    with pytest.raises(MissingTemplateError, match=r"en/note\.jinja/greeting"):
        tongue("en").say("note.greeting")
    with pytest.raises(MissingTemplateError, match=r"en/letter\.jinja"):
        tongue("en").say("letter.greeting")


@pytest.mark.parametrize(
    ("zone", "cities"),
    [
        ("Europe/Zurich", ("زيورخ", "Zurich", "Zúrich", "Zurich", "Цюрих", "苏黎世")),
        ("America/New_York", ("نيويورك", "New York", "Nueva York", "New York", "Нью-Йорк", "纽约")),
        ("Asia/Calcutta", ("كالكتا", "Kolkata", "Calcuta", "Calcutta", "Калькутта", "加尔各答")),
        ("Etc/UTC", (None,) * 6),
    ],
)
def test_a_zone_is_called_by_its_city_in_the_language(zone: str, cities: tuple[str | None, ...]) -> None:
    assert tuple(tongue(one).find_city(zone) for one in ("ar", "en", "es", "fr", "ru", "zh")) == cities
