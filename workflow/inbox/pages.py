"""The inbox by pages: items of each office, by the day they are due.

What may be awaited comes from an index, lot by lot; what of it waits indeed is
asked only of what a page shows.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from datetime import date
from heapq import merge
from itertools import groupby, islice, repeat
from operator import itemgetter
from typing import NamedTuple

import msgspec

from escalade.workflow.inbox.candidates import Awaited, find_candidates, sortable
from escalade.workflow.inbox.items import InboxItem, is_served, waiting_about
from escalade.workflow.planning import Days
from escalade.workflow.planning.plan import Dues, first_day
from escalade.workflow.procedure import OFFICES
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.values.dates import when
from escalade.workflow.values.errors import RequestError
from escalade.workflow.values.message import Message

__all__ = ["Inbox", "InboxItem"]

LAST_DAY = date.max.isoformat()
"""Where what is not due on any day stands in the order."""
UNDATED = "undated"
_DAY = r"\d{4}-\d\d-\d\d"
_SHAPE = re.compile(rf"({_DAY}|{UNDATED}):({_DAY}):(\d{{1,9}}):(.{{1,200}})", re.ASCII)


class MalformedBookmarkError(RequestError):
    """A text that names no place in the order of the inbox."""

    def __init__(self, text: str) -> None:
        """Name the text, and where such places are found."""
        self.text = text
        super().__init__(Message(
            "“{text}” is no place in the inbox. A page of it that goes on names the place where the next begins.",
            text=text,
        ))  # fmt: skip


class Bookmark(NamedTuple):
    """A place in the order of the inbox: by due day, age and subject."""

    due: str
    since: str
    subject: str
    number: int
    """Which it is of what waits about the subject there."""

    def __str__(self) -> str:
        """The place as one types it."""
        return f"{UNDATED if self.due == LAST_DAY else self.due}:{self.since}:{self.number}:{self.subject}"


FIRST = Bookmark("", "", "", 0)
"""Before everything."""


def bookmark_in(text: str) -> Bookmark:
    """The place that a text names; an empty one is before everything.

    Raises:
        MalformedBookmarkError: it names none.
    """
    if not text:
        return FIRST
    found = _SHAPE.fullmatch(text)
    if found is None:
        raise MalformedBookmarkError(text)
    due, since, number, subject = found.groups()
    return Bookmark(LAST_DAY if due == UNDATED else due, since, subject, int(number))


RECORDS = frozenset({"endorse", "confirm", "fulfil", "circulate", "record consensus", "issue", "contradiction"})
"""The lots that are no steps of the table; they wait whoever may act."""


class Inbox:
    """What waits for an officer or for every office, by the day it is due.

    What has no such day comes last, the oldest first.
    """

    def __init__(
        self, standing: Standing, officer: str | None = None, holidays: Days = frozenset(), only: tuple[str, ...] = ()
    ) -> None:
        """Look into a register at the moment of a standing; for lots of some kinds, where any is named."""
        today = when(standing.today.isoformat())
        self.standing, self._officer = standing, officer
        self._offices = standing.body.offices_of(officer, today) if officer else OFFICES
        self._index, self._holidays = standing.index or MemoryIndex(standing), holidays
        self._dues = Dues(standing, holidays)
        constitution = standing.body.constitution()
        self._required = constitution.languages if constitution else {}
        self._acting = {office for office in OFFICES if is_served(standing, office)}
        self._only = only
        self._lots: list[tuple[str, tuple[str, str]]] | None = None

    def pages(
        self, size: int, afresh: Callable[[Standing], Standing], after: Bookmark = FIRST
    ) -> Iterator[list[InboxItem]]:
        """Everything after a place, by pages, each read with a fresh standing."""
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
            start = (after.since, after.subject) if due == after.due else ("", "")
            if due >= after.due:
                rows = (zip(self._index.rows(*one, *start), repeat(one[1])) for _, one in lots)
                for (since, subject), found in groupby(merge(*rows), itemgetter(0)):
                    yield from self._entries(Bookmark(due, since, subject, 0), {lot for _, lot in found}, after)

    def _found_lots(self) -> Iterator[tuple[str, tuple[str, str]]]:
        """Every lot that is of concern, behind the day on which it is due."""
        for whose in (*self._offices, *([f"for {self._officer}"] if self._officer else [])):
            lot = self._index.lot_after(whose, "")
            while lot is not None:
                act, _, rest = lot.partition(": ")
                paper = rest.rpartition("|")[0] if act == "issue" else ""
                kind, _, issued = paper.partition("|")
                lacks = not paper or not set(self._required.get(kind, ())) <= set(issued.split(","))
                may_wait = lacks and (act in RECORDS or whose in self._acting)
                if may_wait and (not self._only or act in self._only):
                    name = next((subject for _, subject in self._index.rows(whose, lot)), "") if rest else ""
                    day = self._dues.day(name, (act,)) if rest else None  # else it hangs on no day
                    yield day.isoformat() if day else LAST_DAY, (whose, lot)
                lot = self._index.lot_after(whose, lot if lacks else f"issue: {paper}|~")  # behind what lacks nothing

    def _entries(self, key: Bookmark, lots: set[str], after: Bookmark) -> Iterator[tuple[Bookmark, InboxItem]]:
        """List what waits in one place of the order, each with the first day by which one of its acts is due."""
        subject, number = self.standing.subjects.get(key.subject), 0
        for lot, entry in waiting_about(subject, self.standing, self._dues) if subject else ():
            if lot not in lots or sortable(entry.since) != key.since:
                continue
            named = entry.record if entry.acts == ("endorse",) else None
            is_mine = named is not None and self.standing.record(named).entered_for == self._officer
            if entry.office not in self._offices and not is_mine:
                continue
            number += 1
            numbered = key._replace(number=number)
            if numbered > after:
                lines = [] if entry.due else self._dues.of(entry.subject, entry.acts)
                day = first_day(lines)
                late = any(line.too_late for line in lines)
                yield numbered, msgspec.structs.replace(entry, due=day, too_late=late) if day else entry


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
