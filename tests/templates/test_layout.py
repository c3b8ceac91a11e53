"""Layouts and Word templates reach the parts of papers and nothing else."""

from __future__ import annotations

import re

import pytest
from jinja2 import UndefinedError
from jinja2.exceptions import SecurityError

from escalade.templates.formats.layout import MOST, TextCache, environment, in_html, lay_out
from escalade.templates.formats.word.field import environment as of_word
from escalade.templates.languages.pack import AVAILABLE, read_file
from escalade.templates.languages.sentence import MissingFactError
from escalade.templates.values.fact import SaidSentence, TracedFact, UnprovenError
from escalade.templates.values.paper import Paragraph

from .conftest import Register

FACT = TracedFact("x", ("2017#1",), "x")


def test_a_name_that_parts_do_not_have_is_said_to_be_missing() -> None:
    printed = environment("html").from_string("{{ one.said.missing }}")
    with pytest.raises(UndefinedError, match="missing"):
        printed.render(one=Paragraph(FACT))


@pytest.mark.parametrize("name", ["__class__", "_met", "__init__"])
def test_no_hidden_name_of_a_part_is_read(name: str) -> None:
    with pytest.raises((SecurityError, UndefinedError)):
        environment("html").from_string(f"{{{{ one.{name} }}}}").render(one=FACT)


@pytest.mark.parametrize("name", ["parent", "environment", "format", "format_map"])
def test_no_name_of_anything_else_is_read(name: str) -> None:
    odd = type("Odd", (), {name: FACT})()
    with pytest.raises(SecurityError):
        environment("html").from_string(f"{{{{ one.{name} }}}}").render(one=odd)


@pytest.mark.parametrize("source", ["{{ ''.join(one) }}", "{{ one.text.format(one) }}", "{{ full.__call__(one) }}"])
def test_what_is_not_foreseen_is_asked_for_as_in_a_template_of_a_user(source: str) -> None:
    with pytest.raises((SecurityError, UndefinedError, UnprovenError)):
        environment("md").from_string(source).render(one=FACT, full=lambda one: one)


def test_a_template_that_somebody_brings_is_guarded_whenever_it_is_filled() -> None:
    odd = type("Odd", (), {"text": FACT})()
    with pytest.raises(SecurityError):
        of_word("ltr").from_string("{{ odd.text }}").render(odd=odd)


def test_a_layout_that_asks_a_part_for_what_it_has_not_says_so(round_of_2017: Register) -> None:
    paper = round_of_2017.paper("notice", "2017/ott")
    broken = type(paper)(kind="notice", tongue=paper.tongue, title=paper.title, sections=(SaidSentence("x", "x"),))  # type: ignore[arg-type]  # what no paper holds
    with pytest.raises(MissingFactError, match=r"paper\.md\.jinja"):
        lay_out(broken, form="md", seal=None)


def test_texts_are_remembered_and_not_without_end() -> None:
    made = TextCache(str.upper)
    assert [made[text] for text in ("a", "a", "b" * 2001)] == ["A", "A", "B" * 2001]
    assert list(made) == ["a"]
    for number in range(MOST):
        assert made[f"{number}x"] == f"{number}X"
    assert list(made) == [f"{MOST - 1}x"]


@pytest.mark.parametrize("language", AVAILABLE)
def test_a_page_links_its_annexes(round_of_2017: Register, language: str) -> None:
    page = lay_out(round_of_2017.paper("note", "2017", language), form="html", seal=None)
    assert re.findall('href="#(annex-[0-9])"', page) == ["annex-1", "annex-2"] * 3
    assert re.findall('id="(annex-[0-9])"', page) == ["annex-1", "annex-2"]


def test_no_line_of_a_page_ends_within_the_symbol_of_a_document() -> None:
    page = str(in_html("See C17/51-F, MCL/DL/7(Rev.1), C17/51, \u2066C17/9-E\u2069 and https://example.org/C17/DL/7."))
    assert re.findall('<span class="whole">(.*?)</span>', page) == ["C17/51-F", "MCL/DL/7(Rev.1)"]
    assert '<bdi class="whole" dir="ltr">C17/9-E</bdi>' in page  # as it was
    assert ".whole { white-space: nowrap; }" in read_file("formats/paper.css")
