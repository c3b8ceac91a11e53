"""The basis of a plan: the register on a day, and what is supposed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise
from typing import Any

import msgspec

from escalade.workflow.planning.line import Anchors, Days, PlanLine, Timing, deadlines
from escalade.workflow.records.record import Record
from escalade.workflow.subjects.meeting import Gathering, opening_from
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.values.dates import When, when
from escalade.workflow.values.errors import RequestError
from escalade.workflow.values.message import Message


class WhatIfError(RequestError):
    """A supposition that cannot be read."""

    def __init__(self, text: str, problem: str) -> None:
        self.text = text
        super().__init__(Message(
            "“{text}” {problem}. Suppose session=DATE or session=NAME, document=DATE, or closes=DATE; "
            "a day is written 2017-04-20.",
            text=text, problem=problem,
        ))  # fmt: skip


class WhatIf(msgspec.Struct, frozen=True):
    """Suppositions, instead of what is on record."""

    session: str | None = None
    document: date | None = None
    closes: date | None = None

    @property
    def opening(self) -> date | None:
        """The day on which the session is supposed to open."""
        return day_in(self.session) if self.session else None

    @classmethod
    def parse(cls, *texts: str) -> WhatIf:
        """Read suppositions, each written KIND=VALUE.

        Raises:
            WhatIfError: one cannot be read, or comes twice.
        """
        found: dict[str, str] = {}
        for text in texts:
            kind, mark, value = text.partition("=")
            if not mark or kind not in cls.__struct_fields__ or not value:
                raise WhatIfError(text, Message("is no supposition"))
            if kind in found:
                raise WhatIfError(text, Message("comes after another one of its kind"))
            if kind != "session" and day_in(value) is None:
                raise WhatIfError(text, Message("names no day"))
            found[kind] = value
        return cls(found.get("session"), day_in(found.get("document", "")), day_in(found.get("closes", "")))


def day_in(text: str) -> date | None:
    """The day that a text writes; None where it writes none."""
    try:
        return when(text).day
    except RequestError:
        return None


NOTHING_SUPPOSED = WhatIf()


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
        acted = done.last if done else None
        for versions in deadlines(self.standing.body).values():
            for version in reversed(versions):
                anchor = anchors(version.rule.anchor or "") if version.rule.stage == stage else None
                due = version.day(anchor, self.holidays) if anchor else None
                if anchor and due and version.in_force(acted or max(due, self.today)):
                    yield Timing(version, anchor, due)
                    break

    def timing(self, stage: str, anchors: Anchors, done: When | None = None) -> Timing | None:
        """The deadline that binds a stage: the earliest of the latest days."""
        return min(self.timings(stage, anchors, done), key=lambda one: (one.is_target, one.due), default=None)

    def line(self, stage: str, anchors: Anchors, record: Record | None = None, **facts: Any) -> PlanLine:
        """A line under its deadline; what a record did is done on its day."""
        by = {"record": record.reference, "done": when(record.on)} if record else {}
        given = {**by, **facts}
        timing = self.timing(stage, anchors, given.get("done"))
        return PlanLine(stage=stage, **{**given, **({"timing": timing, "due": timing.due} if timing else {})})


def days_of(meeting: Gathering | None) -> dict[str, Any]:
    """The days of a line that is done at a meeting."""
    return {"due": meeting.opens.day, "until": meeting.closes.day} if meeting else {}


def anchor_at(meeting: Gathering | None) -> dict[str, date | None]:
    """The anchors that a meeting gives."""
    return {"meeting opening": meeting.opens.day, "meeting end": meeting.closes.day} if meeting else {}


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
