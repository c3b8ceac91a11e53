"""What an act is stamped with: its moment, its day, and its salts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import msgspec

from escalade.workflow.errors import RegisterError
from escalade.workflow.record import personal_fields

if TYPE_CHECKING:
    from escalade.workflow.motion import Motion

Clock = Callable[[], datetime]
Salts = Callable[[], str]

SKEW_SECONDS = 5.0
"""How far two clocks may differ before a time is refused as running back."""


class ClockError(RegisterError):
    """The clock was set back behind the newest record."""

    def __init__(self, newest: str, at: str) -> None:
        """Name the two moments."""
        self.newest, self.at = newest, at
        super().__init__(
            f"The newest record was made at {newest}, and this machine's clock says {at}. "
            "Recorded times never run backwards: set the clock right."
        )


def now() -> datetime:
    """The present moment, UTC."""
    return datetime.now(UTC)


def new_salt() -> str:
    """Sixteen random bytes, in hexadecimal."""
    import secrets  # only where a salt is drawn

    return secrets.token_hex(16)


def moment(time: datetime) -> str:
    """A moment as records write it: UTC, to the microsecond."""
    return f"{time.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='microseconds')}Z"


class Stamp:
    """A clock and a source of salts."""

    def __init__(self, clock: Clock, salts: Salts) -> None:
        """Take time and salts from these."""
        self._clock, self._salts = clock, salts

    def today(self) -> date:
        """The day it is where the officer sits."""
        return self._clock().astimezone().date()

    def moment(self) -> str:
        """This moment, as records write it."""
        return moment(self._clock())

    def on(self, motion: Motion, newest: str) -> Motion:
        """The motion with its moment, day and salts where it has none.

        Args:
            motion: the wish.
            newest: when the newest record was made.

        Raises:
            ClockError: the clock was set back.
        """
        at = motion.at or self._moment_after(newest)
        texts = (name for name in personal_fields(motion) if name not in motion.erased)
        salts = {name: motion.salts.get(name) or self._salts() for name in texts}
        if motion.at and motion.on and salts == motion.salts:
            return motion
        return msgspec.structs.replace(motion, at=at, on=motion.on or self.today().isoformat(), salts=salts)

    def _moment_after(self, newest: str) -> str:
        """This moment, or the one after the newest record's where clocks differ."""
        time = self._clock()
        at = moment(time)
        if at > newest:
            return at
        last = datetime.fromisoformat(newest)
        if (last - time).total_seconds() > SKEW_SECONDS:
            raise ClockError(newest, at)
        return moment(last + timedelta(microseconds=1))
