"""English sentences as the editor of a document service would pass them."""

from __future__ import annotations

from typing import Any

import pytest

from escalade.templates.languages.tongue import tongue
from escalade.templates.values.fact import TracedFact
from escalade.workflow.values.dates import when
from tests.templates.facts import fact

from .render import loosen

DAY = TracedFact(when("2020-05-01"), ("2020#1",), "1 May 2020", kind="date")
TITLES = [fact("Fog"), fact("Lamps")]
SAID: list[tuple[str, dict[str, Any], str]] = [
    (
        "decision.lift_objection",
        {"when": fact("at a meeting,"), "title": fact("Fog"), "holders": [fact("Italy")], "how": "withdrawn"},
        "At a meeting, the objection made by Italy to the topic “Fog” was withdrawn.",
    ),
]
LISTED = [
    (["Rule 1", "Rule 2"], "Rule 1 and Rule 2"),
    (["Rules, part 1", "Rule 2"], "Rules, part 1, and Rule 2"),
    (["Rules, part 1", "Rules, part 2", "Rule 3"], "Rules, part 1; Rules, part 2; and Rule 3"),
    (["Rule 1 (Rev. Town, 2014)", "“Fog, frost”", "Rule 2"], "Rule 1 (Rev. Town, 2014), “Fog, frost” and Rule 2"),
]
WHEN = {"when": fact("at a meeting,"), "superior": fact("Council"), "many": None, "title": fact("Fog"), "one": True}


@pytest.mark.parametrize(("key", "given", "told"), SAID)
def test_a_sentence_reads_as_an_editor_would_have_it(key: str, given: dict[str, Any], told: str) -> None:
    assert loosen(str(tongue("en").say(key, **given))) == told


@pytest.mark.parametrize(("things", "told"), LISTED)
def test_things_that_hold_commas_are_parted_by_more_than_commas(things: list[str], told: str) -> None:
    assert str(tongue("en").join_parts(map(fact, things))) == told
