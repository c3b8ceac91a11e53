"""Files that wait for what is done with them."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

from sqlmodel import col, delete

from escalade.models.server.store import ServerStore
from escalade.models.server.tables import FileRow

SECONDS = 3600
"""How long a file waits."""


def hold_file(store: ServerStore, account: str, file: tuple[str, bytes], now: float) -> str:
    """Hold a file that somebody sent; give its hash. Old ones go."""
    name, data = file
    digest = sha256(data).hexdigest()
    with store.transaction() as within:
        within.exec(delete(FileRow).where(col(FileRow.ends) <= now))
        within.merge(FileRow(key=f"{account}/{digest}", account=account, name=name, data=data, ends=now + SECONDS))
    return digest


def find_held(store: ServerStore, account: str, digests: Iterable[str], now: float) -> list[tuple[str, bytes]]:
    """The files that somebody sent; nobody else attaches them."""
    rows = (store.get(FileRow, f"{account}/{one}", now) for one in digests)
    return [(row.name, row.data) for row in rows if row]
