"""An exact time with its zone, such as the end of a silence."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from escalade.workflow.values.dates import EARLIEST, LATEST
from escalade.workflow.values.errors import Message, RequestError

_SHAPE = r"(?P<clock>(?P<year>\d{4})-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?)(?P<offset>[+-]\d{2}:\d{2}|Z)?( (?P<zone>\S+))?"
FOLDS = (0, 1)


class InstantError(RequestError):
    """A time that is not written as one, or that no clock shows."""

    sentence = (
        "“{text}” {problem}. Write a time and its zone as “2017-05-24T18:00 Europe/Zurich”, "
        "or with its offset as “2017-05-24T18:00+02:00”."
    )


@lru_cache(maxsize=1024)
def instant(text: str) -> datetime:
    """Read a time with its zone, or with its offset.

    >>> instant("2017-05-24T18:00 Europe/Zurich").isoformat()
    '2017-05-24T18:00:00+02:00'
    """
    shape = re.fullmatch(_SHAPE, text, re.ASCII)
    if shape is None or not (shape["zone"] or shape["offset"]) or not EARLIEST <= int(shape["year"]) <= LATEST:
        raise InstantError(text=text, problem=Message("is no time with its zone"))
    try:
        if not shape["zone"]:
            return datetime.fromisoformat(text)
        zone, clock = ZoneInfo(shape["zone"]), datetime.fromisoformat(shape["clock"])
    except (ValueError, OSError, LookupError):
        raise InstantError(text=text, problem=Message("is no time of a zone that exists")) from None
    possible = {found.utcoffset(): found for fold in FOLDS if _is_shown(found := clock.replace(tzinfo=zone, fold=fold))}
    if shape["offset"]:
        wanted = datetime.fromisoformat(f"{shape['clock']}{shape['offset']}").utcoffset()
        possible = {offset: found for offset, found in possible.items() if offset == wanted}
    if not possible:
        problem = Message("is shown by no clock there: the hour is left out that night, or the offset is wrong")
        raise InstantError(text=text, problem=problem)
    if len(possible) > 1:
        problem = Message("is shown twice that night; add the offset, as in 2017-10-29T02:30+01:00 Europe/Zurich")
        raise InstantError(text=text, problem=problem)
    return next(iter(possible.values()))


def local_time(text: str, zone: str) -> datetime:
    """A time by the clock of a zone; by its own where none is named."""
    return in_zone(instant(text), zone)


def in_zone(time: datetime, zone: str) -> datetime:
    """A time by the clock of a zone; by its own where none is named."""
    return time.astimezone(ZoneInfo(zone)) if zone else time


def day_of(moment: str, zone: str) -> date:
    """The day of a moment at the seat whose zone it is, or in UTC."""
    return in_zone(datetime.fromisoformat(moment), zone).date()


def _is_shown(time: datetime) -> bool:
    return time.astimezone(UTC).astimezone(time.tzinfo).replace(tzinfo=None) == time.replace(tzinfo=None)
