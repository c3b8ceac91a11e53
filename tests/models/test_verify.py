"""Looking after a register: verify, rebuild, backup, upgrade, examine."""

from __future__ import annotations

import shutil
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any

import pytest

from escalade.models.backends import AbsentRegisterError, Location, Place, UnusableRegisterError, explain_errors
from escalade.models.backends.connection import Connection
from escalade.models.backends.migrate import migrate
from escalade.models.integrity.diagnose import IntegrityCheck, examine
from escalade.models.integrity.rebuild import derive_anew, rebuild
from escalade.models.integrity.verify import verify
from escalade.models.reader import Reader, open_reader
from escalade.models.register import open_register
from escalade.models.store.finding import IntegrityFinding
from escalade.models.store.schema import HEAD
from escalade.models.transfer.backup import ExistingFileError, backup, upgrade
from escalade.workflow.ledger.tree import Tree
from escalade.workflow.values.errors import RegisterError
from tests.back_end import BackEnd
from tests.lives import TOPIC, Life, at, constitution, en
from tests.programs import PROC

ON_SQLITE = pytest.mark.parametrize("back", ["sqlite"], indirect=True)
ON_POSTGRESQL = pytest.mark.parametrize("back", ["postgresql"], indirect=True)
Keep = Callable[[Place, Life], Place]
DERIVED = (
    "SELECT * FROM subject ORDER BY reference",
    "SELECT * FROM tally WHERE count <> 0 ORDER BY kind, round, state",
    "SELECT * FROM awaited ORDER BY whose, lot, since, subject, source",
)


@pytest.fixture
def life() -> Life:
    """A life with acts on several subjects, a personal text and an annulment."""
    life = at(Life(), "debated").brings("2031/b", "debated")
    life.does("record statement", TOPIC, text=en("A word."))
    life.does("merge", TOPIC, into="2031/b")
    life.does("annul", life.subject(TOPIC).newest)
    life.does("record consensus", "2031/b", set_aside=(TOPIC,))
    return life


@pytest.fixture
def kept(place: Place, keep: Keep, life: Life) -> Place:
    """A register that holds that life."""
    return keep(place, life)


def change(back: BackEnd, place: Place, statement: str, *values: object) -> list[IntegrityFinding]:
    """Alter a register behind its back; what verification then finds."""
    with back.attacking(place) as connection:
        connection.execute(statement, values)
    return verify(place).findings


def derived(place: Place) -> list[list[tuple[Any, ...]]]:
    """What is derived in a register."""
    with open_reader(place) as reader:
        return [reader.connection.execute(statement).fetchall() for statement in DERIVED]


# Verify


def test_a_sound_register_is_found_so(kept: Place, life: Life) -> None:
    found = verify(kept)
    with open_reader(kept) as reader:
        assert (found.records, found.root, found.findings) == (len(life.records), reader.root(), [])


def test_an_empty_register_is_sound(place: Place) -> None:
    assert verify(place).records == 0
    assert verify(place).findings == []


ALTERED = "has bytes that are not those of a record"
HASHED = "does not hash to what the tree has"
COLUMNS = "says something else in its columns than in its bytes"


@pytest.mark.parametrize(
    ("statement", "values", "where", "what"),
    [
        ("UPDATE record SET data = ? WHERE position = 3", (b"{}",), "2031/a#1", ALTERED),
        ("UPDATE record SET data = ? WHERE position = 3", (b"[]",), "2031/a#1", ALTERED),
        ("UPDATE record SET data = ? WHERE position = 3", (b"\xff",), "2031/a#1", ALTERED),
        ("UPDATE record SET data = 'text' WHERE position = 3", (), "2031/a#1", ALTERED),
        ("UPDATE record SET node = ? WHERE position = 4", (bytes(32),), "meeting/20310106#1", HASHED),
        ("UPDATE record SET day = '2031-01-05' WHERE position = 3", (), "2031/a#1", COLUMNS),
        ("UPDATE record SET officer = 'Eve' WHERE position = 3", (), "2031/a#1", COLUMNS),
        ("UPDATE record SET subject = '2031/z' WHERE position = 3", (), "2031/z#1", COLUMNS),
        ("DELETE FROM record WHERE position = 3", (), "meeting/20310106#1", "stands at position 4, where 3 was due"),
        ("UPDATE opened SET value = '{\"en\":\"Another word.\"}'", (), "2031/a#3", ALTERED),
        ("UPDATE opened SET value = 'no json'", (), "2031/a#3", ALTERED),
        ("UPDATE opened SET salt = 'no hex'", (), "2031/a#3", ALTERED),
        ("UPDATE subject SET state = 'launched' WHERE reference = '2031/a'", (), "2031/a", "stands otherwise in"),
        ("UPDATE subject SET title = '{}' WHERE reference = '2031/a'", (), "2031/a", "stands otherwise in"),
        ("DELETE FROM subject WHERE reference = '2031/a'", (), "2031/a", "stands otherwise in the derived tables"),
        ("INSERT INTO tally VALUES ('topic', '2031', 'launched', 3)", (), "tally", "does not count what there is"),
        ("UPDATE tally SET count = count + 1", (), "tally", "does not count what there is; run “escalade rebuild”"),
        ("DELETE FROM awaited WHERE subject = '2031/b'", (), "2031/b", "stands otherwise in the derived tables"),
        ("UPDATE awaited SET since = '2031-02-03' WHERE source = '2031/b'", (), "2031/b", "stands otherwise in the"),
        ("INSERT INTO awaited VALUES ('chair', 'endorse', '2031-02-03', '2031/z', '2031/z')", (), "2031/z", "stands"),
        ("INSERT INTO paper VALUES ('ab', 'note.md', ?)", (b"1",), "note.md", "is not the file that was issued"),
    ],
)  # fmt: skip
def test_what_was_altered_is_found(
    back: BackEnd, kept: Place, statement: str, values: tuple[object, ...], where: str, what: str
) -> None:
    found = [finding.what for finding in change(back, kept, statement, *values) if finding.where == where]
    assert [said for said in found if what in said] != []


