# ruff: noqa: RUF001 - Russian, Chinese and Arabic have letters and signs of their own
"""Several legal texts of one kind are named once, with the plural noun."""

from __future__ import annotations

import pytest

from escalade.templates.languages.sentence import gather_citations
from escalade.templates.languages.tongue import tongue
from escalade.templates.values.fact import TracedFact


def cited(text: str, other: str | None = None) -> TracedFact:
    return TracedFact({other or "en": text}, ("body#1",), text, kind="citation", other=other)


def gathered(language: str, *texts: str, case: str = "") -> list[str]:
    return [str(one) for one in gather_citations(tongue(language), map(cited, texts), case)]


@pytest.mark.parametrize(
    ("language", "texts", "together"),
    [
        ("en", ("Resolution 1 (2009)", "Resolution 2"), "Resolutions 1 (2009) and 2"),
        ("en", ("Council Resolution 1", "Council Resolution 2"), "Council Resolutions 1 and 2"),
        ("en", ("Council Decision 1", "Council Resolution 2"), None),
        (
            "en",
            ("Resolution 1 (Mod. 2015) of the Council", "Resolution 2 of the Council"),
            "Resolutions 1 (Mod. 2015) and 2 of the Council",
        ),
        ("en", ("Resolution 1 of the Council", "Resolution 2"), "Resolutions 1 of the Council and 2"),
        (
            "fr",
            ("la Résolution 1336 du Conseil", "la Résolution 1344 du Conseil"),
            "les Résolutions 1336 et 1344 du Conseil",
        ),
        ("ru", ("Резолюции 1 Совета", "Резолюции 2 Совета"), "Резолюций 1 и 2 Совета"),
        ("fr", ("la Charte 1", "la Charte 2"), None),
        ("fr", ("à la Résolution 1", "à la Résolution 2", "à la Résolution 3"), "aux Résolutions 1, 2 et 3"),
        (
            "fr",
            ("Résolution 1 du Conseil", "Résolution 2 (Mod. 2015) du Conseil"),
            "Résolutions 1 et 2 (Mod. 2015) du Conseil",
        ),
        (
            "fr",
            ("Résolution 1 du Conseil", "Résolution 2 de la Conférence"),
            "Résolutions 1 du Conseil et 2 de la Conférence",
        ),
        ("es", ("el Acuerdo 1", "el Acuerdo 2"), "los Acuerdos 1 y 2"),
        ("ru", ("Резолюции 1", "Резолюции 2"), "Резолюций 1 и 2"),
        ("ru", ("Решение 1", "Решение 2"), "Решения 1 и 2"),
        ("zh", ("第1号决议（2009年）", "第2号决议"), None),
        ("ar", ("القرار 1", "القرار 2"), "القرارين 1 و2"),
        ("ar", ("القرار 1", "القرار 2", "القرار 3"), "القرارات 1 و2 و3"),
    ],
)
def test_texts_of_one_kind_share_its_plural(language: str, texts: tuple[str, ...], together: str | None) -> None:
    assert gathered(language, *texts) == ([together] if together else list(texts))


def test_a_dual_has_a_form_of_its_own_where_it_is_named() -> None:
    assert gathered("ar", "المقرر 1", "المقرر 2", case="nominative") == ["المقرران 1 و2"]


def test_other_kinds_single_texts_and_what_has_no_number_stay() -> None:
    texts = ("Resolution 1", "Decision 2", "Made-up Act 3", "Made-up Act 4", "The Charter")
    assert gathered("en", *texts) == list(texts)


def test_a_text_that_is_not_translated_is_said_in_full() -> None:
    texts = [cited("Resolution 1", "en"), cited("Resolution 2", "en")]
    assert gather_citations(tongue("fr"), texts) == texts


def test_each_fact_stays_what_it_was() -> None:
    texts = [cited("Resolution 1"), cited("Resolution 2")]
    (together,) = gather_citations(tongue("en"), texts)
    assert list(together.facts) == texts  # type: ignore[union-attr]  # several are one phrase
