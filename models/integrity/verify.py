"""Check the ledger against itself: bytes, columns, tree, and rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from escalade.models.integrity.retrial import RecordBytes, Retrial
from escalade.models.store import statements
from escalade.models.store.derived import Looked, columns_of
from escalade.models.store.finding import NO_RECORD, UNREADABLE, IntegrityFinding
from escalade.models.views.view import PersonalTexts
from escalade.workflow.ledger.tree import Tree, leaf_hash
from escalade.workflow.records.reassembly import together
from escalade.workflow.records.record import Record, decode
from escalade.workflow.values.errors import RequestError
from escalade.workflow.values.reference import kind_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from escalade.models.reader import Reader

LOOKED = msgspec.json.Decoder(Looked)


def check_ledger(reader: Reader, since: int = 0) -> tuple[str, list[IntegrityFinding]]:
    """Check every record; the root, and findings in the order of the ledger.

    Args:
        reader: the register.
        since: how many records are taken as they are: a checkpoint holds them.
    """
    findings: list[IntegrityFinding] = []
    tree = Tree.resumed(since, reader.node)
    retrial = Retrial(reader.connection, since)
    for act in together(decode_rows(reader, tree, findings), lambda kept: len(kept.record.touched)):
        findings += retrial.findings(act)
    return tree.root().hex(), findings


def decode_rows(reader: Reader, tree: Tree, findings: list[IntegrityFinding]) -> Iterator[RecordBytes]:
    """The records of the rows that are sound, or say at least what they are."""
    look = Look(PersonalTexts(reader.connection))
    for row in sound_rows(reader, tree, findings, look):
        if look.record is None:
            findings.append(IntegrityFinding(_name(row), NO_RECORD))
        else:
            yield RecordBytes(look.record, row[9])


class Look:
    """Reads each record once: for its columns, and to be tried again."""

    def __init__(self, texts: PersonalTexts) -> None:
        """Take the personal texts that are kept beside the records."""
        self._texts = texts
        self.record: Record | None = None
        """The record that was read last; None where its bytes are no whole one."""

    def __call__(self, data: bytes) -> Record | Looked:
        """A record, or its header where no more can be read.

        Raises:
            msgspec.MsgspecError: not even that.
        """
        self.record = _decoded(data, self._texts)
        return self.record or LOOKED.decode(data)


def sound_rows(
    reader: Reader,
    tree: Tree,
    findings: list[IntegrityFinding],
    look: Callable[[bytes], Record | Looked] = LOOKED.decode,
) -> Iterator[Any]:
    """The rows whose header can be read, each held against its bytes.

    Args:
        reader: the register.
        tree: over the records before; it grows.
        findings: what is wrong is added to them.
        look: reads a record, or its header.
    """
    position = tree.size
    for rows in reader.pages(statements.EVERY_COLUMN, position):
        nodes = tree.extend([leaf_hash(bytes_of(row[9])) for row in rows])
        for row, node in zip(rows, nodes, strict=True):
            expected, position = position + 1, row[0]
            columns = _columns(row[9], look)
            if row != (expected, *columns, row[9], node):
                findings += (IntegrityFinding(_name(row), what) for what in _faults(row, expected, columns, node))
            if columns:
                yield row


def _columns(data: object, look: Callable[[bytes], Record | Looked]) -> tuple[object, ...]:
    """The columns that a record's bytes call for; none where they are no record's."""
    try:
        return columns_of(look(data))  # type: ignore[arg-type]  # an attacker stores what he likes
    except (msgspec.MsgspecError, TypeError, ValueError):
        return ()


def _faults(row: Any, expected: int, columns: tuple[object, ...], node: bytes) -> Iterator[str]:
    """What is wrong with a row."""
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


def bytes_of(value: object) -> bytes:
    """What stands where bytes should, whatever it is."""
    return value if isinstance(value, bytes) else str(value).encode()


def _decoded(data: bytes, texts: PersonalTexts) -> Record | None:
    try:
        record = decode(data, texts)
        kind_of(record.subject)
    except (RequestError, *UNREADABLE):
        return None
    return record