IN_SQLITE = [
    ("UPDATE record SET data = CAST(replace(CAST(data AS TEXT), 'Harb', 'Barb') AS BLOB)", HASHED),
    ("UPDATE record SET data = CAST(data AS TEXT)", ALTERED),
    ("UPDATE record SET data = 7 WHERE position = 3", ALTERED),
]


@ON_SQLITE
@pytest.mark.parametrize(("statement", "what"), IN_SQLITE)
def test_bytes_of_another_type_are_found(back: BackEnd, kept: Place, statement: str, what: str) -> None:
    assert ("2031/a#1", what) in {(found.where, found.what) for found in change(back, kept, statement)}


def test_a_word_replaced_by_plain_sql_is_found(back: BackEnd, kept: Place) -> None:
    with back.attacking(kept) as connection:
        (data,) = connection.execute("SELECT data FROM record WHERE position = 3").fetchone()
        connection.execute("UPDATE record SET data = ? WHERE position = 3", (data.replace(b"Harb", b"Barb"),))
    assert verify(kept).findings[0] == IntegrityFinding("2031/a#1", HASHED)


def test_records_that_were_written_anew_are_found_by_trying_their_acts_again(back: BackEnd, kept: Place) -> None:
    """Someone who forges bytes, columns and tree alike is found by the procedure."""
    with back.attacking(kept) as connection:
        forge(connection, '"before":"debated"', '"before":"proposed"')
    found = {finding.what.partition(":")[0] for finding in verify(kept).findings}
    assert any("tried again" in said for said in found)
    assert not any(HASHED in said or ALTERED in said for said in found)


def forge(connection: Connection, old: str, new: str) -> None:
    """Replace something in every record, and make the tree fit."""
    tree = Tree()
    for position, data in connection.execute("SELECT position, data FROM record ORDER BY position").fetchall():
        forged = data.replace(old.encode(), new.encode())
        node = tree.append(sha256(b"\x00" + forged).digest())
        connection.execute("UPDATE record SET data = ?, node = ? WHERE position = ?", (forged, node, position))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"act":"merge"', '"act":"withdraw"'),
        ('"procedure":2', '"procedure":0'),
        ('"procedure":2', '"procedure":1'),
        ('"procedure":2', '"procedure":3'),
        ('"ordinal":1', '"ordinal":9'),
        ('"subject":"2031/a"', '"subject":"no such thing"'),
        ('"subject":"2031/a"', '"subject":5'),
        ('"touched":["2031/a#1"]', '"touched":[]'),
        ('"records":["2031/a#4"]', '"records":["2031/a#99"]'),
        ('"records":["2031/a#4"]', '"records":[]'),
        ('"at":"2031', '"at":"hello'),
        ('"on":"2031-01-06"', '"on":"2031-99-99"'),
        ('"office":"chair"', '"office":"secretariat"'),
        ('"digest":"', '"digest":"0'),
    ],
)
def test_whatever_is_forged_is_found_and_nothing_breaks(back: BackEnd, kept: Place, old: str, new: str) -> None:
    with back.attacking(kept) as connection:
        forge(connection, old, new)
    assert verify(kept).findings != []


@ON_SQLITE
@pytest.mark.parametrize("seed", range(40))
def test_random_corruption_of_a_record_is_found(back: BackEnd, kept: Place, seed: int) -> None:
    corrupt(back, kept, seed)
    assert verify(kept).findings != []


