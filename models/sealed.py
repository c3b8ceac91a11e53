"""A sealed file: the whole ledger in one file that proves itself.

It is plain JSON Lines, so there is nothing to unpack: no folder, link or path
can be in it, and no line is read that is longer than the longest allowed. The
first line is a signed checkpoint. A line for each act follows, as a case file
has it, beside the hashes of its records, and one for each issued paper.
"""

from __future__ import annotations

from base64 import b64encode
from pathlib import PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING, Annotated, NamedTuple

import msgspec

from escalade.models import statements
from escalade.models.witness import signed_checkpoint
from escalade.workflow.assembly import acts, motion_of_act
from escalade.workflow.ledger import leaf_hash
from escalade.workflow.record import canonical, encode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escalade.models.key import SigningKey
    from escalade.models.queries import Reader
    from escalade.workflow.checkpoint import Checkpoint, PublicKey

VERSION = 1
"""The version of the format."""


class Head(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The first line: what follows is what this checkpoint was signed for."""

    sealed: int
    checkpoint: str


Leaf = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]
"""The hash of a record, in hexadecimal."""


class SealedAct(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An act, and the hashes of the records that it made."""

    leaves: tuple[Leaf, ...]
    motion: msgspec.Raw


class SealedPaper(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An issued paper: its hash, its name, and its bytes in base64."""

    paper: str
    name: str
    data: bytes


class Sealed(NamedTuple):
    """What a sealed file was found to hold."""

    checkpoint: Checkpoint
    key: PublicKey
    listed: bool
    """Whether the key was taken from the file's own record, for want of another."""
    papers: int
    begun: str
    """The root of as many first records as were asked for; empty where it has fewer."""


def is_plain(name: str) -> bool:
    """Whether a name is that of a file, on any system."""
    named = {PurePosixPath(name).name, PureWindowsPath(name).name} == {name} and name not in {"", ".."}
    return named and min(name) >= " "


def sealed_lines(reader: Reader, key: SigningKey) -> Iterator[bytes]:
    """The whole register as a sealed file, line by line.

    Raises:
        EmptyLedgerError: it has no record.
        UnpublishedKeyError: the record does not list the key.
    """
    yield _line({"sealed": VERSION, "checkpoint": signed_checkpoint(reader, key)})
    for records in acts(record for _, record in reader.records()):
        leaves = [leaf_hash(encode(record)).hex() for record in records]
        yield _line({"leaves": leaves, "motion": msgspec.to_builtins(motion_of_act(records), order="sorted")})
    for digest, name, data in reader.connection.execute(statements.EVERY_PAPER):
        yield _line({"paper": digest, "name": name, "data": b64encode(bytes(data)).decode()})


def _line(value: object) -> bytes:
    return canonical(value) + b"\n"
