"""Rules of `position.py`: what breaks each, and what is said then."""

from __future__ import annotations

import pytest

from tests.lives import TOPIC, Life, at, en, objects
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
    Case("holder_has_no_objection_standing", "topic", "proposed", "take position", "act",
        {"holders": ("Lemuria",), "stance": "support"},
        "Lemuria objects (2031/a#2). Record how it ended (lift objection).", objects),
    Case("lifted_objection_stands", "topic", "proposed", "lift objection", "input", {"holders": ("Mu",)},
        "Mu has none standing. Standing: Lemuria. Give --holder as recorded.", objects),
    Case("lifted_objection_stands", "topic", "proposed", "lift objection", "input",
        {"holders": (), "objections": (f"{TOPIC}#1",)},
        "2031/a#1 holds none that stands. Standing: 2031/a#2. Give --objection one that stands.", objects),
    Case("lifted_objection_stands", "topic", "debated", "lift objection", "none", {},
        "None stands."),
    Case("objection_is_named", "topic", "proposed", "lift objection", "input", {"holders": ()},
        "Give --holder, or --objection for all who hold it.", objects),
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


def together(life: Life) -> None:
    """Let two object together, who are not to be named."""
    said = {"stance": "object", "text": en("No."), "unattributed": True}
    life.does("take position", TOPIC, holders=("Mu", "Thule"), **said)


def test_whoever_was_erased_cannot_be_told_from_others() -> None:
    life = at(Life(), "proposed")
    life.does("take position", TOPIC, stance="object", text=en("No."), unattributed=True)
    life.does("redact", f"{TOPIC}#2")
    life.does("lift objection", TOPIC, holders=("Lemuria",))
    assert life.topic().objecting == {}


def test_a_lifting_whose_names_were_erased_is_one_still() -> None:
    life = at(Life(), "proposed")
    life.does("take position", TOPIC, stance="object", holders=("Mu", "Thule"), text=en("No."), unattributed=True)
    life.does("lift objection", TOPIC, holders=("Mu",), objections=(f"{TOPIC}#2",), unattributed=True)
    life.does("redact", f"{TOPIC}#3")
    assert len(life.topic().objecting[f"{TOPIC}#2"]) == 1
    again = life.fitting("lift objection", TOPIC, holders=("Thule",), objections=(f"{TOPIC}#2",))
    assert life.tries(again).records[0].act == "lift objection"


def test_some_who_hold_what_was_erased_hold_it_until_all_have_lifted_it() -> None:
    life = at(Life(), "proposed")
    life.does("take position", TOPIC, stance="object", holders=("Mu", "Thule"), text=en("No."), unattributed=True)
    life.does("lift objection", TOPIC, holders=("Mu",), objections=(f"{TOPIC}#2",), unattributed=True)
    life.does("redact", f"{TOPIC}#2")
    assert list(life.topic().objecting) == [f"{TOPIC}#2"]
    life.does("lift objection", TOPIC, holders=(), objections=(f"{TOPIC}#2",))
    assert life.topic().objecting == {}
