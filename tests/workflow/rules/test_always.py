"""Rules of `always.py`: what breaks each, and what is said then."""

from __future__ import annotations

import pytest

from escalade.workflow.motions import Evidence
from tests.workflow.rules.case import (
    Case,
    check,
    convenes,
    days,
    name_of,
)

CASES: list[Case] = [
    Case("day_is_not_in_the_future", "body", "constituted", "amend constitution", "date",
        lambda life: {"on": days(life, 1)},
        "2031-01-07 lies after today, 2031-01-06. Give the day on which it happened."),
    Case("time_runs_forward", "body", "constituted", "amend constitution", "date",
        {"at": "2031-01-05T00:00:00.000000Z"},
        "The clock says 2031-01-05T00:00:00.000000Z, and the newest record was made at "
        "2031-01-06T09:00:01.000000Z. Set the clock right."),
    Case("time_runs_forward", "body", "constituted", "amend constitution", "input",
        {"at": "2031-01-08T00:00:00.000000Z"},
        "It is said to be recorded at 2031-01-08T00:00:00.000000Z, and that has not come. Leave the time out."),
    Case("day_is_not_before_the_last_move", "topic", "proposed", "withdraw", "date",
        lambda life: {"on": days(life, -1)},
        "2031-01-05 lies before 2031-01-06, when 2031/a#1 (propose) took effect. Give a day from 2031-01-06 on."),
    Case("topic_existed_on_that_day", "topic", "debated", "take position", "input",
        {"on": "2030-12-28", "evidence": Evidence(meeting="past")},
        "2030-12-28 lies before 2031-01-06, when 2031/a#1 (propose) took effect. "
        "That meeting was over before 2031/a#1 (propose) of 2031-01-06: give --meeting a later one.",
        convenes("meeting/past", -9, -8)),
    Case("topic_existed_on_that_day", "topic", "referred", "take note", "date",
        {"on": "2030-12-28", "how": "correspondence", "evidence": Evidence(session="Old", sitting=1)},
        "2030-12-28 lies before 2031-01-06, when 2031/a#1 (propose) took effect. Give a day from 2031-01-06 on.",
        lambda life: life.does("convene", "session/Old", opens="2030-12-28", closes="2030-12-28",
            sittings={"1": "2030-12-28"}, on="2030-12-28")),
    Case("day_is_not_before_the_last_move", "topic", "proposed", "open debate", "input",
        {"on": "2030-12-28", "evidence": Evidence(meeting="past")},
        "2030-12-28 lies before 2031-01-06, when 2031/a#1 (propose) took effect. That meeting was over "
        "before 2031/a#1 (propose) of 2031-01-06: give --meeting a later one.",
        convenes("meeting/past", -9, -8)),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_a_rule_that_is_broken_says_what_clears_it(case: Case) -> None:
    check(case)
