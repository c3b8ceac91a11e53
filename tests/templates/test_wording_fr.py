"""French sentences that say exactly what was settled for them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from escalade.templates.languages.tongue import tongue
from escalade.templates.values.fact import TracedFact
from tests.templates.render import loosen


def fact(text: str) -> TracedFact:
    """A text that a made-up record holds."""
    return TracedFact(text, ("2031#1",), text)


ONE, TWO = [fact("Phares")], [fact("Phares"), fact("Ports")]


@pytest.mark.parametrize(
    ("single", "said"), [(True, "ainsi que de la consultation ouverte menée"), (False, "des consultations ouvertes")]
)
def test_the_summary_tells_of_one_consultation_as_of_one(*, single: bool, said: str) -> None:
    given = {
        "meetings": fact("première réunion"), "one": True, "dates": None, "group": fact("GTI"), "consultations": True,
        "single": single, "first": False, "basis": [], "titles": [], "agreed": [], "superior": fact("Conseil"),
    }  # fmt: skip
    assert said in loosen(str(tongue("fr").say("note.summary", **given)))


def test_the_first_report_names_who_carried_out_its_consultation_before_the_group_is_introduced() -> None:
    group = replace(fact("GTI"), noun="Groupe de travail inventé")
    given = {
        "meetings": fact("première réunion"), "one": True, "dates": None, "group": group, "consultations": True,
        "single": True, "first": True, "basis": [], "titles": [], "agreed": [], "superior": fact("Conseil"),
    }  # fmt: skip
    assert "consultation ouverte menée par le GTI." in loosen(str(tongue("fr").say("note.summary", **given)))
