"""Rules of the round and of its papers: what breaks each."""

from __future__ import annotations

import pytest

from escalade.workflow.motions.base import Evidence
from tests.lives import ROUND, TOPIC, Life
from tests.workflow.rules.case import Case, check, entered, name_of


def referred_as(life: Life, document: str | None) -> None:
    """Let the topic be referred under a symbol."""
    for act in ("propose", "open debate", "record no consensus"):
        life.does(act, TOPIC)
    life.does("escalate", TOPIC, evidence=Evidence(document=document))


def revised(life: Life) -> None:
    """Issue a paper and its first revision."""
    life.does("issue", ROUND, symbol="H31/4")
    life.does("issue", ROUND, symbol="H31/4", mark="Rev", number=1)


CASES: list[Case] = [
    Case("symbol_can_be_read", "round", "open", "issue", "input", {"symbol": "???"},
        "“???” is not the symbol of a document. Write the series, a stroke and the number, such as "
        "C17/51, C17/130(Rev.1) or C17/51-F. Give --symbol."),
    Case("symbol_can_be_read", "round", "open", "issue", "input", {"symbol": "H31/4(Rev.1)-E"},
        "H31/4(Rev.1)-E has a revision or a language, which the program adds. Give --symbol without them."),
    Case("paper_is_of_the_round", "round", "open", "issue", "input", {"subject": "2032/x"},
        "2032/x is not. Name a topic of the round, or a meeting.",
        lambda life: (life.does("open round", "2032"), life.does("propose", "2032/x"))),
    Case("bytes_are_fixed", "round", "open", "issue", "none", {"paper": "ab"},
        ""),
    Case("nothing_of_the_round_waits_for_the_chair_or_a_report", "round", "open", "issue", "act", {},
        "2031/a#2 (open debate) was entered for Ada, who has not endorsed it. Endorse it first.",
        lambda life: (life.does("propose", TOPIC), entered("open debate")(life))),
    Case("number_follows_the_last", "round", "open", "issue", "input", {"symbol": "H31/4"},
        "H31/4 was issued in en as md before. Issue a revision or a corrigendum (--mark).",
        lambda life: life.does("issue", ROUND, symbol="H31/4")),
    Case("number_follows_the_last", "round", "open", "issue", "input", {"symbol": "H31/4", "mark": "Rev", "number": 1},
        "H31/4 was never issued. Leave --mark out."),
    Case("number_follows_the_last", "round", "open", "issue", "input", {"symbol": "H31/4", "mark": "Rev", "number": 3},
        "Rev.1 is due, not Rev.3.", lambda life: life.does("issue", ROUND, symbol="H31/4")),
    Case("number_follows_the_last", "round", "open", "issue", "input",
        {"symbol": "H31/4", "mark": "Rev", "number": 2, "language": "fr"},
        "Rev.1 is due, not Rev.2. Issue it in this language by itself (--language).",
        revised),
    Case("number_follows_the_last", "round", "open", "issue", "input",
        {"symbol": "H31/4", "mark": "Rev", "number": 2, "form": "docx"},
        "Rev.1 is due, not Rev.2. Issue it in this form by itself (--form).",
        revised),
    Case("symbol_is_of_one_paper", "round", "open", "issue", "input", {"symbol": "H31/4", "language": "fr"},
        "H31/4 is the notice of 2031. Give it a symbol of its own (--symbol).",
        lambda life: life.does("issue", ROUND, symbol="H31/4", kind="notice")),
    Case("symbol_is_of_one_paper", "round", "open", "issue", "input", {"symbol": "H31/4", "language": "fr"},
        "H31/4 is the note of 2032. Give it a symbol of its own (--symbol).",
        lambda life: (life.does("open round", "2032"), life.does("issue", "2032", symbol="H31/4", kind="note"))),
    Case("symbol_is_that_of_the_referral", "round", "open", "issue", "input", {"symbol": "H31/9", "kind": "note"},
        "2031/a#4 (escalate) names H31/5, and not H31/9. Issue it under that symbol (--symbol).",
        lambda life: referred_as(life, "H31/5-E")),
    Case("call_is_of_what_was_launched", "round", "open", "issue", "none", {"kind": "call", "subject": TOPIC},
        "2031/a was not.", lambda life: life.does("propose", TOPIC)),
    Case("issued_paper_is_named", "round", "open", "dispatch", "input", lambda _life: {"reference": "2031#1"},
        "2031#1 (open round) is not one. Name the record of its issue."),
    Case("sender_is_named", "round", "open", "receive", "input", {"by_state": ()},
        "Give --by-state or --by-group."),
    Case("it_concerns_this_round", "round", "open", "receive", "input", {"concerns": ("2030/x",)},
        "2030/x is not of this round. Give --concerns a topic of this round, or the round."),
    Case("it_concerns_this_round", "round", "open", "receive", "input", {"concerns": ("2031/x",)},
        "2031/x does not exist. Give --concerns a topic of this round, or the round."),
    Case("contribution_is_new", "round", "open", "receive", "input", {"symbol": "H31/2"},
        "H31/2 was received before (2031#2). Give the symbol of another one; or correct that record, "
        "if it is wrong.",
        lambda life: life.does("receive", ROUND, symbol="H31/2")),
    Case("round_is_open", "topic", None, "propose", "act", lambda _life: {"reference": "2099/x"},
        "The round 2099 is not open. Open it first."),
    Case("round_is_open", "topic", None, "propose", "none", {},
        "The round 2031 is not open. It was annulled; open another round.", lambda life: life.does("annul", "2031#1")),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_a_rule_that_is_broken_says_what_clears_it(case: Case) -> None:
    check(case)


@pytest.mark.parametrize("document", ["H31/5", "a paper without a number", None])
def test_a_note_under_the_symbol_of_its_referral_is_not_warned_of(document: str | None) -> None:
    life = Life().begins()
    referred_as(life, document)
    outcome = life.does("issue", ROUND, kind="note", symbol="H31/5")
    assert outcome.warnings == ()
