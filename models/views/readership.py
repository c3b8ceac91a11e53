"""Who may read an issued paper: whoever reads all that it was drawn from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from escalade.models.store import statements
from escalade.workflow.motions import Issue
from escalade.workflow.records.audience import may_read, strictest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from escalade.models.backends.connection import Connection
    from escalade.workflow.records.record import Record

VIEWS = frozenset({"take position", "record statement", "receive"})
"""Acts of which every kind of paper printed only what its readers may see."""
READERS = {"note": "members", "agenda": "members"}
"""For whom the views in a kind of paper always were; the others are for the public."""


def with_readership(records: Iterable[Record], connection: Connection) -> tuple[Record, ...]:
    """Records with each issue as narrow as what the paper was drawn from."""
    return tuple(_narrowed(record, connection) if record.act == "issue" else record for record in records)


def readership(record: Record, connection: Connection) -> str:
    """Who may read a paper, by the record of its issue.

    A paper that does not say for whom it was drawn was drawn from all there
    was: it is for whoever may read every record that it could print.
    """
    motion = record.motion
    if not isinstance(motion, Issue):
        return record.audience
    if motion.drawn_for:
        return strictest((record.audience, motion.drawn_for))
    name, own = record.subject, READERS.get(motion.kind or "", "public")
    found = connection.execute(
        statements.NOT_PUBLIC, (name, record.ordinal, f"{name}/", f"{name}0")
    ).fetchall()  # nought comes next after the stroke
    drawn = (audience for act, audience in found if act not in VIEWS or may_read(own, audience))
    return strictest((record.audience, *drawn))


def _narrowed(record: Record, connection: Connection) -> Record:
    audience = readership(record, connection)
    return record if audience == record.audience else msgspec.structs.replace(record, audience=audience)
