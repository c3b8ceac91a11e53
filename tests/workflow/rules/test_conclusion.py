"""Rules of `conclusion.py`: what breaks each, and what is said then."""

from __future__ import annotations

from typing import Any

import pytest

from escalade.workflow.motions import Evidence, Merge, Motion, ReceiveMerger
from escalade.workflow.values.errors import RulesBrokenError
from tests.lives import CHAIR_NAME, TOPIC, Life, at, en, objects, text
from tests.workflow.rules.case import (
    OTHER,
    Case,
    after,
    check,
    days,
    entered,
    name_of,
)

THIRD = "2031/c"

CASES: list[Case] = [
    Case("announcement_follows_the_decision", "topic", "debated", "record consensus", "input",
        {"announced": "2031-01-05"},
        "2031-01-05 lies before 2031-01-06. Give --announced the day of the announcement, or leave it out."),
    Case("announcement_follows_the_decision", "topic", "debated", "record consensus", "input",
        {"announced": "2031-02"},
        "2031-02 lies after today, 2031-01-06. Give --announced the day of the announcement, or leave it out."),
    Case("destination_is_later", "topic", "referred", "defer", "input", {"to_sitting": 99},
        "Give one of --to-sitting and --to-session, or neither.",
        lambda life: life.does("convene", f"session/{life.session()}", sittings={"99": days(life, 9)})),
    Case("destination_is_later", "topic", "referred", "defer", "input",
        lambda life: {"to_session": None, "to_sitting": life.today.day},
        "Sitting 6 is not a later one of Assembly 2031-1. Give --to-sitting a later sitting.",
        lambda life: life.sitting(life.session())),
    Case("destination_is_later", "topic", "referred", "defer", "input", {"to_session": None, "to_sitting": 99},
        "Sitting 99 is not a later one of Assembly 2031-1. Give --to-sitting a later sitting."),
    Case("destination_is_later", "topic", "referred", "defer", "input", lambda life: {"to_session": life.session()},
        "Assembly 2031-1 opens on 2031-01-01. Give a later one."),
    Case("destination_is_later", "topic", "debated", "defer", "input", lambda life: {"to_meeting": life.meeting()},
        "Meeting 20310106 opens on 2031-01-06. Give a later one."),
    Case("other_is_debated_in_the_round", "topic", "proposed", "merge", "act", {"into": OTHER},
        "2031/b is not. Debated: 2031/a-too. Bring 2031/b to debate first (open debate).",
        lambda life: life.does("propose", OTHER)),
    Case("other_is_debated_in_the_round", "topic", "proposed", "merge", "act", {"into": OTHER},
        "2031/b is not. Debated: 2031/a-too. Bring 2031/b to debate first (reopen debate).",
        lambda life: life.brings(OTHER, "agreed")),
    Case("other_is_debated_in_the_round", "topic", "proposed", "merge", "input", {"into": TOPIC},
        "2031/a is not. Debated: 2031/b. Give --into another one.",
        lambda life: life.brings(OTHER, "debated")),
    Case("another_is_taken_or_the_group_says_so", "topic", "debated", "set aside", "input", {"words": None},
        "No other topic was taken. Give --words, the Group's decision."),
    Case("referral_has_its_words", "topic", "debated", "record no consensus", "input", {"words": None},
        "Give --words, or --words not-at-hand where the sources lack them."),
    Case("meeting_is_a_later_one", "topic", "agreed", "reopen debate", "input",
        lambda _life: {"evidence": Evidence(meeting="20310106"), "on": "2031-01-06"},
        "The topic was concluded at meeting/20310106, which runs until 2031-01-06. Give --meeting a later one.",
        after(1)),
    Case("meeting_is_a_later_one", "topic", "agreed", "reopen debate", "wait",
        lambda life: {"evidence": Evidence(meeting=life.meeting())},
        "The topic was concluded at meeting/20310106, which runs until 2031-01-06. Wait for the next one; or correct "
        "its days, if they are wrong."),
    Case("group_decided_to_refer", "topic", "debated", "escalate", "act", {},
        "2031/a#3 carries none. Open the debate again at a later meeting and record the Group's decision"
        " there; or correct that record, if it is wrong.",
        lambda life: life.does("record no consensus", TOPIC, refer=False, words=None)),
    Case("objections_ended_since_the_referral", "topic", "referred", "reopen debate", "act", {},
        "None was lifted since. The superior body may refer it back (refer back)."),
    Case("objections_ended_since_the_referral", "topic", "referred", "reopen debate", "act", {},
        "Lemuria objects (2031/a#5). Record how it ended (lift objection).", objects),
    Case("nothing_waits_for_the_chair_or_a_report", "topic", "debated", "escalate", "act", {},
        "2031/a#3 (record no consensus) was entered for Ada, who has not endorsed it. Endorse it first.",
        entered("record no consensus")),
    Case("others_of_the_round_are_left_by_name", "topic", "unresolved", "escalate", "input",
        {"leaving": (), "left": None},
        "2031/b is proposed. Refer it too, conclude it first, or name it with --leaving and what "
        "comes of it with --left.", lambda life: life.does("propose", OTHER)),
    Case("others_of_the_round_are_left_by_name", "topic", "unresolved", "escalate", "input",
        {"leaving": (), "left": en("It waits.")},
        "2031/b is unresolved. Refer it too, conclude it first, or name it with --leaving and what "
        "comes of it with --left.", lambda life: life.brings(OTHER, "unresolved")),
    Case("others_of_the_round_are_left_by_name", "topic", "unresolved", "escalate", "input",
        {"leaving": (OTHER,), "left": en("It waits.")}, "2031/b is none that is left. Give --leaving without 2031/b.",
        lambda life: life.brings(OTHER, "agreed")),
    Case("others_of_the_round_are_left_by_name", "topic", "unresolved", "escalate", "input",
        {"leaving": (TOPIC,), "left": en("It waits.")},
        "2031/a is referred in the same act. Give --leaving without 2031/a."),
    Case("what_becomes_of_those_left_is_said", "topic", "unresolved", "escalate", "input", {"left": None},
        "Give --left, or --left not-at-hand where the sources lack it.", lambda life: life.does("propose", OTHER)),
    Case("what_becomes_of_those_left_is_said", "topic", "unresolved", "escalate", "input", {"left": en("It waits.")},
        "This one leaves none. Leave --left out."),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_a_rule_that_is_broken_says_what_clears_it(case: Case) -> None:
    check(case)


def heard(life: Life, motion: Motion) -> list[tuple[str, str, str]]:
    """The rules that a motion breaks, how each is cleared, and in what words."""
    with pytest.raises(RulesBrokenError) as refusal:
        life.tries(motion)
    return [(cause.rule, cause.remedy.kind, cause.remedy.note) for cause in refusal.value.causes]


def of_three(state: str) -> Life:
    """A round of three topics in one state."""
    return at(Life(), state).brings(OTHER, state).brings(THIRD, state)


def merged(life: Life) -> dict[str, Any]:
    """What a merger is done with, but for the topics."""
    return {"by": CHAIR_NAME, "version": text("Both"), "evidence": life.evidence_for("merge", TOPIC)}


def test_a_merger_into_itself_leaves_open_which_of_several_is_debated_first() -> None:
    life = of_three("proposed")
    assert heard(life, Merge(of=(TOPIC,), into=TOPIC, **merged(life))) == [
        ("other_is_debated_in_the_round", "input", "Give --into one that is debated; none is yet.")
    ]


def test_a_topic_that_receives_none_is_told_which_others_could_be_merged() -> None:
    life = of_three("debated")
    assert heard(life, ReceiveMerger(of=(TOPIC,), merged="", **merged(life))) == [
        ("it_is_part_of_a_merger", "none", "Merge one of these into it: 2031/b, 2031/c.")
    ]
