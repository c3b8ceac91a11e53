"""The meeting or session that is under way, and what it gives an act."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalade.workflow.subjects.meeting import Gathering
from escalade.workflow.values.dates import when

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from escalade.web.auth.sight import Sight


def gatherings(kind: str, sight: Sight) -> list[Gathering]:
    """The meetings or the sessions on record, the first to open first."""
    return sorted(_found(kind, sight), key=lambda one: (one.opens.first is None, one.opens.first, one.label))


def _found(kind: str, sight: Sight) -> Iterator[Gathering]:
    for reference in sight.register.references():
        subject = sight.whole.subjects.get(reference) if reference.startswith(f"{kind}/") else None
        if isinstance(subject, Gathering):
            yield subject


def under_way(kind: str, sight: Sight) -> Gathering | None:
    """What is being held; else what was held last and has no report yet.

    Before the first, that one.
    """
    today, there = when(sight.whole.today.isoformat()), gatherings(kind, sight)
    begun = [one for one in there if one.opens.may_precede(today)]
    awaiting = [one for one in begun if one.state == "convened"]
    return next(iter([*reversed(awaiting), *reversed(begun), *there]), None)


def day_of(gathering: Gathering, today: date) -> str:
    """The day of an act there: today while it is held, else its last day."""
    now = when(today.isoformat())
    held = gathering.opens.may_precede(now) and now.may_precede(gathering.closes)
    return now.text if held or gathering.closes.last is None else gathering.closes.text
