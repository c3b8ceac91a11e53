"""Skeletons: the order of a paper is that of the lines of one file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from escalade.templates.languages.pack import AVAILABLE, read_file
from escalade.templates.languages.sentence import fold
from escalade.templates.languages.tongue import tongue
from escalade.templates.papers import skeleton
from escalade.templates.papers.facts.view import View
from escalade.templates.papers.note import note
from escalade.templates.papers.skeleton import lay_out
from escalade.templates.values.fact import SaidSentence, UnprovenError
from escalade.workflow.values.dates import when

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.templates.conftest import Register

MANDATE = '{{ say("note.established", body, mandate) }}\n'
PURPOSE = "{{ mandate.purpose }}\n"


@pytest.fixture
def rewritten(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Callable[[str], str]], None]]:
    """What has skeletons read otherwise than they stand."""

    def rewrite(change: Callable[[str], str]) -> None:
        monkeypatch.setattr(skeleton, "read_file", lambda name: change(read_file(name)))
        skeleton.environment.cache_clear()

    yield rewrite
    skeleton.environment.cache_clear()


@pytest.mark.parametrize("language", AVAILABLE)
def test_the_order_of_a_note_is_changed_by_moving_lines_of_its_skeleton(
    rewritten: Callable[[Callable[[str], str]], None], round_of_2017: Register, language: str
) -> None:
    def introduction() -> list[str]:
        return [str(one.said) for one in note("2017", round_of_2017.standing, tongue(language)).sections[0].paragraphs]

    before = introduction()
    rewritten(lambda text: text.replace(PURPOSE, "").replace(MANDATE, PURPOSE + MANDATE))
    assert introduction() == [before[1], before[0], *before[2:]]


def test_a_sentence_takes_only_facts_that_it_is_given(
    rewritten: Callable[[Callable[[str], str]], None], round_of_2017: Register
) -> None:
    view = View(round_of_2017.standing, tongue("en"), when("2017-06-01"))
    rewritten(lambda _: "# {{ say('note.annex', number=number) }}\n!{{ say('note.annex', none) }}\n")
    paper = lay_out("note", view, {"number": view.number(3, "body#1")})
    assert (str(paper.title), paper.draft) == ("Annex\xa03", ())


def test_what_rests_on_no_record_is_not_printed(
    rewritten: Callable[[Callable[[str], str]], None], round_of_2017: Register
) -> None:
    view = View(round_of_2017.standing, tongue("en"), when("2017-06-01"))
    rewritten(lambda _: "# {{ title }}\n")
    assert lay_out("note", view, {"title": SaidSentence("word", "A word")}).title.text == "A word"
    with pytest.raises(UnprovenError):
        lay_out("note", view, {"title": "A word"})


@pytest.mark.parametrize(
    ("broken", "space", "whole"),
    [
        (
            "{% if one %}\n  a topic\n{% else %}\n  topics{% endif %}.",
            " ",
            "{% if one %}a topic{% else %}topics{% endif %}.",
        ),
        (
            "the {% if one %}\n topic {% endif %}of\n  {{ group }}",
            " ",
            "the {% if one %}topic {% endif %}of {{ group }}",
        ),
        ("{{ group }}。\n  {{ meeting }}", "", "{{ group }}。{{ meeting }}"),
    ],
)
def test_a_sentence_broken_over_lines_is_put_together_again(broken: str, space: str, whole: str) -> None:
    assert fold(broken, space) == whole


@pytest.mark.parametrize(
    ("signs", "said"), [((), "a, b and c"), (("; ",), "a; b; c"), ((", ", " and with "), "a, b and with c")]
)
def test_a_list_takes_the_signs_of_the_language_or_of_its_sentence(signs: tuple[str, ...], said: str) -> None:
    assert str(tongue("en").join_parts([SaidSentence("word", one) for one in "abc"], *signs)) == said
