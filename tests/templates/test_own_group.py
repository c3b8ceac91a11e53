# ruff: noqa: RUF001  # Russian is written in Cyrillic
"""A body that calls itself a commission, a committee or a panel: no paper of it says “the Group”."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from escalade.templates.languages.arabic import li
from escalade.templates.languages.pack import AVAILABLE, read_file
from escalade.templates.languages.tongue import tongue
from escalade.templates.papers.build import build
from escalade.templates.papers.facts.view import NothingToSayError
from escalade.templates.values.fact import TracedFact

from .conftest import Register, acts_in
from .render import loosen, unmark

LIFE = Path(__file__).parents[1] / "net" / "lives" / "commission.toml"
OURS = {
    "en": re.compile(r"\bgroups?\b", re.IGNORECASE),
    "fr": re.compile(r"\bgroupes?\b", re.IGNORECASE),
    "es": re.compile(r"\bgrupos?\b(?! de delegaciones)", re.IGNORECASE),
    "ru": re.compile(r"\bгрупп", re.IGNORECASE),
    "zh": re.compile("本组|工作组"),
    "ar": re.compile("فريق"),
}
"""Our words for the body; a made-up body of another kind has none of them anywhere."""
OTHER_GENDER: dict[str, dict[str, str]] = {
    "en": {"one": "Panel"},
    "fr": {"one": "Comité"},
    "es": {"one": "Comisión"},
    "ru": {"one": "Бюро"},
    "zh": {"one": "小组"},
    "ar": {"one": "مجلس"},
}
FOREIGN = {"de": {"one": "Ausschuss"}}
"""The body's noun in no language of a paper."""
PACK = (
    "agenda.jinja", "call.jinja", "circular.jinja", "common.jinja", "consultation.jinja", "decision.jinja",
    "hearing.jinja", "note.jinja", "notice.jinja", "report.jinja",
)  # fmt: skip
_CODE = re.compile(r"{{.*?}}|{%.*?%}", re.DOTALL)
"""What of a sentence is no text of it."""
PAPERS = (
    ("note", "2031"), ("report", "1"), ("agenda", "3"), ("call", "2031/glass"), ("circular", "2031/glass"),
    *(("notice", f"2031/{name}") for name in ("glass", "wick", "oil", "tin", "horn")),
)  # fmt: skip
DAYS = ("2031-02-15", "2031-03-10", "2031-05-01", "2031-06-10", "2031-07-02")
"""Days on which its papers are drawn, each behind what happened by then."""


def papers(language: str, nouns: dict[str, Any]) -> dict[str, str]:
    """Every paper that there is on one of the days, as text with its masthead, where the body calls itself so."""
    constitute, *acts = acts_in(LIFE)
    register, drawn = Register(), {}
    register.play([{**constitute, "nouns": {"group": nouns}}, *acts])
    for day in DAYS:
        for kind, of in PAPERS:
            with suppress(NothingToSayError):
                paper = build(kind, of, register.standing, tongue(language), day=date.fromisoformat(day))
                said = "\n".join(str(one) for one in paper.printables())
                drawn[f"{day} {kind} {of}"] = unmark(loosen(said))
    return drawn


@pytest.mark.parametrize("language", AVAILABLE)
def test_no_sentence_has_our_word_for_the_body_in_it(language: str) -> None:
    """What no made-up round comes to is looked at where it is written."""
    for file in PACK:
        _, _, source = read_file(f"{language}/{file}").partition("\n")
        assert OURS[language].search(_CODE.sub("", source)) is None, file


SAID_OTHERWISE = {
    "en": ("hereinafter “the Panel”",),
    "fr": ("le Comité n’est pas parvenu à", "À ce titre, il est chargé de", "à la première réunion du Comité"),
    "es": ("en adelante «la Comisión»", "de la Comisión"),
    "ru": ("Бюро провело", "в его открытых консультациях"),
    "zh": ("以下简称“本小组”",),
    "ar": ("اتخذ المجلس القرار التالي", "أمانة المجلس MCL"),
}
"""How they go with one of another gender."""
SAID_ABROAD = {
    "en": "The body “Ausschuss” held",
    "fr": "L’organe « Ausschuss » a tenu",
    "es": "El órgano «Ausschuss» celebró",
    "ru": "На первом собрании органа «Ausschuss»",
    "zh": "本机构“Ausschuss”在",
    "ar": "عقدت هيئة «Ausschuss»",
}
"""What stands for a noun that has no form in the language."""


@pytest.mark.parametrize("language", AVAILABLE)
def test_no_paper_says_our_word_for_the_body_and_sentences_go_with_its_own(language: str) -> None:
    for nouns, said in ((OTHER_GENDER, SAID_OTHERWISE[language]), (FOREIGN, (SAID_ABROAD[language],))):
        drawn = papers(language, nouns)
        assert {name.split()[1] for name in drawn} == {kind for kind, _ in PAPERS}
        found = {name: OURS[language].search(text) for name, text in drawn.items()}
        assert {name: drawn[name][one.start() - 60 : one.end() + 60] for name, one in found.items() if one} == {}
        told = "\n".join(drawn.values())
        assert [one for one in said if one not in told] == []


def test_three_letters_lam_never_stand_side_by_side() -> None:
    names = ("لجنة", "مجلس", "فريق")
    assert [str(li(TracedFact(one, ("body#1",), one))) for one in names] == ["للجنة", "للمجلس", "للفريق"]
