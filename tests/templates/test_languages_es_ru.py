# ruff: noqa: RUF001 - Russian is written in Cyrillic
"""Spanish and Russian say what English says, in words of their own."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from escalade.templates.languages.pack import pack_of
from escalade.templates.languages.tongue import tongue
from escalade.templates.values.fact import SaidSentence, TracedFact
from escalade.templates.values.paper import Paper
from tests.templates.render import loosen

from .conftest import Acts, Register, acts_in

LANGUAGES = ("es", "ru")
PAPERS = [("note", "2017"), ("notice", "2017/ott"), ("call", "2017/gender"), ("report", "meeting/9")]
SHARED_WITH_SPANISH = (
    "a base circular civil de debate disponibles en entre examen examine la le les virtual ni no nombre original "
    "provisional partir que ref s se sector son superior un vacante x y"
)
SHARED = {"es": set(SHARED_WITH_SPANISH.split()), "ru": {"x"}}
"""Words that two languages spell alike, and the x of an example."""
MADE_UP: dict[str, Any] = tomllib.loads(Path(__file__).with_name("made_up_lanterns_es_ru.toml").read_text("utf-8"))


def translated(given: Any) -> Any:
    """Acts whose texts are there in Spanish and Russian too."""
    if isinstance(given, list):
        return [translated(one) for one in given]
    if not isinstance(given, dict):
        return given
    source = given.get("en") or given.get("de")
    if isinstance(source, str):
        return {**given, **MADE_UP["translated"].get(source, {})}
    return {key: translated(one) for key, one in given.items()}


@pytest.fixture
def acts() -> Acts:
    """The acts of the made-up group, in four languages."""
    found: Acts = translated(acts_in(Path(__file__).with_name("made_up_lanterns.toml")))
    return found


@pytest.fixture
def lanterns(acts: Acts) -> Register:
    """The made-up group, two topics under debate."""
    register = Register()
    register.play(acts)
    return register


def refer(register: Register) -> None:
    """Let the made-up group refer both topics to its Assembly."""
    topics = ("2031/glass", "2031/wick")
    register.act(
        "record no consensus", *topics, by="Made-up Chair", on="2031-03-04", evidence={"meeting": "1"}, refer=True,
        tried="not at hand", words="not at hand",
    )  # fmt: skip
    register.act(
        "escalate", *topics, by="Made-up Desk", on="2031-04-01", to_session="Assembly 2031", agenda_item="Item 7",
        original="fr", evidence={"document": "LA31/9"},
    )  # fmt: skip


def skeleton(paper: Paper) -> list[tuple[str, list[str]]]:
    """Each section with its segments, as they are called in every language."""
    return [
        (part.key, [one.key if isinstance(one, SaidSentence) else one.record for one in part.printables()])
        for part in paper.sections
    ]


def values(paper: Paper) -> Counter[str]:
    """The dates, numbers, symbols and names of a paper, whatever the language."""
    printed = [(one,) if isinstance(one, TracedFact) else one.facts for one in paper.printables()]
    return Counter(f"{one.kind} {one.value} {one.records}" for facts in printed for one in facts if one.kind != "text")


def prose_of(language: str) -> Counter[str]:
    """The words that a language's own phrases are made of."""
    found: list[str] = []
    for file in files("escalade.templates").joinpath(language).iterdir():
        text = file.read_text("utf-8")
        if file.name.endswith(".jinja"):
            found += re.findall(r"[^\W\d_]+", re.sub(r"\{[{%#].*?[}%#]\}", " ", text, flags=re.DOTALL).lower())
        elif file.name == "language.toml":
            words = " ".join(re.findall(r'= "(.*?)"', text))
            found += re.findall(r"[^\W\d_]+", re.sub(r"\{\w*\}", " ", words).lower())
    return Counter(found)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("kind", "reference"), PAPERS)
