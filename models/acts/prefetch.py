"""Read at once what an act will ask for, and keep the body."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from escalade.models.store import statements
from escalade.models.views.view import Subjects
from escalade.workflow.values.reference import BODY, round_of

if TYPE_CHECKING:
    from escalade.models.backends.connection import Connection
    from escalade.workflow.motions import Motion
    from escalade.workflow.subjects.subject import Subject


class Prefetch:
    """Read in one statement what nearly every act asks of a register."""

    def __init__(self, connection: Connection) -> None:
        """Read on a connection, and keep nothing yet."""
        self._connection = connection
        self._body: Subject | None = None

    def look(self, motion: Motion) -> tuple[Subjects, str]:
        """The register as of its newest record, and when that was made."""
        body, found = self._body, dict[str, list[bytes]]()
        asked = {**dict.fromkeys(names(motion), 0), BODY: len(body.records) if body else 0}
        rows = self._connection.execute(statements.AHEAD, (msgspec.json.encode(asked).decode(),)).fetchall()
        for name, data, *_ in rows:
            found.setdefault(name, []).extend(() if data is None else (data,))
        size, last_at = rows[0][2:]
        subjects = Subjects(self._connection, upto=size or 0)
        newer = body is not None and found.pop(BODY)
        for name in found:
            subjects.preload(name, found[name])
        if body is not None and not newer:  # a newer record may erase a text of an older one: all is read again
            subjects.preload(BODY, body)
        return subjects, last_at or ""

    def keep(self, subjects: Subjects) -> None:
        """Keep the body as an act found it, for the next."""
        self._body = subjects.consulted.get(BODY)


def names(motion: Motion) -> set[str]:
    """List the subjects an act is about, their rounds, and its place."""
    about = (*motion.of, *map(round_of, motion.of), motion.evidence.place or BODY)
    return {name for name in about if name.isprintable()}  # what cannot be a name is refused in its turn
