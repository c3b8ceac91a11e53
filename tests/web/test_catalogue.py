"""The catalogues of the pages: what they hold, and what they lack."""

from __future__ import annotations

import re
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

import pytest

from escalade.templates.checks.finding import Severity
from escalade.web.i18n.compiler import compile_catalogue
from escalade.web.i18n.language import LANGUAGES, catalogue, compiled
from escalade.web.i18n.term import terms
from tests.web import catalogue as made
from tests.web.catalogue import LOCALE, OTHERS, PLACE, due, extract_messages, held, path_of, sentences, translated


def read(catalogue: bytes) -> dict[str, str]:
    """The sentences of a compiled catalogue; its head says which Babel compiled it."""
    held: dict[str, str] = vars(GNUTranslations(BytesIO(catalogue)))["_catalog"]
    return {sentence: said for sentence, said in held.items() if sentence}


@pytest.fixture(scope="module")
def said() -> dict[str, dict[str, str]]:
    """What each language says, by sentence."""
    return {language: translated(language) for language in OTHERS}


def test_there_is_a_catalogue_for_each_language_and_none_for_english() -> None:
    assert {path.stem for path in LOCALE.glob("*.po")} == {*OTHERS} == {*LANGUAGES} - {"en"}


def test_what_was_compiled_says_what_the_catalogues_say() -> None:
    for language in OTHERS:
        same = read(compiled(language)) == read(compile_catalogue(path_of(language)))
        assert same, f"{language}.po was changed since it was compiled: python -m escalade.web.i18n.compiler"


def test_placeholders_survive_translation(said: dict[str, dict[str, str]]) -> None:
    for language, known in said.items():
        for sentence, words in known.items():
            assert set(PLACE.findall(words)) == set(PLACE.findall(sentence)), (language, sentence)


def test_no_translation_is_doubtful_says_its_sentence_twice_or_quotes_as_english_does(
    said: dict[str, dict[str, str]],
) -> None:
    assert [str(one.id) for language in OTHERS for one in held(language) if one.id and one.fuzzy] == []
    for language, known in said.items():
        assert [one for one in known.values() if re.fullmatch(r"(.{8,}?)\s*\1+", one, re.DOTALL)] == []
        assert [one for one in known.values() if language != "zh" and re.search("[“”]", one)] == []


def test_a_new_sentence_waits_for_its_translation_and_one_that_is_gone_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(made, "LOCALE", tmp_path)
    known = [("Known %(day)s", None), ("spelt", "noun"), ("spelt", None)]
    monkeypatch.setattr(made, "sentences", lambda: known)
    made.main()
    assert capsys.readouterr().out.splitlines()[:3] == [
        "es lacks: Known %(day)s", "es lacks: spelt", "es lacks: spelt"
    ]  # fmt: skip
    path = tmp_path / "fr.po"
    path.write_text(re.sub('(msgid "spelt"\nmsgstr) ""', '\\1 "dit"', path.read_text("utf-8"), count=1), "utf-8")
    assert due("fr") == ["Known %(day)s", "spelt"]
    del known[0]
    made.main()
    assert [(str(one.id), one.context) for one in held("fr") if one.id] == [("spelt", None), ("spelt", "noun")]
    assert list(read(compile_catalogue(path)).values()) == ["dit"]


def test_a_tree_that_nobody_compiled_speaks_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("escalade.web.i18n.language.compiled", lambda _: b"")
    assert catalogue.__wrapped__("fr").gettext("Language") == "Language"


def test_no_sentence_holds_the_raw_name_of_a_field_or_a_class() -> None:
    plain = [PLACE.sub("", words) for words, _ in sentences()]
    assert [one for one in plain if re.search(r"[a-z]_[a-z]|\bgathering\b", one) and "as_of" not in one] == []


def test_how_grave_a_finding_is_can_be_said() -> None:
    assert {str(one) for one in Severity} <= set(terms())


def test_a_sentence_that_a_variable_holds_is_found(tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    module.write_text("note = 'Annul it.'\nother = 'Left alone.'\nRemedy(kind='none', note=note)\n", "utf-8")
    with module.open("rb") as file:
        found = list(extract_messages(file, dict.fromkeys(made.PLACES)))
    assert [text for _, _, text, _ in found] == ["Annul it."]
