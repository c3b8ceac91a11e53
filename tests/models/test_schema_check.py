"""A schema that was changed is found, and an act is read back before it is answered."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from escalade.cli import run
from escalade.models.backends import Location, Place, connect, engine_of
from escalade.models.backends.schema_check import KEPT, MISSING, IntegrityFinding, digest_of
from escalade.models.integrity.verify import examine, verify
from escalade.models.reader import open_reader
from escalade.models.register import open_register
from escalade.models.store.errors import ChangedSchemaError, NotKeptError, UnusableRegisterError
from escalade.workflow.values.errors import RegisterError
from tests.back_end import BackEnd
from tests.lives import TOPIC, Life, at, en

Keep = Callable[[Place, Life], Place]
ON_SQLITE = pytest.mark.parametrize("back", ["sqlite"], indirect=True)
ON_POSTGRESQL = pytest.mark.parametrize("back", ["postgresql"], indirect=True)
IN_PLACE = "CREATE VIEW {0} AS SELECT * FROM real_{0}"
NOTHING_KEPT = (
    "CREATE FUNCTION nothing() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$",
    "CREATE TRIGGER nothing BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION nothing()",
)


@pytest.fixture
def life() -> Life:
    """A topic that is debated."""
    life = at(Life(), "debated")
    life.does("record statement", TOPIC, text=en("A word."))
    return life


@pytest.fixture
def kept(place: Place, keep: Keep, life: Life) -> Place:
    """A register that holds that life."""
    return keep(place, life)


def test_the_digest_that_is_kept_is_that_of_a_new_register(place: Place) -> None:
    """Otherwise: what is found stands in `KEPT` instead."""
    engine = engine_of(place)
    with closing(engine.open()) as connection:
        assert digest_of(connection.execute(engine.parts).fetchall()) == KEPT[engine.kind]


ADDED = "was added to the schema"
ALTERED = ("schema", "is not as it was made")
CHANGES = {
    "sqlite": [
        ("DROP TRIGGER record_is_never_removed", "trigger record_is_never_removed", MISSING),
        ("DROP INDEX happening_with", "index happening_with", MISSING),
        ("CREATE TABLE another (name TEXT)", *ALTERED),
        ("CREATE VIEW another AS SELECT 1", "view another", ADDED),
        ("CREATE TRIGGER lost BEFORE INSERT ON awaited BEGIN SELECT RAISE(IGNORE); END", "trigger lost", ADDED),
        ("ALTER TABLE opened ADD COLUMN more TEXT", *ALTERED),
        (
            (
                "DROP TRIGGER record_is_never_removed\0"
                "CREATE TRIGGER record_is_never_removed BEFORE DELETE ON record WHEN 0 BEGIN SELECT 1; END"
            ),
            *ALTERED,
        ),
    ],
    "postgresql": [
        ("DROP TRIGGER record_is_never_removed ON record", "trigger record_is_never_removed", MISSING),
        ("DROP INDEX happening_with", "index happening_with", MISSING),
        ("CREATE TABLE another (name TEXT)", *ALTERED),
        ("CREATE VIEW another AS SELECT 1", "view another", ADDED),
        ("CREATE RULE lost AS ON INSERT TO awaited DO INSTEAD NOTHING", "rule lost", ADDED),
        ("ALTER TABLE opened ADD COLUMN more TEXT", *ALTERED),
        ("ALTER TABLE record DISABLE TRIGGER record_is_never_removed", *ALTERED),
        ("ALTER TABLE record SET UNLOGGED", *ALTERED),
        ("ALTER TABLE record ENABLE ROW LEVEL SECURITY", *ALTERED),
        ("CREATE POLICY hides ON record USING (false)", "policy hides", ADDED),
        ("CREATE TABLE another () INHERITS (record)", *ALTERED),
        (
            (
                "CREATE OR REPLACE FUNCTION record_is_never_removed() RETURNS trigger LANGUAGE plpgsql "
                "AS $$ BEGIN RETURN OLD; END $$"
            ),
            *ALTERED,
        ),
        (
            ("CREATE FUNCTION instr(text, varchar) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 1'"),
            *ALTERED,
        ),
        ("ALTER TABLE awaited DROP CONSTRAINT awaited_pkey", *ALTERED),
        (
            (
                "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET session_replication_role = replica', "
                "current_database()); END $$"
            ),
            *ALTERED,
        ),
    ],
}
"""By the database: what is done to a schema, what is named then, and what is said of it."""
EVERY_CHANGE = [
    pytest.param(name, *change, id=f"{name} {change[0][:60]}")
    for name, changes in CHANGES.items()
    for change in changes
]


@pytest.mark.parametrize(("back", "change", "where", "what"), EVERY_CHANGE, indirect=["back"])
def test_a_schema_that_was_changed_is_not_written_to_and_found(
    back: BackEnd, kept: Place, life: Life, change: str, where: str, what: str
) -> None:
    alter(back, kept, change)
    with pytest.raises(ChangedSchemaError, match="has a schema that was changed"):
        connect(kept, write=True)
    found = verify(kept)
    assert IntegrityFinding(where, what) in found.findings
    assert found.records == len(life.records)
    by_name = {check.name: check for check in examine(kept)}
    assert (by_name["schema"].ok, f"{where}: {what}" in by_name["schema"].sentence) == (False, True)
    assert by_name["record"].ok


def alter(back: BackEnd, place: Place, *changes: str) -> None:
    """Change a schema, and nothing else."""
    with back.altering(place) as connection:
        for statement in (one for change in changes for one in change.split("\0")):
            connection.execute(statement)


@pytest.mark.parametrize("table", ["record", "opened"])
def test_a_view_in_the_place_of_a_table_is_found_and_not_read(back: BackEnd, kept: Place, table: str) -> None:
    alter(back, kept, f"ALTER TABLE {table} RENAME TO real_{table}", IN_PLACE.format(table))
    found = verify(kept)
    assert found.records == 0
    assert found.findings == [IntegrityFinding(f"table {table}", MISSING), IntegrityFinding(f"view {table}", ADDED)]
    with pytest.raises(ChangedSchemaError):
        connect(kept, write=True)
    (record,) = (check for check in examine(kept) if check.name == "record")
    assert record.sentence == "The records were not looked at: the schema is not one of a register."


OVERFLOWS = "abs(-9223372036854775808)"
"""What fails as soon as it is evaluated."""
COLUMNS = {
    "record": ("subject", "ordinal", "act", "officer", "place", "day", "at", "audience", "data", "node"),
    "opened": ("commitment", "salt", "value"),
}
COMPUTED = {
    **{
        f"columns of {table}": "\0".join(
            [
                f"DROP TABLE {table}",
                f"CREATE TABLE {table} (position INTEGER)",
                f"INSERT INTO {table} VALUES (1)",  # noqa: S608  # the names are ours
                *(f"ALTER TABLE {table} ADD COLUMN {column} AS ({OVERFLOWS})" for column in columns),
            ]
        )
        for table, columns in COLUMNS.items()
    },
    "a condition": f"CREATE TABLE another (n CHECK ({OVERFLOWS} > n))\0PRAGMA ignore_check_constraints = 1\0"
    "INSERT INTO another VALUES (1)",
}
"""What is computed when a table is read or checked."""


@ON_SQLITE
@pytest.mark.parametrize("what", COMPUTED)
def test_what_a_schema_computes_is_never_evaluated(back: BackEnd, kept: Place, what: str) -> None:
    alter(back, kept, COMPUTED[what])
    assert verify(kept).findings
    assert not {check.name: check for check in examine(kept)}["schema"].ok
    if what != "a condition":
        with pytest.raises(ChangedSchemaError), open_reader(kept) as reader:
            reader.standing()


def test_a_check_ends_however_long_it_was_made_to_take(kept: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("escalade.models.integrity.verify.LONGEST_SECONDS", 0.0)
    with pytest.raises(UnusableRegisterError, match="was checked for an hour, and not to its end"):
        verify(kept)


@ON_SQLITE
def test_a_value_that_would_fill_the_memory_is_not_read(kept: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("escalade.models.backends.sqlite.LARGEST", 100)
    with pytest.raises(UnusableRegisterError, match="too big"):
        verify(kept)


ENDLESS = "WITH RECURSIVE more(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM more)"
EVALUATED = st.sampled_from([
    f"(SELECT count(*) FROM ({ENDLESS} SELECT n FROM more))",  # noqa: S608  # made up here
    "length(zeroblob(2000000000))",
    "load_extension('absent')",
    "(SELECT group_concat(a.name) FROM sqlite_master AS a, sqlite_master AS b, sqlite_master AS c, record)",
])  # fmt: skip
TABLE = st.sampled_from(["record", "opened", "paper", "absent_paper", "subject", "named", "made_with"])
NAMES = st.sampled_from(["another", "lost", "sqlite_like", "record_too"])
DRAWN = st.one_of(
    st.builds("DROP TABLE {}".format, TABLE),
    st.builds("ALTER TABLE {0} RENAME TO real_{0}\0CREATE VIEW {0} AS SELECT {1} AS data".format, TABLE, EVALUATED),
    st.builds("CREATE VIEW {} AS SELECT {} AS n".format, st.sampled_from(["another", "lost"]), EVALUATED),
    st.builds("CREATE TRIGGER lost AFTER {1} ON {0} BEGIN SELECT {2}; END".format, TABLE,
              st.sampled_from(["INSERT", "UPDATE", "DELETE"]), EVALUATED),
    st.builds("ALTER TABLE {} ADD COLUMN more TEXT AS (abs(-9) || hex(zeroblob(1000000))) VIRTUAL".format, TABLE),
    st.builds("CREATE INDEX lost ON {} (length(hex(zeroblob(1000))))".format, TABLE),
    st.builds("DROP TABLE {0}\0CREATE VIRTUAL TABLE {0} USING fts5(data)".format, TABLE),
    st.builds("CREATE TABLE another ({} TEXT CHECK (1 = 1))".format, st.sampled_from(["name", "data", "position"])),
)  # fmt: skip
"""What somebody may have done to the schema of a file that they send."""


@ON_SQLITE
@settings(max_examples=60, deadline=10_000, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=st.lists(DRAWN, min_size=1, max_size=3))
def test_whatever_schema_a_file_is_sent_with_nothing_of_it_is_evaluated(
    back: BackEnd, kept: Place, changes: list[str]
) -> None:
    with TemporaryDirectory() as folder:
        assert isinstance(kept, Location)
        place = Location(Path(shutil.copy(kept.path, folder)))
        for change in changes:
            with suppress(sqlite3.Error):  # what was renamed before is not there
                alter(back, place, change)
        with pytest.raises((ChangedSchemaError, UnusableRegisterError)):
            connect(place, write=True)
        with suppress(UnusableRegisterError):
            assert verify(place).findings
        assert not all(check.ok for check in examine(place))
        assert run(["restore", str(place.path), "--to", str(Path(folder) / "there.db")]) in {1, 2}


def test_a_column_that_is_gone_is_found(back: BackEnd, kept: Place) -> None:
    alter(back, kept, "ALTER TABLE opened RENAME COLUMN salt TO pepper")
    assert IntegrityFinding(*ALTERED) in verify(kept).findings


def test_a_register_is_read_whatever_its_schema_has_besides(back: BackEnd, kept: Place, life: Life) -> None:
    """So that it can be exported, and brought into a new one."""
    alter(back, kept, "CREATE TABLE another (name TEXT)")
    with open_reader(kept) as reader:
        assert reader.size() == len(life.records)


@ON_SQLITE
def test_what_analyze_leaves_in_a_file_is_no_difference(back: BackEnd, kept: Place) -> None:
    with back.altering(kept) as connection:
        connection.execute("ANALYZE")
    connect(kept, write=True).close()


LOST = {
    "sqlite": ("CREATE TRIGGER lost BEFORE INSERT ON {table} BEGIN SELECT RAISE(IGNORE); END",),
    "postgresql": NOTHING_KEPT,
}


@pytest.mark.parametrize("table", ["record", "opened", "paper"])
def test_an_act_that_the_database_does_not_keep_is_not_answered(
    back: BackEnd, kept: Place, life: Life, table: str
) -> None:
    """A trigger that is planted while the register is open: it says nothing, and keeps nothing."""
    motion = life.fitting("record statement", TOPIC, text=en("Another word."))
    with open_register(kept, clock=life.noon) as register:
        alter(back, kept, *(one.format(table=table) for one in LOST[back.name]))
        with pytest.raises(RegisterError, match="did not keep"):
            register.act(motion, papers=[("note.md", b"# A note\n")])
    with open_reader(kept) as reader:
        assert reader.size() == len(life.records)


@pytest.mark.parametrize("table", ["record", "opened"])
def test_acts_that_the_database_does_not_keep_are_not_loaded(
    back: BackEnd, kept: Place, life: Life, table: str
) -> None:
    motions = [life.fitting("record statement", TOPIC, text=en(text)) for text in ("One.", "Two.")]
    with open_register(kept, clock=life.noon) as register:
        alter(back, kept, *(one.format(table=table) for one in LOST[back.name]))
        with pytest.raises(NotKeptError, match="did not keep"):
            register.load(motions)
    with open_reader(kept) as reader:
        assert reader.size() == len(life.records)


def test_an_erasure_that_the_database_does_not_keep_is_not_answered(back: BackEnd, kept: Place, life: Life) -> None:
    ignored = {
        "sqlite": ("CREATE TRIGGER lost BEFORE DELETE ON opened BEGIN SELECT RAISE(IGNORE); END",),
        "postgresql": tuple(one.format(table="opened").replace("INSERT", "DELETE") for one in NOTHING_KEPT),
    }
    with open_register(kept, clock=life.noon) as register:
        alter(back, kept, *ignored[back.name])
        with pytest.raises(RegisterError, match="did not keep"):
            register.act(life.fitting("redact", life.subject(TOPIC).newest))
    with open_reader(kept) as reader:
        assert reader.size() == len(life.records)


def test_a_record_that_is_added_behind_an_act_is_noticed(back: BackEnd, kept: Place, life: Life) -> None:
    added = "INSERT INTO record SELECT 9000, subject, 9000, act, officer, place, day, at, audience, data, node"
    planted = {
        "sqlite": (f"CREATE TRIGGER added AFTER INSERT ON opened BEGIN {added} FROM record WHERE position = 1; END",),
        "postgresql": (
            (
                "CREATE FUNCTION added() RETURNS trigger LANGUAGE plpgsql "
                f"AS $$ BEGIN {added} FROM record WHERE position = 1; RETURN NULL; END $$"
            ),
            "CREATE TRIGGER added AFTER INSERT ON opened FOR EACH ROW EXECUTE FUNCTION added()",
        ),
    }
    with open_register(kept, clock=life.noon) as register:
        alter(back, kept, *planted[back.name])
        with pytest.raises(RegisterError, match="did not keep"):
            register.act(life.fitting("record statement", TOPIC, text=en("Another word.")))


@ON_POSTGRESQL
def test_what_a_trigger_puts_off_until_the_commit_is_noticed(back: BackEnd, kept: Place, life: Life) -> None:
    with open_register(kept, clock=life.noon) as register:
        alter(
            back,
            kept,
            "DROP TRIGGER record_is_never_removed ON record\0CREATE FUNCTION later() RETURNS trigger LANGUAGE plpgsql "
            "AS $$ BEGIN DELETE FROM record WHERE position = NEW.position; RETURN NULL; END $$\0"
            "CREATE CONSTRAINT TRIGGER later AFTER INSERT ON record DEFERRABLE INITIALLY DEFERRED "
            "FOR EACH ROW EXECUTE FUNCTION later()",
        )
        with pytest.raises(RegisterError, match="did not keep"):
            register.act(life.fitting("record statement", TOPIC, text=en("Another word.")))
