"""A termbase: the nearest entry counts."""

from __future__ import annotations

from escalade.workflow.motions import Constitute, Noun, Nouns, TermEntry, TermForms
from escalade.workflow.records.texts import find_forms, find_idle, find_standing, is_name

BODY = Constitute(
    name={"en": "Made-up Group"},
    names={"M. Dotted": {"en": "M. Dotted"}},
    nouns=Nouns(sitting={"en": Noun(one="seance")}),
    terms={
        "names": TermEntry(standing={"en": "official", "fr": "official"}),
        "names.M. Dotted": TermEntry(standing={"fr": "reconstructed"}),
        "name": TermEntry(forms={"fr": TermForms(gender="feminine", genitive="x")}),
        "nouns.sitting": TermEntry(standing={"en": "official"}),
        "acronym": TermEntry(),
        "nam": TermEntry(),
    },
)


def test_the_nearest_entry_of_a_place_counts() -> None:
    assert [find_standing(BODY, "names.M. Dotted", tag) for tag in ("en", "fr", "ru")] == [
        "official",
        "reconstructed",
        "",
    ]


def test_forms_are_those_of_the_language() -> None:
    assert find_forms(BODY, "name", "fr").cases == {"genitive": "x"}
    assert find_forms(BODY, "name", "ru") == TermForms()


def test_what_names_no_text_is_found() -> None:
    assert find_idle(BODY) == ("acronym", "nam")


def test_prose_is_no_name() -> None:
    assert [is_name(one) for one in ("name", "texts.mandate.citation", "texts.mandate.background", "mandate")] == [
        True, True, False, False,
    ]  # fmt: skip
