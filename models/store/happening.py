"""The rows of what may be awaited of a subject, and of what happened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalade.models.store import statements

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escalade.models.backends.connection import Connection
    from escalade.workflow.subjects.subject import Happening, Subject


def awaited_rows(subject: Subject) -> list[tuple[str, str, str]]:
    """Make the rows of what may be awaited that its records tell."""
    from escalade.workflow.inbox.candidates import find_candidates  # reading takes none of it

    return [(whose, shown, subject.reference) for whose, shown in sorted(find_candidates(subject))]


def happening_rows(subject: Subject) -> list[tuple[str, str, str, str]]:
    """Make the rows of what happened with it, and when."""
    return [tuple(one) for one in subject.happenings]


def find_happenings(connection: Connection, kind: str, first: str = "") -> Iterator[Happening]:
    """What of a kind may happen on a day or later, the first to end first."""
    from escalade.workflow.subjects.subject import Happening  # as above

    return map(Happening._make, connection.execute(statements.HAPPENED, (kind, first)))
