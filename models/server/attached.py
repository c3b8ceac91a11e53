"""Files that wait for the act that attaches them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import col, delete

from escalade.models.server.tables import FileRow

if TYPE_CHECKING:
    from collections.abc import Iterable

    from escalade.models.server.store import ServerStore


def hold_file(store: ServerStore, row: FileRow, now: float) -> None:
    """Hold a file; those whose time is over go."""
    with store.transaction() as within:
        within.exec(delete(FileRow).where(col(FileRow.ends) <= now))
        within.merge(row)


def find_held(store: ServerStore, account: str, digests: Iterable[str], now: float) -> list[tuple[str, bytes]]:
    """The files that somebody sent; nobody else attaches them."""
    rows = (store.get(FileRow, key_of(account, one), now) for one in digests)
    return [(row.name, row.data) for row in rows if row]


def key_of(account: str, digest: str) -> str:
    """The key of a file that somebody sent."""
    return f"{account}/{digest}"
