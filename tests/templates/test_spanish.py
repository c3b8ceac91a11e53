"""Spanish: articles, gender, and lists that sound right."""

from __future__ import annotations

import pytest

from escalade.templates.languages import spanish
from escalade.templates.languages.tongue import tongue
from tests.templates.facts import fact


@pytest.mark.parametrize(
    ("names", "spanish_list"),
    [
        (("China", "India"), "China e India"),
        (("Chile", "China", "Islas Cook"), "Chile, China e Islas Cook"),
        (("Perú", "Hierro"), "Perú y Hierro"),
        (("cobre", "«hilo»"), "cobre e «hilo»"),
        (("India",), "India"),
        ((), ""),
    ],
)
def test_a_spanish_list_sounds_right_before_i(names: tuple[str, ...], spanish_list: str) -> None:
    assert str(tongue("es").join_parts(map(fact, names))) == spanish_list


@pytest.mark.parametrize(
    ("name", "articles"),
    [
        ("Consejo", "el Consejo, del Consejo, al Consejo"),
        ("Asamblea", "la Asamblea, de la Asamblea, a la Asamblea"),
        ("Comisión", "la Comisión, de la Comisión, a la Comisión"),
        ("Sistema de Faroles", "el Sistema de Faroles, del Sistema de Faroles, al Sistema de Faroles"),
        ("Naciones Reunidas", "las Naciones Reunidas, de las Naciones Reunidas, a las Naciones Reunidas"),
        ("Partes", "las Partes, de las Partes, a las Partes"),
        ("Estados", "los Estados, de los Estados, a los Estados"),
        ("el Comité", "el Comité, del Comité, al Comité"),
    ],
)
def test_a_spanish_name_takes_its_article(name: str, articles: str) -> None:
    given = (spanish.el, spanish.del_, spanish.al)
    assert ", ".join(str(article(fact(name))) for article in given) == articles


def test_a_spanish_acronym_takes_the_gender_of_its_name() -> None:
    assert str(spanish.del_(fact("CIF", noun="Comisión de Faroles"))) == "de la CIF"
    assert str(spanish.del_(fact("MCL", noun="Committee", other="en"))) == "del MCL"
