"""What may be awaited, in order: as a register keeps it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator


class InboxIndex(Protocol):
    """All that may be awaited, in order."""

    def lot_after(self, whose: str, after: str) -> str | None:
        """The next lot of somebody's, behind a text; None where there is none."""

    def rows(self, whose: str, lot: str, since: str = "", subject: str = "") -> Iterator[tuple[str, str]]:
        """The days and subjects of a lot, in order, from one of them on."""
