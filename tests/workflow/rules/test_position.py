"""Rules of `position.py`: what breaks each, and what is said then."""

from __future__ import annotations

import pytest

from tests.lives import TOPIC, objects
from tests.workflow.rules.case import (
    OTHER,
    Case,
    check,
    name_of,
)

CASES: list[Case] = [
    Case("source_is_named", "round", "open", "take position", "input", {"source": None},
        "Give --source, or the meeting or document."),
    Case("one_sponsor_is_named", "topic", None, "propose", "input", {"by_state": ()},
        "None is named. Give one of --by-state, --by-group, --chairs-compromise and --unattributed."),
    Case("one_sponsor_is_named", "topic", None, "propose", "input", {"unattributed": True},
        "More than one kind is named. Give one of --by-state, --by-group, --chairs-compromise and "
        "--unattributed."),
    Case("objection_has_its_text", "topic", "proposed", "take position", "input", {"stance": "object", "text": {}},
        "Give --text."),
    Case("holder_has_no_objection_standing", "topic", "proposed", "take position", "act", {},
        "Lemuria objects (2031/a#2). Record how it ended (lift objection).", objects),
    Case("holder_has_no_objection_standing", "topic", "referred", "take position", "act", {},
        "Lemuria objects (2031/a#5). Record how it ended (lift objection).",
        lambda life: life.does("take position", TOPIC, stance="object")),
    Case("that_objection_stands", "topic", "proposed", "lift objection", "input", {"holder": "Mu"},
        "Mu has none standing. Standing: Lemuria. Give --holder as recorded.", objects),
    Case("that_objection_stands", "topic", "debated", "lift objection", "none", {},
        "None stands."),
    Case("all_sponsors_ask_for_it", "topic", "proposed", "withdraw", "input", {"asked_by": ()},
        "Not asking: Atlantis. Give --asked-by for each."),
    Case("all_sponsors_ask_for_it", "topic", "proposed", "withdraw", "input",
        lambda _life: {"reference": OTHER, "asked_by": ()},
        "Not asking: unattributed. Give --asked-by for each; write unattributed for sponsors who are not named.",
        lambda life: life.does("propose", OTHER, by_state=(), unattributed=True)),
    Case("no_objection_stands", "topic", "debated", "circulate", "act", {},
        "Lemuria objects (2031/a#3). Record how it ended (lift objection).", objects),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_a_rule_that_is_broken_says_what_clears_it(case: Case) -> None:
    check(case)
