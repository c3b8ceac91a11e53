"""A register copied whole, and one brought to the newest schema."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from escalade.models.backends import AbsentRegisterError, Location, Place, UnusableRegisterError
from escalade.models.integrity.verify import verify
from escalade.models.register import open_register
from escalade.models.transfer.backup import ExistingFileError, backup
from escalade.workflow.values.errors import RegisterError
from tests.lives import TOPIC, Life, at
from tests.programs import PROC

ON_SQLITE = pytest.mark.parametrize("back", ["sqlite"], indirect=True)


def test_a_backup_is_a_register(kept: Place, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    backup(kept, copy)
    assert verify(Location(copy)) == verify(kept)
    assert {path.name for path in tmp_path.iterdir()} - {"register.db"} == {"copy.db"}


def test_a_backup_is_whole_while_another_writes(place: Place, tmp_path: Path) -> None:
    life = at(Life(), "proposed")
    with open_register(place, clock=life.noon) as register:
        register.load(life.performed)
        stop = threading.Event()
        copies = [tmp_path / f"copy {number}.db" for number in range(3)]

        def copying() -> None:
            for copy in copies:
                backup(place, copy)
            stop.set()

        thread = threading.Thread(target=copying)
        thread.start()
        while not stop.is_set():
            register.act(life.fitting("record statement", TOPIC))
        thread.join()
    assert [verify(Location(copy)).findings for copy in copies] == [[], [], []]


@ON_SQLITE
def test_a_backup_is_written_over_nothing(kept: Location, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear all")
    with pytest.raises(ExistingFileError) as refusal:
        backup(kept, letter)
    assert str(refusal.value) == (
        f"There is a file at {letter} already, and nothing is written over it. Name another one."
    )
    assert letter.read_text() == "Dear all"


@ON_SQLITE
def test_a_backup_needs_a_register_and_a_folder(kept: Location, tmp_path: Path) -> None:
    with pytest.raises(UnusableRegisterError, match="cannot be written: its folder does not exist"):
        backup(kept, tmp_path / "gone" / "copy.db")
    with pytest.raises(AbsentRegisterError):
        backup(Location(tmp_path / "none.db"), tmp_path / "copy.db")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["register.db"]


@ON_SQLITE
def test_a_backup_that_fails_leaves_no_file(kept: Location, tmp_path: Path) -> None:
    data = bytearray(kept.path.read_bytes())
    data[18:20] = b"\x09\x09"  # a format that no library reads
    kept.path.write_bytes(data)
    with pytest.raises(RegisterError):
        backup(kept, tmp_path / "copy.db")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["register.db"]


@pytest.mark.needs(PROC)
def test_a_backup_is_not_written_where_nobody_may(kept: Place) -> None:
    with pytest.raises(UnusableRegisterError, match=r"The register at /proc/copy\.db cannot be written"):
        backup(kept, Path("/proc/copy.db"))
