"""Check a receipt: that a record stands in a ledger which was signed for.

This file can be taken away: it needs Python and the package `cryptography`,
no register, no network, and nothing else of escalade.

    python verify_receipt.py RECEIPT.json --key NAME+ID+KEY [--revoked REVOCATION.json] [--had-since DAY]
    python verify_receipt.py FOLDER --key NAME+ID+KEY

A receipt holds a record, its place, the hashes that lead from it to the root (RFC 9162, 2.1.3.2), and a
checkpoint: origin, size and root, signed with Ed25519 (C2SP signed-note and tlog-checkpoint).

A key that was revoked is told by the receipt of the record that revokes it, signed by another key. Of a retired
key holds what it signed before; of a compromised one only what you had before others had the key: whoever has a
key can write any day into what they sign.

An archive is a folder with a checkpoint that lists each of its files, with its SHA-256, behind the root.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from base64 import b64decode
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

WRONG, LARGEST = 4, 8_000_000
"""The exit code where a receipt does not hold, and how many bytes of a file are read."""
LISTED = "files.checkpoint"
"""The signed list of an archive's files."""


class ReceiptError(Exception):
    """A receipt does not hold, and why, as a sentence."""


class Proven(NamedTuple):
    """The facts that a receipt proves."""

    origin: str
    size: int
    position: int
    signer: str
    key: str
    record: dict[str, Any]


def verify_receipt(receipt: bytes, keys: tuple[str, ...]) -> Proven:
    """Verify a receipt for those who trust these public keys."""
    try:
        given = json.loads(receipt)
        text, position, note = given["record"], given["position"], given["checkpoint"]
        path = [bytes.fromhex(node) for node in given["path"]]
        origin, size, root = _checkpoint(note)
        record = json.loads(text)
        sound = isinstance(record, dict) and type(position) is int
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        sound = False
    if not sound:
        raise ReceiptError("The file is no receipt.")
    key = _signing(note, keys)
    leaf = hashlib.sha256(b"\x00" + text.encode()).digest()
    if not is_included(root, size, position, leaf, path):
        raise ReceiptError(f"The record does not stand at position {position} of the ledger that was signed for.")
    return Proven(origin, size, position, _public(key)[0], key, record)


def verify_folder(folder: Path, keys: tuple[str, ...]) -> str:
    """Verify that an archive holds what was signed for, and nothing else."""
    try:
        note = _read(folder / LISTED).decode()
        there = [digest_line(folder, path) for path in files_of(folder)]
    except (UnicodeDecodeError, FileNotFoundError) as error:
        raise ReceiptError(f"{folder} holds no list of its files, {LISTED}.") from error
    key = _signing(note, keys)
    signed = note.rpartition("\n\n")[0].split("\n")[3:]
    if there != signed:
        apart = "; ".join(sorted({*there} ^ {*signed}))
        raise ReceiptError(f"The archive is not as it was signed for: {apart}.")
    return f"The {len(there)} files of the archive are as {_public(key)[0]} signed for them."


def files_of(folder: Path) -> list[Path]:
    """Every file of an archive but its list."""
    return sorted(path for path in folder.rglob("*") if not path.is_dir() and path != folder / LISTED)


def digest_line(folder: Path, path: Path) -> str:
    """A file's name and SHA-256, as `sha256sum --tag` writes it."""
    if not path.is_file():
        raise ReceiptError(f"{path} is no regular file.")
    with path.open("rb") as file:
        return f"SHA256 ({path.relative_to(folder).as_posix()}) = {hashlib.file_digest(file, 'sha256').hexdigest()}"


def refuse_revocation(found: Proven, revocation: Proven, had_since: str = "") -> None:
    """Refuse what a key signed that was revoked, as far as that voids it.

    What both receipts prove is given, and the day since which one has the first.
    """
    act, motion = revocation.record.get("act"), revocation.record.get("motion")
    if act != "revoke key" or not isinstance(motion, dict) or revocation.origin != found.origin:
        raise ReceiptError("The receipt of a revocation is none, or is of another ledger.")
    if motion.get("key") != found.key:
        return
    since, reason = str(motion.get("since") or "unknown"), motion.get("reason") or "compromised"
    told = f"The key {found.signer} was revoked as {reason} (record {revocation.position})"
    if found.size >= revocation.position:
        raise ReceiptError(f"{told}, and signed the receipt afterwards.")
    if reason != "retired" and not (since[0].isdigit() and had_since and had_since < since):
        message = (
            f"{told}, since: {since}. The receipt proves something only to whoever had it before (--had-since DAY); "
            "ask for another one, which another key signs."
        )
        raise ReceiptError(message)


