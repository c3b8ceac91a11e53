"""Warnings of a text that is changed in some of its languages only."""

from __future__ import annotations

from escalade.workflow.motions import TextVersion
from tests.lives import TOPIC, Life, at

REFERRED = {"en": "Which?", "fr": "Lequel ?", "es": "¿Cuál?"}


def test_an_amendment_in_some_languages_only_is_warned_of() -> None:
    life = at(Life(), "referred")
    life.does("revise", TOPIC, version=TextVersion(title={"en": "A"}, questions=(REFERRED,), source="L"))
    text = TextVersion(title={"en": "A"}, questions=({**REFERRED, "fr": "Quel ?"},))
    (warning,) = life.tries(life.fitting("approve", TOPIC, amended={TOPIC: text})).warnings
    assert (warning.subject, warning.severity, warning.remedy.kind) == (TOPIC, "warning", "none")
