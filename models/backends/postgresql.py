"""Registers in PostgreSQL: the connection, and what the server is asked.

psycopg is imported with this module, and this module only where a register
lies on a server.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import psycopg
from psycopg import errors
from psycopg.pq import TransactionStatus

from escalade.models.backends.location import Database, Location
from escalade.models.backends.sqlite import FileEngine
from escalade.models.store import guards, schema_text, statements
from escalade.models.store.errors import AbsentRegisterError, ExistingRegisterError, UncertainCommitError
from escalade.models.store.schema import check_schema
from escalade.models.store.statements import Connection
from escalade.workflow.values.errors import Message

LONG = frozenset({statements.EVERY_PAPER, statements.EVERY_OPENED, statements.EVERY_DIGEST})
"""Statements whose rows are fetched some at a time, so that memory stays as it is."""

AT_ONCE = "SET CONSTRAINTS ALL IMMEDIATE"
"""Let no trigger wait for the commit: what it does is read back before that."""

LEDGER = "SELECT pg_advisory_xact_lock(7310579606302523392 + 'record'::regclass::oid::bigint)"
"""The lock of one ledger, whatever schema of the database it is in."""

DEFERRING = 170000
"""The version of PostgreSQL from which the disk can be waited for behind a commit."""

DEFER = """
SELECT set_config('synchronous_commit', 'off', true) WHERE current_setting('synchronous_standby_names') = ''
"""
"""Let the commit wait for no disk: `FLUSH` does, once the lock has ended with it."""

FLUSH = """
SELECT CASE WHEN pg_is_in_recovery() THEN NULL WHEN pg_current_wal_flush_lsn() < pg_current_wal_insert_lsn()
THEN pg_logical_emit_message(false, 'escalade', ''::text, true) END
"""
"""Wait until all that was committed, by whomever, is on the disk."""

READ = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
BUSY_SECONDS = 5.0
"""How long a writer waits for another one."""


@cache
def to_postgresql(statement: str) -> str:
    """Write the numbers of a statement's values as a server reads them.

    >>> to_postgresql("SELECT at FROM record WHERE position = ?1")
    'SELECT at FROM record WHERE position = $1'
    """
    return statement.replace("?", "$")


class PostgresqlConnection:
    """psycopg's connection, with what a register asks of it."""

    def __init__(self, raw: psycopg.Connection[Any]) -> None:
        self.raw = raw
        defers = raw.info.server_version >= DEFERRING
        self._locking = "; ".join(("BEGIN", AT_ONCE, LEDGER, DEFER) if defers else ("BEGIN", AT_ONCE, LEDGER))
        self._reading = "; ".join((READ, FLUSH) if defers else (READ,))
        self._flushing = FLUSH if defers else ""

    def execute(self, statement: str, values: Sequence[Any] = (), /) -> Any:
        """Run a statement."""
        if statement in LONG and self.raw.info.transaction_status is TransactionStatus.INTRANS:
            return StreamedRows(self.raw, to_postgresql(statement))
        return self.raw.execute(to_postgresql(statement), values or None)

    def executemany(self, statement: str, rows: Iterable[Sequence[Any]], /) -> int:
        """Run a statement for each row of values; how many rows were written."""
        cursor = self.raw.cursor()
        cursor.executemany(to_postgresql(statement), rows)
        return cursor.rowcount

    def empty_log(self) -> bool:
        """Leave the log to the server, which keeps it in its own way."""
        return True

    def close(self) -> None:
        """Give the connection up; what is under way is undone."""
        self.raw.close()

    def begin(self) -> None:
        """From here on, read everything as of one moment, and only what stays."""
        self.raw.execute(self._reading, prepare=False)

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Read everything as of one moment, until the block ends."""
        self.begin()
        try:
            yield
        finally:
            self._undo()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Write everything or nothing; no other writes meanwhile."""
        try:
            self.raw.execute(self._locking, prepare=False)  # what follows sees what the lock was waited for
            yield
            self._commit()
        except BaseException:
            self._undo()
            raise

    def _commit(self) -> None:
        with self._certain():
            self.raw.execute("COMMIT")
            if self._flushing:
                self.raw.execute(self._flushing)

    @contextmanager
    def _certain(self) -> Iterator[None]:
        """Say so where nobody knows whether something was committed."""
        try:
            yield
        except psycopg.OperationalError as error:
            if self.raw.closed or isinstance(error, errors.QueryCanceled):
                raise UncertainCommitError from error
            raise

    def _undo(self) -> None:
        """Undo what is under way, where the connection still stands."""
        if not self.raw.closed and self.raw.info.transaction_status is not TransactionStatus.IDLE:
            self.raw.execute("ROLLBACK")

    def damage(self) -> list[str]:
        """Nothing: a server looks at each value that is written."""
        return []

    def tolerate_bad_text(self) -> None:
        """A server keeps no text that is none."""

    def state(self) -> object:
        """Another value once anybody has written to the register."""
        return self.raw.execute(to_postgresql(statements.SIZE)).fetchone()


