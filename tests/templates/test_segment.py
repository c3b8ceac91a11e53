"""What is written into a file of the hand-over is read back from it."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given

from escalade.templates.translation import word, xliff
from escalade.templates.translation.judgement import judge
from escalade.templates.translation.segment import segments
from tests.templates.segments import TEXTS, segment, slip

from .conftest import Register


@given(TEXTS, TEXTS)
def test_a_text_comes_back_from_word_as_it_was(source: str, target: str) -> None:
    sent = segment(source, target)
    (row,) = word.parse_word(word.write_word(slip(sent), [sent]), "made-up.docx").rows
    assert (row.key, row.digest, row.source, row.target, row.fault) == (sent.key, sent.digest, source, target, "")


@given(TEXTS, TEXTS)
def test_a_text_comes_back_from_xliff_as_it_was(source: str, target: str) -> None:
    sent = segment(source, target)
    (row,) = xliff.parse_xliff(xliff.write_xliff(slip(sent), [sent]), "made-up.xlf").rows
    assert (row.key, row.digest, row.source, row.target) == (sent.key, sent.digest, source, target)


def test_a_file_is_the_same_bytes_each_time(round_of_2017: Register) -> None:
    found = segments("2017", round_of_2017.standing, "ar")
    assert word.write_word(slip(*found), found) == word.write_word(slip(*found), found)


def test_the_keys_of_a_round_are_told_apart(round_in_two_languages: Register) -> None:
    found = segments("2017", round_in_two_languages.standing, "ar")
    keys = [one.key for one in found]
    assert len(keys) == len(set(keys))
    assert {"2017/ott/title", "2017/ott/questions/3", "2017/gender#3/tried", "body#1/name"} <= set(keys)


def test_what_is_official_in_a_language_is_not_asked_for(round_of_2017: Register) -> None:
    assert {one.key for one in segments("2017", round_of_2017.standing, "fr")} & {
        "2017/gender/title",
        "body#1/name",
    } == set()


def test_a_line_is_told_from_a_passage() -> None:
    sent = replace(segment("Light", "Свет\nи ещё"), is_line=True)
    sheet = word.parse_word(word.write_word(slip(sent), [sent]), "made-up.docx")
    assert [one.check for one in judge(sheet, {sent.key: replace(sent, target="")}, "made-up.docx").findings] == [
        "unfit"
    ]


@given(TEXTS)
def test_what_came_back_as_it_was_sent_is_neither_wrong_nor_new(text: str) -> None:
    sent = segment(text, text)
    sheet = word.parse_word(word.write_word(slip(sent), [sent]), "made-up.docx")
    assert judge(sheet, {sent.key: sent}, "made-up.docx") == ((), ())


def test_a_segment_that_is_asked_for_no_more_is_stale() -> None:
    sent = segment("Light", "Свет")
    sheet = word.parse_word(word.write_word(slip(sent), [sent]), "made-up.docx")
    assert [one.check for one in judge(sheet, {}, "made-up.docx").findings] == ["stale"]
