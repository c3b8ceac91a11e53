"""The States and persons that a text names, in six languages."""

from __future__ import annotations

import pytest

from escalade.templates.checks.naming import persons_in, states_in


@pytest.mark.parametrize(
    ("tag", "text", "codes"),
    [
        ("en", "the Republic of Korea, Equatorial Guinea and the United Kingdom", ["KR", "GQ", "GB"]),
        ("en", "the United Kingdom of Great Britain and Northern Ireland", ["GB"]),
        ("fr", "du Royaume d’Arabie saoudite et de la République arabe syrienne", ["SA", "SY"]),
        ("es", "del Reino de Arabia Saudita y de la Federación de Rusia", ["SA", "RU"]),
        ("ru", "Королевства Саудовской Аравии, Российской Федерации и Индии", ["SA", "RU", "IN"]),
        ("zh", "沙特阿拉伯王国、印度尼西亚和法国", ["SA", "ID", "FR"]),
        ("zh", "发展中国家和最不发达国家", []),
        ("ar", "المملكة العربية السعودية والصين وللهند", ["SA", "CN", "IN"]),
        ("en", "the Romanian and omanic cases, Franceland", []),
        ("ru", "кроме того, индийский кубок", []),
    ],
)
def test_states_are_known_by_their_names(tag: str, text: str, codes: list[str]) -> None:
    assert list(states_in(text, tag)) == codes


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Mr Made Up and Ms Madeup-Name of the office", ["“Made Up”", "“Madeup-Name”"]),
        ("M. Made\u00a0Up et Mme Émilie Madeup", ["“Made Up”", "“Émilie Madeup”"]),
        ("Made Up先生和Emilie Madeup女士", ["“Made Up”", "“Emilie Madeup”"]),
        ("\u0433-ну Made Up и \u0433-же Other", ["“Made Up”", "“Other”"]),
        ("the Deputy Secretary-General and the Chairman", []),
    ],
)
def test_persons_are_known_by_how_they_are_addressed(text: str, names: list[str]) -> None:
    assert list(persons_in(text).values()) == names