class StreamedRows:
    """Rows that the server hands out some at a time."""

    def __init__(self, raw: psycopg.Connection[Any], statement: str) -> None:
        self._raw, self._statement = raw, statement

    def __iter__(self) -> Iterator[Any]:
        with psycopg.RawServerCursor(self._raw, f"every_{id(self)}") as cursor:
            yield from cursor.execute(self._statement)

    def fetchall(self) -> list[Any]:
        """All rows."""
        return list(self)

    def fetchone(self) -> Any:
        """The first row, or None."""
        return next(iter(self), None)


def open_connection(url: str, *, write: bool) -> PostgresqlConnection:
    """A connection on which a transaction is begun by hand."""
    known = psycopg.conninfo.conninfo_to_dict(url)
    raw = psycopg.connect(
        url,
        autocommit=True,
        cursor_factory=psycopg.RawCursor,
        client_encoding="utf8",
        connect_timeout=known.get("connect_timeout", 10),
        fallback_application_name="escalade",
    )
    try:
        raw.execute(_session(write=write))
    except BaseException:
        raw.close()
        raise
    return PostgresqlConnection(raw)


def _session(*, write: bool) -> str:
    asked = (
        f"SET lock_timeout = {int(BUSY_SECONDS * 1000)}",
        "SET default_transaction_isolation = 'read committed'",  # what follows a lock sees what was waited for
        "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'",
        "" if write else "SET default_transaction_read_only = on",
    )
    return "; ".join(filter(None, asked))


WRONG = "is a database, but not a register. Name the right database with --register."
LOST = "can no longer be reached: the connection was lost. Nothing of what was under way was recorded."
PROBLEMS: dict[type[psycopg.Error], str] = {
    errors.LockNotAvailable: Message(
        "is locked by another program. Wait until that program has finished, then try again."
    ),
    errors.ReadOnlySqlTransaction: Message("is read-only. Name the server that is written to with --register."),
    errors.InsufficientPrivilege: Message(
        "does not let this role do that. Its owner grants what docs/settings.md lists."
    ),
    errors.DiskFull: Message("lies on a disk that is full. Nothing was recorded; make room, then try again."),
    errors.UndefinedTable: WRONG,
    errors.TooManyConnections: Message("is used by as many as its server lets in. Wait, then try again."),
    errors.DataCorrupted: Message("is damaged. Restore a backup, then run “escalade verify”."),
    errors.IndexCorrupted: Message("is damaged. Restore a backup, then run “escalade verify”."),
    errors.AdminShutdown: LOST,
    errors.CrashShutdown: LOST,
    errors.ConnectionException: LOST,
}
"""What PostgreSQL says, and what is said for it."""


def describe_error(error: Exception) -> str:
    """Describe an error of psycopg, as a clause that follows the name."""
    found = next((sentence for kind, sentence in PROBLEMS.items() if isinstance(error, kind)), None)
    if found:
        return found
    said = getattr(getattr(error, "diag", None), "message_primary", None)
    if isinstance(error, psycopg.OperationalError) and not said:
        message = re.sub(r"\s+", " ", re.sub(r"\n\t.*", "", str(error))).strip()  # a tab begins a hint
        return f"cannot be reached: {message.rstrip('.')}."
    return f"cannot be used: {said or error}."


THERE = "SELECT coalesce(to_regclass('made_with'), to_regclass('record')) IS NOT NULL"
SETTINGS = ("fsync", "full_page_writes", "synchronous_commit")
"""What keeps an act that was recorded when the power fails."""

REMOVED = (
    "DROP TABLE record, opened, paper, absent_paper, subject, awaited, happening, named, words, made_with",
    "DROP FUNCTION record_is_never_rewritten, record_is_never_removed",
    "DROP FUNCTION paper_is_never_rewritten, paper_is_never_removed, paper_is_absent",
    "DROP FUNCTION instr(text, text), instr(bytea, bytea), json_each(text)",
)
"""What takes a schema away again; a test makes a register again afterwards."""

