# ruff: noqa: RUF001 - lists in Russian, Chinese and French have letters and signs of their own
"""Things that hold commas of their own are parted by semicolons in a list, in every language."""

from __future__ import annotations

import pytest

from escalade.templates.languages.pack import AVAILABLE
from escalade.templates.languages.tongue import tongue
from escalade.templates.values.fact import SaidSentence
from tests.templates.render import loosen

TEXTS = {
    "en": ("Rules, Part 1", "Rules, clause 2"),
    "fr": ("Règles, partie 1", "Règles, paragraphe 2"),
    "es": ("Reglas, parte 1", "Reglas, cláusula 2"),
    "ru": ("Правила, часть 1", "Правила, пункт 2"),
    "ar": ("القواعد، الجزء 1", "القواعد، الفقرة 2"),
    "zh": ("《规则》，第1部分", "《规则》，第2条"),
}
"""Two texts, each with the comma of its language."""
THREE = {
    "en": "Rules, Part 1; Rules, clause 2; and Charter",
    "fr": "Règles, partie 1 ; Règles, paragraphe 2 ; et Charter",
    "es": "Reglas, parte 1; Reglas, cláusula 2; y Charter",
    "ru": "Правила, часть 1; Правила, пункт 2; а также Charter",
    "ar": "القواعد، الجزء 1؛ والقواعد، الفقرة 2؛ وCharter",
    "zh": "《规则》，第1部分；《规则》，第2条；以及Charter",
}
PAIR = {
    "en": "Rules, Part 1, and Rules, clause 2",
    "fr": "Règles, partie 1, et Règles, paragraphe 2",
    "es": "Reglas, parte 1, y Reglas, cláusula 2",
    "ru": "Правила, часть 1, а также Правила, пункт 2",
    "ar": "القواعد، الجزء 1، والقواعد، الفقرة 2",
    "zh": "《规则》，第1部分，以及《规则》，第2条",
}


def listed(language: str, *texts: str) -> str:
    """Texts as one list, with plain spaces and without isolates."""
    said = tongue(language).join_parts([SaidSentence("text", text) for text in texts])
    return loosen(str(said)).replace("\u2066", "").replace("\u2069", "")


@pytest.mark.parametrize("language", AVAILABLE)
def test_what_holds_a_comma_is_parted_by_semicolons(language: str) -> None:
    assert listed(language, *TEXTS[language], "Charter") == THREE[language]
    assert listed(language, *TEXTS[language]) == PAIR[language]


@pytest.mark.parametrize("language", AVAILABLE)
def test_a_comma_in_brackets_or_quotation_marks_parts_nothing(language: str) -> None:
    lists = tongue(language).pack.lists
    for aside in ("Charter (12, 13)", "“Light, and fog”", "«Light, and fog»", "章（甲，乙）"):
        assert listed(language, aside, "Rules") == loosen(f"{aside}{lists.last}Rules")
