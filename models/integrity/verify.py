"""Verify a register: its schema, and its ledger against itself.

In this order:

1. The schema, against what it was made as (`backends/schema_check.py`).
2. Each record in the order of the ledger: its position, its hash in the tree, its
   columns against its bytes; then its act, tried again on the register as of the
   record before it (`Retrial`).
3. What lies beside: derived rows, personal texts, files (`completeness.py`).
4. Where nothing is wrong, what came late and contradicts the record is listed.

What a paper, a checkpoint or a photograph is held against is in `receipts.py`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from datetime import date, timedelta
from itertools import starmap
from multiprocessing import get_context
from signal import SIG_IGN, SIGINT, signal
from time import monotonic
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from escalade.models.backends import Engine, Place, engine_of, explain_errors
from escalade.models.backends.schema_check import IntegrityFinding, differences, lacks_table
from escalade.models.integrity.completeness import UNREADABLE, bytes_of, check_derivations
from escalade.models.reader import EVERYTHING, Reader, open_reader
from escalade.models.store import statements
from escalade.models.store.errors import ChangedSchemaError, UnusableRegisterError
from escalade.models.store.projections import RecordHeader, make_columns
from escalade.models.store.statements import PAGE, Connection, Watch, watch_nothing
from escalade.models.views.view import PersonalTexts, ReplayState
from escalade.workflow.judge.problem import History, explain, problems
from escalade.workflow.ledger.tree import Tree, leaf_hash
from escalade.workflow.perform import perform
from escalade.workflow.procedure import PROCEDURE
from escalade.workflow.records.record import Record, decode, encode, motion_of_act, together
from escalade.workflow.rules.days import say_before_the_body
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.values.errors import EscaladeError, Message, RegisterError, RequestError
from escalade.workflow.values.reference import kind_of

if TYPE_CHECKING:
    from multiprocessing.connection import Connection as Answer


HEADERS = msgspec.json.Decoder(RecordHeader)
NO_RECORD = "has bytes that are not those of a record"


SHARED = 10_000
"""So many records are checked by two processes, each of which tries half of the acts again.

