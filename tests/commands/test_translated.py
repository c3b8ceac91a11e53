"""A body typed in two languages goes out to translators in the others, and comes back: no paper bears a mark."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from lxml import etree

from escalade.models.backends import Location
from escalade.models.reader import open_reader
from escalade.templates.languages.pack import AVAILABLE
from escalade.templates.values.fact import facts_in
from escalade.templates.values.paper import Paper
from tests.net.corpus import LIVES, drafts, list_facts
from tests.net.test_papers import OF_ONE_LANGUAGE

from .conftest import DESK, Shell

XLIFF = "{urn:oasis:names:tc:xliff:document:2.0}"
ROUND, TYPED = "2021", "doubtful-days"
SAID = {"ar": "نص", "es": "Texto", "ru": "Текст", "zh": "文本"}
"""By language that the body was not typed in, what a made-up translator begins each text with."""
Translate = Callable[[str], str]


@pytest.fixture
def shores(shell: Shell) -> Shell:
    """A made-up body typed in English and French, in years that are over."""
    text = re.sub(r"\b204(?=\d\b)", "202", (LIVES / f"{TYPED}.toml").read_text("utf-8"))
    (shell.folder / "life.toml").write_text(text, "utf-8")
    shell.does("load life.toml")
    return shell


def in_word(file: Path, translate: Translate) -> None:
    """Translate every row of a two-column file."""
    document = docx.Document(str(file))
    for row in document.tables[0].rows[1:]:
        row.cells[2].paragraphs[0].text = translate(row.cells[1].text)
    document.save(str(file))


def in_xliff(file: Path, translate: Translate) -> None:
    """Translate every unit of an XLIFF file."""
    root = etree.fromstring(file.read_bytes())
    for part in root.iter(f"{XLIFF}segment"):
        for old in part.findall(f"{XLIFF}target"):
            part.remove(old)
        etree.SubElement(part, f"{XLIFF}target").text = translate(str(part[0].text))
    file.write_bytes(etree.tostring(root))


def hand_over(shell: Shell, language: str, ending: str, translate: Translate) -> list[str]:
    """Send what is left in a language, and translate it; the files."""
    sent = shell(f"translation send {ROUND} --language {language} --to {language}{ending} --format json")
    files = [one["file"] for one in sent.data["files"]]
    for file in files:
        (in_word if ending == ".docx" else in_xliff)(shell.folder / file, translate)
    return files


def papers(shell: Shell) -> list[dict[str, Paper]]:
    """Every paper of the register, by language."""
    with open_reader(Location(shell.register)) as reader:
        return [versions for _, versions in drafts(reader, ("",))]  # type: ignore[arg-type]  # of today, not of a set day


def test_what_goes_out_in_six_languages_comes_back_to_each_place_where_it_stands(shores: Shell) -> None:
    for (language, word), ending in zip(SAID.items(), (".docx", ".docx", ".xlf", ".xlf"), strict=True):
        for file in hand_over(shores, language, ending, f"{word}: {{}}".format):
            shores.does(f"translation receive {file} --standing official {DESK}")
        assert (
            f"Nothing of {ROUND} is left" in shores(f"translation send {ROUND} --language {language} --to x.docx").err
        )
    drawn = papers(shores)
    assert {tag for versions in drawn for tag in versions} == {*AVAILABLE}
    assert [one.version for versions in drawn for one in versions.values() if one.version] == []
    every = [fact for versions in drawn for one in versions.values() for fact in facts_in(one.printables())]
    assert [str(fact) for fact in every if fact.is_untranslated] == []
    told = [line for versions in drawn for line in list_facts(versions)]
    assert [line for line in told if line.startswith("[") and not OF_ONE_LANGUAGE.fullmatch(line)] == []


def test_what_is_left_in_the_language_of_its_source_is_asked_about(shores: Shell) -> None:
    for language, ending in (("es", ".docx"), ("zh", ".xlf")):
        for file in hand_over(shores, language, ending, lambda source: source):
            code, _, _ = called = shores(f"translation receive {file} --standing official --format json {DESK}")
            findings = called.data["findings"]
            assert (code, {one["check"] for one in findings}, called.data["records"]) == (4, {"left"}, [])
            named = findings[0]["place"]
            assert f"“--same {named}” takes it so" in findings[0]["what"]
            shores.does(f"translation receive {file} --accept --same {named} --standing official {DESK}")
        left = [one["place"] for one in findings]
        again = hand_over(shores, language, ending, lambda source: source)
        assert again
        assert named in left


def test_a_target_in_the_letters_of_its_source_is_asked_about(shores: Shell) -> None:
    (file, *_) = hand_over(shores, "ru", ".docx", lambda source: f"{source} (made up)")
    findings = shores(f"translation receive {file} --format json {DESK}").data["findings"]
    assert {one["check"] for one in findings} == {"left"}