COPIED = """
SELECT name FROM pragma_table_list
WHERE schema = 'main' AND type = 'table' AND name <> 'made_with' AND name NOT LIKE 'sqlite_%'
"""
"""The tables of a file that is made from a database."""

PARTS = """
WITH home AS (SELECT relnamespace AS id FROM pg_class WHERE oid = 'made_with'::regclass),
ours AS (
    SELECT class.* FROM pg_class AS class, home WHERE relnamespace = home.id AND NOT EXISTS (
        SELECT FROM pg_depend WHERE classid = 'pg_class'::regclass AND objid = class.oid AND deptype = 'e')
)
SELECT CASE relkind WHEN 'r' THEN 'table' WHEN 'v' THEN 'view' WHEN 'm' THEN 'view' WHEN 'S' THEN 'sequence'
            ELSE 'relation' END || ' ' || relname,
    concat_ws(' ', relkind, relpersistence, relrowsecurity, relforcerowsecurity, pg_table_is_visible(ours.oid),
        EXISTS (SELECT FROM pg_inherits WHERE ours.oid IN (inhparent, inhrelid)),
        (SELECT string_agg(concat_ws(' ', attname, atttypid, atttypmod, attcollation, attnotnull, attgenerated,
                    attidentity, pg_get_expr(adbin, adrelid)), ', ' ORDER BY attnum)
         FROM pg_attribute LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
         WHERE attrelid = ours.oid AND attnum > 0 AND NOT attisdropped))
FROM ours WHERE relkind NOT IN ('i', 'I', 't', 'c')
UNION ALL
SELECT 'index ' || relname, concat_ws(' ', indisunique, indisvalid, indisready, indimmediate, indnkeyatts, indkey,
    indoption, indcollation, indclass, relam, pg_get_expr(indexprs, indrelid), pg_get_expr(indpred, indrelid),
    (SELECT tabled.relname FROM pg_class AS tabled WHERE tabled.oid = indrelid))
FROM ours JOIN pg_index ON indexrelid = ours.oid
UNION ALL
SELECT 'constraint ' || conname, concat_ws(' ', contype, condeferrable, condeferred, convalidated,
    relname, conkey, confrelid,
    pg_get_expr(conbin, conrelid), conexclop)
FROM pg_constraint JOIN ours ON ours.oid = conrelid WHERE contype NOT IN ('n', 't')
UNION ALL
SELECT 'trigger ' || tgname, concat_ws(' ', relname, tgtype, tgenabled, tgdeferrable, tginitdeferred, proname,
    pronamespace = relnamespace, tgattr, tgqual IS NULL, encode(tgargs, 'hex'))
FROM pg_trigger JOIN ours ON ours.oid = tgrelid JOIN pg_proc ON pg_proc.oid = tgfoid WHERE NOT tgisinternal
UNION ALL
SELECT 'rule ' || rulename, concat_ws(' ', relname, ev_type, ev_enabled, is_instead)
FROM pg_rewrite JOIN ours ON ours.oid = ev_class WHERE rulename <> '_RETURN'
UNION ALL
SELECT 'policy ' || polname, relname FROM pg_policy JOIN ours ON ours.oid = polrelid
UNION ALL
SELECT concat(CASE prokind WHEN 'p' THEN 'procedure ' ELSE 'function ' END, proname, '(',
        oidvectortypes(proargtypes), ')'),
    concat_ws(' ', prokind, lanname, prosecdef, provolatile, proconfig, prorettype, proargmodes, proargnames,
        pg_function_is_visible(pg_proc.oid), prosrc, probin)
FROM pg_proc JOIN pg_language ON pg_language.oid = prolang, home
WHERE pronamespace = home.id AND NOT EXISTS (
    SELECT FROM pg_depend WHERE classid = 'pg_proc'::regclass AND objid = pg_proc.oid AND deptype = 'e')
UNION ALL
SELECT 'setting session_replication_role', current_setting('session_replication_role')
"""
"""Every part of the schema: its name, and its definition."""

RIGHTS = """
SELECT privilege_type, relname, coalesce(rolname, 'everybody')
FROM pg_class, aclexplode(relacl) LEFT JOIN pg_roles ON pg_roles.oid = grantee
WHERE pg_class.oid IN ('record'::regclass, 'paper'::regclass, 'opened'::regclass) AND grantee <> relowner
    AND (privilege_type IN ('UPDATE', 'TRUNCATE', 'TRIGGER') OR (privilege_type = 'DELETE' AND relname <> 'opened'))
ORDER BY 2, 3, 1
"""
"""Who but the owner may change or remove what is recorded; a redaction deletes a text."""

