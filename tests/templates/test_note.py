"""The note of the shipped round holds what its source document holds."""

from __future__ import annotations

from .conftest import Acts, Register


def test_the_note_stays_as_it_was_when_the_round_goes_on(round_of_2017: Register, acts_of_2017: Acts) -> None:
    at_the_referral = Register()
    at_the_referral.play(acts_of_2017, until="receive")
    assert at_the_referral.text("note", "2017", "fr") == round_of_2017.text("note", "2017", "fr")
