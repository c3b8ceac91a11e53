# ruff: noqa: RUF001 - Chinese and Russian have letters and signs of their own
"""Who presided in the place of a chair who is a woman, in every language."""

from __future__ import annotations

import pytest

from escalade.templates.languages.tongue import tongue
from escalade.templates.values.fact import TracedFact

TITLES = {
    "en": ("Vice-Chairperson", "Chairperson"),
    "fr": ("Vice-Président", "Présidente"),
    "es": ("Vicepresidente", "Presidenta"),
    "ru": ("заместитель Председателя", "Председатель"),
    "zh": ("副主席", "主席"),
    "ar": ("نائب الرئيسة", "الرئيسة"),
}
SAID = {
    "en": "Made-up Name, Vice-Chairperson, acting for the Chairperson, presided.",
    "fr": "Présidence : Made-up Name, Vice-Président, en remplacement de la Présidente.",
    "es": "Presidencia: Made-up Name, Vicepresidente, en sustitución de la Presidenta.",
    "ru": "Председательствующий (вместо Председателя): Made-up Name (заместитель Председателя).",
    "zh": "会议主持人：Made-up Name，副主席，代行主席职务。",
    "ar": "الرئاسة: Made-up Name، نائب الرئيسة، نيابةً عن الرئيسة.",
}


def fact(text: str) -> TracedFact:
    """A text that a made-up record holds."""
    return TracedFact(text, ("2031#1",), text)


@pytest.mark.parametrize("language", SAID)
def test_who_presided_for_a_woman_in_the_chair_took_her_place(language: str) -> None:
    title, chair = map(fact, TITLES[language])
    said = tongue(language).say("decision.presided", name=fact("Made-up Name"), acting=True, title=title, chair=chair)
    told = str(said).replace("\N{NO-BREAK SPACE}", " ").replace("\N{LEFT-TO-RIGHT ISOLATE}", "")
    assert told.replace("\N{POP DIRECTIONAL ISOLATE}", "") == SAID[language]
