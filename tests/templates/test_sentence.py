"""Nothing without a record is printed; what is printed tells its records."""

from __future__ import annotations

import pytest
from jinja2.exceptions import SecurityError

from escalade.templates.formats.layout import environment
from escalade.templates.languages.sentence import MissingFactError
from escalade.templates.languages.tongue import tongue
from escalade.templates.values.fact import SaidSentence, TracedFact, UnprovenError
from escalade.templates.values.paper import Seal
from escalade.workflow.values.errors import PaperError, RequestError
from escalade.workflow.values.reference import MalformedReferenceError

from .conftest import Register

ROOT = "ab" * 32
PAPERS = [("note", "2017"), ("notice", "2017/ott"), ("call", "2017/gender"), ("report", "meeting/9")]


@pytest.mark.parametrize("form", ["md", "html"])
@pytest.mark.parametrize("value", ["a text", 1.5, True, None, ["x"], {"a": 1}])
def test_a_layout_refuses_what_has_no_record(form: str, value: object) -> None:
    with pytest.raises(UnprovenError, match="rests on no record"):
        environment(form).from_string("{{ value }}").render(value=value)


@pytest.mark.parametrize("source", ["{{ 'a text' }}", "{{ 1.5 }}", "{{ fact ~ fact }}", "{{ [fact] }}"])
def test_a_layout_cannot_make_up_a_text(source: str) -> None:
    with pytest.raises(UnprovenError):
        environment("html").from_string(source).render(fact=TracedFact("x", ("2017#1",), "x"))


def test_a_sentence_refuses_what_has_no_record() -> None:
    with pytest.raises(UnprovenError, match=r"“tomorrow” in “note\.annex” rests on no record"):
        tongue("en").say("note.annex", number="tomorrow")


def test_a_sentence_refuses_what_it_was_not_given() -> None:
    with pytest.raises(MissingFactError, match=r"The sentence “note\.annex” cannot be written: 'number' is undefined"):
        tongue("en").say("note.annex")


def test_a_layout_refuses_what_a_paper_lacks() -> None:
    from jinja2 import UndefinedError  # noqa: PLC0415  # said by Jinja where a layout is tried by itself

    with pytest.raises(UndefinedError):
        environment("md").from_string("{{ paper.missing }}").render(paper=SaidSentence("x", "x"))


@pytest.mark.parametrize("records", [(), ("nothing",), ("2017/ott",)])
def test_a_fact_names_the_records_it_rests_on(records: tuple[str, ...]) -> None:
    with pytest.raises((UnprovenError, MalformedReferenceError)):
        TracedFact("x", records, "x")


def test_the_sandbox_reaches_papers_and_nothing_else() -> None:
    template = environment("html").from_string("{{ fact.__class__.__mro__ }}")
    with pytest.raises(SecurityError):
        template.render(fact=TracedFact("x", ("2017#1",), "x"))
    with pytest.raises(SecurityError):
        environment("html").from_string("{{ path.parent }}").render(path=__import__("pathlib").Path())


def test_the_seal_stands_in_the_file(round_of_2017: Register) -> None:
    seal = Seal(31, ROOT)
    assert f'<meta name="escalade-seal" content="31:{ROOT}">' in round_of_2017.text(
        "note", "2017", form="html", seal=seal
    )
    assert round_of_2017.text("note", "2017", seal=seal).endswith(f"<!-- escalade-seal: 31:{ROOT} -->\n")
    assert "escalade-seal" not in round_of_2017.text("note", "2017")


@pytest.mark.parametrize(("size", "root"), [(-1, ROOT), (1, "ab"), (1, "<script>" * 8)])
def test_a_seal_is_a_size_and_a_root(size: int, root: str) -> None:
    with pytest.raises(PaperError, match="64 hexadecimal digits"):
        Seal(size, root)


@pytest.mark.parametrize(("form", "problem"), [("docx", "no text"), ("pdf", "no text"), ("odt", "not one")])
def test_other_forms_are_refused(round_of_2017: Register, form: str, problem: str) -> None:
    with pytest.raises(RequestError, match=problem):
        round_of_2017.text("note", "2017", form=form)


def test_an_unknown_paper_is_refused(round_of_2017: Register) -> None:
    with pytest.raises(PaperError, match="there are note, notice, call, report, agenda, circular"):
        round_of_2017.text("letter", "2017")


@pytest.mark.parametrize(("kind", "reference"), PAPERS)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_page_stands_by_itself(round_of_2017: Register, kind: str, reference: str, language: str) -> None:
    page = round_of_2017.text(kind, reference, language, "html")
    assert page.startswith("<!DOCTYPE html>\n")
    assert f'<html lang="{language}" dir="ltr">' in page
    assert page.count("<h1>") == 1
    assert "http" not in page
