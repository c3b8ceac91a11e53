"""Recognise the ledger that a long-running program reads and writes.

A register is a file or a database, and either may be replaced while a server
runs: by another register, or by an older copy of the same. What was read once
must go on in whatever lies there later.
"""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

from escalade.workflow.values.errors import RegisterError

if TYPE_CHECKING:
    from escalade.models.reader import Reader


class ExchangedRegisterError(RegisterError):
    """Another register lies where one was read before."""

    def __init__(self) -> None:
        """Say what is done about it."""
        super().__init__(
            "The register was exchanged while this server ran: what lies there now does not go on from what was read "
            "before. Nothing is shown or recorded until the first one is back, or the server is started anew."
        )


class LedgerIdentity:
    """The last record read of a ledger, by which it is known again."""

    def __init__(self) -> None:
        """Know no ledger yet."""
        self._lock = Lock()
        self._size, self._root, self._first = 0, "", b""
        self._place: object = None

    def recognise(self, reader: Reader, place: object = None) -> None:
        """Refuse another ledger than the one that was read before.

        Args:
            reader: reads what lies there now.
            place: in which file it lies; None where it may be another one.

        Raises:
            ExchangedRegisterError: it does not go on from what was read.
        """
        with self._lock:
            size = reader.size()
            may_lag = place is not None and place == self._place  # the same file, looked at a moment earlier
            if self._size and not self._goes_on(reader, size, may_lag=may_lag):
                raise ExchangedRegisterError
            if size > self._size:
                self._size, self._root, self._first = size, reader.root(size), reader.node(1)
            if size:
                self._place = place or self._place

    def _goes_on(self, reader: Reader, size: int, *, may_lag: bool) -> bool:
        if size < self._size:
            return may_lag and bool(size) and reader.node(1) == self._first
        return reader.root(self._size) == self._root
