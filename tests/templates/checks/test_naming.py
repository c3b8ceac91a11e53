"""The States and persons that a text names, in six languages."""

from __future__ import annotations

import pytest

from escalade.templates.checks.document import Document, DocumentPassage, DocumentSection
from escalade.templates.checks.finding import Case
from escalade.templates.checks.naming import (
    persons_are_the_same,
    persons_in,
    states_are_the_same,
    states_in,
)
from escalade.templates.values.fact import TracedFact


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


def case(**texts: str) -> Case:
    """Versions of one sentence."""
    return Case(
        {
            tag: Document(tag, tag, sections=(DocumentSection("", "1", "", (DocumentPassage(text, "paragraph 1.1"),)),))
            for tag, text in texts.items()
        }
    )


def test_another_state_in_one_of_two_versions_is_found() -> None:
    found = states_are_the_same(case(en="It was proposed by India.", fr="La proposition est de la Chine."))
    assert [one.what for one in found] == ["It says “Chine” where “en” says “India”."]


def test_a_state_that_one_version_leaves_out_is_found() -> None:
    found = states_are_the_same(case(en="By India and Chad.", ru="Индией.", es="De India y Chad."))
    assert [(one.document.name, one.what) for one in found] == [("ru", "It lacks “Chad”, which “en” has.")]


def test_another_person_is_found_where_both_are_in_latin_letters() -> None:
    versions = {"en": "Mr Made Up spoke.", "fr": "M. Made Down a parlé.", "ar": "تحدث السيد فلان."}
    found = persons_are_the_same(case(**versions))
    assert [(one.document.name, one.what) for one in found] == [
        ("fr", "It says “Made Down” where “en” says “Made Up”.")
    ]


def printed(text: str, name: str = "", other: str | None = None) -> Document:
    """A sentence of a paper in French, which prints a name in another language."""
    facts = (TracedFact(name, ("2020/fog#1",), name, other=other, kind="name"),) if name else ()
    passage = DocumentPassage(text, "paragraph 1.1", facts=facts)
    return Document("fr", "fr", sections=(DocumentSection("", "1", "", (passage,)),))


@pytest.mark.parametrize(
    ("there", "lacks"),
    [
        (printed("Palau", "Palau", "en"), False),
        (printed("Palau objected to the choice of the Group."), False),
        (printed("Le Groupe a dit : « Palau objected to the choice. »"), False),
        (printed("Palau", "Palau"), True),
        (printed("Tonga", "Tonga", "en"), True),
    ],
)
def test_a_state_in_words_of_another_language_is_not_lacking(there: Document, *, lacks: bool) -> None:
    found = states_are_the_same(Case({**case(en="Palau objected.").documents, "fr": there}))
    assert [one.document.name for one in found] == ["fr"] * lacks


def test_in_a_language_that_has_no_papers_no_state_is_known() -> None:
    assert [one.what for one in states_are_the_same(case(en="By India.", xx="India."))] == [
        "It lacks “India”, which “en” has."
    ]
