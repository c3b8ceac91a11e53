"""The state of a round, in plain words."""

from __future__ import annotations

from tests.templates.paragraphs import paragraphs

from .conftest import Register


def test_the_state_of_a_round_is_told_in_plain_words(round_of_2017: Register) -> None:
    told = paragraphs(round_of_2017, "state", "2017", "fr")
    assert told[0].startswith(
        "Au cours de ce cycle, le GTC-Internet choisit le thème de sa prochaine consultation ouverte."
    )
    assert "Phase en ligne du 26 mai au 20 août 2017 (terminée à ce jour)." in told
    assert any(one.startswith("La réunion en présence des participants devait se tenir le 18 sept") for one in told)
    assert round_of_2017.text("state", "2017").count("\n## ") == 3
