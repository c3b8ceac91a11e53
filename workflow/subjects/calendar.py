"""Meetings and sessions by the days on which they open and close."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from escalade.workflow.subjects.meeting import Gathering
    from escalade.workflow.subjects.standing import Standing


def days_of(gathering: Gathering) -> dict[str, str]:
    """When it may open at the earliest, and close at the latest."""
    opens, closes = gathering.opens.first, gathering.closes.last
    return {**({"opens": opens.isoformat()} if opens else {}), "closes": (closes or date.max).isoformat()}


def opening_from(kind: str, day: date, standing: Standing) -> Iterator[Gathering]:
    """Those that open on a day or later, the first to open first."""
    found = _in_order(kind, "opens", day, standing)
    yield from (one for one in found if one.opens.first and one.opens.first >= day)


def closing_from(kind: str, day: date | None, standing: Standing) -> Iterator[Gathering]:
    """Those that may close on a day or later, the first to close first."""
    found = _in_order(kind, "closes", day, standing)
    yield from (one for one in found if not (day and one.closes.last and one.closes.last < day))


def _in_order(kind: str, by: str, day: date | None, standing: Standing) -> Iterator[Gathering]:
    first = day.isoformat() if day else ""
    rows = standing.index.rows(kind, by, first) if standing.index else _sorted(kind, by, standing)
    yield from (one for _, name in rows if (one := standing.gathering(name)) is not None)


def _sorted(kind: str, by: str, standing: Standing) -> Iterable[tuple[str, str]]:
    """All that there are, where no order is kept."""
    names = (name for name in standing.subjects if name.startswith(f"{kind}/"))
    found = ((one, name) for name in names if (one := standing.gathering(name)) is not None)
    return sorted((days[by], name) for one, name in found if by in (days := days_of(one)))
