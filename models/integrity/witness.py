"""Two receipts, checkpoints or papers held against each other.

Whoever keeps a register can show one to one person and another to the next.
Each of these tells hashes of some records: one root, or all on the way to it.
Where two tell of the same records otherwise, they are of no one ledger.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from escalade.models.integrity.receipts import ReceiptCheck
from escalade.workflow.ledger.checkpoints import Checkpoint, CheckpointError, PublicKey, Verifier, open_note
from escalade.workflow.ledger.tree import leaf_hash, proven
from escalade.workflow.values.errors import RequestError


class Witness(NamedTuple):
    """What a file tells of a ledger."""

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
        sentence = f"These cannot both be true: {_name(apart)} of one ledger cannot have two hashes, {hashes}."
        return ReceiptCheck(ok=False, sentence=sentence)
    if common:
        return ReceiptCheck(ok=True, sentence=f"Both can be true: they agree on {_name(common[-1])}.")
    told = "They tell of no same records, so neither contradicts the other; receipts of one record do."
    return ReceiptCheck(ok=True, sentence=told)


def _name(part: tuple[int, int]) -> str:
    start, end = part
    return f"records {start + 1} to {end}" if end - start > 1 else f"record {end}"
