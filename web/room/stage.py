"""What the second screen shows: state of the meeting, not of the record.

It lies with the sessions, so that it outlives a restart and every server that
shares them shows the same. What is in it is drawn for the public, whoever put
it there.
"""

from __future__ import annotations

import msgspec

from escalade.models.server.store import SceneRow, ServerStore
from escalade.workflow.motions import TextVersion

ONLY = 1
"""The key of the one scene."""
MOST_TONGUES = 2
"""How many languages stand side by side."""


class Proposal(msgspec.Struct, frozen=True):
    """An act that is about to be recorded, as the public would read of it."""

    act: str
    paragraphs: dict[str, tuple[str, ...]] = {}
    """What the report will say, by language."""
    wording: TextVersion | None = None
    """The text that the act gives the first topic, where it gives one."""


class Scene(msgspec.Struct, frozen=True):
    """What the room shows."""

    topics: tuple[str, ...] = ()
    tongues: tuple[str, ...] = ()
    """The languages in which the text stands side by side; that of each screen where none is named."""
    behind: dict[str, str] = {}
    """By topic, the newest record for the public when it was put on the screen."""
    proposal: Proposal | None = None


class RoomStage:
    """What the room shows, kept for every server that shares the sessions."""

    def __init__(self, store: ServerStore) -> None:
        """Keep it where sessions are kept."""
        self._store = store

    def mark(self) -> object:
        """Something that differs once anything else is shown."""
        kept = self._store.get(SceneRow, ONLY)
        return kept and kept.shown

    def scene(self) -> Scene:
        """What is shown; nothing where nobody chose yet, or another version chose."""
        kept = self._store.get(SceneRow, ONLY)
        try:
            return msgspec.json.decode(kept.scene, type=Scene) if kept else Scene()
        except msgspec.MsgspecError:
            return Scene()

    def show(self, scene: Scene) -> None:
        """Show something else from now on."""
        with self._store.transaction() as within:
            row = within.get(SceneRow, ONLY) or SceneRow(number=ONLY, shown=0, scene="")
            row.shown, row.scene = row.shown + 1, msgspec.json.encode(scene).decode()
            within.add(row)
