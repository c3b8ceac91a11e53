"""Stamp acts with their moment, their day, and salts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import msgspec

from escalade.workflow.motions import Motion
from escalade.workflow.records.record import personal_fields
from escalade.workflow.values.dates import EARLIEST, LATEST
from escalade.workflow.values.errors import RegisterError

Clock = Callable[[], datetime]
Salts = Callable[[], str]

SKEW_SECONDS = 5.0
"""How far two clocks may differ before a time is refused as running back."""


def check_clock(time: datetime) -> datetime:
    """A time that a clock says, if it is one at which anything is recorded."""
    if not EARLIEST < time.year <= LATEST:
        sentence = (
            "This machine's clock says {at}, and days are recorded in the years {earliest} to {latest}: "
            "set the clock right."
        )
        facts = {"at": time.isoformat(timespec="minutes"), "earliest": EARLIEST, "latest": LATEST}
        raise RegisterError("clock-year", sentence, **facts)
    return time


def now() -> datetime:
    """The present moment, UTC."""
    return check_clock(datetime.now(UTC))


def day_in(time: datetime, zone: str) -> date:
    """The day of a time at the seat; by the machine while none is known."""
    if not zone:
        return time.astimezone().date()
    from escalade.workflow.values.instant import in_zone  # reading asks for it where the day matters

    return in_zone(time, zone).date()


def new_salt() -> str:
    """Sixteen random bytes, in hexadecimal."""
    import secrets  # only where a salt is drawn

    return secrets.token_hex(16)


def moment(time: datetime) -> str:
    """A moment as records write it: UTC, to the microsecond."""
    return f"{time.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='microseconds')}Z"


def _day_told(motion: Motion) -> str | None:
    """The day that a field of a motion tells, such as that of a hearing."""
    return getattr(motion, motion.happened) if motion.happened else None


class Stamp:
    """A clock and a source of salts."""

    def __init__(self, clock: Clock, salts: Salts) -> None:
        self._clock, self._salts = clock, salts

    def today(self, zone: str = "") -> date:
        """The day it is at the seat; by the machine while none is known."""
        return day_in(self._clock(), zone)

    def moment(self) -> str:
        """This moment, as records write it."""
        return moment(self._clock())

    def on(self, motion: Motion, newest: str, zone: str = "") -> Motion:
        """The motion with its moment, day and salts where it has none.

        Its moment is behind the newest record; its day is that of the seat, in its zone.
        """
        at = motion.at or self._moment_after(newest)
        texts = (name for name in personal_fields(motion) if name not in motion.erased)
        salts = {name: motion.salts.get(name) or self._salts() for name in texts}
        if motion.at and motion.on and salts == motion.salts:
            return motion
        return msgspec.structs.replace(
            motion, at=at, on=motion.on or _day_told(motion) or self.today(zone).isoformat(), salts=salts
        )

    def _moment_after(self, newest: str) -> str:
        """This moment, or the one after the newest record's where clocks differ."""
        time = self._clock()
        at = moment(time)
        if at > newest:
            return at
        last = datetime.fromisoformat(newest)
        if (last - time).total_seconds() > SKEW_SECONDS:
            sentence = (
                "The newest record was made at {newest}, and this machine's clock says {at}. "
                "Recorded times never run backwards: set the clock right."
            )
            raise RegisterError("clock", sentence, newest=newest, at=at)
        return moment(last + timedelta(microseconds=1))
