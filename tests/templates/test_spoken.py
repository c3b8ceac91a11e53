"""A text that is not translated bears its own language in every form."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZipFile

import pytest

from escalade.templates.formats.file import file_of
from escalade.templates.formats.typeset.pdf import content, in_languages
from escalade.templates.languages.spoken import BEGIN, END, TAGGED, spoken, stretches, strip_tags
from escalade.templates.values.fact import SaidSentence, TracedFact

from .conftest import Register

OURS = (BEGIN, TAGGED, END)


def file_in(register: Register, language: str, form: str) -> bytes:
    """The note of 2017 as a file."""
    return file_of(register.paper("note", "2017", language), form)


@pytest.mark.parametrize("language", ["ru", "ar", "zh"])
def test_a_page_tells_the_language_of_each_text(round_in_two_languages: Register, language: str) -> None:
    page = file_in(round_in_two_languages, language, "html").decode()
    told = re.findall(r'<span lang="(\w+)">(.*?)</span>', page)
    plain = [(tag, re.sub(r"<.*?>|[\u2066\u2069]", "", text)) for tag, text in told]
    assert ("en", "Council") in plain
    assert sum(tag == "fr" and text.startswith(("Quel", "De quels", "Comment")) for tag, text in plain) == 10
    assert page.count("<bdi") == page.count("</bdi>")
    body = page.partition("</title>")[2]  # a title has no elements, and keeps isolates as characters
    assert not any(sign in body for sign in (*OURS, "\u2066", "\u2069"))


@pytest.mark.parametrize("language", ["ru", "ar"])
def test_a_word_file_tells_it_run_by_run(round_in_two_languages: Register, language: str) -> None:
    body = ZipFile(BytesIO(file_in(round_in_two_languages, language, "docx"))).read("word/document.xml").decode()
    runs = re.findall(r"<w:r>((?:(?!</w:r>).)*<w:lang w:val=\"fr-FR\"/>(?:(?!</w:r>).)*)</w:r>", body)
    texts = [re.sub(r"<.*?>", "", run) for run in runs]
    assert sum(text.startswith(("Quel", "De quels", "Comment")) for text in texts) == 10
    assert not any(sign in body for sign in OURS)
    properties = ZipFile(BytesIO(file_in(round_in_two_languages, language, "docx"))).read("docProps/core.xml").decode()
    assert not any(sign in properties for sign in (*OURS, "\ufffd"))


def test_a_pdf_is_set_in_both_languages(round_in_two_languages: Register) -> None:
    data = in_languages(content(round_in_two_languages.paper("note", "2017", "ru"), None))
    question = data["annexes"][0]["questions"][0]["spoken"]
    assert [one["lang"] for one in question] == ["fr"]
    assert file_in(round_in_two_languages, "ru", "pdf").startswith(b"%PDF")


def test_what_a_sentence_adds_to_a_text_is_not_in_its_language() -> None:
    fact = TracedFact({"en": "Council"}, ("body#1",), "органа «Council»", other="en")
    told = spoken(SaidSentence("key", "до органа «Council» и", (fact,)))
    assert stretches(told.text) == [(None, "до органа «"), ("en", "Council"), (None, "» и")]


def test_quoted_words_whose_stop_stands_behind_the_quotation_are_one_stretch() -> None:
    name = TracedFact({"en": "Made-up media"}, ("body#1",), "Made-up media", other="en")
    words = TracedFact({"en": "To keep Made-up media open."}, ("2031#2",), "«To keep Made-up media open».", other="en")
    told = spoken(SaidSentence("key", "ما تقرر: «\u2066To keep Made-up media open\u2069».", (name, words)))
    assert stretches(told.text) == [
        (None, "ما تقرر: «"),
        ("en", "\u2066To keep Made-up media open\u2069"),
        (None, "»."),
    ]


def test_characters_of_ours_in_a_text_tag_nothing() -> None:
    text = f"{BEGIN}xx{TAGGED}a{END}"
    told = spoken(TracedFact({"en": text}, ("body#1",), text, other="en"))
    assert [tag for tag, _ in stretches(told.text)] == ["en"]
    assert strip_tags(told.text) == "\ufffdxx\ufffda\ufffd"


def test_what_is_in_the_papers_own_language_is_left_as_it_is() -> None:
    fact = TracedFact({"en": "Council"}, ("body#1",), "Council")
    assert spoken(fact) is fact


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("abab", ["<ab>", "<ab>"]),
        ("xabbax", ["x", "<abb>", "<a>", "x"]),
        ("\u2066ab\u2069 \u2066ab", ["<\u2066ab\u2069>", " \u2066", "<ab>"]),
        ("nothing", ["nothing"]),
    ],
)
def test_the_longest_text_is_told_with_the_isolate_around_it(text: str, expected: list[str]) -> None:
    facts = tuple(TracedFact({"fr": one}, ("2017#1",), one, other="fr") for one in ("a", "ab", "abb", ""))
    told = stretches(spoken(SaidSentence("x", text, facts)).text)
    assert [part if language is None else f"<{part}>" for language, part in told] == expected
