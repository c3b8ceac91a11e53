"""What the second screen shows: state of the meeting, not of the record.

It lies in a file beside the accounts, so that it outlives a restart and every
server of the same accounts shows the same. What is in it is drawn for the
public, whoever put it there.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import msgspec

from escalade.models.files.atomic_file import write_atomically
from escalade.workflow.motions import TextVersion
from escalade.workflow.values.errors import RegisterError
from escalade.workflow.values.message import Message

if TYPE_CHECKING:
    from pathlib import Path

SUFFIX = ".room.json"
"""What the file is called, beside the accounts of the same name."""
MOST_TONGUES = 2
"""How many languages stand side by side."""


class UnwritableStageError(RegisterError):
    """What the room shows cannot be kept."""

    def __init__(self, error: OSError) -> None:
        """Say what is wrong."""
        super().__init__(
            Message(
                "The room still shows what it did before: its file cannot be written ({reason}).",
                reason=(error.strerror or str(error)).lower(),
            )
        )


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
    """What the room shows, kept for every server of the same accounts."""

    def __init__(self, path: Path) -> None:
        """Keep it in a file."""
        self._path = path
        self._known: tuple[object, Scene] = (None, Scene())

    def mark(self) -> object:
        """Something that differs once anything else is shown."""
        with suppress(OSError):
            found = self._path.stat()
            return found.st_mtime_ns, found.st_ino
        return None

    def scene(self) -> Scene:
        """What is shown; nothing where nobody chose yet, or the file is no scene."""
        mark, (known, scene) = self.mark(), self._known
        if mark != known:
            scene = Scene()
            with suppress(OSError, msgspec.MsgspecError):
                scene = msgspec.json.decode(self._path.read_bytes(), type=Scene)
            self._known = (mark, scene)
        return scene

    def show(self, scene: Scene) -> None:
        """Show something else from now on.

        Raises:
            UnwritableStageError: the file cannot be written.
        """
        try:
            with write_atomically(self._path) as draft:
                draft.write_bytes(msgspec.json.encode(scene))
                draft.replace(self._path)
        except OSError as error:
            raise UnwritableStageError(error) from error
