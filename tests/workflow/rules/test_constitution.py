"""Rules of `constitution.py`: what breaks each, and what is said then."""

from __future__ import annotations

import pytest

from escalade.workflow.motions import LegalText
from tests.lives import en
from tests.workflow.rules.case import (
    Case,
    check,
    name_of,
)

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
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_a_rule_that_is_broken_says_what_clears_it(case: Case) -> None:
    check(case)
