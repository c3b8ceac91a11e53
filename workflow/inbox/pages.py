"""The inbox by pages: items of each office, by the day they are due.

What may be awaited comes from an index, lot by lot; what of it waits indeed is
asked only of what a page shows.
"""

from __future__ import annotations

from bisect import bisect_left
from heapq import merge
from itertools import groupby, islice, repeat
from operator import itemgetter
from typing import TYPE_CHECKING

import msgspec

from escalade.workflow.inbox.candidates import Awaited, find_candidates, sortable
from escalade.workflow.inbox.cursor import FIRST, LAST_DAY, Bookmark
from escalade.workflow.inbox.items import InboxItem, waiting_about
from escalade.workflow.planning.due import Dues, first_day
from escalade.workflow.procedure import OFFICES
from escalade.workflow.values.dates import when

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from escalade.workflow.planning import Days
    from escalade.workflow.subjects.standing import InboxIndex, Standing

__all__ = ["Inbox", "InboxItem", "inbox"]

RECORDS = frozenset({"endorse", "confirm", "fulfil", "circulate", "record consensus", "issue", "contradiction"})
"""The lots that are no steps of the table; they wait whoever may act."""
Lots = list[tuple[str, str]]


def inbox(standing: Standing, officer: str | None = None, holidays: Days = frozenset()) -> tuple[InboxItem, ...]:
    """All that waits for an officer or every office, by the day it is due.

    What has no such day comes last, the oldest first.
    """
    return tuple(entry for _, entry in Inbox(standing, officer, holidays).after())


class Inbox:
    """The inbox of an officer or of every office, read as far as one asks."""

    def __init__(
        self,
        standing: Standing,
        officer: str | None = None,
        holidays: Days = frozenset(),
        *,
        only: tuple[str, ...] = (),
    ) -> None:
        """Look into a register, at the moment of a standing.

        Args:
            standing: the register.
            officer: for whom; None for every office.
            holidays: days on which the seat does not work.
            only: lots of these kinds; all of them where none is named.
        """
        day = when(standing.today.isoformat())
        self.standing, self._officer = standing, officer
        self._offices = standing.body.offices_of(officer, day) if officer else OFFICES
        self._index, self._dues, self._holidays = index_of(standing), Dues(standing, holidays), holidays
        constitution = standing.body.constitution()
        self._required = constitution.languages if constitution else {}
        kept_here = standing.body.handover is None
        self._acting = {office for office in OFFICES if kept_here and standing.body.holders(office, day)}
        self._only = only
        self._lots: list[tuple[str, tuple[str, str]]] | None = None

    def pages(
        self, size: int, afresh: Callable[[Standing], Standing], after: Bookmark = FIRST
    ) -> Iterator[list[InboxItem]]:
        """Everything after a place, so much at a time.

        Args:
            size: how much a page has at most.
            afresh: makes a standing that has nothing loaded yet, for each page.
            after: a place in the order.
        """
        onward: Bookmark | None = after
        while onward is not None:
            entries, onward = self.page(size, onward)
            yield entries
            self.standing = afresh(self.standing)
            self._dues = Dues(self.standing, self._holidays)

    def page(self, limit: int, after: Bookmark = FIRST) -> tuple[list[InboxItem], Bookmark | None]:
        """So many entries after a key, and the key after which there are more."""
        found = list(islice(self.after(after), limit + 1))
        return [entry for _, entry in found[:limit]], found[limit - 1][0] if len(found) > limit else None

    def after(self, after: Bookmark = FIRST) -> Iterator[tuple[Bookmark, InboxItem]]:
        """Every entry after a key, in order, each with its own."""
        if self._lots is None:
            self._lots = sorted(self._found_lots())
        for due, lots in groupby(self._lots, itemgetter(0)):
            if due >= after.due:
                start = (after.since, after.subject) if due == after.due else ("", "")
                for place, names in self._places([lot for _, lot in lots], start):
                    yield from self._entries(Bookmark(due, *place, 0), names, after)

    def _found_lots(self) -> Iterator[tuple[str, tuple[str, str]]]:
        """Every lot that is of concern, behind the day on which it is due."""
        for whose in (*self._offices, *([f"for {self._officer}"] if self._officer else [])):
            lot = self._index.lot_after(whose, "")
            while lot is not None:
                beyond = self._beyond(lot)
                named = not self._only or lot.partition(": ")[0] in self._only
                due = self._due(whose, lot) if named and not beyond else None
                if due:
                    yield due, (whose, lot)
                lot = self._index.lot_after(whose, beyond or lot)

    def _beyond(self, lot: str) -> str:
        """Find where to go on behind papers that lack no language; empty where one may."""
        paper, _, _ = lot.rpartition("|") if lot.startswith("issue: ") else ("", "", "")
        kind, _, issued = paper.removeprefix("issue: ").partition("|")
        complete = set(self._required.get(kind, ())) <= set(issued.split(","))
        return f"{paper}|~" if paper and complete else ""

    def _due(self, whose: str, lot: str) -> str | None:
        """The day on which a lot is due; None where nothing of it can wait."""
        act, _, rest = lot.partition(": ")
        if act not in RECORDS and whose not in self._acting:
            return None
        name = next((subject for _, subject in self._index.rows(whose, lot)), "") if rest else ""
        day = self._dues.day(name, (act,)) if rest else None  # else it hangs on no day
        return day.isoformat() if day else LAST_DAY

    def _places(self, lots: Lots, start: tuple[str, str]) -> Iterator[tuple[tuple[str, str], set[str]]]:
        """The places in the order of lots that are due on one day."""
        rows = (zip(self._index.rows(whose, lot, *start), repeat(lot)) for whose, lot in lots)
        for place, found in groupby(merge(*rows), itemgetter(0)):
            yield place, {lot for _, lot in found}

    def _entries(self, key: Bookmark, lots: set[str], after: Bookmark) -> Iterator[tuple[Bookmark, InboxItem]]:
        """List what waits in one place of the order."""
        subject = self.standing.subjects.get(key.subject)
        found = waiting_about(subject, self.standing, self._dues) if subject else ()
        mine = (
            entry for lot, entry in found
            if lot in lots and sortable(entry.since) == key.since and self._is_mine(entry)
        )  # fmt: skip
        for number, entry in enumerate(mine, 1):
            numbered = key._replace(number=number)
            if numbered > after:
                yield numbered, self._dated(entry)

    def _is_mine(self, entry: InboxItem) -> bool:
        """Whether it waits for one of the offices, or for whom it was entered."""
        if entry.office in self._offices:
            return True
        named = entry.record if entry.acts == ("endorse",) else None
        return named is not None and self.standing.record(named).entered_for == self._officer

    def _dated(self, entry: InboxItem) -> InboxItem:
        """An entry with the first day by which one of its acts is due, or the one that it has."""
        if entry.due:
            return entry
        lines = self._dues.of(entry.subject, entry.acts)
        day = first_day(lines)
        if day is None:
            return entry
        return msgspec.structs.replace(entry, due=day, too_late=any(line.too_late for line in lines))


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