ONE_AT_A_TIME = "SELECT pg_advisory_lock(7310579606302523391)"
"""The lock of whoever makes a register on a server; it ends with the connection."""


class ServerEngine:
    """A register in a database of a server, in the schema that is found first."""

    errors = (psycopg.Error,)
    kind, parts, making = "server", PARTS, (*schema_text.ON_POSTGRESQL, *guards.ON_POSTGRESQL)

    def __init__(self, location: Database) -> None:
        self._location = location

    def problem(self, error: Exception) -> str:
        """Describe psycopg's error, as a clause."""
        return describe_error(error)

    def exists(self) -> bool:
        """Whether there is something in that place."""
        with closing(self.open()) as connection:
            return bool(connection.execute(THERE).fetchone()[0])

    def identity(self) -> object:
        """A URL names one database."""
        return self._location.url

    def may_stay(self) -> bool:
        """Whether a reader that stays open sees what others write."""
        return True

    def ensure(self) -> None:
        """Refuse a database that holds no register."""
        if not self.exists():
            raise AbsentRegisterError(self._location)

    def open(self) -> PostgresqlConnection:
        """Connect to the database, whatever its schema, to read it."""
        return open_connection(self._location.url, write=False)

    def connect(self, *, write: bool) -> PostgresqlConnection:
        """Connect to a register of this schema; a reader may change nothing."""
        connection = open_connection(self._location.url, write=write)
        try:
            check_schema(connection, self._location, WRONG)
        except psycopg.errors.UndefinedTable:
            with closing(connection):
                if connection.execute(THERE).fetchone()[0]:
                    raise
            raise AbsentRegisterError(self._location) from None
        except BaseException:
            connection.close()
            raise
        return connection

    def create(self) -> None:
        """Make an empty register, with its tables and triggers."""
        with closing(open_connection(self._location.url, write=True)) as connection:
            connection.execute(ONE_AT_A_TIME)
            if self.exists():
                raise ExistingRegisterError(self._location, is_file=False)
            with connection.raw.transaction():  # ours would lock the ledger, which is not there yet
                for statement in self.making:
                    connection.raw.execute(statement)  # as it stands: a mark in it is an operator
                connection.execute(statements.ADD_MADE_WITH, (schema_text.DIGEST,))

    def remove(self) -> None:
        """Remove a register that has no record; leave any other alone."""
        with closing(open_connection(self._location.url, write=True)) as connection, connection.transaction():
            if not connection.execute(statements.SIZE).fetchone()[0]:
                for statement in REMOVED:
                    connection.execute(statement)

    def copy(self, connection: Connection, path: Path) -> None:
        """Copy what a connection reads to an SQLite file, whole."""
        FileEngine(Location(path)).make()
        with closing(sqlite3.connect(path)) as copy:
            for (table,) in copy.execute(COPIED).fetchall():
                names = [row[1] for row in copy.execute(f"PRAGMA table_info({table})")]
                columns, marks = ", ".join(names), ", ".join("?" * len(names))
                rows = connection.execute(f"SELECT {columns} FROM {table}")  # noqa: S608  # the names are the schema's
                copy.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows)  # noqa: S608  # as above
            copy.commit()

    def empty_log(self) -> None:
        """Leave the log to the server."""

    def soundness(self, connection: Connection) -> list[tuple[str, bool, str]]:
        """Ask the server how safely it keeps things."""
        found = {name: connection.execute("SELECT current_setting(?1)", (name,)).fetchone()[0] for name in SETTINGS}
        off = [f"{name} is {value}" for name, value in found.items() if value in {"off", "local"}]
        version = connection.execute("SELECT current_setting('server_version')").fetchone()[0]
        may = [f"{right} on {table} for {who}" for right, table, who in connection.execute(RIGHTS)]
        open_to = f"Others than the owner may do what nobody should: {', '.join(may)}. Revoke it." if may else ""
        lost = f"An act may be lost when the power fails: {', '.join(off)}."
        return [
            ("durability", not off, lost if off else f"PostgreSQL {version} keeps what it has acknowledged."),
            ("rights", not may, open_to or "Nobody but the owner has a right to change what is recorded."),
        ]
