"""Names that are unofficial translations, and names whose forms the body gives."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Register, acts_in

REMARK = {
    "es": "Traducción no oficial: nombre del Grupo y sigla.",
    "ru": "Неофициальный перевод: название Группы и аббревиатура.",
}


@pytest.mark.parametrize("language", ["ar", "en", "es", "fr", "ru", "zh"])
def test_a_note_says_below_its_title_which_names_are_unofficial(round_of_2017: Register, language: str) -> None:
    paper = round_of_2017.paper("note", "2017", language)
    told = [one.text for one in paper.remarks if one.key == "common.unofficial_names"]
    assert told == ([REMARK[language]] if language in REMARK else [])
    body = [str(one) for section in paper.sections for one in section.printables()]
    assert not any("no oficial" in one.lower() or "неофициальн" in one.lower() for one in body)


def test_a_legal_text_or_a_person_is_remarked_on_by_its_name() -> None:
    acts = acts_in(Path(__file__).with_name("made_up_lanterns.toml"))
    acts[0]["terms"] = {
        "superior_body": {"standing": {"fr": "unofficial translation"}},
        "texts": {"standing": {"fr": "unofficial translation", "en": "official"}},
    }
    register = Register()
    register.play(acts)
    [told] = [one for one in register.paper("note", "2031", "fr").remarks if one.key == "common.unofficial_names"]
    assert told.text.startswith("Traduction non officielle\N{NO-BREAK SPACE}: nom de l’organe dont il relève")
    assert "Décision" in told.text or "Résolution" in told.text
    assert not [one for one in register.paper("note", "2031", "en").remarks if one.key == "common.unofficial_names"]
    assert {record for fact in told.facts for record in fact.records} == {"body#1"}


def test_what_amends_the_termbase_is_what_its_remark_rests_on() -> None:
    register = Register()
    register.play(acts_in(Path(__file__).with_name("made_up_lanterns.toml")))
    register.act(
        "amend constitution", by="Made-up Desk", on="2031-01-05", authority={"en": "A made-up decision"},
        terms={"acronym": {"standing": {"en": "unofficial translation"}}},
    )  # fmt: skip
    [told] = [one for one in register.paper("note", "2031").remarks if one.key == "common.unofficial_names"]
    assert told.text == "Unofficial translation: acronym of the Group."
    assert {fact.record for fact in told.facts} == {"body#2"}


def test_the_forms_of_a_name_stand_in_russian_sentences() -> None:
    acts = acts_in(Path(__file__).with_name("made_up_lanterns.toml"))
    acts[0]["superior_body"]["ru"] = "Выдуманный Ковен"
    forms = {"gender": "masculine", "genitive": "Выдуманного Ковена", "dative": "Выдуманному Ковену"}
    register, bare = Register(), Register()
    bare.play(acts)
    acts[0]["terms"] = {"superior_body": {"forms": {"ru": forms}}}
    register.play(acts)
    assert "«Выдуманный Ковен»" in bare.text("note", "2031", "ru")
    text = register.text("note", "2031", "ru")
    assert "Выдуманному Ковену предлагается" in text
    assert "«Выдуманный Ковен»" not in text
