"""A made-up group's papers name nothing of anybody else's."""

from __future__ import annotations

import pytest

from .conftest import Register


def test_an_amendment_of_the_constitution_is_the_source_of_what_it_changed(referred: Register) -> None:
    referred.act(
        "amend constitution",
        by="Made-up Desk",
        on="2031-05-01",
        authority={"en": "The Assembly."},
        website={"en": "a new board"},
        names={"New": {"en": "New State"}},
    )
    paper = referred.paper("note", "2031")
    assert {
        fact.record for one in paper.printables() if hasattr(one, "facts") for fact in one.facts if fact.value == "MCL"
    } <= {"body#1"}
    referred.act(
        "amend constitution",
        by="Made-up Desk",
        on="2031-05-02",
        authority={"en": "The Assembly."},
        acronym={"en": "NEW", "fr": "NOUV"},
    )
    (about,) = [row.value for row in referred.paper("notice", "2031/glass").masthead if row.key == "session"]
    assert "body#3" in about.records
    assert "NEW" in str(about)
    assert "MCL" in referred.text("note", "2031")


@pytest.mark.parametrize(
    ("language", "membership", "said"),
    [
        ("en", "open to Made-up Members only", "is open to Made-up Members only;"),
        ("en", "Made-up Members", "is open to Made-up Members;"),
        ("fr", "ouverte aux membres imaginaires", "est ouverte aux membres imaginaires"),
        ("fr", "les membres imaginaires", "est ouverte aux membres imaginaires"),
        ("fr", "membres imaginaires et invités", "est ouverte aux membres imaginaires et invités"),
        ("fr", "tous les membres imaginaires", "est ouverte à tous les membres imaginaires"),
        ("es", "abierta a los miembros imaginarios", "está abierta a los miembros imaginarios"),
    ],
)
def test_a_group_is_open_to_its_members_and_not_open_to_open_to(
    lanterns: Register, language: str, membership: str, said: str
) -> None:
    lanterns.act(
        "amend constitution",
        by="Made-up Desk",
        on="2031-03-01",
        authority={"en": "The Assembly."},
        membership={language: membership},
    )
    assert said in lanterns.text("note", "2031", language)
