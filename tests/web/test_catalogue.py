"""Every sentence of the pages is there in every language."""

from __future__ import annotations

import importlib.util
import re
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path
from types import ModuleType

import pytest

from escalade.templates.checks.finding import Severity
from escalade.web.i18n.language import LANGUAGES, catalogue
from escalade.web.rendering.messages import messages_in
from escalade.workflow.values.message import Message, Option

_PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|{\w+}")
"""What stands for a fact in a sentence of a page, and in a message."""


@pytest.fixture(scope="module")
def made() -> ModuleType:
    """The module that makes the catalogues."""
    spec = importlib.util.spec_from_file_location("made_catalogue", Path(__file__).with_name("catalogue.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read(compiled: bytes) -> dict[str, str]:
    """The sentences of a compiled catalogue; its head says which Babel compiled it."""
    held: dict[str, str] = vars(GNUTranslations(BytesIO(compiled)))["_catalog"]
    return {sentence: said for sentence, said in held.items() if sentence}


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogues_hold_what_the_pages_say_and_are_compiled(made: ModuleType, language: str) -> None:
    for room, messages in made.sentences().items():
        path = made.path_of(language, room)
        assert path.read_bytes() == made.written(made.updated(language, room, messages)), path
        assert read(path.with_suffix(".mo").read_bytes()) == read(made.compiled(path.read_bytes())), path


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_lacks_its_translation(made: ModuleType, language: str) -> None:
    held = {room: made.held(language, room) for room in made.sentences()}
    assert [(room, one.id) for room, whole in held.items() for one in whole if one.id and not one.string] == []
    assert [(room, one.id) for room, whole in held.items() for one in whole if one.fuzzy] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_catalogue_is_left_over(made: ModuleType, language: str) -> None:
    folder = made.LOCALE / language / "LC_MESSAGES"
    assert sorted({file.stem for file in folder.iterdir()}) == sorted(made.sentences())


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_survive_translation(made: ModuleType, language: str) -> None:
    found = catalogue(language)
    for messages in made.sentences().values():
        for message in messages:
            said = found.gettext(message)
            assert (set(_PLACEHOLDER.findall(said)), message) == (set(_PLACEHOLDER.findall(message)), message)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_says_its_sentence_twice(made: ModuleType, language: str) -> None:
    said = [one.string for room in made.sentences() for one in made.held(language, room) if one.id]
    assert [text for text in said if re.fullmatch(r"(.{8,}?)\s*\1+", text, re.DOTALL)] == []


@pytest.mark.parametrize("language", sorted(LANGUAGES.keys() & {"ar", "es", "fr", "ru"}))
def test_no_translation_quotes_as_english_does(made: ModuleType, language: str) -> None:
    said = [one.string for room in made.sentences() for one in made.held(language, room) if one.id]
    assert [text for text in said if "“" in text or "”" in text] == []


def test_how_grave_a_finding_is_can_be_said(made: ModuleType) -> None:
    assert {str(one) for one in Severity} <= set(made.sentences()["procedure"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_label_of_a_field_that_papers_lack_is_quoted_once(language: str) -> None:
    facts = {"field": Option("--words"), "record": "2020/fog#3"}
    told = Message("{field} of {record} is not at hand, and the paper leaves it out; “correct” supplies it.", **facts)
    assert not re.search(r"[«“\"]\s*[«“\"]", messages_in(language)(told).unescape())


def test_a_sentence_that_a_variable_holds_is_found(made: ModuleType, tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    module.write_text("note = 'Annul it.'\nother = 'Left alone.'\nRemedy(kind='none', note=note)\n", "utf-8")
    with module.open("rb") as file:
        found = list(made.extract_messages(file, dict.fromkeys(made.PLACES)))
    assert [text for _, _, text, _ in found] == ["Annul it."]
