"""Keep what the room shows, for every server."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import select

from escalade.models.server.tables import SceneRow

if TYPE_CHECKING:
    from escalade.models.server.store import ServerStore

ONLY = 1
"""The key of the one row."""


def find_scene(store: ServerStore) -> SceneRow | None:
    """Find what is shown; None where nobody chose yet."""
    if not store.is_begun():
        return None
    with store.reading() as within:
        return within.get(SceneRow, ONLY)


def find_scene_number(store: ServerStore) -> int:
    """Find how many times something else was shown."""
    if not store.is_begun():
        return 0
    with store.reading() as within:
        return within.exec(select(SceneRow.shown)).first() or 0


def keep_scene(store: ServerStore, scene: str) -> None:
    """Keep what is shown from now on, as JSON."""
    with store.transaction() as within:
        row = within.get(SceneRow, ONLY) or SceneRow(number=ONLY, shown=0, scene="")
        row.shown, row.scene = row.shown + 1, scene
        within.add(row)
