"""A paper calls the body what it has introduced it as, and its secretariat by its own name."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from escalade.templates.languages.pack import AVAILABLE
from escalade.templates.languages.tongue import tongue
from escalade.templates.papers.build import build
from tests.templates.render import loosen

from .conftest import Register

AT_FIRST: dict[str, Any] = {"by": "Made-up Chair", "on": "2031-03-04", "evidence": {"meeting": "1"}}
DAY = date(2031, 6, 20)


def text_of(register: Register, kind: str, reference: str, language: str) -> str:
    """A paper with its masthead, as text with plain spaces and without isolates."""
    paper = build(kind, reference, register.standing, tongue(language), day=DAY)
    said = loosen(" ".join(str(one) for one in paper.printables()))
    return said.replace("\u2066", "").replace("\u2069", "")


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
