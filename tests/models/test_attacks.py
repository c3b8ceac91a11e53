"""What an attacker does with plain SQL, the triggers dropped first.

Each is found, and the first record that is wrong is named. What is consistent
in itself is found by what others hold: a paper's seal, or a checkpoint.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from escalade.models.backends import Place
from escalade.models.backends.schema_check import IntegrityFinding
from escalade.models.integrity.completeness import STALE, UNREADABLE, derive_anew, rebuild
from escalade.models.integrity.receipts import contains_ledger
from escalade.models.integrity.verify import verify
from escalade.models.reader import Reader, open_reader
from escalade.models.register import open_register
from escalade.models.store.projections import make_columns
from escalade.models.store.statements import Connection
from escalade.workflow.ledger.tree import Tree, leaf_hash
from escalade.workflow.records.record import decode
from escalade.workflow.values.errors import EscaladeError, RegisterError, RequestError
from tests.back_end import BackEnd
from tests.lives import ROUND, TOPIC, Life, at, en

Keep = Callable[[Place, Life], Place]
COLUMNS = "position, subject, ordinal, act, officer, place, day, at, audience, data, node"
MARKS = ", ".join(f"?{number}" for number in range(1, 12))
HASHED = "does not hash to what the tree has"
PAPER = b"# A paper\n"


@pytest.fixture
def kept(place: Place, keep: Keep) -> Place:
    """A register with a topic, its debate, a statement, and another topic."""
    life = at(Life(), "debated")
    life.does("record statement", TOPIC, text=en("A word."))
    life.brings("2031/b", "proposed")
    return keep(place, life)


def rows(connection: Connection) -> list[list[Any]]:
    """Every record, column by column."""
    return [list(row) for row in connection.execute(f"SELECT {COLUMNS} FROM record ORDER BY position")]  # noqa: S608  # the columns are ours


def written(connection: Connection, ledger: list[list[Any]], *, hashed: bool = True) -> None:
    """Write a ledger anew: positions, columns and, if asked, every hash fit."""
    connection.execute("DELETE FROM record")
    tree = Tree()
    for position, row in enumerate(ledger, 1):
        data = bytes(row[9])
        node = tree.append(leaf_hash(data)) if hashed else row[10]
        made = (position, *make_columns(decode(data, {})), data, node)
        connection.execute(f"INSERT INTO record ({COLUMNS}) VALUES ({MARKS})", made)  # noqa: S608  # the columns are ours


def first(place: Place) -> IntegrityFinding:
    """The first thing that verify finds."""
    return verify(place).findings[0]


def position_of(ledger: list[list[Any]], subject: str, ordinal: int) -> int:
    """Where a record stands in a list of them."""
    return next(place for place, row in enumerate(ledger) if (row[1], row[2]) == (subject, ordinal))


def edited(ledger: list[list[Any]]) -> None:
    row = ledger[position_of(ledger, TOPIC, 2)]
    row[9] = bytes(row[9]).replace(b'"on":"2031-01-06"', b'"on":"2031-01-05"')


def dropped(ledger: list[list[Any]]) -> None:
    del ledger[position_of(ledger, TOPIC, 2)]


def swapped(ledger: list[list[Any]]) -> None:
    one, other = position_of(ledger, TOPIC, 1), position_of(ledger, TOPIC, 2)
    ledger[one][9], ledger[other][9] = ledger[other][9], ledger[one][9]


def inserted(ledger: list[list[Any]]) -> None:
    row = list(ledger[position_of(ledger, "2031/b", 1)])
    row[9] = bytes(row[9]).replace(b"2031/b", b"2031/c").replace(b'"office":"secretariat"', b'"office":"chair"')
    ledger.append(row)


def set_back(ledger: list[list[Any]]) -> None:
    """A record that says it was made before the one before it."""
    row = ledger[position_of(ledger, TOPIC, 2)]
    row[9] = bytes(row[9]).replace(b'"at":"2031-01-06T', b'"at":"2031-01-05T')


ATTACKS = [
    (set_back, f"{TOPIC}#2"),
    (edited, f"{TOPIC}#2"),
    (dropped, f"{TOPIC}#3"),
    (swapped, f"{TOPIC}#2"),
    (inserted, "2031/c#1"),
]


@pytest.mark.parametrize(("attack", "where"), ATTACKS)
@pytest.mark.parametrize("hashed", [False, True])
def test_the_first_record_that_is_wrong_is_named(
    back: BackEnd, kept: Place, attack: Callable[[list[list[Any]]], None], where: str, *, hashed: bool
) -> None:
    with back.attacking(kept) as connection:
        ledger = rows(connection)
        attack(ledger)
        written(connection, ledger, hashed=hashed)
    found = first(kept)
    assert (found.where, found.what == HASHED) == (where, not hashed)


def test_a_record_that_stands_twice_is_found(back: BackEnd, kept: Place) -> None:
    with back.attacking(kept) as connection:
        loosened(connection)
        ledger = rows(connection)
        ledger.insert(position_of(ledger, TOPIC, 2) + 1, ledger[position_of(ledger, TOPIC, 2)])
        written(connection, ledger)
    assert next(one for one in verify(kept).findings if "schema" not in one.what).where == f"{TOPIC}#2"


def loosened(connection: Connection) -> None:
    """Let anything stand in the ledger: no record need be one of its kind."""
    connection.execute(f"CREATE TABLE another AS SELECT {COLUMNS} FROM record")  # noqa: S608  # the columns are ours
    connection.execute("DROP TABLE record")
    connection.execute("ALTER TABLE another RENAME TO record")


@st.composite
def altered(draw: st.DrawFn, ledger: list[list[Any]]) -> list[list[Any]]:
    """A ledger to which anything was done, once or twice."""
    rows = [list(row) for row in ledger]
    for _ in range(draw(st.integers(1, 2))):
        place, other = draw(st.integers(0, len(rows) - 1)), draw(st.integers(0, len(rows) - 1))
        data = bytes(rows[place][9])
        begun = draw(st.integers(0, len(data)))
        match draw(st.sampled_from(["letter", "letter", "byte", "word", "cut", "drop", "swap", "twice", "of another"])):
            case "letter":
                free = re.findall(rb"[A-Z][a-z]{3,}", data) or [b"word"]
                word = draw(st.sampled_from(free))
                rows[place][9] = data.replace(word, word[:-1] + draw(st.sampled_from([b"a", b"z"])))
            case "byte":
                rows[place][9] = data[:begun] + draw(st.binary(min_size=1, max_size=1)) + data[begun + 1 :]
            case "word":
                words = re.findall(rb'[^"]+', data) or [b"word"]
                rows[place][9] = data.replace(draw(st.sampled_from(words)), draw(st.sampled_from(words)), 1)
            case "cut":
                rows[place][9] = data[:begun]
            case "drop" if len(rows) > 1:
                del rows[place]
            case "swap":
                rows[place][9], rows[other][9] = rows[other][9], data
            case "twice":
                rows.insert(other, list(rows[place]))
            case _:
                rows[place][9] = data.replace(str(rows[place][1]).encode(), str(rows[other][1]).encode())
    return rows


def put(connection: Connection, ledger: list[list[Any]], *, hashed: bool) -> None:
    """Write whatever it is down; columns and, if asked, every hash fit, as far as they can."""
    connection.execute("DELETE FROM record")
    tree = Tree()
    for position, row in enumerate(ledger, 1):
        columns, data = tuple(row[1:9]), bytes(row[9])
        with suppress(RequestError, *UNREADABLE):
            columns = make_columns(decode(data, {}))
        node = tree.append(leaf_hash(data)) if hashed else row[10]
        connection.execute(f"INSERT INTO record ({COLUMNS}) VALUES ({MARKS})", (position, *columns, data, node))  # noqa: S608  # the columns are ours


@pytest.fixture
def ledger(back: BackEnd, kept: Place) -> list[list[Any]]:
    """The records of a register in which from now on anything may stand."""
    with back.attacking(kept) as connection:
        loosened(connection)
        return rows(connection)


@pytest.fixture
def changed(kept: Place, ledger: list[list[Any]]) -> list[IntegrityFinding]:
    """What is found of the schema in which anything may stand."""
    assert ledger
    return verify(kept).findings


def restored(back: BackEnd, kept: Place, ledger: list[list[Any]]) -> None:
    """Make a register what it was, its derived tables too."""
    with back.attacking(kept) as connection:
        put(connection, ledger, hashed=True)
    derived_anew(back, kept)


def derived_anew(back: BackEnd, kept: Place) -> None:
    """Make the derived tables fit, whatever the schema is."""
    with back.attacking(kept) as connection, connection.transaction():
        derive_anew(connection, Reader(connection, kept))


def faults(kept: Place, changed: list[IntegrityFinding]) -> list[IntegrityFinding]:
    """What verify finds besides the schema that was loosened."""
    return [one for one in verify(kept).findings if one not in changed]


@pytest.mark.parametrize("day", [b" 031-01-06", b"2031-13-06"])
def test_a_day_that_was_altered_to_none_is_found(
    back: BackEnd, kept: Place, ledger: list[list[Any]], changed: list[IntegrityFinding], day: bytes
) -> None:
    row = next(row for row in ledger if row[3] == "open debate")
    after = [
        [*row[:9], bytes(row[9]).replace(b'2031-01-06"', day + b'"', 1), *row[10:]] if one is row else one
        for one in ledger
    ]
    restored(back, kept, ledger)
    with back.attacking(kept) as connection:
        put(connection, after, hashed=True)
    assert [one.where for one in faults(kept, changed)][:1] == [f"{row[1]}#{row[2]}"]


@given(data=st.data(), hashed=st.booleans(), remade=st.booleans())
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_altered_ledger_verifies_and_holds_what_a_paper_was_drawn_from(
    back: BackEnd,
    kept: Place,
    ledger: list[list[Any]],
    changed: list[IntegrityFinding],
    data: st.DataObject,
    *,
    hashed: bool,
    remade: bool,
) -> None:
    after = data.draw(altered(ledger))
    was, became = ([bytes(row[9]) for row in one] for one in (ledger, after))
    assume(was != became)
    restored(back, kept, ledger)
    with back.attacking(kept) as connection:
        put(connection, after, hashed=hashed)
    if remade:
        with suppress(EscaladeError, *UNREADABLE):
            derived_anew(back, kept)
    tree = Tree()
    tree.extend([leaf_hash(one) for one in was])
    found = faults(kept, changed)
    with open_reader(kept) as reader:
        holds = contains_ledger(reader, tree.size, tree.root().hex()).ok
    was_cut = was[: len(became)] == became
    assert found or (not holds and (hashed or was_cut))


@pytest.mark.parametrize("attack", ["edit", "cut"])
def test_what_is_consistent_in_itself_is_found_by_one_paper_or_checkpoint(
    back: BackEnd, kept: Place, attack: str
) -> None:
    """A change that the procedure allows, every hash and table made to fit."""
    with open_reader(kept) as reader:
        seal = reader.size(), reader.root()
    with back.attacking(kept) as connection:
        ledger = rows(connection)
        if attack == "cut":
            del ledger[-1]
        for row in ledger:
            row[9] = bytes(row[9]).replace(b"Harbours of 2031/b", b"Shipyard of 2031/b")
        written(connection, ledger)
    rebuild(kept)
    assert verify(kept).findings == []
    with open_reader(kept) as reader:
        held = contains_ledger(reader, *seal)
    assert (held.ok, "was cut" in held.sentence if attack == "cut" else "no longer" in held.sentence) == (False, True)


REPLACED = {
    "subject": "CREATE TABLE subject AS SELECT * FROM before_subject WHERE reference <> '2031/a'",
    "awaited": "CREATE TABLE awaited AS SELECT * FROM before_awaited WHERE source <> '2031/a'",
    "happening": "CREATE TABLE happening AS SELECT * FROM before_happening WHERE subject <> 'meeting/20310106'",
    "opened": 'CREATE TABLE opened AS SELECT commitment, salt, \'{"en":"Another."}\' AS value FROM before_opened',
}


@pytest.mark.parametrize(
    ("table", "where", "what"),
    [
        ("subject", "2031/a", STALE),
        ("awaited", "2031/a", STALE),
        ("happening", "meeting/20310106", STALE),
        ("opened", f"{TOPIC}#3", "has bytes that are not those of a record"),
    ],
)
def test_a_table_that_was_replaced_is_found(back: BackEnd, kept: Place, table: str, where: str, what: str) -> None:
    with back.attacking(kept) as connection:
        connection.execute(f"ALTER TABLE {table} RENAME TO before_{table}")
        connection.execute(REPLACED[table])
    assert IntegrityFinding(where, what) in verify(kept).findings


TABLES = ["record", "opened", "subject", "awaited", "happening", "named", "words", "paper", "absent_paper"]


@pytest.mark.parametrize("table", TABLES)
def test_a_table_that_is_gone_is_found(back: BackEnd, kept: Place, table: str) -> None:
    with back.attacking(kept) as connection:
        connection.execute(f"DROP TABLE {table}")
    assert IntegrityFinding(f"table {table}", "is missing from the schema") in verify(kept).findings


def test_a_register_that_says_no_schema_is_none(back: BackEnd, kept: Place) -> None:
    with back.attacking(kept) as connection:
        connection.execute("DROP TABLE made_with")
    with pytest.raises(RegisterError, match="is a database, but not a register"):
        verify(kept)


def test_a_paper_that_no_record_names_is_found(back: BackEnd, kept: Place) -> None:
    """Bytes and hash fit each other; what was issued is in the record."""
    with back.attacking(kept) as connection:
        connection.execute("INSERT INTO paper VALUES (?1, 'note.md', ?2)", (sha256(PAPER).hexdigest(), PAPER))
    assert first(kept) == IntegrityFinding("note.md", "was never issued: no record names it")


def test_a_paper_that_was_issued_is_found_in_order(back: BackEnd, kept: Place) -> None:
    life = Life()
    with open_register(kept, clock=life.noon) as register:
        motion: Any = life.fitting("issue", ROUND, paper=sha256(PAPER).hexdigest(), by="Desk")
        register.act(motion, papers=[(motion.file_name, PAPER)])
    assert verify(kept).findings == []
    with back.attacking(kept) as connection:
        connection.execute("UPDATE paper SET data = ?1", (b"no file",))
    assert first(kept) == IntegrityFinding(motion.file_name, "is not the file that was issued")
