"""A sealed file: the whole ledger in one file that proves itself.

It is plain JSON Lines, so there is nothing to unpack: no folder, link or path
can be in it, and no line is read that is longer than the longest allowed. The
first line gives the version. A line for each act follows, as a case file has it,
beside the hashes of its records, and one for each issued paper. The last line is a
signed checkpoint with one line more: the hash of all that stands before it.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING, Annotated

import msgspec

from escalade.models.cases.parser import LARGEST, LONGEST_ACT, read_lines
from escalade.models.integrity.receipts import sign_checkpoint
from escalade.models.reader import Reader
from escalade.models.store import statements
from escalade.workflow.ledger.tree import leaf_hash
from escalade.workflow.records.record import acts, canonical, encode, motion_of_act
from escalade.workflow.values.errors import LedgerError

if TYPE_CHECKING:
    from escalade.models.integrity.keys import SigningKey

VERSION = 1
"""The version of the format."""


class SealedHead(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The first line: the version."""

    sealed: int


class SealedFoot(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The last line: the checkpoint, signed with the hash of all before it."""

    seal: str


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


Line = SealedHead | SealedAct | SealedPaper | SealedFoot
SHAPES: tuple[tuple[type[Line], int], ...] = (
    (SealedAct, LONGEST_ACT),
    (SealedPaper, LARGEST),
    (SealedHead, LONGEST_ACT),
    (SealedFoot, LONGEST_ACT),
)
"""What a line may be, the most frequent first, and how long it is then."""


def unsound(path: Path, line: int | None, sentence: str, /, **facts: object) -> LedgerError:
    """Say where a sealed file is not what was sealed, and what is wrong."""
    return LedgerError("sealed-file", sentence, **facts).within(path, line)


def is_plain(name: str) -> bool:
    """Whether a name is that of a file, on any system."""
    named = {PurePosixPath(name).name, PureWindowsPath(name).name} == {name} and name not in {"", ".."}
    return named and min(name) >= " "


def seal_ledger(reader: Reader, key: SigningKey) -> Iterator[bytes]:
    """The whole register as a sealed file, line by line."""
    sign_checkpoint(reader, key)  # refused before the first line is written
    digest = sha256()
    for line in _contents(reader):
        digest.update(line)
        yield line
    yield encode_line({"seal": sign_checkpoint(reader, key, make_extension(digest.hexdigest()))})


def _contents(reader: Reader) -> Iterator[bytes]:
    yield encode_line({"sealed": VERSION})
    for records in acts(record for _, record in reader.records()):
        leaves = [leaf_hash(encode(record)).hex() for record in records]
        yield encode_line({"leaves": leaves, "motion": msgspec.to_builtins(motion_of_act(records), order="sorted")})
    for digest, name, data in reader.connection.execute(statements.EVERY_PAPER):
        yield encode_line({"paper": digest, "name": name, "data": b64encode(bytes(data)).decode()})


def encode_line(value: object) -> bytes:
    """Encode a line as it is written."""
    return canonical(value) + b"\n"


def make_extension(digest: str) -> str:
    """Make the extension of a checkpoint: the hash of all before it."""
    return f"sealed {digest}\n"


def read_sealed_lines(path: Path) -> Iterator[tuple[int, bytes, Line]]:
    """Read the lines of a sealed file: number, bytes, and what each is.

    Raises:
        LedgerError: it is none of a sealed file.
    """
    for number, text in read_lines(path, LARGEST, empty=True):
        line = _read(text)
        if line is None:
            raise unsound(path, number, "the line is none of a sealed file.")
        yield number, text, line


def _read(text: bytes) -> Line | None:
    """Decode a line; None where it is not of its shape."""
    for shape, longest in SHAPES:
        with suppress(msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            if len(text) <= longest:
                return msgspec.json.decode(text, type=shape)
    return None
