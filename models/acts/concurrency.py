"""Refuse an act where what it stands on moved meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalade.models.store import statements
from escalade.models.store.naming import Named, naming, of_round
from escalade.workflow.values.errors import MovedMeanwhileError, UnknownReferenceError
from escalade.workflow.values.reference import record_parts

if TYPE_CHECKING:
    from escalade.models.backends.connection import Connection
    from escalade.models.views.view import Subjects
    from escalade.workflow.subjects.standing import Standing


def check_unmoved(seen: tuple[str, ...], subjects: Subjects, connection: Connection) -> None:
    """Refuse if anything the act stands on is newer than what was seen.

    Raises:
        MovedMeanwhileError: names what moved, and its newest record.
        UnknownReferenceError: a record said to be seen does not exist.
    """
    places = [_position(record, connection) for record in seen]
    for reference in subjects.consulted if places else ():
        row = connection.execute(statements.NEWEST_POSITION, (reference,)).fetchone()
        if row and row[0] > max(places):
            raise MovedMeanwhileError(reference, f"{reference}#{row[1]}")


def _position(record: str, connection: Connection) -> int:
    row = connection.execute(statements.POSITION, record_parts(record)).fetchone()
    if row is None:
        raise UnknownReferenceError(record, kind="record")
    return int(row[0])


def check_dependencies(standing: Standing, subjects: Subjects, connection: Connection) -> None:
    """Refuse if what the act stands on moved while it was tried.

    Raises:
        MovedMeanwhileError: names what moved, and its newest record.
    """
    for reference, subject in subjects.consulted.items():
        row = connection.execute(statements.NEWEST, (reference,)).fetchone()
        if (row[0] if row else 0) != (len(subject.records) if subject else 0):
            raise MovedMeanwhileError(reference, f"{reference}#{row[0]}")
    for answers, choose in ((standing.siblings, of_round), (standing.naming, naming)):
        for key, before in answers.answers.items() if isinstance(answers, Named) else ():
            now = Named(connection, choose)[key]
            if now != before:
                name = key.removeprefix("by:").removeprefix("to:")
                raise MovedMeanwhileError(name, next(record for record in now if record not in before))
