"""What changed between two texts of a topic: in a terminal, as a page, in Word."""

from __future__ import annotations

import json
import re
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree

from .conftest import DESK, Shell

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


FIRST = {
    "ar": ("منارات", "ما هي السياسات العامة؟"),
    "en": ("Lights", "What is a <good> signal?"),
    "es": ("Luces", "¿Qué políticas existen?"),
    "fr": ("Feux", "Qu’est-ce qu’un bon signal ?"),
    "ru": ("Огни", "Какой сигнал хороший?"),
    "zh": ("灯塔", "什么是好信号"),
}


SECOND = {
    "ar": ("منارات", "ما هي السياسات الوطنية؟"),
    "en": ("Lights", "What is a <clear> signal?"),
    "es": ("Luces", "¿Qué medidas existen?"),
    "fr": ("Feux", "Qu’est-ce qu’un vrai signal ?"),
    "ru": ("Огни", "Какой сигнал ясный?"),
    "zh": ("灯塔", "什么是新信号"),
}


WORDS = {
    "ar": ("العامة", "الوطنية"),
    "en": ("good", "clear"),
    "es": ("políticas", "medidas"),
    "fr": ("bon", "vrai"),
    "ru": ("хороший", "ясный"),
    "zh": ("好", "新"),
}


def texts(said: dict[str, tuple[str, str]], *more: str) -> str:
    """The options of a text: its questions in every language."""
    titles = " ".join(f"--title {tag}='{title}'" for tag, (title, _) in said.items())
    questions = " ".join(f"--question {tag}='{question}'" for tag, (_, question) in said.items())
    return " ".join([titles, *more, questions])


@pytest.fixture
def revised(group: Shell) -> Shell:
    """A shell on a round with a topic whose text was revised in six languages."""
    group.does(
        f"propose 2020/lights {texts(FIRST)} --by-state 'Made-up Land' --on 2020-02-10 {DESK}",
        f"revise 2020/lights {texts(SECOND)} --source MWG-2/3 --on 2020-02-20 {DESK}",
    )
    return group


@pytest.mark.parametrize("language", FIRST)
def test_words_are_compared_in_every_language_and_in_chinese_signs(revised: Shell, language: str) -> None:
    went, came = WORDS[language]
    printed = revised.does(f"diff lights --language {language}")
    assert f"[-{went}-]{{+{came}+}}" in printed
    assert printed.count("[-") == 1


@pytest.mark.parametrize("language", FIRST)
def test_a_page_marks_what_went_and_came_in_its_language_and_direction(revised: Shell, language: str) -> None:
    revised.does(f"diff lights --language {language} --to lights.html")
    page = Path("lights.html").read_text("utf-8")
    direction = "rtl" if language == "ar" else "ltr"
    assert f'<html lang="{language}" dir="{direction}">' in page
    assert re.findall("<(ins|del)>(.*?)</", page) == [("del", WORDS[language][0]), ("ins", WORDS[language][1])]
    assert "<good>" not in page
    assert "2020/lights#1" in page


@pytest.mark.parametrize("language", FIRST)
def test_word_tracks_what_went_and_came(revised: Shell, language: str) -> None:
    revised.does(f"diff lights --language {language} --to lights.docx")
    root = etree.fromstring(zipfile.ZipFile(BytesIO(Path("lights.docx").read_bytes())).read("word/document.xml"))
    found = [(str(one.tag).removeprefix(W), "".join(one.itertext())) for one in root.iter(f"{W}ins", f"{W}del")]
    assert found == [("del", WORDS[language][0]), ("ins", WORDS[language][1])]
    assert {one.get(f"{W}author") for one in root.iter(f"{W}ins", f"{W}del")} == {"Made-up Desk"}


def test_a_folder_takes_every_language_in_both_forms(revised: Shell) -> None:
    Path("out").mkdir()
    told = json.loads(revised.does("diff lights --to out --format json"))
    names = {f"diff-2020-lights.{tag}.{form}" for tag in FIRST for form in ("html", "docx")}
    assert {Path(one["file"]).name for one in told["files"]} == names == {file.name for file in Path("out").iterdir()}


def test_a_question_put_between_others_does_not_change_them(revised: Shell) -> None:
    more = " ".join(f"--question {tag}='Who keeps the lamp ({tag})?'" for tag in FIRST)
    revised.does(f"revise lights {texts(SECOND, more)} --source MWG-2/4 --on 2020-02-21 {DESK}")
    changes = json.loads(revised.does("diff lights --format json --language en"))["changes"]
    assert changes == [{"part": "question 1", "language": "en", "before": "", "after": "Who keeps the lamp (en)?"}]
    revised.does("diff lights --language en --to lights.html")
    page = Path("lights.html").read_text("utf-8")
    assert '<p class="numbered"><span class="number">1.</span> <ins>Who keeps the lamp (en)?</ins></p>' in page
    assert '<p class="numbered"><span class="number">2.</span> What is a &lt;clear&gt; signal?</p>' in page


def test_a_language_that_papers_do_not_have_is_said_to_be_left_out(revised: Shell) -> None:
    revised.does(f"revise lights {texts(SECOND)} --title de='Lichter' --source MWG-2/5 --on 2020-02-22 {DESK}")
    called = revised("diff lights --to lights.html")
    assert (called.code, called.err) == (0, "No file is written in de: papers are written in en, ar, es, fr, ru, zh.\n")
    assert not Path("lights.de.html").exists()


def test_a_text_of_several_lines_keeps_them_apart(group: Shell) -> None:
    first, second = ("--invitation", "en=One line.\nA second line."), ("--invitation", "en=One line.\nA new line.")
    group(f"propose 2020/lines --title en=Lines --by-state 'Made-up Land' --on 2020-02-10 {DESK}", *first)
    group(f"revise lines --title en=Lines --source MWG-2/3 --on 2020-02-20 {DESK}", *second)
    group.does("diff lines --to lines.html")
    assert "<p>One line.</p>\n<p>A <del>second</del><ins>new</ins> line.</p>" in Path("lines.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("--to lights.pdf", "as .docx with tracked changes; write --to lights.docx, or a folder that exists."),
        ("--to lights", "write --to lights.docx"),
        ("--to lights.html --language de", "Neither text of 2020/lights is in “de”; there are ar, en, es, fr, ru, zh."),
    ],
)
def test_what_cannot_be_compared_is_said(revised: Shell, line: str, sentence: str) -> None:
    assert sentence in revised.refuses(f"diff lights {line}", 2).err
