"""What a ledger says of itself to others: checkpoints and receipts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from escalade.models.integrity.revocation import doubt_of
from escalade.models.store import statements
from escalade.workflow.ledger.checkpoints import Checkpoint, CheckpointError, PublicKey, open_note, origin_of, sign_note
from escalade.workflow.ledger.proofs import Forest, inclusion
from escalade.workflow.ledger.tree import leaf_hash
from escalade.workflow.values.errors import RequestError
from escalade.workflow.values.reference import record_parts

if TYPE_CHECKING:
    from escalade.models.integrity.keys import SigningKey
    from escalade.models.reader import Reader
    from escalade.workflow.ledger.checkpoints import Verifier


class UnpublishedKeyError(RequestError):
    """A key was to sign that the record does not list."""

    def __init__(self, key: PublicKey) -> None:
        """Name the key and the act that publishes it."""
        self.key = key
        super().__init__(
            f"The record does not list the key {key.name}, so nobody could trust what it signs. "
            f'Publish it first, as the secretariat: escalade publish-key "{key}" --as OFFICER'
        )


class EmptyLedgerError(RequestError):
    """There is nothing to sign for."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__("The register has no record yet; there is nothing to sign for.")


class ReceiptCheck(NamedTuple):
    """What came of holding something against the record."""

    ok: bool
    sentence: str


def checkpoint_of(reader: Reader) -> Checkpoint:
    """The ledger as it is now.

    Raises:
        EmptyLedgerError: it has no record.
    """
    size = reader.size()
    if not size:
        raise EmptyLedgerError
    return Checkpoint(origin_of(forest(reader).leaf_at(1)), size, bytes.fromhex(reader.root(size)))


def sign_checkpoint(reader: Reader, key: SigningKey, extension: str = "") -> str:
    """The ledger as it is now, signed; with a line more, where one is given.

    Raises:
        EmptyLedgerError: it has no record.
        UnpublishedKeyError: the record does not list the key.
    """
    point = checkpoint_of(reader)
    if str(key.public) not in reader.standing().body.keys:
        raise UnpublishedKeyError(key.public)
    return sign_note(point, key.public, key.sign, extension)


def receipt_of(reader: Reader, reference: str, key: SigningKey) -> dict[str, object]:
    """A record, its place, and the proof that it stands there.

    Raises:
        RequestError: there is no such record, or the key is not published.
    """
    subject, ordinal = record_parts(reference)
    reader.standing().record(reference)
    position = int(reader.connection.execute(statements.POSITION, (subject, ordinal)).fetchone()[0])
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
        row = reader.connection.execute(statements.DATA, (position,)).fetchone()
        return leaf_hash(bytes(row[0]))

    return Forest(reader.node, leaf_at)


def published_keys(reader: Reader) -> tuple[PublicKey, ...]:
    """Every key that was ever listed, the revoked ones too."""
    return tuple(map(PublicKey.read, reader.standing().body.listed_keys))


def holds_checkpoint(reader: Reader, note: str, verify: Verifier) -> ReceiptCheck:
    """Whether the ledger still contains what a checkpoint was signed for."""
    try:
        point, key = open_note(note, published_keys(reader), verify)
    except CheckpointError as error:
        return ReceiptCheck(ok=False, sentence=str(error))
    if point.origin != checkpoint_of(reader).origin:
        return ReceiptCheck(ok=False, sentence=f"The checkpoint is of another ledger, {point.origin}.")
    doubt = doubt_of(reader, key, point.size)
    if doubt.void:
        return ReceiptCheck(ok=False, sentence=doubt.void)
    found = contains_ledger(reader, point.size, point.root.hex())
    return found._replace(sentence=f"{found.sentence} {doubt.caveat}".rstrip())


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