A record takes an eighth of a millisecond, and another process a fifth of a second to begin.
"""
LONGEST_SECONDS = 3600.0
TOO_LONG = Message("was checked for an hour, and not to its end: it may have been made to take long.")
"""How long acts are tried again at most, which is time for 20 million records, and what is said then."""


def check_ledger(reader: Reader, since: int = 0, upto: int = EVERYTHING) -> tuple[str, list[IntegrityFinding]]:
    """Check records up to a position: the root, and findings in order.

    Those up to `since` are taken as they are: a checkpoint holds them, or another
    process checks them.
    """
    findings: list[IntegrityFinding] = []
    tree, ends = Tree.resume(since, reader.node), monotonic() + LONGEST_SECONDS
    retrial = Retrial(reader.connection, since)
    for act in together(sound_records(reader, tree, findings, upto), lambda kept: len(kept.record.touched)):
        findings += retrial.findings(act)
        if monotonic() > ends:
            raise UnusableRegisterError(reader.location, TOO_LONG)
    return tree.root().hex(), findings


def check_records(reader: Reader, since: int, size: int) -> tuple[str, list[IntegrityFinding]]:
    """Check every record, where there are many in two processes."""
    shared = size - since >= SHARED and (os.cpu_count() or 1) > 1
    middle = find_middle(reader, since, size) if shared else size
    return check_in_halves(reader, since, middle) if middle < size else check_ledger(reader, since)


def check_in_halves(reader: Reader, since: int, middle: int) -> tuple[str, list[IntegrityFinding]]:
    """Check up to a position, while another process checks what is behind.

    The other takes the tree's nodes up to there as they are; they are what is checked here. Where they are found
    wrong, or the other ends without an answer, all is checked here.
    """
    context = get_context("spawn")
    answer, told = context.Pipe(duplex=False)
    behind = (told, reader.location, middle, reader.size())
    other = context.Process(target=_check_behind, args=behind, daemon=True)
    other.start()
    told.close()
    try:
        if not check_ledger(reader, since, middle)[1]:
            root, findings = answer.recv()
            return root, findings
    except EOFError:
        pass
    finally:
        other.terminate()
        other.join()
    return check_ledger(reader, since)


def _check_behind(told: Answer, location: Place, middle: int, size: int) -> None:
    """Check the second half of a ledger, and tell what was found."""
    signal(SIGINT, SIG_IGN)  # whoever asked is interrupted, and ends this process
    with suppress(EscaladeError), open_reader(location) as reader:
        reader.connection.tolerate_bad_text()
        told.send(check_ledger(reader, middle, size))


def find_middle(reader: Reader, since: int, size: int) -> int:
    """Find the position before an act about halfway, or else the last.

    An act's records follow one another, and each names them all.
    """
    texts = PersonalTexts(reader.connection)
    for rows in reader.pages(statements.EVERY_RECORD, since + (size - since) // 2):
        for position, data in rows:
            record = _decoded(bytes_of(data), texts)
            if record is not None and record.touched[:1] == (record.reference,):
                return int(position) - 1
    return size


class RecordBytes(NamedTuple):
    """A record, and the bytes it was read from."""

    record: Record
    data: bytes


def sound_records(
    reader: Reader, tree: Tree, findings: list[IntegrityFinding], upto: int = EVERYTHING
) -> Iterator[RecordBytes]:
    """The records that can be read, the row of each held against its bytes.

    The tree over the records before grows, what is wrong is added to the findings.
    """
    position, texts = tree.size, PersonalTexts(reader.connection)
    for page in reader.pages(statements.EVERY_COLUMN, position):
        rows = page if page[-1][0] <= upto else [row for row in page if row[0] <= upto]
        nodes = tree.extend([leaf_hash(bytes_of(row[9])) for row in rows])
        for row, node in zip(rows, nodes, strict=True):
            expected, position = position + 1, row[0]
            record = _decoded(row[9], texts)
            columns = make_columns(record) if record else _columns_of_header(row[9])
            if row != (expected, *columns, row[9], node):
                findings += (IntegrityFinding(_name(row), what) for what in _faults(row, expected, columns, node))
            if record:
                yield RecordBytes(record, row[9])
            elif columns:
                findings.append(IntegrityFinding(_name(row), NO_RECORD))
        if len(rows) < len(page):
            return


def _columns_of_header(data: object) -> tuple[object, ...]:
    """The columns that bytes call for which are no whole record; none where not even its header can be read."""
    try:
        return make_columns(HEADERS.decode(data))  # type: ignore[arg-type]  # an attacker stores what he likes
    except (msgspec.MsgspecError, TypeError, ValueError):
        return ()


def _faults(row: Any, expected: int, columns: tuple[object, ...], node: bytes) -> Iterator[str]:
    if row[0] != expected:
        yield f"stands at position {row[0]}, where {expected} was due"
    if row[10] != node:
        yield "does not hash to what the tree has"
    if not columns:
        yield NO_RECORD
    elif row[1:9] != columns:
        yield "says something else in its columns than in its bytes"


def _name(row: Any) -> str:
    return f"{row[1]}#{row[2]}"


def _decoded(data: bytes, texts: PersonalTexts) -> Record | None:
    try:
        record = decode(data, texts)
        kind_of(record.subject)
    except (RequestError, *UNREADABLE):
        return None
    return record


class Retrial:
    """The acts of a ledger, tried again one after the other.

    Only a stretch of the ledger is held at a time; what an act stands on
    besides is read from the records before it.
    """

    def __init__(self, connection: Connection, position: int) -> None:
        """Begin after so many records."""
        row = connection.execute(statements.AT, (position,)).fetchone()
        self._connection, self._tried = connection, 0
        self._course = ReplayState(connection, position, row[0] if row else "")

    def findings(self, act: Sequence[RecordBytes]) -> list[IntegrityFinding]:
        """Find whether the next act is refused, or comes out otherwise."""
        self._tried += 1
        if self._tried % PAGE == 0:  # begin afresh, so that memory stays as it is
            self._course = ReplayState(self._connection, self._course.position, self._course.last_at)
        try:
            wrong = self._outcome(act)
            if wrong:
                self._take(act)
        except UNREADABLE as error:
            wrong = f"cannot be tried again: {error!r}"
        if not wrong:
            return []
        altered = [IntegrityFinding(record.reference, NO_RECORD) for record, data in act if not _says(record, data)]
        return altered or [IntegrityFinding(act[0].record.reference, wrong)]

    def _take(self, act: Sequence[RecordBytes]) -> None:
        """Move on by records that the act, tried again, does not come to, unless they cannot be read."""
        for record, _ in act:
            with suppress(EscaladeError):  # that the act is refused is told already
                self._course.take(self._course.subject(record.subject).with_record(record))

    def _outcome(self, act: Sequence[RecordBytes]) -> str:
        """Try an act on what it stood on, and move on by what it comes to; today is the day after it at the latest."""
        records = [record for record, _ in act]
        today = date.fromisoformat(records[0].at[:10]) + timedelta(days=1)
        try:
            outcome = perform(motion_of_act(records), self._course.standing(today), warned=False)
        except EscaladeError as error:
            return f"is refused when it is tried again: {error}"
        if [encode(record) for record in outcome.records] != [data for _, data in act]:
            return "comes out otherwise when it is tried again"
        for subject in outcome.subjects:
            self._course.take(subject)
        return ""


def _says(record: Record, data: bytes) -> bool:
    """Whether a record says what it was read from, its personal texts included."""
    try:
        return encode(record) == data
    except UNREADABLE:
        return False


class Verification(msgspec.Struct, frozen=True):
    """The result of a verification."""

    records: int
    root: str
    findings: list[IntegrityFinding]
    absent: list[IntegrityFinding]
    """Files that records name, and whose bytes were not given when they were recorded here."""
    copy_of: str = ""
    """The round that the register is a working copy of."""
    contradictions: list[IntegrityFinding] = []
    """Late facts that contradict what is on record: both stand, and nothing is wrong with the ledger."""

    @property
    def is_readable(self) -> bool:
        """Whether the records could be looked at."""
        return bool(self.root)


def verify(location: Place, since: int = 0, watch: Watch = watch_nothing) -> Verification:
    """Check the schema, every record, and all that is kept beside.

    Of the records that is bytes, columns, tree, and each act under its rules; a checkpoint may
    hold the first of them already. Where the schema is such that no more can be read, that alone
    is found.
    """
    engine = engine_of(location)
    try:
        with open_reader(location, watch) as reader:
            reader.connection.tolerate_bad_text()
            return _verify_all(reader, engine, since)
    except ChangedSchemaError:
        with explain_errors(location), closing(engine.open()) as connection:
            return Verification(0, "", differences(engine, connection), [])


def _verify_all(reader: Reader, engine: Engine, since: int) -> Verification:
    """Check the schema, and the rest unless that makes it unreadable."""
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
    root, findings = check_records(reader, since, size)
    reader.watch = lambda done, of: watch(done + size - since, of + size - since)
    beside, absent = check_derivations(reader)
    if findings or beside:
        return Verification(size, root, [*findings, *beside], absent)
    newest = reader.extent()[1]
    standing = reader.standing(date.fromisoformat(newest[:10]) if newest else date.min)  # whatever a clock says
    return Verification(size, root, [], absent, standing.body.copy_of, list_contradictions(standing))


def list_contradictions(standing: Standing) -> list[IntegrityFinding]:
    """List late facts that contradict what is on record now."""
    history = History(standing, PROCEDURE)
    errors = [one for one in problems(standing, PROCEDURE) if one.cause.severity == "error"]
    found = ((one.late.reference, one.warning.sentence) for one in explain(errors, history))
    return [IntegrityFinding(name, str(sentence)) for name, sentence in found]


LOG: dict[bool, str] = {
    True: "The log beside the register was emptied: no text that was erased stands in it.",
    False: "The log beside the register could not be emptied, so texts that were erased of late may still stand in it. "
    "Try again once no other program reads or writes there.",
}
"""What is said of a log, by whether it could be emptied."""


class IntegrityCheck(msgspec.Struct, frozen=True):
    """One thing that was examined."""

    name: str
    ok: bool
    sentence: str


def examine(location: Place) -> list[IntegrityCheck]:
    """Look at everything that a register needs, from the file to the records."""
    engine = engine_of(location)
    try:
        with explain_errors(location):
            engine.ensure()
    except RegisterError as error:
        return [IntegrityCheck(engine.kind, ok=False, sentence=str(error))]
    checks = [IntegrityCheck(engine.kind, ok=True, sentence=f"The register lies at {location}."), *_empty_log(engine)]
    try:
        found = verify(location)
    except RegisterError as error:
        return [*checks, IntegrityCheck("database", ok=False, sentence=str(error))]
    changed, sound = _look_at_schema(location, engine, found)
    wrong = join_findings([one for one in found.findings if one not in changed])
    held = f"All {found.records} records hold; their root is {found.root}."
    said = held if found.is_readable else "The records were not looked at: the schema is not one of a register."
    return [
        *checks,
        *sound,
        *_tell_early_round(location, found),
        IntegrityCheck("schema", not changed, join_findings(changed) or "The schema is as it was made."),
        IntegrityCheck("record", found.is_readable and not wrong, wrong or said),
        *(IntegrityCheck("absent", ok=True, sentence=f"{one.where} {one.what}.") for one in found.absent),
    ]


def _look_at_schema(
    location: Place, engine: Engine, found: Verification
) -> tuple[list[IntegrityFinding], list[IntegrityCheck]]:
    """What is otherwise than it was made; where nothing is, what the database says of itself."""
    if not found.is_readable:
        return found.findings, []
    with open_reader(location) as reader:
        changed = differences(engine, reader.connection)
        return changed, [] if changed else list(starmap(IntegrityCheck, engine.soundness(reader.connection)))


def _empty_log(engine: Engine) -> tuple[IntegrityCheck, ...]:
    is_empty = engine.empty_log()
    return () if is_empty is None else (IntegrityCheck("log", ok=True, sentence=LOG[is_empty]),)


def _tell_early_round(location: Place, found: Verification) -> tuple[IntegrityCheck, ...]:
    """Tell of the first round of days before the body was constituted, in a register that holds."""
    if not found.is_readable or found.findings:
        return ()
    with open_reader(location) as reader:
        standing = reader.standing()
        rounds = sorted(name for name in standing.subjects if kind_of(name) == "round")
        subjects = (one for name in rounds for one in (standing.subject(name), *standing.topics_of(name)))
        said = (say_before_the_body(record, standing.body) for one in subjects for record in one.live[:1])
        first = next(filter(None, said), None)
    return (IntegrityCheck("constitution", ok=True, sentence=str(first)),) if first else ()


def join_findings(findings: list[IntegrityFinding]) -> str:
    """Findings in one line."""
    return "; ".join(f"{finding.where}: {finding.what}" for finding in findings)