def sentence(found: Proven) -> str:
    """Say in words what a receipt proves."""
    named = "{subject}#{ordinal} ({act}, {on})".format(
        **dict.fromkeys(("subject", "ordinal", "act", "on"), "?") | found.record
    )
    copied = str(found.record.get("identity")).startswith("copied with round ")
    caveat = " It stands in a working copy of a round, and proves nothing of the register it is from." if copied else ""
    place = f"record {found.position} of {found.size} in {found.origin}"
    return f"{named} is {place}, signed for by {found.signer}.{caveat}"


def _checkpoint(note: str) -> tuple[str, int, bytes]:
    origin, size, root = note.split("\n")[:3]
    return origin, int(size), b64decode(root, validate=True)


def _signing(note: str, keys: tuple[str, ...]) -> str:
    """Find the key whose signature of the checkpoint holds."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    text, _, lines = note.rpartition("\n\n")
    for line in (line[2:] for line in lines.split("\n") if line.startswith("— ")):
        name, _, coded = line.rpartition(" ")
        for key in keys:
            whose, public = _public(key)
            identity = hashlib.sha256(whose.encode() + b"\n\x01" + public).digest()[:4]
            try:
                signature = b64decode(coded, validate=True)
                if (name, signature[:4]) == (whose, identity):
                    Ed25519PublicKey.from_public_bytes(public).verify(signature[4:], f"{text}\n".encode())
                    return key
            except (InvalidSignature, ValueError) as error:
                raise ReceiptError(f"The signature in the name of {name} is false.") from error
    raise ReceiptError("None of the keys that you trust signed the checkpoint.")


def _public(key: str) -> tuple[str, bytes]:
    """The name and the 32 bytes of a public key."""
    name, _, rest = key.strip().partition("+")
    try:
        data = b64decode(rest.partition("+")[2], validate=True)
    except ValueError:
        data = b""
    if data[:1] != b"\x01":
        raise ReceiptError(f"“{key}” is no public key; one reads NAME+ID+KEY.")
    return name, data[1:]


def is_included(root: bytes, size: int, position: int, leaf: bytes, path: list[bytes]) -> bool:
    """Whether a path leads from leaf to root (RFC 9162, section 2.1.3.2)."""
    if not 0 < position <= size:
        return False
    first, last, node = position - 1, size - 1, leaf
    for sibling in path:
        if last == 0:
            return False
        left = first & 1 or first == last
        node = hashlib.sha256(b"\x01" + (sibling + node if left else node + sibling)).digest()
        while left and first and not first & 1:
            first, last = first >> 1, last >> 1
        first, last = first >> 1, last >> 1
    return last == 0 and node == root


def _read(path: Path) -> bytes:
    """The bytes of a file, no more than a receipt has; a pipe or a device would not end."""
    if path.exists() and not path.is_file():
        raise ReceiptError(f"{path} is no regular file.")
    with path.open("rb") as file:
        return file.read(LARGEST)


def main(words: list[str] | None = None) -> int:
    """Check the receipt that the command line names."""
    parser = argparse.ArgumentParser(description="Check that a record stands in a ledger which was signed for.")
    parser.add_argument("receipt", type=Path, help="the receipt, a JSON file; or the folder of an archive")
    parser.add_argument("--key", action="append", required=True, help="a public key that you trust; repeat it")
    parser.add_argument("--revoked", action="append", default=[], type=Path, help="the receipt of a key's revocation")
    parser.add_argument("--had-since", type=date.fromisoformat, help="the day since which you have the receipt")
    given = parser.parse_args(words)
    try:
        if given.receipt.is_dir():
            sys.stdout.write(f"{verify_folder(given.receipt, tuple(given.key))}\n")
            return 0
        found = verify_receipt(_read(given.receipt), tuple(given.key))
        for path in given.revoked:
            refuse_revocation(found, verify_receipt(_read(path), tuple(given.key)), str(given.had_since or ""))
    except (ReceiptError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return WRONG
    sys.stdout.write(f"{sentence(found)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
