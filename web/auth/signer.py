"""Signatures by which a server knows again what it wrote into an address."""

from __future__ import annotations

import hmac
import secrets
from hashlib import sha256

BYTES = 32
"""How long the key is."""


class Signer:
    """Signs texts for as long as this process lasts."""

    def __init__(self) -> None:
        """Make a key that nobody else knows."""
        self._key = secrets.token_bytes(BYTES)

    def sign(self, *texts: str) -> str:
        """Sign texts, each apart from the next."""
        return signature(self._key, *texts)

    def has_signed(self, mark: str, *texts: str) -> bool:
        """Say whether a signature is ours, and of these texts."""
        return hmac.compare_digest(mark.encode(), self.sign(*texts).encode())


def signature(key: bytes, *texts: str) -> str:
    """Sign texts with a key, each apart from the next (HMAC, SHA-256).

    >>> signature(b"key", "ab", "c") == signature(b"key", "a", "bc")
    False
    """
    whole = b"".join(len(one).to_bytes(8, "big") + one for one in (text.encode() for text in texts))
    return hmac.new(key, whole, sha256).hexdigest()[:40]
