"""Checkpoints: what a ledger is at one moment, ready to be signed.

The text is that of the C2SP specification `tlog-checkpoint`: origin, size and
root. Signed, it is a `signed-note` with Ed25519 signatures. Signing and
verifying themselves are passed in: no secret comes near the procedure.
"""

from __future__ import annotations

import binascii
from base64 import b64decode, b64encode
from collections.abc import Callable
from hashlib import sha256
from typing import NamedTuple

from escalade.workflow.values.errors import LedgerError, Message

ED25519 = b"\x01"
"""The kind of signature, as signed notes number it."""
HASH_SIZE, ID_SIZE, PUBLIC_SIZE = 32, 4, 32
MARK = "— "
LONGEST, MOST_DIGITS = 1 << 20, 18
"""The longest note that is read, in characters, and the most digits of a size."""
Verifier = Callable[[bytes, bytes, bytes], bool]
"""Whether a public key, given first, made this signature of this message."""


class CheckpointError(LedgerError):
    """A checkpoint or a public key cannot be read, or does not hold."""


class PublicKey(NamedTuple):
    """A name and an Ed25519 public key, as a ledger publishes them."""

    name: str
    public: bytes

    @property
    def identity(self) -> bytes:
        """Four bytes that tell keys apart (signed-note, section on key IDs)."""
        return sha256(self.name.encode() + b"\n" + ED25519 + self.public).digest()[:ID_SIZE]

    def __str__(self) -> str:
        """The key in one line: `NAME+ID+KEY`."""
        return f"{self.name}+{self.identity.hex()}+{b64encode(ED25519 + self.public).decode()}"

    @classmethod
    def parse(cls, text: str) -> PublicKey:
        """Read a key from its one line, or raise that it is not one."""
        name, _, rest = text.strip().partition("+")
        identity, _, coded = rest.partition("+")
        data = decode_base64(coded)
        key = cls(name, data[1:])
        if not name or data[:1] != ED25519 or len(key.public) != PUBLIC_SIZE or key.identity.hex() != identity:
            raise CheckpointError(Message("“{text}” is no public key; one reads NAME+ID+KEY.", text=text.strip()[:80]))
        return key


class Checkpoint(NamedTuple):
    """The size and root of a ledger at one moment."""

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        """The three lines that are signed."""
        return f"{self.origin}\n{self.size}\n{b64encode(self.root).decode()}\n"

    @classmethod
    def parse(cls, text: str) -> Checkpoint:
        """Read a checkpoint, signed or not; signatures are not looked at."""
        lines = text[:LONGEST].split("\n")
        size = lines[1] if len(lines) > len(cls._fields) and len(lines[1]) <= MOST_DIGITS else ""
        root = decode_base64(lines[2]) if size else b""
        if not (lines[0] and size.isascii() and size.isdigit() and str(int(size)) == size and len(root) == HASH_SIZE):
            raise CheckpointError(
                Message("This is no checkpoint: it has three lines, the origin, the size and the root of a ledger.")
            )
        return cls(lines[0], int(size), root)


def origin_of(first: bytes) -> str:
    """Name a ledger from the hash of its first record's bytes."""
    return f"escalade/{first.hex()[:32]}"


def sign_note(checkpoint: Checkpoint, key: PublicKey, sign: Callable[[bytes], bytes], extension: str = "") -> str:
    """A checkpoint as a signed note, with a line more where one is given."""
    text = f"{checkpoint.text}{extension}"
    return f"{text}\n{MARK}{key.name} {b64encode(key.identity + sign(text.encode())).decode()}\n"


def open_note(note: str, keys: tuple[PublicKey, ...], verify: Verifier) -> tuple[Checkpoint, PublicKey]:
    """The checkpoint of a signed note, and which of some keys signed it."""
    text, gap, lines = note[:LONGEST].rpartition("\n\n")
    if not gap:
        raise CheckpointError(Message("The checkpoint is not signed."))
    checkpoint = Checkpoint.parse(text + "\n")
    for line in (line.removeprefix(MARK) for line in lines.split("\n") if line.startswith(MARK)):
        name, _, coded = line.rpartition(" ")
        data = decode_base64(coded)
        for key in keys:
            if (name, data[:ID_SIZE]) == (key.name, key.identity):
                if verify(key.public, data[ID_SIZE:], (text + "\n").encode()):
                    return checkpoint, key
                raise CheckpointError(Message("The signature in the name of {name} is false.", name=name))
    raise CheckpointError(Message("None of the keys that are trusted signed the checkpoint."))


def restore_note(text: str) -> str:
    r"""The checkpoint that a phone read from a code, in its lines.

    On the way from a phone to a command line lines run into one, and the
    dash before a signature becomes something else.

    >>> restore_note("origin 5 AAAA - key BBBB")
    'origin\n5\nAAAA\n\n— key BBBB\n'
    """
    words = text[:LONGEST].split()
    body, signature = words[: len(Checkpoint._fields)], words[len(Checkpoint._fields) + 1 :]
    signed = f"\n{MARK}{' '.join(signature)}\n" if signature else ""
    return "".join(f"{line}\n" for line in body) + signed


def decode_base64(text: str) -> bytes:
    """Bytes from base64; nothing where it is none, or is spelt otherwise."""
    try:
        data = b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return b""
    return data if b64encode(data).decode() == text else b""
