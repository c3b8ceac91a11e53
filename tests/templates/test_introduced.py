"""A paper calls the body what it has introduced it as, and its secretariat by its own name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from escalade.templates.languages.pack import AVAILABLE
from escalade.templates.languages.tongue import tongue
from escalade.templates.papers.build import build
from tests.templates.render import loosen

from .conftest import Decide, Register

NAMED = {
    "en": "hereinafter “the Group”", "fr": "ci-après « le Groupe »", "es": "en adelante «el Grupo»",
    "ru": "далее — «Группа»", "zh": "以下简称“本组”", "ar": "فيما يلي باسم «الفريق»",
}  # fmt: skip
AT_FIRST: dict[str, Any] = {"by": "Made-up Chair", "on": "2031-03-04", "evidence": {"meeting": "1"}}
DAY = date(2031, 6, 20)
PAPERS = (
    ("notice", "2031/wick"),
    ("call", "2031/wick"),
    ("circular", "2031/wick"),
    ("report", "1"),
)


def text_of(register: Register, kind: str, reference: str, language: str) -> str:
    """A paper with its masthead, as text with plain spaces and without isolates."""
    paper = build(kind, reference, register.standing, tongue(language), day=DAY)
    said = loosen(" ".join(str(one) for one in paper.printables()))
    return said.replace("\u2066", "").replace("\u2069", "")


@pytest.mark.parametrize("language", AVAILABLE)
def test_a_letter_on_a_decision_of_the_group_introduces_it_in_its_text_and_no_masthead_does(
    lanterns: Register, language: str
) -> None:
    lanterns.act("record consensus", "2031/wick", words="not at hand", **AT_FIRST)
    phases = {"on": "2031-06-10", "opens": "2031-06-10", "closes": "2031-08-01"}
    lanterns.act("launch", "2031/wick", by="Made-up Desk", **phases)
    told = [text_of(lanterns, kind, of, language).count(NAMED[language]) for kind, of in PAPERS]
    assert told == [kind == "circular" for kind, _ in PAPERS]


@pytest.mark.parametrize("language", AVAILABLE)
def test_a_paper_that_tells_of_another_body_alone_introduces_nobody(
    referred: Register, decide: Callable[[Register], Decide], language: str
) -> None:
    decide(referred)("approve", "2031/wick", words={"en": "Yes."})
    phases = {"on": "2031-06-10", "opens": "2031-06-10", "closes": "2031-08-01"}
    referred.act("launch", "2031/wick", by="Made-up Desk", **phases)
    told = [text_of(referred, kind, "2031/wick", language) for kind in ("call", "circular")]
    assert [NAMED[language] in one for one in told] == [False, False]


MANAGER = {
    "en": "made-up manager", "fr": "gestionnaire imaginaire", "es": "gestor imaginario", "ru": "управляющий",
    "zh": "虚构管理员", "ar": "المنسق",
}  # fmt: skip
ASKED = {
    "en": "To be completed by the made-up manager:", "fr": "À compléter par le gestionnaire imaginaire :",
    "es": "Pendiente de completar por el gestor imaginario:", "ru": "Управляющему надлежит",
    "zh": "请虚构管理员", "ar": "يُرجى من المنسق",
}  # fmt: skip


@pytest.mark.parametrize("language", AVAILABLE)
def test_what_is_asked_of_the_secretariat_calls_it_by_its_own_name(lanterns: Register, language: str) -> None:
    terms = {"office_titles.secretariat": {"forms": {"ru": {"dative": "управляющему"}}}}
    changed = {"office_titles": {"secretariat": MANAGER}, "terms": terms, "authority": {"en": "Made-up decision"}}
    lanterns.act("amend constitution", by="Made-up Desk", on="2031-02-01", **changed)
    lanterns.act(
        "record no consensus",
        "2031/glass",
        "2031/wick",
        tried="not at hand",
        words="not at hand",
        refer=True,
        **AT_FIRST,
    )
    for kind, of in (("note", "2031"), ("report", "1")):
        assert text_of(lanterns, kind, of, language).count(ASKED[language]) == 2
