"""Read what may be awaited in order, some at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalade.models.store import statements

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escalade.models.backends.connection import Connection

SOME = 64
"""How many rows are read at a time: somewhat more than a page."""


class InboxTable:
    """The index that a register keeps of what may be awaited."""

    def __init__(self, connection: Connection) -> None:
        """Look it up on a connection."""
        self._connection = connection

    def lot_after(self, whose: str, after: str) -> str | None:
        """The next lot of somebody's, behind a text; None where there is none."""
        row = self._connection.execute(statements.INBOX_NEXT_LOT, (whose, after)).fetchone()
        return row and str(row[0])

    def lots(self, whose: str, *beginnings: str) -> Iterator[str]:
        """Somebody's lots whose names begin with one of some texts."""
        for beginning in beginnings:
            lot = self.lot_after(whose, beginning)
            while lot is not None and lot.startswith(beginning):
                yield lot
                lot = self.lot_after(whose, lot)

    def rows(self, whose: str, lot: str, since: str = "", subject: str = "") -> Iterator[tuple[str, str]]:
        """The days and subjects of a lot, in order, from one of them on."""
        last, rows = None, self._some(whose, lot, (since, subject))
        while rows:
            yield from rows
            last = rows[-1]
            rows = [row for row in self._some(whose, lot, last) if row != last] if len(rows) >= SOME - 1 else []

    def _some(self, whose: str, lot: str, first: tuple[str, str]) -> list[tuple[str, str]]:
        return [tuple(row) for row in self._connection.execute(statements.INBOX_OF_LOT, (whose, lot, *first, SOME))]
