"""French sentences that say exactly what was settled for them."""

from __future__ import annotations

from typing import Any

import pytest

from escalade.templates.languages.tongue import tongue
from escalade.templates.values.fact import TracedFact
from escalade.workflow.values.dates import when
from tests.templates.render import loosen


def fact(text: str) -> TracedFact:
    """A text that a made-up record holds."""
    return TracedFact(text, ("2031#1",), text)


DAY = TracedFact(when("2020-05-01"), ("2020#1",), "1er mai 2020", kind="date")
ONE, TWO = [fact("Phares")], [fact("Phares"), fact("Ports")]
CHAIR, DESK = fact("Président"), fact("Secrétariat")

SAID: list[tuple[str, dict[str, Any], str]] = [
    (
        "decision.withdraw",
        {"when": fact("hier,"), "title": ONE[0], "asked_by": [fact("Pays imaginaire")]},
        "a été retiré à la demande de son auteur, Pays imaginaire.",
    ),
    (
        "decision.withdraw",
        {"when": fact("hier,"), "title": ONE[0], "asked_by": [fact("A"), fact("B")]},
        "a été retiré à la demande de ses auteurs, A et B.",
    ),
    ("note.basis", {"draft": False, "text": fact("la Règle 4")}, "Le renvoi est fondé sur la Règle 4."),
    ("note.basis", {"draft": True, "text": fact("la Règle 4")}, "Le renvoi est fondé sur la Règle 4."),
    ("note.ask_launch", {"agreed": True}, "à lancer la consultation en conséquence."),
    ("note.ask_launch", {"agreed": False}, "à lancer la consultation sur le thème ainsi retenu."),
    (
        "decision.record_consensus",
        {"when": fact("hier,"), "many": None, "title": ONE[0], "how": fact("selon la procédure d’accord tacite")},
        "a arrêté par consensus, selon la procédure d’accord tacite, le thème « Phares ».",
    ),
    (
        "decision.record_consensus",
        {"when": fact("hier,"), "many": None, "title": ONE[0], "how": None},
        "a arrêté par consensus le thème « Phares ».",
    ),
    (
        "circular.launched",
        {"secretariat": DESK, "group": fact("GTI"), "introduced": False, "one": True, "title": ONE[0]},
        "vous informer de l’ouverture d’une consultation sur le thème « Phares », dont le texte est reproduit",
    ),
    (
        "circular.launched",
        {"secretariat": DESK, "group": fact("GTI"), "introduced": False, "one": False},
        "vous informer de l’ouverture de consultations sur les thèmes suivants, dont le texte",
    ),
    (
        "note.published",
        {"every": True, "responses": fact("en ligne"), "summary": fact("Tous sont d’accord."), "is_sentence": False},
        "Accès aux réponses : en ligne. Résumé de la réunion : Tous sont d’accord.",
    ),
    (
        "report.take_position",
        {"topics": fact("« Phares »"), "stance": "object", "holder": fact("A et B"), "maintained": False, "text": None},
        "Le thème « Phares » a fait l’objet d’une objection (A et B).",
    ),
    (
        "note.ask_opinion",
        {"agreed": True, "one": True, "annexes": None},
        "à donner son avis sur le thème soumis et à se prononcer",
    ),
    (
        "note.ask_opinion",
        {"agreed": True, "one": False, "annexes": None},
        "à donner son avis sur les thèmes soumis et à se prononcer",
    ),
    (
        "note.ask_opinion",
        {"agreed": False, "one": True, "annexes": None},
        "sur le thème de la prochaine consultation ouverte et à se",
    ),
    (
        "report.take_position",
        {"topics": fact("« Phares »"), "stance": "support", "holder": fact("A"), "maintained": False, "text": None},
        "Le thème « Phares » a été appuyé (A).",
    ),
    (
        "hearing.moved",
        {"off": True, "day": DAY, "before": fact("2 mai 2020"), "place": None, "reason": None},
        "Une nouvelle date a été fixée pour la réunion en présentiel : le 1er mai 2020.",
    ),
    (
        "hearing.held",
        {"anew": True, "day": DAY, "place": None, "chair": None},
        "La réunion en présentiel s’est finalement tenue le 1er mai 2020.",
    ),
    (
        "hearing.held",
        {"anew": False, "day": DAY, "place": None, "chair": None},
        "La réunion en présentiel s’est tenue le 1er mai 2020.",
    ),
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


def test_the_first_report_names_who_carried_out_its_consultation_before_the_group_is_introduced() -> None:
    given = {
        "meetings": fact("première réunion"), "one": True, "dates": None, "group": fact("GTI"), "consultations": True,
        "single": True, "first": True, "basis": [], "titles": [], "agreed": [], "superior": fact("Conseil"),
    }  # fmt: skip
    assert "consultation ouverte menée par le GTI." in loosen(str(tongue("fr").say("note.summary", **given)))
