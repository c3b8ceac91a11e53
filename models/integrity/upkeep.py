"""Look after a register: verify, rebuild, examine."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import msgspec

from escalade.models.backends import Place, connect, engine_of, explain_errors
from escalade.models.backends.schema_check import differences, lacks_table
from escalade.models.integrity.rebuild import by_subject, check_derived, subject_of
from escalade.models.integrity.verify import check_ledger
from escalade.models.reader import Reader, open_reader
from escalade.models.store import statements
from escalade.models.store.derived import row_of
from escalade.models.store.finding import IntegrityFinding
from escalade.models.store.inbox_index import inbox_rows
from escalade.models.store.paging import Watch, watch_nothing
from escalade.models.store.schema import HEAD
from escalade.models.views.view import PersonalTexts
from escalade.workflow.values.errors import RegisterError

if TYPE_CHECKING:
    from escalade.models.backends.connection import Connection


class Verification(msgspec.Struct, frozen=True):
    """What was checked, and what was found."""

    records: int
    root: str
    findings: list[IntegrityFinding]
    absent: list[IntegrityFinding]
    """Files that records name, and whose bytes were not given when they were recorded here."""

    @property
    def looked(self) -> bool:
        """Whether the records could be looked at."""
        return bool(self.root)


class IntegrityCheck(msgspec.Struct, frozen=True):
    """One thing that was examined."""

    name: str
    ok: bool
    sentence: str


def verify(location: Place, since: int = 0, watch: Watch = watch_nothing) -> Verification:
    """Check the schema, every record, and all that is kept beside.

    Of the records that is bytes, columns, tree, and each act under its rules. Where the
    schema is such that no more can be read, that alone is found.

    Args:
        location: where the register is.
        since: how many records a checkpoint holds already; those after them
            are checked.
        watch: told how far it is.

    Raises:
        RegisterError: there is no register, or it cannot be read.
    """
    engine = engine_of(location)
    with open_reader(location, watch) as reader:
        reader.connection.read_anything()
        changed = differences(engine, reader.connection)
        if lacks_table(changed):
            return Verification(0, "", changed, [])
        try:
            found = verify_records(reader, since)
        except engine.errors:
            if not changed:
                raise
            return Verification(0, "", changed, [])
        return msgspec.structs.replace(found, findings=[*changed, *found.findings])


def verify_records(reader: Reader, since: int) -> Verification:
    """Check all but the schema."""
    size, watch = reader.size(), reader.watch
    reader.watch = lambda done, of: watch(done, of + size)  # each record is read twice
    root, findings = check_ledger(reader, since)
    reader.watch = lambda done, of: watch(done + size - since, of + size - since)
    beside, absent = check_derived(reader)
    return Verification(size, root, [*findings, *beside], absent)


def rebuild(location: Place, watch: Watch = watch_nothing) -> int:
    """Drop what is derived and make it anew; the number of subjects.

    Raises:
        RegisterError: there is no register, or it cannot be written.
    """
    with closing(connect(location, write=True)) as connection, explain_errors(location), connection.transaction():
        return derive_anew(connection, Reader(connection, location, watch))


def derive_anew(connection: Connection, reader: Reader) -> int:
    """Drop what is derived and make it anew; the number of subjects."""
    for statement in (statements.CLEAR_SUBJECTS, statements.CLEAR_TALLIES, statements.CLEAR_AWAITED):
        connection.execute(statement)
    return derive(connection, reader)


def derive(connection: Connection, reader: Reader) -> int:
    """Make what is derived from the records; the number of subjects."""
    texts, subjects = PersonalTexts(connection), 0
    for reference, data in by_subject(reader):
        subject = subject_of(reference, data, texts)
        row = row_of(subject)
        connection.execute(statements.PUT_SUBJECT, row)
        connection.execute(statements.COUNT_ONE, (row[1], row[2] or "", row[3], 1))
        connection.executemany(statements.PUT_AWAITED, inbox_rows(subject))
        subjects += 1
    return subjects


def examine(location: Place) -> list[IntegrityCheck]:
    """Look at everything that a register needs, from the file to the records."""
    engine = engine_of(location)
    try:
        with explain_errors(location):
            engine.ensure()
    except RegisterError as error:
        return [IntegrityCheck(engine.kind, ok=False, sentence=str(error))]
    checks = [IntegrityCheck(engine.kind, ok=True, sentence=f"The register lies at {location}.")]
    try:
        found = verify(location)
    except RegisterError as error:
        return [*checks, IntegrityCheck("database", ok=False, sentence=str(error))]
    with open_reader(location) as reader:
        sound = [IntegrityCheck(*said) for said in engine.soundness(reader.connection)]
        changed = differences(engine, reader.connection)
    wrong = told_of([one for one in found.findings if one not in changed])
    held = f"All {found.records} records hold; their root is {found.root}."
    said = held if found.looked else "The records were not looked at: the schema is not one of a register."
    return [
        *checks,
        *sound,
        IntegrityCheck("schema", not changed, told_of(changed) or f"The schema is the newest, {HEAD}."),
        IntegrityCheck("record", found.looked and not wrong, wrong or said),
        *(IntegrityCheck("absent", ok=True, sentence=f"{one.where} {one.what}.") for one in found.absent),
    ]


def told_of(findings: list[IntegrityFinding]) -> str:
    """Findings in one line."""
    return "; ".join(f"{finding.where}: {finding.what}" for finding in findings)
