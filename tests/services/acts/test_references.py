"""Officers by their names, however these are typed."""

from __future__ import annotations

import pytest

from escalade.services.acts.references import UnknownOfficerError, officer_known, officers_fitting, spell_officer

OFFICERS = ["Made-up José Ñúñez", "Made-up Jose Nunez", "Anna Made-Up-Müller"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Made-up Jose Nunez", ["Made-up Jose Nunez"]),
        ("made-up josé ñúñez", ["Made-up José Ñúñez"]),
        ("jose", OFFICERS[:2]),
        ("made up jose nunez", OFFICERS[:2]),
        ("muller", ["Anna Made-Up-Müller"]),
        ("anna made up müller", ["Anna Made-Up-Müller"]),
        ("nobody", []),
        ("-", []),
    ],
)
def test_accents_capitals_and_hyphens_make_no_other_officer(typed: str, meant: list[str]) -> None:
    assert officers_fitting(typed, OFFICERS) == meant


def test_a_slip_is_answered_with_who_was_meant() -> None:
    with pytest.raises(UnknownOfficerError, match="Did you mean Anna Made-Up-Müller"):
        spell_officer("Anna Made-up Mueler", OFFICERS)
    assert spell_officer("Somebody Else", OFFICERS) == "Somebody Else"
    with pytest.raises(UnknownOfficerError, match="Did you mean Anna Made-Up-Müller"):
        officer_known("Anna Made up Mullr", OFFICERS)
    with pytest.raises(UnknownOfficerError, match="“jose” may mean Made-up José Ñúñez or Made-up Jose Nunez"):
        officer_known("jose", OFFICERS)
