"""Rules of the body: what breaks each, and what is said then."""

from __future__ import annotations

import pytest

from escalade.workflow.motions import LegalText
from tests.lives import BOTH, CHAIR_NAME, DESK, TOPIC, en
from tests.workflow.rules.case import Case, check, handed_over, name_of, published

CASES: list[Case] = [
    Case("bases_have_texts", "body", None, "constitute", "input", {"texts": {"mandate": LegalText(citation=en("D"))}},
        "Missing: modalities, referral. Give --legal-text."),
    Case("series_begin_symbols", "body", None, "constitute", "input", {"symbol_series": ("WT/GC", "H31!")},
        "“H31!/1” is not the symbol of a document. Write the series, a stroke and the number, such as C17/51, "
        "C17/130(Rev.1) or C17/51-F. Write the series as its documents bear it."),
    Case("time_zone_exists", "body", None, "constitute", "input", {"time_zone": "Nowhere/At all"},
        "“Nowhere/At all” is not one. Give --time-zone, such as Europe/Zurich."),
    Case("first_officers_are_named", "body", None, "constitute", "input", {"officers": ()},
        "Missing: secretariat, council-secretariat. Give --officers-file."),
    Case("name_is_told_apart", "body", "constituted", "appoint", "input", {"name": "DESK"},
        "“DESK” looks like Desk. Write Desk, or give --another where it is somebody else."),
    Case("name_is_told_apart", "body", "constituted", "appoint", "input", {"name": "\uff21da"},
        "“\uff21da” looks like Ada. Write Ada, or give --another where it is somebody else."),
    Case("name_is_told_apart", "body", "constituted", "appoint", "input", {"name": "New \u0410da"},
        "“\u0410da” mixes letters of several scripts. Write it in one script, or give --another where it is right as "
        "it stands."),
    Case("office_is_theirs_to_fill", "body", "constituted", "appoint", "officer", {"office": "council-secretariat"},
        "Desk may not appoint to that one. Ask Assembly desk or Bo."),
    Case("something_is_amended", "body", "constituted", "amend constitution", "input", {"seat": {}},
        "Give what changes, such as --legal-text or --name."),
    Case("past_phases_are_in_order", "body", "constituted", "record consultation", "date", {"online_to": "2029-12"},
        "2029-12 lies before 2030-01. Give --online-to after --online-from."),
    Case("register_is_kept_here", "topic", "debated", "record consensus", "act", {},
        "It was handed over to Bo on 2031-01-06 (body#2); only they may act. "
        "Take it back, where they did not take it over.", handed_over),
    Case("register_is_kept_here", "topic", "debated", "record statement", "act", {"by": BOTH},
        "It was handed over to Bo on 2031-01-06 (body#2); only they may act. Take it over first.", handed_over),
    Case("receiver_may_act", "body", "constituted", "hand over", "input", {"receiver": DESK},
        "You keep it already. Name another, such as Bo."),
    Case("receiver_may_act", "body", "constituted", "hand over", "act", {"receiver": CHAIR_NAME},
        "Ada does not hold the office of a secretariat on that day. Appoint them first."),
    Case("register_was_handed_over", "body", "constituted", "take back", "none", {}, "It is kept here."),
    Case("receiver_takes_it_over", "body", "constituted", "take over", "officer", {"by": DESK},
        "That is Bo. Ask Bo.", handed_over),
    Case("key_can_be_read", "body", "constituted", "publish key", "input", {"key": "a+b"},
        "“a+b” is no public key; one reads NAME+ID+KEY. Give the line that “escalade key show” prints."),
    Case("key_is_not_published", "body", "constituted", "publish key", "input", published,
        "body#2 published it. Give a new key; “escalade key new” makes one."),
    Case("key_is_published", "body", "constituted", "revoke key", "none", {"key": "a+b"},
        "None does."),
    Case("key_is_published", "body", "constituted", "revoke key", "input", {"key": "a+b"},
        "This one does not. Give one that does.", lambda life: life.does("publish key", "body")),
    Case("basis_of_the_deadline_is_on_record", "body", "constituted", "set deadline", "input", {"basis": "habit"},
        "“habit” is the key of none. There are: mandate, modalities, referral. "
        "Give --basis one of them, or enter the text first (amend constitution)."),
    Case("other_deadlines_are_on_record", "body", "constituted", "set deadline", "input", {"exemptions": ("late",)},
        "“late” is none. Set that one first, or give --exemption another."),
    Case("validity_is_in_order", "body", "constituted", "set deadline", "date", {"until": "2029-12-31"},
        "2029-12-31 lies before 2030-01-01. Give --until a later day."),
    Case("condition_waits_to_be_met", "topic", "approved", "fulfil", "input", {"condition": 7},
        "There is no condition 7. Give --condition 1."),
    Case("condition_is_met_once", "topic", "approved", "fulfil", "none", {},
        "It was met by 2031/a#6.", lambda life: life.does("fulfil", TOPIC)),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_a_rule_that_is_broken_says_what_clears_it(case: Case) -> None:
    check(case)
