"""An older register is copied, and brought to the newest schema."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from escalade.models.backends import AbsentRegisterError, Location, UnusableRegisterError
from escalade.models.backends.migrate import migrate
from escalade.models.integrity.verify import verify
from escalade.models.register import open_register
from escalade.models.store.schema import HEAD
from escalade.models.transfer.backup import ExistingFileError, upgrade
from tests.back_end import BackEnd
from tests.lives import constitution

ON_SQLITE = pytest.mark.parametrize("back", ["sqlite"], indirect=True)


@ON_SQLITE
def test_a_register_of_the_newest_schema_is_left_alone(kept: Location) -> None:
    before = kept.path.read_bytes()
    assert upgrade(kept) == f"The register at {kept} has the newest schema, {HEAD}; nothing was changed."
    assert kept.path.read_bytes() == before


def test_an_older_register_is_copied_and_brought_on(tmp_path: Path) -> None:
    place = Location(tmp_path / "register.db")
    migrate(place.path, "0001")
    with closing(sqlite3.connect(place.path)) as connection:
        before = list(connection.iterdump())
    copy = tmp_path / f"register.db.before-{HEAD}"
    assert upgrade(place) == (f"The register at {place} was brought from schema 0001 to {HEAD}. The backup is {copy}.")
    with closing(sqlite3.connect(copy)) as connection:
        assert list(connection.iterdump()) == before
    with open_register(place) as register:
        register.act(constitution())
    assert verify(place).findings == []


def older(place: Location) -> None:
    """Take a register back to the second version of the schema."""
    with closing(sqlite3.connect(place.path, isolation_level=None)) as connection:
        for table in ("record", "paper"):
            connection.execute(f"DROP TRIGGER {table}_is_never_replaced")
        for table in ("awaited", "absent_paper", "search_index"):
            connection.execute(f"DROP TABLE {table}")
        connection.execute("ALTER TABLE subject DROP COLUMN objections")
        connection.execute("UPDATE alembic_version SET version_num = '0002'")


@ON_SQLITE
def test_an_upgrade_leaves_every_record_as_it_is(kept: Location) -> None:
    older(kept)
    with closing(sqlite3.connect(kept.path)) as connection:
        before = connection.execute("SELECT * FROM record").fetchall()
    assert "from schema 0002" in upgrade(kept)
    with closing(sqlite3.connect(kept.path)) as connection:
        assert connection.execute("SELECT * FROM record").fetchall() == before
        assert connection.execute("SELECT count(*) FROM awaited").fetchone() > (0,)
        with pytest.raises(sqlite3.IntegrityError, match="never replaced"):
            connection.execute("REPLACE INTO record SELECT * FROM record")
    assert verify(kept).findings == []


def test_an_upgrade_overwrites_no_backup_and_changes_nothing_then(tmp_path: Path) -> None:
    place = Location(tmp_path / "register.db")
    migrate(place.path, "0001")
    before = place.path.read_bytes()
    (tmp_path / f"register.db.before-{HEAD}").write_text("older")
    with pytest.raises(ExistingFileError, match="Move it elsewhere, then run “escalade upgrade” again"):
        upgrade(place)
    assert place.path.read_bytes() == before


@ON_SQLITE
def test_the_backup_of_an_upgrade_that_was_stopped_is_the_next_ones(back: BackEnd, kept: Location) -> None:
    backup_of = kept.path.with_name(f"{kept.path.name}.before-{HEAD}")
    older(kept)
    shutil.copy(kept.path, backup_of)
    before = backup_of.read_bytes()
    left = kept.path.with_name(f".{backup_of.name}.99999.new")
    for name in (left.name, f"{left.name}-journal", f".{kept.path.name}.99999.new"):
        kept.path.with_name(name).write_text("half")
    with back.attacking(kept) as connection:
        connection.execute("UPDATE record SET node = ? WHERE position = 8", (bytes(32),))
    with pytest.raises(ExistingFileError):
        upgrade(kept)
    with closing(sqlite3.connect(backup_of)) as held, back.attacking(kept) as connection:
        node = held.execute("SELECT node FROM record WHERE position = 8").fetchone()
        connection.execute("UPDATE record SET node = ? WHERE position = 8", node)
    assert f"The backup is {backup_of}." in upgrade(kept)
    assert backup_of.read_bytes() == before
    names = {path.name for path in kept.path.parent.iterdir()}
    assert names == {kept.path.name, backup_of.name, f".{kept.path.name}.99999.new"}
    assert verify(kept).findings == []


def test_an_upgrade_that_fails_leaves_the_register_and_the_backup(tmp_path: Path) -> None:
    place = Location(tmp_path / "register.db")
    migrate(place.path, "0001")
    with closing(sqlite3.connect(place.path, isolation_level=None)) as connection:
        connection.execute("CREATE TABLE paper (name TEXT)")
        before = list(connection.iterdump())
    with pytest.raises(UnusableRegisterError, match="cannot be used: table paper already exists"):
        upgrade(place)
    with closing(sqlite3.connect(place.path)) as connection:
        assert list(connection.iterdump()) == before


@ON_SQLITE
def test_what_is_no_register_or_a_newer_one_is_not_upgraded(back: BackEnd, place: Location, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear all, " * 100)
    with pytest.raises(UnusableRegisterError, match="is not a database"):
        upgrade(Location(letter))
    with pytest.raises(AbsentRegisterError):
        upgrade(Location(tmp_path / "none.db"))
    with pytest.raises(UnusableRegisterError, match="is a folder"):
        upgrade(Location(tmp_path))
    with back.attacking(place) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(UnusableRegisterError, match="written by a newer version"):
        upgrade(place)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["letter.txt", "register.db"]
