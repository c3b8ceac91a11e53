"""Arabic runs right to left, and what is in it that does not is isolated."""

from __future__ import annotations

import re

import pytest

from escalade.templates.languages.spoken import CLOSE, OPEN, isolate, isolate_direction

from .conftest import Register

PAPERS = [
    ("note", "2017"), ("notice", "2017/ott"), ("notice", "2017/gender"), ("call", "2017/gender"),
    ("report", "meeting/9"),
]  # fmt: skip


def test_arabic_runs_right_to_left_and_nothing_else_does(round_of_2017: Register) -> None:
    heads = {
        language: round_of_2017.text("note", "2017", language, form="html").split("<head>")[0]
        for language in ("ar", "zh", "en", "fr")
    }
    assert '<html lang="ar" dir="rtl">' in heads.pop("ar")
    assert all('dir="ltr"' in head for head in heads.values())


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("في الفترة 2016-2017.", ["2016-2017"]),
        ("الوثيقة C17/130(Rev.1)-A.", ["C17/130(Rev.1)-A"]),
        ("الفقرة 5.4 والمرجع 2017/ott#7؛", ["5.4", "2017/ott#7"]),
        ("What is it? And why?", ["What is it? And why?"]),
        ("2017/ott", ["2017/ott"]),
        ("خدمات OTT («over-the-top»)،", ["OTT", "over-the-top"]),
        ("السيد Made-up O'Name Person والسيدة", ["Made-up O'Name Person"]),
        ("7 فبراير 2017", []),
        ("الملحق 1", []),
        ("«Council»", ["«Council»"]),
        ("«Made-up words».", ["Made-up words"]),
        ("«Made-up words. And more.»؛", ["Made-up words. And more."]),
        ("12", []),
        ("", []),
    ],
)
def test_what_runs_left_to_right_is_isolated(text: str, parts: list[str]) -> None:
    found = isolate(text)
    assert re.findall(f"{OPEN}([^{CLOSE}]*){CLOSE}", found) == parts
    assert found.replace(OPEN, "").replace(CLOSE, "") == text
    assert isolate(found) == found


def test_isolates_end_with_their_line() -> None:
    assert isolate("One.\nTwo.") == f"{OPEN}One.{CLOSE}\n{OPEN}Two.{CLOSE}"


@pytest.mark.parametrize("word", ["1" * 200_000, "a" * 200_000 + "(", "1-" * 100_000, "a(1." * 50_000, "-" * 200_000])
def test_one_unbroken_word_takes_time_by_its_length_and_not_its_square(word: str) -> None:
    # by the square, this would take a quarter of an hour
    text = f"في {word} م"
    found = isolate(text)
    assert found.replace(OPEN, "").replace(CLOSE, "") == text
    assert isolate_direction(text, "rtl").replace(OPEN, "").replace(CLOSE, "") == text


@pytest.mark.parametrize(("kind", "reference"), PAPERS)
def test_no_latin_text_of_an_arabic_paper_stands_outside_an_isolate(
    round_of_2017: Register, kind: str, reference: str
) -> None:
    text = round_of_2017.text(kind, reference, "ar")
    bare = re.sub(f"{OPEN}[^{CLOSE}]*{CLOSE}", "", text)
    assert re.findall(r"[A-Za-z]|\d[-/]\d", bare) == []
    assert all(line.count(OPEN) == line.count(CLOSE) for line in text.split("\n"))


def test_a_page_isolates_with_elements_and_its_title_with_characters(round_of_2017: Register) -> None:
    page = round_of_2017.text("notice", "2017/ott", "ar", form="html")
    title = re.search("<title>(.*?)</title>", page)
    assert title
    assert f"«اعتبارات السياسات العامة المتعلقة بخدمات {OPEN}OTT{CLOSE}»" in title[1]
    assert '<bdi class="whole" dir="ltr">C17/130(Rev.1)</bdi>' in page
    assert '<bdi class="whole" dir="ltr">OTT</bdi>؟' in page
    body = page.partition("</title>")[2]
    assert OPEN not in body
    assert CLOSE not in body


@pytest.mark.parametrize("language", ["en", "fr"])
def test_scripts_without_italics_alone_are_set_upright(round_of_2017: Register, language: str) -> None:
    upright = "font-style: normal"
    assert upright not in round_of_2017.text("notice", "2017/ott", language, form="html")
    assert all(upright in round_of_2017.text("notice", "2017/ott", one, form="html") for one in ("ar", "zh"))
