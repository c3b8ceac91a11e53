"""Check the ledger against itself: bytes, columns, tree, rules, tables."""

from __future__ import annotations

from datetime import date, timedelta
from hashlib import sha256
from itertools import takewhile
from typing import TYPE_CHECKING

import msgspec

from escalade.models import statements
from escalade.models.derived import Row, columns_of, row_of
from escalade.models.view import Texts
from escalade.workflow.act import perform
from escalade.workflow.assembly import acts, motion_of_act
from escalade.workflow.errors import EscaladeError, RequestError
from escalade.workflow.ledger import Tree, leaf_hash
from escalade.workflow.motion import Issue
from escalade.workflow.record import Record, decode, encode
from escalade.workflow.reference import kind_of
from escalade.workflow.standing import Memory

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escalade.models.queries import Reader
    from escalade.workflow.subject import Subject


class Finding(msgspec.Struct, frozen=True):
    """Something that is not as it must be, and where."""

    where: str
    what: str


def check_ledger(reader: Reader, since: int = 0) -> tuple[dict[str, Subject], str, list[Finding]]:
    """Check every record; the subjects they come to, the root, and findings.

    Args:
        reader: the register.
        since: how many records are taken as they are: a checkpoint holds them.
    """
    findings: list[Finding] = []
    tree = Tree.resumed(since, reader.node)
    retrial = Retrial()
    for records in acts(_known_records(reader, since)):
        retrial.take(records)
    for records in acts(sound_records(reader, tree, findings)):
        findings += retrial.findings(records)
    return retrial.subjects, tree.root().hex(), findings


def _known_records(reader: Reader, size: int) -> Iterator[Record]:
    """The first records, which a checkpoint holds."""
    if size:
        yield from (record for position, record in takewhile(lambda row: row[0] <= size, reader.records()))


def sound_records(reader: Reader, tree: Tree, findings: list[Finding]) -> Iterator[Record]:
    """The records whose bytes can be read, each checked against its row.

    Args:
        reader: the register.
        tree: over the records before; it grows.
        findings: what is wrong is added to them.
    """
    texts = Texts(reader.connection)
    position = tree.size
    for rows in reader.pages(statements.EVERY_COLUMN, position):
        for row in rows:
            expected, position = position + 1, row[0]
            name, data = f"{row[1]}#{row[2]}", bytes_of(row[9])
            if position != expected:
                findings.append(Finding(name, f"stands at position {position}, where {expected} was due"))
            if tree.append(leaf_hash(data)) != row[10]:
                findings.append(Finding(name, "does not hash to what the tree has"))
            record = _decoded(data, texts)
            if record is None or encode(record) != row[9]:
                findings.append(Finding(name, "has bytes that are not those of a record"))
            if record is not None:
                if row[1:9] != columns_of(record):
                    findings.append(Finding(name, "says something else in its columns than in its bytes"))
                yield record


def bytes_of(value: object) -> bytes:
    """What stands where bytes should, whatever it is."""
    return value if isinstance(value, bytes) else str(value).encode()


def _decoded(data: bytes, texts: Texts) -> Record | None:
    try:
        record = decode(data, texts)
        kind_of(record.subject)
        encode(record)
    except (msgspec.MsgspecError, RequestError, LookupError, TypeError, ValueError, AttributeError):
        return None
    return record


class Retrial:
    """Every act tried again, on the subjects that the acts before it left."""

    def __init__(self) -> None:
        """Begin with an empty register."""
        self._memory = Memory()

    @property
    def subjects(self) -> dict[str, Subject]:
        """The subjects as the records leave them."""
        return self._memory.subjects

    def findings(self, records: tuple[Record, ...]) -> list[Finding]:
        """What is wrong with an act: refused now, or it comes out otherwise."""
        wrong = self._wrong(records)
        self.take(records)
        return [Finding(records[0].reference, wrong)] if wrong else []

    def take(self, records: tuple[Record, ...]) -> None:
        """Take an act as it was recorded."""
        for record in records:
            self._memory.take(record)

    def _wrong(self, records: tuple[Record, ...]) -> str:
        """Try an act on what it stood on, on the day after it at the latest."""
        first = records[0]
        try:
            today = date.fromisoformat(first.at[:10]) + timedelta(days=1)
            outcome = perform(motion_of_act(records), self._memory.standing(today))
            same = [encode(record) for record in outcome.records] == [encode(record) for record in records]
        except EscaladeError as error:
            return f"is refused when it is tried again: {error}"
        except (msgspec.MsgspecError, LookupError, TypeError, ValueError, AttributeError) as error:
            return f"cannot be tried again: {error!r}"
        return "" if same else "comes out otherwise when it is tried again"


def check_derived(reader: Reader, subjects: dict[str, Subject]) -> list[Finding]:
    """Hold the derived tables against what the records come to."""
    connection = reader.connection
    expected = {reference: _row_or_none(subject) for reference, subject in subjects.items()}
    kept = {row[0]: (*row[:9], bool(row[9]), row[10]) for row in connection.execute(statements.EVERY_SUBJECT)}
    names = sorted(expected.keys() | kept.keys())
    findings = [
        Finding(name, "stands otherwise in the derived tables; run “escalade rebuild”")
        for name in names
        if expected.get(name) != kept.get(name)
    ]
    counts: dict[tuple[str, str, str], int] = {}
    for row in expected.values():
        if row is not None:
            key = (row[1], row[2] or "", row[3])
            counts[key] = counts.get(key, 0) + 1
    tally = {tuple(row[:3]): row[3] for row in connection.execute(statements.EVERY_TALLY)}
    return (
        findings
        if counts == tally
        else [*findings, Finding("tally", "does not count what there is; run “escalade rebuild”")]
    )


def _row_or_none(subject: Subject) -> Row | None:
    """The derived row of a subject; None where its records contradict each other."""
    try:
        return row_of(subject)
    except (EscaladeError, msgspec.MsgspecError, LookupError, TypeError, ValueError, AttributeError):
        return None


def check_papers(reader: Reader, subjects: dict[str, Subject]) -> list[Finding]:
    """Hold the files that are kept against the hash that a record names."""
    named = {digest for subject in subjects.values() for record in subject.records for digest in files_of(record)}
    findings: list[Finding] = []
    for digest, name, data in reader.connection.execute(statements.EVERY_PAPER):
        if sha256(bytes_of(data)).hexdigest() != digest:
            findings.append(Finding(name, "is not the file that was issued"))
        elif digest not in named:
            findings.append(Finding(name, "was never issued: no record names it"))
    return findings


def files_of(record: Record) -> Iterator[str]:
    """The hashes of the files that a record names: a paper, attachments."""
    yield from record.evidence.attachments
    if isinstance(record.motion, Issue):
        yield record.motion.paper