def test_a_paper_has_the_parts_and_values_of_the_english_one(
    round_of_2017: Register, language: str, kind: str, reference: str
) -> None:
    own, english = (round_of_2017.paper(kind, reference, one) for one in (language, "en"))
    assert skeleton(own) == skeleton(english)
    assert values(own) == values(english)
    assert [len(one.questions) for one in own.wordings] == [len(one.questions) for one in english.wordings]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_english_or_french_word_is_left(language: str) -> None:
    own = set(prose_of(language))
    assert (own & (set(prose_of("en")) | set(prose_of("fr")))) <= SHARED[language]


def test_russian_phrases_are_written_in_cyrillic() -> None:
    assert {word for word in prose_of("ru") if re.search(r"[a-z]", word)} <= SHARED["ru"] | {"ru"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_quotation_marks_have_no_space_inside(language: str) -> None:
    for file in files("escalade.templates").joinpath(language).iterdir():
        text = re.sub(r"\{#.*?#\}", "", file.read_text("utf-8"))
        assert re.findall(r"«\s|\s»|[“”‘’]|\s[;:?!]", re.sub(r"\{[{%].*?[}%]\}", "x", text, flags=re.DOTALL)) == []


def test_the_titles_of_the_box_are_those_of_the_house() -> None:
    keys = ("note.box_summary", "note.box_action", "note.box_references")
    assert [str(tongue("es").say(key)) for key in keys] == ["Resumen", "Acción solicitada", "Referencia"]
    assert [str(tongue("ru").say(key)) for key in keys] == ["Резюме", "Необходимые действия", "Справочные материалы"]
    assert {pack_of(language).unconfirmed for language in ("en", "es", "fr", "ru")} == {()}


def test_a_paper_marks_what_is_not_translated_and_reads_on(round_in_two_languages: Register) -> None:
    in_spanish, in_russian = (round_in_two_languages.text("note", "2017", language) for language in LANGUAGES)
    assert "Se invita al Council a:" in in_spanish
    assert "Вышестоящему органу «Council» предлагается:" in in_russian
    assert "**Council 2017**" in in_spanish
    assert "**Council 2017**" in in_russian
    assert "# Informe de la Presidencia del Council Working Group" in in_spanish
    assert "# Отчет Председателя группы «Council Working Group" in in_russian
    assert "las reuniones octava y novena del CWG-Internet" in in_spanish
    assert "отчеты о восьмом и девятом собраниях CWG-Internet" in in_russian


def test_a_masthead_gives_the_days_as_the_organisation_does(round_of_2017: Register) -> None:
    texts = [round_of_2017.text("note", "2017", language) for language in LANGUAGES]
    assert "**Ginebra, 15-25 de mayo de 2017**" in texts[0]
    assert "**Женева, 15–25 мая 2017 года**" in texts[1]


def test_the_note_names_who_may_take_part_and_whom_it_went_to_as_its_sentence_asks(round_of_2017: Register) -> None:
    in_spanish, in_russian = (round_of_2017.text("note", "2017", language) for language in LANGUAGES)
    assert "está abierta únicamente a los Estados Miembros; sus" in in_spanish
    assert "se transmitieron a todos los Miembros de la UIT, a todas las organizaciones" in in_spanish
    assert "(véase el párrafo 5.4 del informe de la novena reunión)" in in_spanish
    assert "В работе Группы могут принимать участие только Государства-Члены; в ее" in in_russian
    assert "провела восьмое и девятое собрания в Женеве (Швейцария) 13–14 октября" in in_russian
    assert "a) онлайновую консультацию (с февраля по сентябрь 2016 года)" in in_russian
    assert "(см. п. 5.4 отчета о девятом собрании)" in in_russian
    assert not re.search(r"консультации РГС-Интернет (?:ввиду|перед)", in_russian)


def test_the_council_decided_at_a_numbered_sitting(round_of_2017: Register) -> None:
    notice = round_of_2017.text("notice", "2017/ott", "ru")
    assert "На своем восьмом пленарном заседании 24 мая 2017 года Совет одобрил тему «Вопросы" in notice
    assert "OTT» с внесенными изменениями." in notice


def test_a_russian_name_that_ends_in_a_clause_is_closed_by_a_comma(round_of_2017: Register) -> None:
    told = loosen(round_of_2017.text("note", "2017", "ru"))
    assert "касающимся интернета (РГС-Интернет, далее — «Группа»), создана" in told
