"""Keys that sign for a ledger: a file of their own, never in the register."""

from __future__ import annotations

import os
import re
from base64 import b64encode
from typing import NamedTuple

from escalade.models.files import LARGEST_KEY, is_open_to_others, read_file, reason_of
from escalade.workflow.ledger.checkpoints import ED25519, PublicKey, decode_base64
from escalade.workflow.values.errors import RegisterError, RequestError

try:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
except ModuleNotFoundError:  # whoever signs or checks is told so then
    IS_INSTALLED = False
else:
    IS_INSTALLED = True

from pathlib import Path

PREFIX = "PRIVATE+KEY"
SECRET_SIZE = 32
_LINE = re.compile(rf"{re.escape(PREFIX)}\+(?P<name>[^\s+]+)\+[0-9a-f]{{8}}\+(?P<coded>[A-Za-z0-9+/=]+)")
_NAME = re.compile(r"[^\s+]{1,200}")


NO_KEY = "{path} is no key; “escalade key new” makes one."


def need_library() -> None:
    """Look for the library that signs."""
    if not IS_INSTALLED:
        sentence = "Keys and signatures need a library that is not installed; install escalade[sign]."
        raise RequestError("signing-missing", sentence)


class SigningKey(NamedTuple):
    """A key with its secret half."""

    public: PublicKey
    secret: Ed25519PrivateKey

    def sign(self, message: bytes) -> bytes:
        """The signature of a message, 64 bytes (RFC 8032)."""
        return self.secret.sign(message)


def make_key(path: Path, name: str) -> PublicKey:
    """Make a key in a new file that only its owner may read."""
    need_library()
    if not _NAME.fullmatch(name):
        sentence = "{path} was not made: “{name}” cannot name a key; leave out spaces and plus signs."
        raise RequestError("key-name", sentence, path=path, name=name)
    secret = Ed25519PrivateKey.generate()
    public = PublicKey(name, secret.public_key().public_bytes_raw())
    coded = b64encode(ED25519 + secret.private_bytes_raw()).decode()
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise RequestError("key-file", "{path} exists already, and no key is written over.", path=path) from error
    except OSError as error:
        facts = {"path": path, "reason": reason_of(error)}
        raise RequestError("key-file", "{path} cannot be written: {reason}.", **facts) from error
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as written:
            written.write(f"{PREFIX}+{name}+{public.identity.hex()}+{coded}\n")
    except OSError as error:
        path.unlink()  # it is ours, and no key
        facts = {"path": path, "reason": reason_of(error)}
        raise RegisterError("key-file", "{path} cannot be written: {reason}.", **facts) from error
    return public


def load_key(path: Path) -> SigningKey:
    """Read a key from its file."""
    need_library()
    try:
        mode, text = path.stat().st_mode, read_file(path, LARGEST_KEY).decode()
    except OSError as error:
        facts = {"path": path, "reason": reason_of(error)}
        raise RequestError("key-file", "{path} cannot be read: {reason}.", **facts) from error
    except UnicodeDecodeError as error:
        raise RequestError("key-file", NO_KEY, path=path) from error
    if is_open_to_others(mode):
        sentence = "{path} may be read by others, and is not used. Take their rights away: chmod 600."
        raise RequestError("key-file", sentence, path=path)
    found = _LINE.fullmatch(text.strip())
    data = decode_base64(found["coded"]) if found else b""
    if found is None or data[:1] != ED25519 or len(data) != len(ED25519) + SECRET_SIZE:
        raise RequestError("key-file", NO_KEY, path=path)
    secret = Ed25519PrivateKey.from_private_bytes(data[1:])
    return SigningKey(PublicKey(found["name"], secret.public_key().public_bytes_raw()), secret)


def verify_signature(public: bytes, signature: bytes, message: bytes) -> bool:
    """Whether a key made a signature of a message (RFC 8032)."""
    need_library()
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True
