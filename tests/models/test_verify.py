"""Looking after a register: verify, rebuild, backup, examine."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from random import Random

import pytest

from escalade.models.backends import Location, Place
from escalade.models.backends.schema_check import IntegrityFinding
from escalade.models.integrity.verify import check_in_halves, find_middle, verify
from escalade.models.reader import open_reader
from escalade.models.store.statements import Connection
from escalade.workflow.ledger.tree import Tree
from tests.back_end import BackEnd

ON_SQLITE = pytest.mark.parametrize("back", ["sqlite"], indirect=True)
ON_POSTGRESQL = pytest.mark.parametrize("back", ["postgresql"], indirect=True)


def change(back: BackEnd, place: Place, statement: str, *values: object) -> list[IntegrityFinding]:
    """Alter a register behind its back; what verification then finds."""
    with back.attacking(place) as connection:
        connection.execute(statement, values)
    return verify(place).findings


@pytest.mark.parametrize("position", [3, 12])
def test_two_processes_find_what_one_finds(
    back: BackEnd, kept: Place, position: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    with back.attacking(kept) as connection:
        connection.execute("UPDATE record SET data = ?1 WHERE position = ?2", (b"{}", position))
    alone = verify(kept)
    monkeypatch.setattr("escalade.models.integrity.verify.SHARED", 2)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    assert verify(kept) == alone
    assert alone.findings != []


def test_the_half_that_nobody_answers_for_is_checked_here(kept: Place, tmp_path: Path) -> None:
    whole = verify(kept)
    with open_reader(kept) as reader:
        middle = find_middle(reader, 0, whole.records)
        assert 0 < middle < whole.records
        reader.location = Location(tmp_path / "none.db")
        assert check_in_halves(reader, 0, middle) == (whole.root, [])


def test_an_empty_register_is_sound(place: Place) -> None:
    assert verify(place).records == 0
    assert verify(place).findings == []


ALTERED = "has bytes that are not those of a record"
HASHED = "does not hash to what the tree has"
COLUMNS = "says something else in its columns than in its bytes"


@pytest.mark.parametrize(
    ("statement", "values", "where", "what"),
    [
        ("UPDATE record SET data = ?1 WHERE position = 3", (b"{}",), "2031/a#1", ALTERED),
        ("UPDATE record SET data = ?1 WHERE position = 3", (b"[]",), "2031/a#1", ALTERED),
        ("UPDATE record SET data = ?1 WHERE position = 3", (b"\xff",), "2031/a#1", ALTERED),
        ("UPDATE record SET data = 'text' WHERE position = 3", (), "2031/a#1", ALTERED),
        ("UPDATE record SET node = ?1 WHERE position = 4", (bytes(32),), "meeting/20310106#1", HASHED),
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
        ("DELETE FROM awaited WHERE subject = '2031/b'", (), "2031/b", "stands otherwise in the derived tables"),
        ("UPDATE awaited SET whose = 'nobody' WHERE source = '2031/b'", (), "2031/b", "stands otherwise in the"),
        ("INSERT INTO awaited VALUES ('2031/z', 'chair', '2031/z')", (), "2031/z", "stands"),
        ("UPDATE happening SET first = '' WHERE kind = 'meeting'", (), "meeting/20310106", "stands otherwise in the"),
        ("INSERT INTO happening VALUES ('referral', '', '2031/z', '')", (), "2031/z", "stands"),
        ("INSERT INTO paper VALUES ('ab', 'note.md', ?1)", (b"1",), "note.md", "is not the file that was issued"),
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
        connection.execute("UPDATE record SET data = ?1, node = ?2 WHERE position = ?3", (forged, node, position))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"act":"merge"', '"act":"withdraw"'),
        ('"procedure":1', '"procedure":0'),
        ('"procedure":1', '"procedure":2'),
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
        connection.execute(f"UPDATE record SET {column} = ?1 WHERE position = ?2", (altered, position))  # noqa: S608  # the column is ours
