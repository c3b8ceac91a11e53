"""Every rule of the table: one trial where it holds, one where it is broken."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

from escalade.workflow.procedure import table
from escalade.workflow.rules import RULES
from tests.lives import NAMES, PREPARED, Life, at, nothing
from tests.workflow.rules.case import Case

FILES = sorted(Path(__file__).parents[1].glob("test_*.py"))


CASES: list[Case] = [
    case for file in FILES for case in getattr(import_module(f"tests.workflow.rules.{file.stem}"), "CASES", ())
]
"""Every case, wherever its rule stands."""


ASKED = {(case.of, case.state, case.act) for case in CASES if case.act != "dispatch"}


HELD = sorted((asked for asked in ASKED if asked in table()), key=str)


@pytest.mark.parametrize(("of", "state", "act"), HELD)
def test_the_same_act_passes_where_its_rules_hold(of: str, state: str | None, act: str) -> None:
    life = at(Life(), state, of)
    PREPARED.get(act, nothing)(life)
    assert life.tries(life.fitting(act, NAMES[of])).warnings == ()


TRIED_BELOW = {
    "officer_holds_the_office_then_or_now", "those_before_it_were_launched", "day_is_not_before_the_record_named",
    "order_is_said_when_several", "it_is_part_of_a_merger", "act_waits_for_endorsement", "something_is_corrected",
    "corrected_act_holds_under_its_row", "what_followed_anywhere_holds_too", "record_holds_the_texts",
    "text_in_the_language_is_not_its_own", "translated_text_has_not_changed", "brackets_are_as_many",
    "line_stays_a_line", "act_can_be_annulled", "it_was_the_last_move", "what_happened_there_holds_too",
    "record_holds_a_personal_text", "document_is_final", "confirmation_says_something_new", "text_was_not_at_hand",
    "record_or_confirmation_can_be_corrected", "corrected_confirmation_holds_under_its_row",
    "nothing_recorded_since_rests_on_it", "no_call_was_issued_on_it", "readers_only_become_more",
}  # fmt: skip
"""Rules that are tried in tests of their own, here and in those of mistakes, gatherings and translations."""


def test_every_rule_of_the_table_is_tried() -> None:
    asked = {rule for step in table().values() for rule in step.rules if not rule.startswith("given:")}
    assert {case.rule for case in CASES} | TRIED_BELOW == asked == set(RULES)
