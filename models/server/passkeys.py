"""Keep what passkeys signed last, and the secret that marks what is asked."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from escalade.models.server.tables import PasskeyRow, SecretRow

if TYPE_CHECKING:
    from escalade.models.server.store import ServerStore

SECRET_BYTES = 32
THE_ONE = 1


def find_secret(store: ServerStore) -> bytes:
    """Find the secret of this store's servers, made when first asked for."""
    if store.is_begun():
        with store.reading() as within:
            if kept := within.get(SecretRow, THE_ONE):
                return kept.secret
    with store.transaction() as within:
        row = within.get(SecretRow, THE_ONE)
        if row is None:
            row = SecretRow(number=THE_ONE, secret=secrets.token_bytes(SECRET_BYTES))
            within.add(row)
        return row.secret


def take_signature(store: ServerStore, key: str, asked: int, count: int) -> bool:
    """Take what a passkey signed, unless that or something later was taken.

    Args:
        store: what servers keep.
        key: the passkey.
        asked: when it was asked to sign, in microseconds since 1970, UTC.
        count: how often it signed, by its own count. One that does not grow
            shows a copy (WebAuthn, section 6.1.1); passkeys that devices
            share keep none, and say 0.
    """
    with store.transaction() as within:
        row = within.get(PasskeyRow, key) or PasskeyRow(key=key, asked=0, count=0)
        if asked <= row.asked or (max(count, row.count) and count <= row.count):
            return False
        row.asked, row.count = asked, count
        within.add(row)
        return True
