"""The word that begins a register is made where nothing is, opens one act, and is spent with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from escalade.models.backends import Location
from escalade.models.reader import open_reader
from escalade.models.store.errors import ExistingRegisterError
from escalade.web.auth.bootstrap import Bootstrap, NotBegunHereError, WrongWordError, prepare_word


def test_a_word_is_made_for_a_register_that_holds_nothing(tmp_path: Path, place: Location) -> None:
    absent = Location(tmp_path / "absent.db")
    assert len(prepare_word(absent)) > 40
    with open_reader(absent) as register:
        assert register.size() == 0
    with pytest.raises(ExistingRegisterError):
        prepare_word(place)


def test_the_word_opens_until_it_is_spent_and_no_other_does() -> None:
    kept = Bootstrap("made up")
    kept.check(" made up\n")
    with pytest.raises(WrongWordError):
        kept.check("Made up")
    kept.spend()
    assert not kept.is_open
    with pytest.raises(NotBegunHereError):
        kept.check("made up")


def test_without_a_word_nothing_is_begun() -> None:
    kept = Bootstrap()
    assert not kept.is_open
    with pytest.raises(NotBegunHereError):
        kept.check("")
