"""Registers on a server: how they are named, made, opened and refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing

import psycopg
import pytest

from escalade.models.backends import (
    AbsentRegisterError,
    Database,
    ExistingRegisterError,
    UnusableRegisterError,
    connect,
    create,
    exists,
    locate,
    remove,
)
from escalade.models.backends.location import ServerAddressError
from escalade.models.integrity.verify import examine
from escalade.models.reader import open_reader
from escalade.models.register import open_register
from tests.back_end import BackEnd, Databases, everything
from tests.lives import Life, constitution
from tests.models.opening import opens, sentence
from tests.server import Server

Keep = Callable[[Database, Life], Database]


@pytest.fixture
def back(server: Server) -> Iterator[BackEnd]:
    """Registers on the server."""
    with ExitStack() as stack:
        yield Databases(server, stack)


@pytest.fixture
def bare(server: Server) -> Database:
    """A database without anything; it goes with its server."""
    return named(server.url(server.new("template0")))


def named(url: str) -> Database:
    """The place that a URL names."""
    place = locate(url)
    assert isinstance(place, Database)
    return place


@pytest.mark.parametrize(
    ("url", "shown", "name"),
    [
        ("postgresql://host/db", "postgresql://host/db", "db"),
        ("postgresql://ada:secret@host:5433/db", "postgresql://ada@host:5433/db", "db"),
        ("postgres://ada:s%40cret@host", "postgres://ada@host", "ada"),
        ("postgresql:///db?host=/run&password=secret", "postgresql:///db?host=/run", "db"),
        ("postgresql://h/db?sslpassword=secret&sslmode=require", "postgresql://h/db?sslmode=require", "db"),
        ("postgresql://h/?dbname=db", "postgresql://h/?dbname=db", "db"),
    ],
)
def test_a_server_is_named_by_its_url_and_no_password_is_shown(url: str, shown: str, name: str) -> None:
    place = named(url)
    assert (str(place), place.url, place.name) == (shown, url, name)
    assert "secret" not in f"{place} {place!r}"


@pytest.mark.parametrize(
    "url", ["postgresql://u:se@cret@host/db", "postgresql://u:se/cret@host/db", "postgresql://[u:secret@host/db"]
)
def test_a_url_that_is_not_clear_is_refused_and_not_repeated(url: str) -> None:
    with pytest.raises(ServerAddressError, match=r"The URL of the register .* Write postgresql://user@host") as refusal:
        locate(url)
    assert "cret" not in str(refusal.value)


def test_a_server_that_is_not_there_is_named_without_its_password() -> None:
    place = named("postgresql://ada:secret@127.0.0.1:1/db")
    said = sentence(lambda: opens(place))
    assert said.startswith("The register at postgresql://ada@127.0.0.1:1/db cannot be reached: ")
    assert said.endswith("Connection refused.")
    assert "secret" not in said


def test_a_database_without_a_register_is_named_with_what_makes_one(bare: Database) -> None:
    for write in (False, True):
        with pytest.raises(AbsentRegisterError) as refusal:
            connect(bare, write=write)
        assert str(refusal.value) == (
            f"There is no register at {bare}. "
            "“escalade init” begins one; “escalade load FILE” and “escalade demo” make one with what is in it."
        )
    (absent,) = examine(bare)
    assert (absent.name, absent.ok, exists(bare)) == ("server", False, False)


def test_a_database_that_does_not_exist_is_said(server: Server) -> None:
    assert 'database "nowhere" does not exist' in sentence(lambda: opens(named(server.url("nowhere"))))


def test_a_register_is_made_once_and_removed_while_it_is_empty(bare: Database) -> None:
    create(bare)
    with pytest.raises(ExistingRegisterError) as refusal:
        create(bare)
    assert str(refusal.value) == f"There is a register at {bare} already; name another place with --register."
    remove(bare)
    assert not exists(bare)
    create(bare)
    with open_register(bare) as register:
        register.act(constitution())
    remove(bare)
    with open_reader(bare) as reader:
        assert reader.size() == 1


def test_a_database_of_somebody_else_is_no_register(bare: Database) -> None:
    with psycopg.connect(bare.url, autocommit=True) as connection:
        connection.execute("CREATE TABLE record (name TEXT)")
    said = f"The register at {bare} is a database, but not a register. Name the right database with --register."
    assert sentence(lambda: opens(bare)) == said
    with psycopg.connect(bare.url, autocommit=True) as connection:
        connection.execute("CREATE TABLE made_with (digest TEXT)")
    assert sentence(lambda: opens(bare, write=True)) == said


def test_what_could_not_be_made_leaves_nothing(bare: Database) -> None:
    with psycopg.connect(bare.url, autocommit=True) as connection:
        connection.execute("CREATE FUNCTION record_is_never_removed() RETURNS int LANGUAGE sql AS 'SELECT 1'")
    assert "already exists" in sentence(lambda: create(bare))
    assert not exists(bare)


def test_a_connection_that_is_lost_is_said_and_nothing_was_recorded(place: Database) -> None:
    with open_register(place) as register:
        with psycopg.connect(place.url, autocommit=True) as other:
            other.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        said = sentence(lambda: register.act(constitution()))
    assert said == (
        f"The register at {place} can no longer be reached: the connection was lost. "
        "Nothing of what was under way was recorded."
    )
    with open_reader(place) as reader:
        assert reader.size() == 0


CHANGES = [
    ("record", "UPDATE record SET act = 'other'", "a record is never rewritten"),
    ("record", "DELETE FROM record", "a record is never removed"),
    ("record", "TRUNCATE record", "a record is never removed"),
    (
        "record",
        "INSERT INTO record SELECT * FROM record ON CONFLICT (position) DO UPDATE SET act = 'other'",
        "a record is never rewritten",
    ),
    ("record", "INSERT INTO record SELECT * FROM record", "duplicate key"),
    ("paper", "UPDATE paper SET name = 'other'", "an issued paper is never rewritten"),
    ("paper", "DELETE FROM paper", "an issued paper is never removed"),
    ("paper", "TRUNCATE paper", "an issued paper is never removed"),
]


@pytest.mark.parametrize(("table", "change", "said"), CHANGES)
def test_the_database_itself_refuses_to_rewrite(
    place: Database, keep: Keep, table: str, change: str, said: str
) -> None:
    keep(place, Life().begins())
    with closing(connect(place, write=True)) as connection:
        connection.execute("INSERT INTO paper VALUES ('ab', 'note.md', 'x')")
        before = everything(place)[table]
        with pytest.raises(psycopg.IntegrityError, match=said):
            connection.execute(change)
    assert everything(place)[table] == before


def test_text_is_in_the_order_of_its_bytes(place: Database) -> None:
    asked = "SELECT column_name FROM information_schema.columns WHERE table_name = ANY($1) AND data_type LIKE 'char%'"
    with psycopg.connect(place.url, cursor_factory=psycopg.RawCursor) as connection:
        tables = ["record", "opened", "paper", "subject", "awaited", "happening", "words"]
        text = connection.execute(asked, (tables,)).fetchall()
        ordered = connection.execute(f"{asked} AND collation_name = 'C'", (tables,)).fetchall()
    assert len(text) > 20
    assert ordered == text


def test_a_role_that_has_no_right_is_told_so(place: Database, server: Server) -> None:
    server.tell("DROP ROLE IF EXISTS nobody_much")
    server.tell("CREATE ROLE nobody_much LOGIN")
    stranger = named(place.url.replace("//postgres@", "//nobody_much@"))
    with pytest.raises(UnusableRegisterError, match="does not let this role do that"):
        opens(stranger)
