"""What a file and its disk say of a register, for `doctor`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from escalade.models.backends.connection import Connection

ROOM = 2**20
"""How many bytes a register needs beside it, to be written to in peace."""

WAL = b"\x02\x02"
"""What stands in the 19th and 20th byte of a file that is read while one writes (SQLite's file format)."""


def of_file(path: Path, connection: Connection) -> list[tuple[str, bool, str]]:
    """What SQLite says of a file, and the system of its disk.

    The file itself is asked how its journal is kept: SQLite cannot tell where
    the journal finds no room.
    """
    from shutil import disk_usage  # slow, and only here

    free = disk_usage(path.absolute().parent).free
    room = "The disk has room." if free >= ROOM else f"The disk has {free:,} bytes left. Make room."
    sound = connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    with path.open("rb") as file:
        mode = "wal" if file.read(20)[18:] == WAL else "delete"
    return [
        ("room", free >= ROOM, room),
        ("database", sound, "The database is sound." if sound else "The database is damaged; restore a backup."),
        ("journal", mode == "wal", f"The journal is kept as {mode}."),
    ]
