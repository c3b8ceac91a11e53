"""Earlier registers for a program that many ask, a few at a time.

Each is made in memory from all records, which takes time and room for each of
them; so a large register has none here, and few are made and read at once.
"""

from __future__ import annotations

from contextlib import contextmanager
from threading import BoundedSemaphore
from typing import TYPE_CHECKING

from escalade.models.as_of import open_past
from escalade.models.store.errors import BusyError
from escalade.workflow.values.errors import RequestError
from escalade.workflow.values.message import Message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escalade.models.reader import Reader
    from escalade.models.reader_pool import Readers

MOST_RECORDS = 20_000
"""Of how many records an earlier register is made anew; it takes memory and time for each."""
AT_ONCE, WAITING = 2, 8
"""How many are made and read at once, and how many more may be waited for: each takes a thread."""
SECONDS = 5.0
"""How long one is waited for."""


class PastTooLargeError(RequestError):
    """A server is asked for the past of a register that is too large for that."""

    def __init__(self, size: int) -> None:
        """Say how large it is, and what does it."""
        super().__init__(
            Message(
                "A server reads what was in a register of up to {most} records, and this one has {size}. "
                "The command line reads it in any: escalade show REF --as-of DATE --known-at TIME.",
                most=f"{MOST_RECORDS:,}",
                size=f"{size:,}",
            )
        )


class PastBusyError(BusyError):
    """As many earlier registers are read as are made at once."""

    def __init__(self) -> None:
        """Say what to do."""
        super().__init__(
            "The register as it was is shown to a few at a time, and others are reading it now. "
            "Try again in a few seconds."
        )


class PastReaders:
    """The readers of one register as it was."""

    def __init__(self, readers: Readers) -> None:
        """Make nothing yet."""
        self._readers = readers
        self._known, self._made = BoundedSemaphore(AT_ONCE + WAITING), BoundedSemaphore(AT_ONCE)

    @contextmanager
    def open(self, as_of: str | None, known_at: str | None = None) -> Iterator[Reader]:
        """Read the register as it was.

        Args:
            as_of: a day; what had taken effect by then.
            known_at: a moment; what had been recorded by then.

        Raises:
            PastTooLargeError: it has too many records for that.
            PastBusyError: others read what was, for longer than is waited.
            RequestError: the day or the moment cannot be one.
            RegisterError: there is no register, it cannot be read, or it was exchanged.
        """
        with self._readers.open() as now:
            size = now.size()
        if size > MOST_RECORDS:
            raise PastTooLargeError(size)
        with self._turn(), open_past(self._readers.location, as_of=as_of, known_at=known_at) as past:
            yield past

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Wait until fewer are read than may be; not behind too many others."""
        if not self._known.acquire(blocking=False):
            raise PastBusyError
        try:
            if not self._made.acquire(timeout=SECONDS):
                raise PastBusyError
            try:
                yield
            finally:
                self._made.release()
        finally:
            self._known.release()
