"""What a single value must be: a line, a passage, a tag, a number."""

from __future__ import annotations

import pytest

from escalade.workflow.motions import (
    TextVersion,
)
from escalade.workflow.values.errors import FieldError
from tests.lives import TOPIC, Life, at, en, text

EMPTY, HUGE = "is empty", "has 1,048,576 characters; at most {} fit there"
MEGABYTE = "x" * 2**20
CONTROL = "holds the control character U+{}; remove it"
BIDI = "holds the bidirectional override U+{}; remove it"


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ("", EMPTY),
        (" \t ", EMPTY),
        ("\u00a0", EMPTY),
        ("\u200b", EMPTY),
        ("\u2060\ufeff ", EMPTY),
        ("\u3164", EMPTY),
        ("\u0301", EMPTY),
        (MEGABYTE, HUGE.format(500)),
        ("a\x00b", CONTROL.format("0000")),
        ("a\x1bb", CONTROL.format("001B")),
        ("a\nb", CONTROL.format("000A")),
        ("a\x7fb", CONTROL.format("007F")),
        ("a\x85b", CONTROL.format("0085")),
        ("a\u2028b", CONTROL.format("2028")),
        ("a\ud800b", CONTROL.format("D800")),
        ("a\u202eb", BIDI.format("202E")),
        ("a\u2066b", BIDI.format("2066")),
        ("A long Cha\u200bir", "holds the invisible character U+200B after “A long Cha”; remove it"),
        ("\ufeffChair", "holds the invisible character U+FEFF before “Chair”; remove it"),
        ("Ch\u00adair", "holds the invisible character U+00AD after “Ch”; remove it"),
        ("Ch\u00ada\u2060ir", "holds the invisible character U+00AD after “Ch”; remove it"),
        ("Chair\U000e0041", "holds the invisible character U+E0041 after “Chair”; remove it"),
    ],
    ids=lambda part: ascii(part)[:60],
)
def test_a_title_that_nobody_can_read_is_refused(said: str, problem: str) -> None:
    life = Life().begins()
    with pytest.raises(FieldError) as refusal:
        life.tries(life.fitting("propose", TOPIC, version=TextVersion(title=en(said))))
    assert str(refusal.value) == f"The field “version.title.en” {problem}."


@pytest.mark.parametrize(
    "said",
    [
        "{{ 7 * 7 }}",
        "<script>alert(1)</script>",
        "# *Title* [x](y)",
        "=1+1",
        "-1",
        "\u200f\u05e9\u05dc\u05d5\u05dd\u200e",
        "a\u200db",
        "𠮷",
        "e\u0301",
    ],
)
def test_text_that_looks_like_markup_is_text(said: str) -> None:
    life = Life().begins()
    life.does("propose", TOPIC, version=text(said))
    assert life.topic().version.title == en(said)


def test_a_passage_may_say_where_a_word_is_divided_and_holds_nothing_else_unseen() -> None:
    life = at(Life(), "debated")
    life.does("record statement", TOPIC, text=en("Consul\u00adtation"))
    with pytest.raises(FieldError, match=r"holds the invisible character U\+200B after “Consul”; remove it"):
        life.tries(life.fitting("record statement", TOPIC, text=en("Consul\u200btation")))


def test_a_passage_has_several_lines_and_an_end() -> None:
    life = at(Life(), "proposed")
    life.does("record statement", TOPIC, text=en("One.\n\n\tTwo."))
    for said, problem in (("x" * 20_001, "at most 20,000"), ("a\rb", r"U\+000D"), ("\u2029", EMPTY)):
        with pytest.raises(FieldError, match=problem):
            life.tries(life.fitting("record statement", TOPIC, text=en(said)))


@pytest.mark.parametrize("tag", ["", "E", "english", "en_GB", "en-", "1n", "EN", "en-waytoolong1", "en\n"])
def test_a_language_is_a_tag(tag: str) -> None:
    life = Life().begins()
    with pytest.raises(FieldError) as refusal:
        life.tries(life.fitting("propose", TOPIC, version=TextVersion(title={tag: "x"})))
    assert str(refusal.value) == (f"The field “version.title” names a language “{tag}”; write a tag such as en or fr.")


@pytest.mark.parametrize("number", [-1, 2**53])
def test_a_number_is_one_that_can_be_written_exactly(number: int) -> None:
    life = at(Life(), "launched")
    for fields in ({"count": number}, {"by_category": {"ports": number}}):
        with pytest.raises(FieldError, match="below nought, or too large"):
            life.tries(life.fitting("record responses", TOPIC, **fields))
    assert life.tries(life.fitting("record responses", TOPIC, count=2**53 - 1)).records
