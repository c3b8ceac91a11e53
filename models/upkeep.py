"""Look after a register: verify, rebuild, examine."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import msgspec

from escalade.models import statements
from escalade.models.awaiting import rows_awaited
from escalade.models.checking import check_ledger
from escalade.models.derived import row_of
from escalade.models.engine import Place, connect, engine_of, explained
from escalade.models.finding import Finding
from escalade.models.paging import Watch, unwatched
from escalade.models.queries import Reader, open_reader
from escalade.models.rederiving import by_subject, check_derived, subject_of
from escalade.models.schema import DERIVED, HEAD
from escalade.models.view import Texts
from escalade.workflow.errors import RegisterError

if TYPE_CHECKING:
    from escalade.models.connection import Connection


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


def verify(location: Place, since: int = 0, watch: Watch = unwatched) -> Verification:
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
        size = reader.size()
        reader.watch = lambda done, of: watch(done, of + size)  # each record is read twice
        root, findings = check_ledger(reader, since)
        reader.watch = lambda done, of: watch(done + size - since, of + size - since)
        findings += check_derived(reader)
        return Verification(size, root, findings)


def rebuild(location: Place, watch: Watch = unwatched) -> int:
    """Drop what is derived and make it anew; the number of subjects.

    Raises:
        RegisterError: there is no register, or it cannot be written.
    """
    with closing(connect(location, write=True)) as connection, explained(location), connection.transaction():
        return derive_anew(connection, Reader(connection, location, watch))


def derive_anew(connection: Connection, reader: Reader) -> int:
    """Drop what is derived and make it anew; the number of subjects."""
    for table in DERIVED:
        connection.execute(f"DELETE FROM {table}")  # noqa: S608  # the names are ours, from a constant
    return derive(connection, reader)


def derive(connection: Connection, reader: Reader) -> int:
    """Make what is derived from the records; the number of subjects."""
    texts, subjects = Texts(connection), 0
    for reference, data in by_subject(reader):
        subject = subject_of(reference, data, texts)
        row = row_of(subject)
        connection.execute(statements.PUT_SUBJECT, row)
        connection.execute(statements.COUNT_ONE, (row[1], row[2] or "", row[3], 1))
        connection.executemany(statements.PUT_AWAITED, rows_awaited(subject))
        subjects += 1
    return subjects


def examine(location: Place) -> list[Check]:
    """Look at everything that a register needs, from the file to the records."""
    engine = engine_of(location)
    try:
        with explained(location):
            engine.ensure()
    except RegisterError as error:
        return [Check(engine.kind, ok=False, sentence=str(error))]
    checks = [Check(engine.kind, ok=True, sentence=f"The register lies at {location}.")]
    try:
        found = verify(location)
    except RegisterError as error:
        return [*checks, Check("database", ok=False, sentence=str(error))]
    with open_reader(location) as reader:
        sound = [Check(*said) for said in engine.soundness(reader.connection)]
    wrong = "; ".join(f"{finding.where}: {finding.what}" for finding in found.findings)
    return [
        *checks,
        *sound,
        Check("schema", ok=True, sentence=f"The schema is the newest, {HEAD}."),
        Check("record", not wrong, wrong or f"All {found.records} records hold; their root is {found.root}."),
    ]
