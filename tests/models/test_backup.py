"""A register copied whole, and restored."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from escalade.commands.terminal.new_register import making
from escalade.models.backends import AbsentRegisterError, Location, Place, UnusableRegisterError, locate
from escalade.models.integrity.verify import verify
from escalade.models.reader import open_reader
from escalade.models.register import open_register
from escalade.models.store.errors import ChangedSchemaError
from escalade.models.transfer import WRITTEN, backup, restore
from escalade.workflow.values.errors import RegisterError, RequestError
from tests.back_end import everything
from tests.lives import TOPIC, Life, at
from tests.programs import PROC
from tests.server import Server

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
    with pytest.raises(RequestError) as refusal:
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


@pytest.mark.parametrize("form", ["sqlite", "postgresql"])
def test_a_backup_is_restored_on_either_database_without_a_record_more(
    kept: Place, tmp_path: Path, server: Server, form: str
) -> None:
    copy = tmp_path / "copy.db"
    backup(kept, copy)
    with ExitStack() as stack:
        bare = locate(stack.enter_context(server.database("template0")))
        place = bare if form == "postgresql" else Location(tmp_path / "restored.db")
        with open_reader(Location(copy)) as source, making(place) as register:
            restore(source, register)
        assert verify(place) == verify(kept)
        held, was = everything(place), everything(kept)
        assert [held[table] for table in WRITTEN] == [was[table] for table in WRITTEN]


@ON_SQLITE
@pytest.mark.parametrize("change", [
    "DROP TRIGGER record_is_never_removed",
    "ALTER TABLE record RENAME TO real; CREATE VIEW record AS SELECT * FROM real",
])  # fmt: skip
def test_a_backup_of_another_schema_is_not_read(kept: Location, tmp_path: Path, change: str) -> None:
    with closing(sqlite3.connect(kept.path)) as connection:
        connection.executescript(change)
    place = Location(tmp_path / "restored.db")
    with pytest.raises(ChangedSchemaError), open_reader(kept) as source, making(place) as register:
        restore(source, register)
    assert not place.path.exists()


@ON_SQLITE
def test_a_view_in_the_place_of_what_says_the_schema_is_not_run(kept: Location) -> None:
    with closing(sqlite3.connect(kept.path)) as connection:
        connection.executescript(
            "ALTER TABLE made_with RENAME TO real; CREATE VIEW made_with AS SELECT digest FROM real"
        )
    with pytest.raises(UnusableRegisterError, match="is a database, but not a register"):
        verify(kept)
