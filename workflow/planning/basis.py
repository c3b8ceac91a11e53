"""The basis of a plan: the register on a day, and what is supposed."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

import msgspec

from escalade.workflow.planning.deadline import Timing, deadlines
from escalade.workflow.planning.what_if import NOTHING_SUPPOSED, WhatIf
from escalade.workflow.subjects.meeting import opening_from
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.values.dates import When, when

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from escalade.workflow.planning.deadline import Anchors, Days, Deadline
    from escalade.workflow.records.record import Record
    from escalade.workflow.subjects.meeting import Gathering


class Basis(msgspec.Struct, frozen=True):
    """What a plan is counted from."""

    standing: Standing
    today: date
    holidays: Days = frozenset()
    supposed: WhatIf = NOTHING_SUPPOSED

    def next(self, kind: str, after: date) -> Gathering | None:
        """The first meeting or session that opens on a day or later."""
        return next(opening_from(kind, after, self.standing), None)

    def timings(self, stage: str, anchors: Anchors, done: When | None = None) -> Iterator[Timing]:
        """The deadlines in force for something to be done, or done on a day.

        The day that counts is the day it was done; where it was not, the day
        it is due, or today once that is past.
        """
        for versions in deadlines(self.standing.body).values():
            found = (self._timing(version, stage, anchors, done) for version in reversed(versions))
            yield from [timing for timing in found if timing is not None][:1]

    def timing(self, stage: str, anchors: Anchors, done: When | None = None) -> Timing | None:
        """The deadline that binds a stage: the earliest of the latest days."""
        return min(self.timings(stage, anchors, done), key=lambda one: (one.is_target, one.due), default=None)

    def _timing(self, version: Deadline, stage: str, anchors: Anchors, done: When | None) -> Timing | None:
        anchor = anchors(version.rule.anchor or "") if version.rule.stage == stage else None
        if anchor is None:
            return None
        due = version.day(anchor, self.holidays)
        acted = done.last if done else None
        return Timing(version, anchor, due) if version.in_force(acted or max(due, self.today)) else None


def former(given: Iterable[tuple[str | None, str]]) -> tuple[tuple[str, str], ...]:
    """The days that later records replaced, each with its record."""
    named = [(day, record) for day, record in given if day]
    return tuple(before for before, after in pairwise(named) if before[0] != after[0])


def newest(records: Iterable[Record | None]) -> Record | None:
    """The record of the latest day, made last; None where one is lacking."""
    found = list(records)
    known = [record for record in found if record]
    latest = max(known, key=lambda record: (when(record.on).last or date.max, record.at), default=None)
    return latest if len(known) == len(found) else None
