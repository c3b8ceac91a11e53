"""Look after a register: verify, rebuild, upgrade, backup, examine."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import msgspec

from escalade.models import statements
from escalade.models.checking import Finding, check_derived, check_ledger, check_papers
from escalade.models.derived import row_of
from escalade.models.engine import Location, UnusableRegisterError, connect, ensure_file, explained
from escalade.models.paging import Watch, unwatched
from escalade.models.queries import Reader, open_reader
from escalade.models.schema import DERIVED, HEAD, VERSIONS
from escalade.models.view import Texts
from escalade.workflow.errors import RegisterError
from escalade.workflow.record import decode
from escalade.workflow.standing import subject_for

if TYPE_CHECKING:
    from pathlib import Path


class Verification(msgspec.Struct, frozen=True):
    """What was checked, and what was found."""

    records: int
    root: str
    findings: list[Finding]


class Check(msgspec.Struct, frozen=True):
    """One thing that was examined."""

    name: str
    ok: bool
    sentence: str


class ExistingFileError(RegisterError):
    """There is a file where one was to be written."""

    def __init__(self, path: Path, advice: str = "Name another one.") -> None:
        """Name the file, and what to do."""
        self.path = path
        super().__init__(f"There is a file at {path} already, and nothing is written over it. {advice}")


def verify(location: Location, since: int = 0, watch: Watch = unwatched) -> Verification:
    """Check bytes, columns, tree, every act under its rules, derived tables.

    Args:
        location: where the register is.
        since: how many records a checkpoint holds already; those after them
            are checked.
        watch: told how far it is.

    Raises:
        RegisterError: there is no register, or it cannot be read.
    """
    with open_reader(location, watch) as reader:
        subjects, root, findings = check_ledger(reader, since)
        findings += [*check_derived(reader, subjects), *check_papers(reader, subjects)]
        return Verification(reader.size(), root, findings)


def rebuild(location: Location, watch: Watch = unwatched) -> int:
    """Drop what is derived and make it anew; the number of subjects.

    Raises:
        RegisterError: there is no register, or it cannot be written.
    """
    with closing(connect(location, write=True)) as connection, explained(location):
        connection.execute("BEGIN IMMEDIATE")
        try:
            for table in DERIVED:
                connection.execute(f"DELETE FROM {table}")  # noqa: S608  # the names are ours, from a constant
            count = derive(connection, Reader(connection, location, watch))
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")
        return count


def derive(connection: sqlite3.Connection, reader: Reader) -> int:
    """Make what is derived from the records; the number of subjects."""
    texts, size, subjects, records = Texts(connection), reader.size(), 0, 0
    for (reference,) in connection.execute(statements.EVERY_SUBJECT_RECORDED):
        rows = connection.execute(statements.OF_SUBJECT, (reference,))
        subject = subject_for(reference, tuple(decode(data, texts) for (data,) in rows))
        row = row_of(subject)
        connection.execute(statements.PUT_SUBJECT, row)
        connection.execute(statements.COUNT_ONE, (row[1], row[2] or "", row[3], 1))
        subjects += 1
        records += len(subject.records)
        reader.watch(records, size)
    return subjects


def backup(location: Location, path: Path) -> None:
    """Copy a register to a new file, whole, also while others write.

    Raises:
        ExistingFileError: there is a file already.
        RegisterError: the register cannot be read, or the copy not written.
    """
    if path.exists():
        raise ExistingFileError(path)
    if not path.absolute().parent.is_dir():
        raise UnusableRegisterError(Location(path), "cannot be written: its folder does not exist.")
    with open_reader(location) as reader:
        _copy(reader.connection, path)


def _copy(connection: sqlite3.Connection, path: Path) -> None:
    try:
        path.touch(exist_ok=False)
    except OSError as error:
        problem = (error.strerror or str(error)).lower()
        raise UnusableRegisterError(Location(path), f"cannot be written: {problem}.") from error
    try:
        with explained(Location(path)), closing(sqlite3.connect(path)) as copy:
            connection.backup(copy)
            copy.execute("PRAGMA journal_mode = WAL")
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def upgrade(location: Location) -> str:
    """Bring a register to the newest schema, after a backup; what was done.

    Raises:
        RegisterError: there is none, it is newer, or it cannot be written.
    """
    from escalade.models.migrating import migrate  # slow, and only here

    ensure_file(location)
    version = version_of(location)
    if version == HEAD:
        return f"The register at {location} has the newest schema, {HEAD}; nothing was changed."
    if version not in VERSIONS:
        raise UnusableRegisterError(
            location, "was written by a newer version of escalade. Install that version, or a later one."
        )
    copy = location.path.with_name(f"{location.path.name}.before-{HEAD}")
    if copy.exists():
        raise ExistingFileError(copy, "Move it elsewhere, then run “escalade upgrade” again.")
    with explained(location), closing(sqlite3.connect(location.path)) as connection:
        _copy(connection, copy)
    with explained(location):
        migrate(location.path)
    return f"The register at {location} was brought from schema {version} to {HEAD}. The backup is {copy}."


def version_of(location: Location) -> str | None:
    """The version of a register's schema.

    Raises:
        UnusableRegisterError: it is no register.
    """
    with explained(location), closing(sqlite3.connect(location.path)) as connection:
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(row[0]) if row else None


def examine(location: Location) -> list[Check]:
    """Look at everything that a register needs, from the file to the records."""
    try:
        ensure_file(location)
    except RegisterError as error:
        return [Check("file", ok=False, sentence=str(error))]
    checks = [Check("file", ok=True, sentence=f"The register lies at {location}.")]
    try:
        found = verify(location)
    except RegisterError as error:
        return [*checks, Check("database", ok=False, sentence=str(error))]
    with open_reader(location) as reader:
        sound = reader.connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        mode = reader.connection.execute("PRAGMA journal_mode").fetchone()[0]
    wrong = "; ".join(f"{finding.where}: {finding.what}" for finding in found.findings)
    return [
        *checks,
        Check("database", sound, "The database is sound." if sound else "The database is damaged; restore a backup."),
        Check("journal", mode == "wal", f"The journal is kept as {mode}."),
        Check("schema", ok=True, sentence=f"The schema is the newest, {HEAD}."),
        Check("record", not wrong, wrong or f"All {found.records} records hold; their root is {found.root}."),
    ]
