"""The inbox by pages: items of each office, by the day they are due.

Of what something may wait comes from an index; all of it is asked, and put in order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cached_property
from itertools import groupby, islice
from operator import itemgetter
from typing import NamedTuple

import msgspec

from escalade.workflow.inbox.items import ENTERED_FOR, InboxItem, may_lack_papers, sortable, waiting_about
from escalade.workflow.planning import Days
from escalade.workflow.planning.plan import Dues, earliest_deadline
from escalade.workflow.procedure import CHAIR, OFFICES
from escalade.workflow.subjects.meeting import Round
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.values.dates import when
from escalade.workflow.values.errors import RequestError

__all__ = ["Inbox", "InboxItem"]

LAST_DAY = date.max.isoformat()
"""Where what is not due on any day stands in the order."""
UNDATED = "undated"
_DAY = r"\d{4}-\d\d-\d\d"
_SHAPE = re.compile(rf"({_DAY}|{UNDATED}):({_DAY}):(\d{{1,9}}):(.{{1,200}})", re.ASCII)


class MalformedBookmarkError(RequestError):
    """A text that names no place in the order of the inbox."""

    sentence = "“{text}” is no place in the inbox. A page of it that goes on names the place where the next begins."


class Bookmark(NamedTuple):
    """A place in the order of the inbox: by due day, age and subject."""

    due: str
    since: str
    subject: str
    number: int
    """Which it is of what waits about the subject there."""

    def __str__(self) -> str:
        return f"{UNDATED if self.due == LAST_DAY else self.due}:{self.since}:{self.number}:{self.subject}"


FIRST = Bookmark("", "", "", 0)
"""Before everything."""


def bookmark_in(text: str) -> Bookmark:
    """The place that a text names; an empty one is before everything."""
    if not text:
        return FIRST
    found = _SHAPE.fullmatch(text)
    if found is None:
        raise MalformedBookmarkError(text=text)
    due, since, number, subject = found.groups()
    return Bookmark(LAST_DAY if due == UNDATED else due, since, subject, int(number))


class Inbox:
    """What waits for an officer or for every office, by the day it is due.

    What has no such day comes last, the oldest first.
    """

    def __init__(
        self, standing: Standing, officer: str | None = None, holidays: Days = frozenset(), *, endorsing: bool = False
    ) -> None:
        today = when(standing.today.isoformat())
        self.standing, self._officer, self._endorsing = standing, officer, endorsing
        self._offices = standing.body.offices_of(officer, today) if officer else OFFICES
        self._dues = Dues(standing, holidays)

    def pages(self, size: int, after: Bookmark = FIRST) -> Iterator[list[InboxItem]]:
        """Everything after a place, by pages."""
        onward: Bookmark | None = after
        while onward is not None:
            entries, onward = self.page(size, onward)
            yield entries

    def page(self, limit: int, after: Bookmark = FIRST) -> tuple[list[InboxItem], Bookmark | None]:
        """So many entries after a place, and the place after which there are more."""
        found = list(islice(self.after(after), limit + 1))
        return [entry for _, entry in found[:limit]], found[limit - 1][0] if len(found) > limit else None

    def after(self, after: Bookmark = FIRST) -> Iterator[tuple[Bookmark, InboxItem]]:
        """Every entry after a place, in order, each with its own."""
        return (one for one in self._in_order if one[0] > after)

    @cached_property
    def _in_order(self) -> list[tuple[Bookmark, InboxItem]]:
        found = sorted(self._found(), key=itemgetter(0))
        return [
            (place._replace(number=number), entry)
            for place, there in groupby(found, itemgetter(0))
            for number, (_, entry) in enumerate(there, 1)
        ]

    def _found(self) -> Iterator[tuple[Bookmark, InboxItem]]:
        """Everything that waits, each with its place but for the number."""
        subjects, awaited = self.standing.subjects, self.standing.find_awaited
        found = awaited(self._may_concern) if awaited else dict.fromkeys(subjects)
        for name, sources in found.items():
            subject = subjects.get(name)
            if isinstance(subject, Round) and sources == {name} and not may_lack_papers(subject, self.standing):
                continue  # no topic of the round is asked
            waiting = waiting_about(subject, self.standing, self._dues) if subject else ()
            for entry in map(self._dated, filter(self._concerns, waiting)):
                yield Bookmark(str(entry.due or LAST_DAY), sortable(entry.since), name, 0), entry

    def _dated(self, entry: InboxItem) -> InboxItem:
        """An entry with the first day by which one of its acts is due."""
        lines = [] if entry.due else self._dues.of(entry.subject, entry.acts)
        day, late = earliest_deadline(lines), any(line.too_late for line in lines)
        return msgspec.structs.replace(entry, due=day, too_late=late) if day else entry

    def _may_concern(self, whose: str) -> bool:
        """Whether somebody's is looked at: an office's, or of whom an act was entered for."""
        if whose.startswith(ENTERED_FOR):
            return CHAIR in self._offices or whose == f"{ENTERED_FOR}{self._officer}"
        return whose in self._offices and not self._endorsing

    def _concerns(self, entry: InboxItem) -> bool:
        endorsed = self.standing.record(entry.record) if entry.record and entry.acts == ("endorse",) else None
        is_mine = entry.office in self._offices or (endorsed and endorsed.entered_for == self._officer)
        return bool(is_mine and (endorsed or not self._endorsing))
