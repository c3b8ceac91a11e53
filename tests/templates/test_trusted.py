"""Our own layouts read parts of papers at once; the guard stands at the rest."""

from __future__ import annotations

import pytest
from jinja2 import UndefinedError
from jinja2.exceptions import SecurityError

from escalade.templates.formats.layout.layout import environment, lay_out
from escalade.templates.formats.layout.prover import MOST, Remembered
from escalade.templates.formats.layout.sandbox import Sandbox
from escalade.templates.formats.layout.trusted import NAMES, whole
from escalade.templates.formats.word.environment import environment as of_word
from escalade.templates.languages.sentence import MissingFactError
from escalade.templates.values.fact import SaidSentence, TracedFact, UnprovenError

from .conftest import Register

FACT = TracedFact("x", ("2017#1",), "x")


def test_a_name_that_parts_have_is_read_without_asking_the_guard(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def ask(_: Sandbox, part: object, name: str) -> object:
        asked.append(name)
        return getattr(part, name)

    monkeypatch.setattr(Sandbox, "getattr", ask)
    printed = environment("html").from_string("{{ one.said.missing }}{{ full(one.said) }}{{ one.said|proof }}")
    said = type("Odd", (), {"missing": FACT})()
    with pytest.raises(AttributeError, match="records"):
        printed.render(one=type("One", (), {"said": said})(), full=lambda _: FACT)
    assert asked == ["missing"]


@pytest.mark.parametrize("name", ["__class__", "_met", "__init__", "parent", "environment", "format", "format_map"])
def test_no_other_name_is_foreseen(name: str) -> None:
    assert name not in NAMES


@pytest.mark.parametrize("source", ["{{ ''.join(one) }}", "{{ one.text.format(one) }}", "{{ full.__call__(one) }}"])
def test_what_is_not_foreseen_is_asked_for_as_in_a_template_of_a_user(source: str) -> None:
    with pytest.raises((SecurityError, UndefinedError, UnprovenError)):
        environment("md").from_string(source).render(one=FACT, full=lambda one: one)


def test_a_template_that_somebody_brings_is_guarded_whenever_it_is_filled() -> None:
    assert of_word("ltr").code_generator_class is not environment("md").code_generator_class
    odd = type("Odd", (), {"text": FACT})()
    with pytest.raises(SecurityError):
        of_word("ltr").from_string("{{ odd.text }}").render(odd=odd)


def test_a_layout_that_asks_a_part_for_what_it_has_not_says_so(round_of_2017: Register) -> None:
    paper = round_of_2017.paper("state", "2017")
    broken = type(paper)(kind="state", tongue=paper.tongue, title=paper.title, sections=(SaidSentence("x", "x"),))  # type: ignore[arg-type]  # what no paper holds
    with pytest.raises(MissingFactError, match=r"paper\.md\.jinja"):
        lay_out(broken, form="md", seal=None)


def test_what_a_layout_includes_stands_in_it() -> None:
    files = {"a": '1\n{% include "b" %}\n2\n', "b": '{% if x %}\n{% include "c" %}\n{% endif %}\n', "c": "3\n"}
    assert whole(files.__getitem__, "a") == "1\n{% if x %}\n3\n{% endif %}\n2\n"


def test_texts_are_remembered_and_not_without_end() -> None:
    made = Remembered(str.upper)
    assert [made[text] for text in ("a", "a", "b" * 2001)] == ["A", "A", "B" * 2001]
    assert list(made) == ["a"]
    for number in range(MOST):
        assert made[f"{number}x"] == f"{number}X"
    assert list(made) == [f"{MOST - 1}x"]
