"""An act is tried and written under the lock, and what is derived of it by one list."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from hashlib import sha256
from threading import Thread
from time import sleep
from typing import Any

import psycopg
import pytest

from escalade.models.backends import Database, Location, Place, connect
from escalade.models.backends.schema_check import IntegrityFinding
from escalade.models.backends.sqlite import in_memory
from escalade.models.integrity.completeness import STALE, check_derivations, derive_anew, rebuild
from escalade.models.integrity.verify import verify
from escalade.models.reader import Reader, open_reader
from escalade.models.register import Register, open_register
from escalade.models.store import projections
from escalade.models.store.clock import Stamp
from escalade.models.store.errors import UncertainCommitError
from escalade.workflow.motions import Motion
from escalade.workflow.values.errors import RegisterError
from tests.back_end import everything
from tests.lives import ROUND, TOPIC, Life, at, en, known_salts

Keep = Callable[[Place, Life], Place]
PAPER = b"# A note\n\x00\xff"
WAITING = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'advisory'"
ON_POSTGRESQL = pytest.mark.parametrize("back", ["postgresql"], indirect=True)


@pytest.fixture
def life() -> Life:
    """Two topics that are debated, with a statement on one."""
    life = at(Life(), "debated").brings("2031/b", "debated")
    life.does("record statement", TOPIC, text=en("A word."), holders=("Mu",), unattributed=True)
    life.passes()
    life.meeting()
    return life


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
def test_an_act_writes_the_rows_that_loading_and_rebuilding_write(
    another: Callable[[str], Place], keep: Keep, life: Life, name: str
) -> None:
    motion, papers = acts(life)[name]
    one, other = keep(another("one"), life), keep(another("other"), life)
    before = everything(one)
    with open_register(one, clock=life.noon, salts=known_salts()) as register:
        register.act(motion, papers=papers)
    with open_register(other, clock=life.noon, salts=known_salts()) as register:
        register.load([motion], papers=papers)
    assert before != everything(one) == everything(other)
    rebuild(one)
    assert everything(one) == everything(other)
    assert verify(one).findings == []


def test_what_was_kept_of_the_last_act_is_read_again_once_it_has_moved(place: Place, keep: Keep, life: Life) -> None:
    keep(place, life)
    with open_register(place, clock=life.noon) as register, open_register(place, clock=life.noon) as other:
        register.act(life.fitting("record statement", TOPIC))
        other.act(life.fitting("appoint", "body"))
        other.act(life.fitting("record statement", TOPIC))
        statement = register.act(life.fitting("record statement", TOPIC)).records[0]
        assert statement.ordinal == register.reader.history(TOPIC)[-1].ordinal
        assert register.act(life.fitting("open round", "2033")).records[0].reference == "2033#1"
    assert verify(place).findings == []


def test_a_sitting_that_moves_writes_the_rows_of_every_topic_it_takes_along(place: Place) -> None:
    life = at(Life(), "referred")
    topics = [TOPIC, *(f"2031/t{number}" for number in range(39))]
    for name in topics[1:]:
        life.brings(name, "referred")
    life.does("approve", *topics)
    life.passes(2)
    session, before = f"session/{life.session()}", life.performed
    with open_register(place, clock=life.noon) as register:
        register.load(before)
        days = {row.on for row in register.reader.topics()}
        records = register.act(life.fitting("convene", session, sittings={"6": "2031-01-07"})).records
        assert len(records) == 41
        assert days.isdisjoint({row.on for row in register.reader.topics()} - {"2031-01-06"})
    written = everything(place)
    assert {row[5] for row in written["subject"] if row[1] == "topic"} == {"2031-01-07"}
    rebuild(place)
    assert everything(place) == written


def test_a_derived_table_is_added_in_one_place(life: Life, monkeypatch: pytest.MonkeyPatch) -> None:
    added = projections.Projection(
        "counted", "subject", "records", "subject", lambda one, _: [(one.reference, len(one.records))]
    )
    monkeypatch.setattr(projections, "PROJECTIONS", (*projections.PROJECTIONS, added))
    with closing(in_memory()) as connection:
        connection.execute("CREATE TABLE counted (subject VARCHAR PRIMARY KEY, records INTEGER)")
        register = Register(connection, Location(":memory:"), Stamp(life.noon, known_salts()))
        register.load(life.performed)
        register.act(life.fitting("record statement", TOPIC))
        reader, asked = Reader(connection, Location(":memory:")), "SELECT * FROM counted ORDER BY subject"
        written = connection.execute(asked).fetchall()
        assert (TOPIC, len(reader.history(TOPIC))) in written
        assert check_derivations(reader)[0] == []
        connection.execute("UPDATE counted SET records = 99 WHERE subject = ?1", (TOPIC,))
        assert check_derivations(reader)[0] == [IntegrityFinding(TOPIC, STALE)]
        derive_anew(connection, reader)
        assert connection.execute(asked).fetchall() == written


@ON_POSTGRESQL
@pytest.mark.parametrize("ending", ["pg_terminate_backend", "pg_cancel_backend"])
def test_an_act_that_is_stopped_while_it_waits_for_its_turn_is_not_recorded(
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
            with pytest.raises(RegisterError):
                register.act(life.fitting("record statement", TOPIC))
            stopping.join()
    with open_reader(place) as reader:
        assert reader.size() == len(life.records)


@ON_POSTGRESQL
def test_whether_an_act_was_recorded_is_uncertain_where_the_connection_is_lost_at_the_commit(place: Database) -> None:
    with psycopg.connect(place.url, autocommit=True) as owner, closing(connect(place, write=True)) as connection:
        pid = connection.execute("SELECT pg_backend_pid()").fetchone()
        with pytest.raises(UncertainCommitError), connection.transaction():
            owner.execute("SELECT pg_terminate_backend(%s)", pid)


@ON_POSTGRESQL
def test_nothing_is_read_that_is_not_on_the_disk(place: Database) -> None:
    with psycopg.connect(place.url, autocommit=True) as hasty, closing(connect(place, write=False)) as reader:
        hasty.execute("SET synchronous_commit = off")
        for number in range(20):
            hasty.execute("INSERT INTO words VALUES (%s, 'open')", (number,))
            (end,) = hasty.execute("SELECT pg_current_wal_insert_lsn()::text").fetchone() or ("",)
            with reader.snapshot():
                kept = reader.execute("SELECT pg_current_wal_flush_lsn() >= ?1::pg_lsn", (end,)).fetchone()
                seen = reader.execute("SELECT count(*) FROM words").fetchone()
            assert (kept, seen) == ((True,), (number + 1,))
