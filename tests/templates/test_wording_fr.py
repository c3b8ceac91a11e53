"""French sentences that say exactly what was settled for them."""

from __future__ import annotations

from typing import Any

import pytest

from escalade.templates.languages.tongue import tongue
from escalade.templates.values.fact import TracedFact
from tests.templates.render import loosen


def fact(text: str) -> TracedFact:
    """A text that a made-up record holds."""
    return TracedFact(text, ("2031#1",), text)


ONE, TWO = [fact("Phares")], [fact("Phares"), fact("Ports")]
CHAIR, DESK = fact("Président"), fact("Secrétariat")

SAID: list[tuple[str, dict[str, Any], str]] = [
    (
        "decision.withdraw",
        {"when": fact("hier,"), "title": ONE[0], "asked_by": [fact("Pays imaginaire")]},
        "a été retiré à la demande de son auteur (Pays imaginaire).",
    ),
    (
        "decision.withdraw",
        {"when": fact("hier,"), "title": ONE[0], "asked_by": [fact("A"), fact("B")]},
        "a été retiré à la demande de ses auteurs (A et B).",
    ),
    ("note.draft_open", {"topics": ONE}, "Thème restant ouvert : « Phares »."),
    ("note.draft_open", {"topics": TWO}, "Thèmes restant ouverts : « Phares », « Ports »."),
    ("note.still_open", {"topics": ONE}, "n’a pas achevé ses travaux sur le thème « Phares »."),
    ("note.still_open", {"topics": TWO}, "n’a pas achevé ses travaux sur les thèmes « Phares » et « Ports »."),
    ("note.no_consultation", {"first": True}, "n’a pris fin à la date du présent rapport."),
    ("note.basis", {"draft": False, "text": fact("la Règle 4")}, "Le renvoi est fondé sur la Règle 4."),
    ("note.basis", {"draft": True, "text": fact("la Règle 4")}, "Le renvoi serait fondé sur la Règle 4."),
    (
        "note.published",
        {"every": True, "responses": fact("en ligne"), "summary": fact("Tous sont d’accord."), "lacking": False},
        "En ligne – Résumé de la réunion : Tous sont d’accord.",
    ),
    (
        "report.take_position",
        {"topics": fact("« Phares »"), "stance": "object", "holder": fact("A et B")},
        "Le thème « Phares » a fait l’objet d’une objection (A et B).",
    ),
    (
        "follow.debated",
        {"chair": CHAIR},
        "constater, lors d’une réunion, le consensus ou l’absence de consensus, ou de prendre acte du report",
    ),
    (
        "follow.closed",
        {"secretariat": DESK},
        (
            "au Groupe d’examiner, lors d’une réunion, les résultats de la consultation, "
            "et au Secrétariat de consigner cet examen."
        ),
    ),
    (
        "circular.launched",
        {
            "secretariat": DESK,
            "group": fact("GTI"),
            "over": True,
            "one": True,
            "title": ONE[0],
            "annex": fact("Annexe 1"),
        },
        "de la tenue d’une consultation sur le thème « Phares », dont le texte est reproduit en annexe.",
    ),
    ("follow.cancelled", {"x": 1}, "Aucune autre suite n’est requise."),
]
"""A sentence, what it is given, and words that it says."""


@pytest.mark.parametrize(("key", "given", "said"), SAID)
def test_a_french_sentence_reads_as_an_editor_would_have_it(key: str, given: dict[str, Any], said: str) -> None:
    assert said in loosen(str(tongue("fr").say(key, **given)))


@pytest.mark.parametrize(
    ("single", "said"), [(True, "ainsi que de la consultation ouverte menée"), (False, "des consultations ouvertes")]
)
def test_the_summary_tells_of_one_consultation_as_of_one(*, single: bool, said: str) -> None:
    given = {
        "meetings": fact("première réunion"), "one": True, "dates": None, "group": fact("GTI"), "consultations": True,
        "single": single, "first": False, "basis": [], "titles": [], "agreed": [], "superior": fact("Conseil"),
    }  # fmt: skip
    assert said in loosen(str(tongue("fr").say("note.summary", **given)))
