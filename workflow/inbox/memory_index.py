"""What may be awaited, gathered from subjects that are in memory."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from escalade.workflow.inbox.candidates import Awaited, find_candidates

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escalade.workflow.subjects.standing import Standing
    from escalade.workflow.values.index import InboxIndex


class MemoryIndex:
    """An index over subjects that are all at hand."""

    def __init__(self, standing: Standing) -> None:
        """Ask every subject."""
        found = {one for name in standing.subjects for one in find_candidates(standing.subject(name))}
        self._held: list[Awaited] = sorted(found)

    def lot_after(self, whose: str, after: str) -> str | None:
        """The next lot of somebody's, behind a text."""
        found = self._held[bisect_left(self._held, (whose, f"{after}\0")) :][:1]
        return next((one.lot for one in found if one.whose == whose), None)

    def rows(self, whose: str, lot: str, since: str = "", subject: str = "") -> Iterator[tuple[str, str]]:
        """The days and subjects of a lot, in order, from one of them on."""
        for one in self._held[bisect_left(self._held, (whose, lot, since, subject)) :]:
            if (one.whose, one.lot) != (whose, lot):
                return
            yield one.since, one.subject


def index_of(standing: Standing) -> InboxIndex:
    """The index that a register keeps, or one made anew."""
    return standing.index or MemoryIndex(standing)
