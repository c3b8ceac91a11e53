"""A role that may only append: the grants of docs/operating.md, run and tried."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import psycopg
import pytest

from escalade.models.backends import Database, UnusableRegisterError, connect, locate
from escalade.models.integrity.diagnose import examine
from escalade.models.integrity.rebuild import rebuild
from escalade.models.integrity.verify import verify
from escalade.models.reader import open_reader
from escalade.models.register import open_register
from escalade.workflow.motions import Redact
from tests.back_end import BackEnd, Databases
from tests.lives import DESK, TOPIC, Life, at, en
from tests.server import Server

PAGE = Path(__file__).parents[2] / "docs" / "operating.md"
ROLE = f"escalade_writer_{os.getpid()}"
REFUSED = "does not let this role do that. Its owner grants what docs/operating.md lists."


def granted() -> list[str]:
    """The statements of the page, for a role of this test."""
    found = re.search(r"<!-- grants: run by a test -->\n```sql\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    assert found
    return [one.strip() for one in found[1].replace("escalade_writer", ROLE).split(";") if one.strip()]


@pytest.fixture
def back(server: Server) -> Iterator[BackEnd]:
    """Registers on the server."""
    with ExitStack() as stack:
        yield Databases(server, stack)


@pytest.fixture
def life() -> Life:
    """A topic that is debated, and a statement on it."""
    life = at(Life(), "debated")
    life.does("record statement", TOPIC, text=en("A word."))
    life.passes()
    life.meeting()
    return life


@pytest.fixture
def writer(
    server: Server, place: Database, keep: Callable[[Database, Life], Database], life: Life
) -> Iterator[Database]:
    """A register as the role that may only append reaches it."""
    keep(place, life)
    with psycopg.connect(place.url, autocommit=True) as owner:
        for statement in granted():
            owner.execute(statement)
    found = locate(place.url.replace("//postgres@", f"//{ROLE}@"))
    assert isinstance(found, Database)
    yield found
    with psycopg.connect(place.url, autocommit=True) as owner:
        owner.execute(f"DROP OWNED BY {ROLE}")
    server.tell(f"DROP ROLE {ROLE}")


def test_a_role_that_may_only_append_acts_reads_and_verifies(writer: Database, life: Life) -> None:
    with open_register(writer, clock=life.noon) as register:
        register.act(life.fitting("record statement", TOPIC, text=en("Another word.")))
        register.act(life.fitting("record consensus", TOPIC), papers=[("note.md", b"# A note\n")])
    with open_reader(writer) as reader:
        assert [row.state for row in reader.topics()] == ["agreed"]
    assert [found.what for found in verify(writer).findings] == ["was never issued: no record names it"]


def test_a_right_that_nobody_should_have_is_named(writer: Database, place: Database) -> None:
    said = {check.name: (check.ok, check.sentence) for check in examine(writer)}
    assert said["rights"] == (True, "Nobody but the owner has a right to change what is recorded.")
    with psycopg.connect(place.url, autocommit=True) as owner:
        owner.execute(f"GRANT UPDATE, DELETE ON record, opened TO {ROLE}")
        owner.execute("GRANT TRUNCATE ON paper TO PUBLIC")
    found = next(check for check in examine(writer) if check.name == "rights")
    named = (
        f"UPDATE on opened for {ROLE}, TRUNCATE on paper for everybody, DELETE on record for {ROLE}, UPDATE on record"
    )
    assert (found.ok, named in found.sentence) == (False, True)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE record SET act = 'other'",
        "DELETE FROM record",
        "TRUNCATE record",
        "UPDATE opened SET value = '1'",
        "DELETE FROM opened",
        "UPDATE paper SET name = 'other'",
        "DELETE FROM paper",
        "DELETE FROM subject",
        "ALTER TABLE record DISABLE TRIGGER ALL",
        "DROP TRIGGER record_is_never_rewritten ON record",
        "DROP FUNCTION record_is_never_rewritten CASCADE",
        "DROP TABLE record",
        "UPDATE made_with SET digest = 'another'",
        "SET session_replication_role = replica",
        "CREATE TABLE another (name TEXT)",
    ],
)
def test_it_changes_and_removes_nothing_else(writer: Database, change: str) -> None:
    before = verify(writer)
    with closing(connect(writer, write=True)) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute(change)
    assert verify(writer) == before


def test_what_it_may_not_do_is_said_and_nothing_is_recorded(writer: Database, place: Database, life: Life) -> None:
    name = next(record.reference for record in life.subject(TOPIC).records if record.act == "record statement")
    motion = Redact(records=(name,), by=DESK, why=en("The person asked for it."), on=life.today.isoformat())
    before = verify(writer)
    with open_register(writer, clock=life.noon) as register:
        with pytest.raises(UnusableRegisterError, match=REFUSED):
            register.act(motion)
        assert verify(writer) == before
        with psycopg.connect(place.url, autocommit=True) as owner:
            owner.execute(f"GRANT DELETE ON opened, words TO {ROLE}")
        register.act(motion)
    assert verify(writer).findings == []
    with pytest.raises(UnusableRegisterError, match=REFUSED):
        rebuild(writer)
    with psycopg.connect(place.url, autocommit=True) as owner:
        owner.execute(f"GRANT DELETE ON subject, named, words TO {ROLE}")
    assert rebuild(writer) > 0
