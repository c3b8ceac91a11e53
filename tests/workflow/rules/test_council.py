"""Rules of `council.py`: what breaks each, and what is said then."""

from __future__ import annotations

import pytest

from escalade.workflow.motions import Evidence, Votes
from tests.lives import BOTH, TOPIC, Life
from tests.workflow.rules.case import (
    OTHER,
    Case,
    after,
    check,
    convenes,
    days,
    name_of,
)


def sits_two_days_later(life: Life) -> None:
    """Let two days pass, and enter a sitting of that day."""
    life.passes(2)
    life.sitting(life.session())


CASES: list[Case] = [
    Case("replaced_topic_is_of_the_round", "topic", None, "introduce", "input", {"replaces": "2032/x"},
        "2032/x is not. Give --replaces one, or leave it out.",
        lambda life: (life.does("open round", "2032"), life.does("propose", "2032/x"))),
    Case("session_is_named", "topic", "referred", "approve", "input", {"evidence": Evidence()},
        "No session is named. Give --session NAME."),
    Case("day_is_that_of_the_sitting", "topic", "referred", "approve", "input", {"evidence": Evidence(session="past")},
        "past runs 2030-12-28 to 2030-12-29, and 2031-01-06 lies outside. That session was over before 2031/a#4 "
        "(escalate) of 2031-01-06: give --session a later one.",
        convenes("session/past", -9, -8)),
    Case("session_is_named", "topic", "referred", "approve", "act",
        lambda life: {"evidence": Evidence(session=life.session(), sitting=77)},
        "Sitting 77 of Assembly 2031-1 is not on record. Enter the sitting and its day (convene)."),
    Case("day_is_that_of_the_sitting", "topic", "referred", "approve", "date", lambda life: {"on": days(life, -1)},
        "The day of sitting 8 is 2031-01-08, not 2031-01-07. Give its day: --on 2031-01-08.", after(2)),
    Case("day_is_that_of_the_sitting", "topic", "referred", "take note", "wait",
        lambda life: {"evidence": Evidence(session=life.session(), sitting=25)},
        "The day of sitting 25 is 2031-01-25, not 2031-01-06. That is still to come: enter it from 2031-01-25 on, "
        "or name where it happened.",
        lambda life: life.does("convene", f"session/{life.session()}", sittings={"25": "2031-01-25"})),
    Case("day_is_that_of_the_sitting", "topic", "referred", "take note", "input",
        lambda life: {"evidence": Evidence(session=life.session(), sitting=2)},
        "The day of sitting 2 is 2031-01-02, not 2031-01-06. That sitting was over before 2031/a#4 (escalate) of "
        "2031-01-06: give --sitting a later one.",
        lambda life: life.does("convene", f"session/{life.session()}", sittings={"2": "2031-01-02"})),
    Case("day_lies_at_the_place_named", "topic", "referred", "take position", "date",
        lambda life: {"on": days(life, -1), "evidence": Evidence(session=life.session(), sitting=8)},
        "The day of sitting 8 is 2031-01-08, not 2031-01-07. Give its day: --on 2031-01-08.",
        sits_two_days_later),
    Case("day_lies_at_the_place_named", "topic", "debated", "record statement", "input",
        {"on": "2031-01-06", "evidence": Evidence(meeting="past")},
        "Meeting past runs 2030-12-28 to 2030-12-29, and 2031-01-06 lies outside. "
        "That meeting was over before 2031/a#1 (propose) of 2031-01-06: give --meeting a later one.",
        convenes("meeting/past", -9, -8)),
    Case("day_lies_at_the_place_named", "topic", "launched", "extend", "input",
        lambda life: {"evidence": Evidence(session="later"), "closes": days(life, 30), "physical": days(life, 50)},
        "later runs 2031-11-02 to 2031-11-03, and 2031-01-06 lies outside. What it announces is over by 2031-02-25: "
        "leave the place out, or give the one where it was announced.",
        convenes("session/later", 300, 301)),
    Case("officer_did_not_escalate", "topic", "unresolved", "approve", "officer", {"by": BOTH},
        "Bo escalated (2031/a#4). Another officer logs it: Assembly desk.",
        lambda life: life.does("escalate", TOPIC, by=BOTH)),
    Case("counts_go_with_a_ballot", "topic", "referred", "approve", "input", {"how": "vote"},
        "No counts are given. Give --votes FOR,AGAINST,ABSTAINING."),
    Case("votes_are_counted", "topic", "referred", "take note", "input", {"how": "vote"},
        "No counts are given. Give --votes FOR,AGAINST,ABSTAINING."),
    Case("votes_are_counted", "topic", "referred", "take note", "input",
        {"votes": Votes(votes_for=1, against=0, abstaining=0)},
        "Counts are given. Give --how vote, or leave --votes out."),
    Case("counts_go_with_a_ballot", "topic", "referred", "approve", "input",
        {"votes": Votes(votes_for=1, against=0, abstaining=0)},
        "Counts are given. Give --how vote, or leave --votes out."),
    Case("another_is_approved", "topic", "referred", "lapse", "none", {},
        "No other topic of the round is approved. Log what was chosen first: introduce it, and approve it.",
        lambda life: life.brings(OTHER, "withdrawn")),
    Case("another_is_approved", "topic", "referred", "lapse", "act", {},
        "No other topic of the round is approved. Log what was chosen first: approve 2031/c.",
        lambda life: (life.does("propose", OTHER), life.does("introduce", "2031/c"))),
    Case("another_is_approved", "topic", "referred", "lapse", "act", {},
        "No other topic of the round is approved. Log what was chosen first: take up 2031/b.",
        lambda life: life.does("propose", OTHER)),
    Case("another_is_approved", "topic", "referred", "lapse", "none", {},
        "No other topic of the round is approved. Log what was chosen first, one of these: 2031/b, 2031/c.",
        lambda life: (life.does("propose", OTHER), life.does("propose", "2031/c"))),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_a_rule_that_is_broken_says_what_clears_it(case: Case) -> None:
    check(case)
