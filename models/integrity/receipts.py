"""Checkpoints and receipts of a ledger, and what they are held against."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import wraps
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Concatenate, NamedTuple, ParamSpec

from escalade.models.reader import Reader
from escalade.models.store import statements
from escalade.workflow.ledger.checkpoints import (
    MARK,
    Checkpoint,
    CheckpointError,
    PublicKey,
    Verifier,
    open_note,
    origin_of,
    restore_note,
    sign_note,
)
from escalade.workflow.ledger.tree import Forest, inclusion, leaf_hash, proven
from escalade.workflow.motions import Issue, RevokeKey
from escalade.workflow.records.record import Record
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.values.dates import when
from escalade.workflow.values.errors import RequestError
from escalade.workflow.values.reference import kind_of

if TYPE_CHECKING:
    from escalade.models.integrity.keys import SigningKey


P = ParamSpec("P")


class ReceiptCheck(NamedTuple):
    """The result of holding something against the record."""

    ok: bool
    sentence: str


def _tell_copy(
    hold: Callable[Concatenate[Reader, P], ReceiptCheck],
) -> Callable[Concatenate[Reader, P], ReceiptCheck]:
    """Say of what was held against a working copy that it was one."""

    @wraps(hold)
    def tell(reader: Reader, /, *args: P.args, **options: P.kwargs) -> ReceiptCheck:
        """Hold the receipt against the register, and add what a copy cannot know."""
        found, copy_of = hold(reader, *args, **options), reader.standing().body.copy_of
        caveat = f" It was held against a working copy of round {copy_of}, which proves nothing." if copy_of else ""
        return found._replace(sentence=f"{found.sentence}{caveat}")

    return tell


def make_checkpoint(reader: Reader) -> Checkpoint:
    """The ledger as it is now."""
    size = reader.size()
    if not size:
        raise RequestError("empty-ledger", "The register has no record yet; there is nothing to sign for.")
    return Checkpoint(origin_of(forest(reader).leaf_at(1)), size, bytes.fromhex(reader.root(size)))


def sign_checkpoint(reader: Reader, key: SigningKey, extension: str = "") -> str:
    """The ledger as it is now, signed; with a line more, where one is given."""
    point = make_checkpoint(reader)
    body = reader.standing().body
    if body.copy_of:
        sentence = "This is a working copy of round {round}, which proves nothing: sign in the register it is from."
        raise RequestError("working-copy", sentence, round=body.copy_of)
    if str(key.public) in body.revocations:
        sentence = "The key {name} was revoked ({record}); publish a new one."
        record = body.revocations[str(key.public)][0].reference
        raise RequestError("revoked-key", sentence, name=key.public.name, record=record)
    if str(key.public) not in body.keys:
        sentence = (
            "The record does not list the key {name}, so nobody could trust what it signs. Publish it first, "
            'as the secretariat: escalade publish-key "{key}" --as OFFICER'
        )
        raise RequestError("unpublished-key", sentence, name=key.public.name, key=key.public)
    return sign_note(point, key.public, key.sign, extension)


def make_receipt(reader: Reader, reference: str, key: SigningKey) -> dict[str, object]:
    """Make a receipt: a record, its place, and the proof of both."""
    reader.standing().record(reference)
    position = reader.position_of(reference)
    data = bytes(reader.connection.execute(statements.DATA, (position,)).fetchone()[0])
    return {
        "record": data.decode(),
        "position": position,
        "path": [node.hex() for node in inclusion(position, reader.size(), forest(reader))],
        "checkpoint": sign_checkpoint(reader, key),
    }


def forest(reader: Reader) -> Forest:
    """The hashes of the ledger, read where they are needed."""

    def leaf_at(position: int) -> bytes:
        """Read the leaf at a place of the tree."""
        row = reader.connection.execute(statements.DATA, (position,)).fetchone()
        return leaf_hash(bytes(row[0]))

    return Forest(reader.node, leaf_at)


@_tell_copy
def holds_checkpoint(reader: Reader, note: str, verify: Verifier) -> ReceiptCheck:
    """Whether the ledger still contains what a checkpoint was signed for."""
    try:
        keys = tuple(map(PublicKey.parse, reader.standing().body.every_key))  # the revoked ones too
        point, key = open_note(note, keys, verify)
    except CheckpointError as error:
        return ReceiptCheck(ok=False, sentence=str(error))
    if point.origin != make_checkpoint(reader).origin:
        return ReceiptCheck(ok=False, sentence=f"The checkpoint is of another ledger, {point.origin}.")
    doubt = find_doubt(reader, key, point.size)
    if not doubt.ok:
        return doubt
    found = contains_ledger(reader, point.size, point.root.hex())
    return found._replace(sentence=f"{found.sentence} {doubt.sentence}".rstrip())


@_tell_copy
def holds_photo(reader: Reader, text: str, verify: Verifier) -> ReceiptCheck:
    """Whether the ledger holds what a phone read from the code in the room."""
    note = restore_note(text)
    if MARK in note:
        return holds_checkpoint(reader, note, verify)
    try:
        point = Checkpoint.parse(note)
    except CheckpointError as error:
        return ReceiptCheck(ok=False, sentence=str(error))
    if point.origin != make_checkpoint(reader).origin:
        return ReceiptCheck(ok=False, sentence=f"The code is of another ledger, {point.origin}.")
    found = contains_ledger(reader, point.size, point.root.hex())
    caveat = " The code is not signed: it proves something to whoever took the photograph." if found.ok else ""
    return found._replace(sentence=f"{found.sentence}{caveat}")


def contains_ledger(reader: Reader, size: int, root: str) -> ReceiptCheck:
    """Whether the ledger begins with what had this size and root."""
    if size > reader.size():
        sentence = (
            f"The record has {reader.size()} records, and {size} were witnessed: it was cut, or is an old backup."
        )
        return ReceiptCheck(ok=False, sentence=sentence)
    if reader.root(size) != root:
        return ReceiptCheck(ok=False, sentence=f"The first {size} records are no longer what was witnessed.")
    return ReceiptCheck(ok=True, sentence=f"The record still begins with the {size} records that were witnessed.")


def find_doubt(reader: Reader, key: PublicKey, size: int) -> ReceiptCheck:
    """Say what a revocation leaves of a checkpoint over so many records.

    A checkpoint has no time of its own, and whoever has the key can say whichever
    they like. What counts is the place of the newest record that it covers: it was
    signed after that one was made, and after the revocation where it covers that.
    """
    found = reader.standing().body.revocations.get(str(key))
    if found is None:
        return ReceiptCheck(ok=True, sentence="")
    record, motion = found
    told = _told(key, record, motion)
    if size >= reader.position_of(record.reference):
        return ReceiptCheck(ok=False, sentence=f"{told} The checkpoint covers that record: it was signed afterwards.")
    if motion.reason == "retired":
        return ReceiptCheck(ok=True, sentence="")
    since = when(motion.since).first if motion.reason and motion.since else None
    if since is None:
        return ReceiptCheck(ok=False, sentence=f"{told} Since when is not known: nothing that it signed holds.")
    day = reader.connection.execute(statements.AT, (size,)).fetchone()[0][:10]
    if day >= since.isoformat():
        covers = f"{told} The checkpoint covers a record made on {day}: it was signed when others had it."
        return ReceiptCheck(ok=False, sentence=covers)
    return ReceiptCheck(ok=True, sentence=f"{told} It proves something to whoever had the checkpoint before {since}.")


def _told(key: PublicKey, record: Record, motion: RevokeKey) -> str:
    if not motion.reason:
        return (
            f"The key {key.name} that signed it was revoked ({record.reference}), and no reason was recorded, so that "
            f"it counts as compromised; “escalade correct {record.reference} --set reason=retired” says otherwise."
        )
    since = f" since {motion.since}" if motion.since else ""
    return f"The key {key.name} that signed it was revoked as {motion.reason}{since} ({record.reference})."


@_tell_copy
def body_of(reader: Reader, data: bytes, whole: Standing) -> ReceiptCheck:
    """Whether a file is, to the last byte, one that was issued.

    The register is given as whoever asks may read it, and whole: a paper that is
    not for them is genuine too.
    """
    if (record := find_issue(whole, data)) and isinstance(record.motion, Issue):
        name, annulled = record.evidence.document or record.motion.symbol, record.annulled_by
        told = [record.reference, f"annulled by {annulled}"] if annulled else [record.reference]
        if reader.standing().find_record(record.reference) is None:
            told = ["it is not public", "its issue was annulled"] if annulled else ["it is not public"]
        return ReceiptCheck(ok=not annulled, sentence=f"This is {name} as it was issued ({', '.join(told)}).")
    return ReceiptCheck(ok=False, sentence="No paper was issued that is this file: it was altered, or never issued.")


@_tell_copy
def contains_source(reader: Reader, seals: Iterable[tuple[int, str]], data: bytes) -> ReceiptCheck:
    """Whether the record still contains what a paper was drawn from."""
    found = list(seals)
    if not found and is_of_office(find_issue(reader.standing(), data)):
        told = "It was issued with the Word file that people edited, which bears one; its text is not compared."
        return ReceiptCheck(ok=True, sentence=f"The file bears no seal. {told}")
    if not found:
        return ReceiptCheck(ok=False, sentence="The file bears no seal.")
    holdings = [contains_ledger(reader, size, root) for size, root in found]
    return next((one for one in holdings if not one.ok), holdings[0])


def find_issue(standing: Standing, data: bytes) -> Record | None:
    """Find the record of an issued paper by its bytes; one that holds first."""
    digest = sha256(data).hexdigest()
    found = [one for one in issues(standing) if isinstance(one.motion, Issue) and one.motion.paper == digest]
    return min(found, key=lambda one: bool(one.annulled_by), default=None)


def is_of_office(record: Record | None) -> bool:
    """Whether what was issued, if it has no seal, is an edited file’s PDF."""
    return (
        record is not None and isinstance(record.motion, Issue) and record.motion.edited and record.motion.form == "pdf"
    )


def issues(standing: Standing) -> Iterator[Record]:
    """Every record of a paper that was issued."""
    for name in standing.subjects:
        if kind_of(name) == "round":
            yield from (record for record in standing.subject(name).told if record.act == "issue")


class Witness(NamedTuple):
    """What a receipt, checkpoint or paper tells of a ledger.

    Whoever keeps a register can show one to one person and another to the next.
    Each of these tells hashes of some records: one root, or all on the way to it.
    Where two tell of the same records otherwise, they are of no one ledger.
    """

    origin: str
    """The ledger; empty for a paper, whose seal does not name it."""
    known: Mapping[tuple[int, int], bytes]
    """The hash of the records after one place, up to another."""
    signer: str = ""
    """Whose signature of it holds; empty where none was looked at."""


def read_witness(
    name: str, data: bytes, seals: Iterable[tuple[int, str]], keys: tuple[PublicKey, ...], verify: Verifier
) -> Witness:
    """Read a paper that has seals, a receipt, or a checkpoint."""
    if known := {(0, size): bytes.fromhex(root) for size, root in seals}:
        return Witness("", known)
    try:
        given: dict[str, Any] = json.loads(data) if data.lstrip().startswith(b"{") else {"checkpoint": data.decode()}
        point = Checkpoint.parse(note := given["checkpoint"])
        if record := given.get("record"):
            path = [bytes.fromhex(node) for node in given["path"]]
            known = proven(given["position"], point.size, leaf_hash(record.encode()), path)
        sound = known.setdefault((0, point.size), point.root) == point.root
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, CheckpointError):
        sound = False
    if not sound:
        raise RequestError("no-witness", "{name} is no receipt, checkpoint or sealed paper that is whole.", name=name)
    return Witness(point.origin, known, open_note(note, keys, verify)[1].name if keys else "")


def hold_against(one: Witness, other: Witness) -> ReceiptCheck:
    """Whether both can be true of one ledger."""
    if one.origin and other.origin and one.origin != other.origin:
        sentence = f"They are of two ledgers, {one.origin} and {other.origin}, and say nothing of each other."
        return ReceiptCheck(ok=True, sentence=sentence)
    common = sorted(one.known.keys() & other.known.keys(), key=lambda part: part[1] - part[0])
    if apart := next((part for part in common if one.known[part] != other.known[part]), None):
        hashes = f"{one.known[apart].hex()} in the one, {other.known[apart].hex()} in the other"
        sentence = f"These cannot both be true: {_name_part(apart)} of one ledger cannot have two hashes, {hashes}."
        return ReceiptCheck(ok=False, sentence=sentence)
    if common:
        return ReceiptCheck(ok=True, sentence=f"Both can be true: they agree on {_name_part(common[-1])}.")
    told = "They tell of no same records, so neither contradicts the other; receipts of one record do."
    return ReceiptCheck(ok=True, sentence=told)


def _name_part(part: tuple[int, int]) -> str:
    start, end = part
    return f"records {start + 1} to {end}" if end - start > 1 else f"record {end}"
