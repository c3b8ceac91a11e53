"""Rules of `text.py`: what breaks each, and what is said then."""

from __future__ import annotations

import pytest

from escalade.workflow.motions import TextVersion
from tests.lives import TOPIC, en, text
from tests.workflow.rules.case import (
    Case,
    bare,
    check,
    name_of,
    worded,
)

CASES: list[Case] = [
    Case("title_is_given", "topic", None, "propose", "input", {"version": TextVersion()},
        "Give --title."),
    Case("text_differs_from_the_last", "topic", "proposed", "revise", "input",
        lambda life: {"version": life.topic().version},
        "This one is the same. Give what changes."),
    Case("text_has_a_question_or_none_is_at_hand", "topic", "debated", "record consensus", "act", {},
        "2031/a has none. Give it its questions (revise).", worded()),
    Case("no_square_bracket_stands", "topic", "debated", "record consensus", "act", {},
        "Still in brackets: “What [else]?”. Settle it in a new text version (revise).", worded("What [else]?")),
    Case("amended_text_differs", "topic", "referred", "approve", "input",
        lambda life: {"amended": {TOPIC: life.topic().version}},
        "The text given for 2031/a is the same. Leave --amended out, or give the text as decided."),
    Case("taken_text_has_a_title", "topic", "referred", "approve", "input",
        {"amended": {TOPIC: TextVersion(questions=(en("Why?"),))}},
        "2031/a has none. Put it right in the text given with --amended."),
    Case("text_has_a_question_or_none_is_at_hand", "topic", "referred", "approve", "input",
        {"amended": {TOPIC: bare("Quays")}},
        "2031/a has none. Put it right in the text given with --amended."),
    Case("text_has_a_question_or_none_is_at_hand", "topic", "referred", "approve", "act", {},
        "2031/a has none. Give it its questions (revise).",
        lambda life: life.does("revise", TOPIC, version=bare("Quays"))),
    Case("launched_text_is_the_decided_one", "topic", "approved", "launch", "input", {"text": text("Quays")},
        "The text given differs. Give --reason, or leave --text-file out."),
    Case("no_square_bracket_stands", "topic", "approved", "launch", "input",
        {"text": text("[Quays]"), "reason": en("Why not.")},
        "Still in brackets: “[Quays]”. Put it right in the text given with --text-file."),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_a_rule_that_is_broken_says_what_clears_it(case: Case) -> None:
    check(case)
