"""An act that the server appends by itself: the same rows, order and refusals."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from datetime import timedelta
from hashlib import sha256
from threading import Thread
from time import sleep
from typing import Any

import psycopg
import pytest
from sqlmodel import SQLModel

from escalade.models import tables
from escalade.models.acts.append import COLUMNS
from escalade.models.backends import Database, connect, postgresql
from escalade.models.backends.postgresql import LEDGER
from escalade.models.integrity.verify import verify
from escalade.models.reader import open_reader
from escalade.models.register import Register, open_register
from escalade.models.store.clock import Stamp
from escalade.models.store.errors import UncertainCommitError
from escalade.workflow.ledger.tree import Tree, leaf_hash
from escalade.workflow.motions import Motion
from escalade.workflow.values.errors import MovedMeanwhileError
from tests.back_end import BackEnd, Databases, everything
from tests.lives import ROUND, TOPIC, Life, at, en, known_salts
from tests.models.meanwhile import interrupt
from tests.server import Server

Keep = Callable[[Database, Life], Database]
PAPER = b"# A note\n\x00\xff"
WAITING = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'advisory'"


@pytest.fixture
def back(server: Server) -> Iterator[BackEnd]:
    """Registers on the server."""
    with ExitStack() as stack:
        yield Databases(server, stack)


@pytest.fixture
def life() -> Life:
    """Two topics that are debated, with a statement on one."""
    life = at(Life(), "debated").brings("2031/b", "debated")
    life.does("record statement", TOPIC, text=en("A word."), holders=("Mu",), unattributed=True)
    life.passes()
    life.meeting()
    return life


class Alone(Register):
    """A register whose acts the server must append, or that tells."""

    def _append(self, *_: object) -> None:
        message = "the server did not append the act"
        raise AssertionError(message)


def alone(place: Database, life: Life) -> Alone:
    """A register that leaves every act to the server."""
    return Alone(connect(place, write=True), place, Stamp(life.noon, known_salts()))


def acts(life: Life) -> dict[str, tuple[Motion, tuple[tuple[str, bytes], ...]]]:
    """Acts that write to every table, each with its papers."""
    said = f"{TOPIC}#{next(one.ordinal for one in life.subject(TOPIC).records if one.act == 'record statement')}"
    words = life.fitting(
        "record statement", TOPIC, text=en("Naïve “words”, \\ and 言."), holders=("Nu",), unattributed=True
    )
    issue: Any = life.fitting("issue", ROUND, paper=sha256(PAPER).hexdigest())
    return {
        "a personal text": (words, ()),
        "two topics": (life.fitting("record consensus", TOPIC, set_aside=("2031/b",)), ()),
        "a paper": (issue, ((issue.file_name, PAPER),)),
        "an erasure": (life.fitting("redact", said), ()),
        "a first act": (life.fitting("open round", "2032"), ()),
    }


@pytest.mark.parametrize("name", ["a personal text", "two topics", "a paper", "an erasure", "a first act"])
def test_the_server_writes_the_rows_that_the_program_writes(
    another: Callable[[str], Database], keep: Keep, life: Life, name: str
) -> None:
    motion, papers = acts(life)[name]
    one, other = keep(another("one"), life), keep(another("other"), life)
    before = everything(one)
    with closing(alone(one, life).connection) as connection:
        Alone(connection, one, Stamp(life.noon, known_salts())).act(motion, papers=papers)
    with open_register(other, clock=life.noon, salts=known_salts()) as register:
        register.load([motion], papers=papers)
    assert before != everything(one) == everything(other)
    assert verify(one).findings == []


def test_the_server_hashes_as_the_program_does(place: Database, keep: Keep, life: Life) -> None:
    keep(place, life)
    register, tree = alone(place, life), Tree()
    with closing(register.connection) as connection:
        for number in range(40):
            register.act(life.fitting("open round", f"r{number}"))
        rows = connection.execute("SELECT data, node FROM record ORDER BY position").fetchall()
    assert [bytes(node) for _, node in rows] == [tree.append(leaf_hash(bytes(data))) for data, _ in rows]
    assert len(rows) > 40


def test_a_parcel_names_the_columns_that_there_are() -> None:
    assert tables.RecordRow.metadata is SQLModel.metadata
    there = {table.name: {column.name for column in table.columns} for table in SQLModel.metadata.sorted_tables}
    there["record"] = (there["record"] - {"position", "node"}) | {"words"}
    assert {table: set(names) for table, names in COLUMNS.items()} == there


def test_both_ways_take_the_same_lock(place: Database) -> None:
    with psycopg.connect(place.url) as connection:
        (text,) = connection.execute("SELECT prosrc FROM pg_proc WHERE proname = 'append_act'").fetchone() or ("",)
    assert LEDGER.removeprefix("SELECT ") in text


def test_what_does_not_touch_the_act_does_not_hold_it_up(place: Database, keep: Keep, life: Life) -> None:
    keep(place, life)
    register = alone(place, life)
    with closing(register.connection), open_register(place, clock=lambda: life.noon() + timedelta(seconds=3)) as other:
        interrupt(register, [lambda: other.act(life.fitting("open round", "2032"))])
        (record,) = register.act(life.fitting("record statement", TOPIC)).records
    assert record.at == f"{life.today}T12:00:03.000000Z"
    with open_reader(place) as reader:
        assert [one.act for _, one in reader.records()][-2:] == ["open round", "record statement"]
    assert verify(place).findings == []


TOUCHING = {
    "a subject": (("record consensus", TOPIC), ("record statement", TOPIC)),
    "a subject that was new": (("open round", "2032"), ("open round", "2032")),
    "the body": (("record statement", TOPIC), ("appoint", "body")),
}


@pytest.mark.parametrize("what", TOUCHING)
def test_what_touches_the_act_refuses_it(place: Database, keep: Keep, life: Life, what: str) -> None:
    keep(place, life)
    (act, *about), between = TOUCHING[what]
    with open_register(place, clock=life.noon) as register, open_register(place, clock=life.noon) as other:
        interrupt(register, [lambda: other.act(life.fitting(*between))])
        with pytest.raises(MovedMeanwhileError):
            register.act(life.fitting(act, *about))
    with open_reader(place) as reader:
        assert reader.size() == len(life.records) + 1
    assert verify(place).findings == []


def test_the_body_is_read_again_once_it_has_moved(place: Database, keep: Keep, life: Life) -> None:
    keep(place, life)
    register = alone(place, life)
    with closing(register.connection), open_register(place, clock=life.noon) as other:
        register.act(life.fitting("record statement", TOPIC))
        other.act(life.fitting("appoint", "body"))
        (record,) = register.act(life.fitting("open round", "2033")).records
    assert record.reference == "2033#1"
    assert verify(place).findings == []


@pytest.mark.parametrize("ending", ["pg_terminate_backend", "pg_cancel_backend"])
def test_an_act_that_was_stopped_in_the_server_is_said_to_be_uncertain(
    place: Database, keep: Keep, life: Life, ending: str
) -> None:
    keep(place, life)
    with psycopg.connect(place.url, autocommit=True) as owner, closing(connect(place, write=True)) as lock:

        def stop() -> None:
            while not (found := owner.execute(WAITING).fetchall()):
                sleep(0.01)
            owner.execute(f"SELECT {ending}(%s)", found[0])

        with open_register(place, clock=life.noon) as register, lock.transaction():
            stopping = Thread(target=stop)
            stopping.start()
            with pytest.raises(UncertainCommitError):
                register.act(life.fitting("record statement", TOPIC))
            stopping.join()
    with open_reader(place) as reader:
        assert reader.size() == len(life.records)


@pytest.mark.parametrize("limit", ["TRIES", "LARGEST"])
def test_an_act_that_others_are_always_ahead_of_or_that_is_large_takes_the_lock_itself(
    place: Database, keep: Keep, life: Life, monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    keep(place, life)
    monkeypatch.setattr(postgresql, limit, 0)
    with open_register(place, clock=life.noon) as register:
        (record,) = register.act(life.fitting("record statement", TOPIC)).records
    assert record.act == "record statement"
    assert verify(place).findings == []


def test_nothing_is_read_that_is_not_on_the_disk(place: Database) -> None:
    with psycopg.connect(place.url, autocommit=True) as hasty, closing(connect(place, write=False)) as reader:
        hasty.execute("SET synchronous_commit = off")
        for number in range(20):
            hasty.execute("INSERT INTO tally VALUES ('round', '', %s, 1)", (f"open {number}",))
            (end,) = hasty.execute("SELECT pg_current_wal_insert_lsn()::text").fetchone() or ("",)
            with reader.snapshot():
                kept = reader.execute("SELECT pg_current_wal_flush_lsn() >= ?::pg_lsn", (end,)).fetchone()
                seen = reader.execute("SELECT count(*) FROM tally").fetchone()
            assert (kept, seen) == ((True,), (number + 1,))
