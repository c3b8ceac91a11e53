"""A paper calls the body what it has introduced it as, and its secretariat by its own name."""

from __future__ import annotations

import re
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
def test_each_paper_that_tells_of_the_group_introduces_it_once(lanterns: Register, language: str) -> None:
    lanterns.act("record consensus", "2031/wick", words="not at hand", **AT_FIRST)
    phases = {"on": "2031-06-10", "opens": "2031-06-10", "closes": "2031-08-01"}
    lanterns.act("launch", "2031/wick", by="Made-up Desk", **phases)
    assert [text_of(lanterns, kind, of, language).count(NAMED[language]) for kind, of in PAPERS] == [1] * len(PAPERS)


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


WEBSITE = {
    "en": "the website of the Group", "fr": "le site web du Groupe", "es": "el sitio web del Grupo",
    "ru": "веб-сайт Группы", "zh": "本组网站", "ar": "الموقع الإلكتروني للفريق",
}  # fmt: skip


@pytest.mark.parametrize("language", AVAILABLE)
def test_a_typed_text_that_calls_the_body_the_group_has_it_introduced_in_the_head(
    referred: Register, decide: Callable[[Register], Decide], language: str
) -> None:
    decide(referred)("approve", "2031/wick", words={"en": "Yes."})
    referred.act("launch", "2031/wick", by="Made-up Desk", on="2031-06-10", opens="2031-06-10", closes="2031-06-15")
    before = text_of(referred, "call", "2031/wick", language)
    changed: dict[str, Any] = {"website": WEBSITE, "authority": {"en": "Made-up decision"}}
    referred.act("amend constitution", by="Made-up Desk", on="2031-06-11", **changed)
    told = text_of(referred, "call", "2031/wick", language)
    assert (NAMED[language] in before, WEBSITE[language] in told, told.count(NAMED[language])) == (False, True, 1)
    assert told.index(NAMED[language]) < told.index(WEBSITE[language])


@pytest.mark.parametrize("language", AVAILABLE)
def test_the_group_is_introduced_where_it_is_called_by_its_noun(round_of_2017: Register, language: str) -> None:
    for kind, of in (("agenda", "meeting/9"), ("call", "2017/gender"), ("circular", "2017/gender")):
        paper = build(kind, of, round_of_2017.standing, tongue(language))
        said = loosen(" ".join(str(one) for one in paper.printables())).translate({0x2066: None, 0x2069: None})
        calls = re.search(tongue(language).pack.group, said.replace(NAMED[language], ""))
        assert said.count(NAMED[language]) == (1 if calls else 0)