@ON_POSTGRESQL
@pytest.mark.parametrize("seed", range(8))
def test_random_corruption_of_a_record_on_a_server_is_found(back: BackEnd, kept: Place, seed: int) -> None:
    corrupt(back, kept, seed)
    assert verify(kept).findings != []


def corrupt(back: BackEnd, kept: Place, seed: int) -> None:
    """Change or cut some bytes of a record."""
    chance = Random(seed)  # noqa: S311  # a test is to be repeatable, not secret
    with back.attacking(kept) as connection:
        rows = connection.execute("SELECT position, data, node FROM record ORDER BY position").fetchall()
        position, data, node = chance.choice(rows)
        column, before = chance.choice((("data", data), ("data", data), ("node", node)))
        place = chance.randrange(len(before))
        after = before[:place] + bytes([before[place] ^ chance.randrange(1, 256)]) + before[place + 1 :]
        altered = chance.choice((after, after, before[:place]))
        connection.execute(f"UPDATE record SET {column} = ? WHERE position = ?", (altered, position))  # noqa: S608  # the column is ours


# Rebuild


def test_what_is_derived_is_made_anew_from_the_records(back: BackEnd, kept: Place) -> None:
    before = derived(kept)
    with back.attacking(kept) as connection:
        connection.execute("UPDATE subject SET state = 'launched', waits = 7, title = 'x'")
        connection.execute("DELETE FROM tally")
        connection.execute("DELETE FROM awaited")
    assert rebuild(kept) == len(before[0])
    assert derived(kept) == before
    assert verify(kept).findings == []


FULL = {
    "sqlite": ["CREATE TRIGGER full BEFORE INSERT ON tally BEGIN SELECT RAISE(ABORT, 'disk is full'); END"],
    "postgresql": [
        "SET session_replication_role = origin",
        (
            "CREATE FUNCTION fails() RETURNS trigger LANGUAGE plpgsql "
            "AS $$ BEGIN RAISE EXCEPTION 'no room' USING ERRCODE = 'disk_full'; END $$"
        ),
        "CREATE TRIGGER fails BEFORE INSERT ON tally FOR EACH ROW EXECUTE FUNCTION fails()",
    ],
}
"""What makes a database say that its disk is full."""


def test_a_rebuild_that_fails_changes_nothing(back: BackEnd, kept: Place) -> None:
    before = derived(kept)
    with back.attacking(kept) as connection:
        for statement in FULL[back.name]:
            connection.execute(statement)
        with (
            pytest.raises(UnusableRegisterError, match="lies on a disk that is full"),
            explain_errors(kept),
            connection.transaction(),
        ):
            derive_anew(connection, Reader(connection, kept))
    assert derived(kept) == before


# Backup


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


# Upgrade


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
        for table in ("awaited", "absent_paper"):
            connection.execute(f"DROP TABLE {table}")
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


# Examine


@ON_SQLITE
def test_a_sound_register_is_examined_from_the_file_to_the_records(kept: Location) -> None:
    found = verify(kept)
    assert examine(kept) == [
        IntegrityCheck("file", ok=True, sentence=f"The register lies at {kept}."),
        IntegrityCheck("room", ok=True, sentence="The disk has room."),
        IntegrityCheck("database", ok=True, sentence="The database is sound."),
        IntegrityCheck("journal", ok=True, sentence="The journal is kept as wal."),
        IntegrityCheck("schema", ok=True, sentence=f"The schema is the newest, {HEAD}."),
        IntegrityCheck("record", ok=True, sentence=f"All {found.records} records hold; their root is {found.root}."),
    ]


@ON_SQLITE
def test_what_is_wrong_is_said_at_the_first_step_that_fails(back: BackEnd, kept: Location, tmp_path: Path) -> None:
    (absent,) = examine(Location(tmp_path / "none.db"))
    assert (absent.name, absent.ok) == ("file", False)
    (folder,) = examine(Location(tmp_path))
    assert folder.sentence == f"The register at {tmp_path} is a folder. Name a file in it with --register."
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear all, " * 100)
    _, database = examine(Location(letter))
    assert (database.name, database.ok) == ("database", False)
    change(back, kept, "UPDATE subject SET state = 'launched' WHERE reference = '2031/a'")
    with back.attacking(kept) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    by_name = {check.name: check for check in examine(kept)}
    assert (by_name["journal"].ok, by_name["record"].ok) == (False, False)
    assert (
        by_name["record"].sentence
        == (
            "2031/a: stands otherwise in the derived tables; run “escalade rebuild”; "
            "tally: does not count what there is; run “escalade rebuild”"
        ).partition("; tally")[0]
    )
