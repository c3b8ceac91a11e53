"""Count what may be tried so many times, until all is forgotten.

Each count is the moment from which nothing is counted any more: an attempt
puts it off by its share of the time in which all of them come back. So a row
says by itself when it may go.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import col, delete, func, select

from escalade.models.server.tables import AttemptRow

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlmodel import Session as Transaction

    from escalade.models.server.store import ServerStore

MOST_COUNTS = 20_000
"""How many counts are kept at once; those that end first make room."""
Shares = dict[str, float]
"""By what is counted, how many seconds one attempt takes to come back."""


def admit_attempt(store: ServerStore, shares: Shares, seconds: float, now: float) -> float:
    """Count an attempt, or say for how many seconds none may be made.

    Args:
        store: where it is counted.
        shares: what it is counted for.
        seconds: how long all attempts take to come back.
        now: in seconds since 1970, UTC.
    """
    with store.transaction() as within:
        ends = _find_ends(within, shares, now)
        wait = max(ends[key] + share - now - seconds for key, share in shares.items())
        if wait > 0:
            return wait
        _keep(within, {key: ends[key] + share for key, share in shares.items()}, now)
        return 0


def forgive_attempt(store: ServerStore, shares: Shares, cleared: str, now: float) -> None:
    """Take back what an attempt counted that succeeded.

    Args:
        store: where it was counted.
        shares: what it was counted for.
        cleared: of what nothing is counted any more.
        now: in seconds since 1970, UTC.
    """
    with store.transaction() as within:
        ends = _find_ends(within, shares, now)
        taken = {key: ends[key] - share for key, share in shares.items() if key != cleared}
        _keep(within, {**taken, cleared: now}, now)


def _find_ends(within: Transaction, shares: Shares, now: float) -> dict[str, float]:
    """From when on nothing is counted, of each; now where nothing is."""
    rows = within.exec(select(AttemptRow).where(col(AttemptRow.key).in_(list(shares)))).all()
    return dict.fromkeys(shares, now) | {row.key: max(row.ends, now) for row in rows}


def _keep(within: Transaction, ends: Mapping[str, float], now: float) -> None:
    """Keep counts in place of earlier ones; what ended goes, and what is too much."""
    for key, until in ends.items():
        within.merge(AttemptRow(key=key, ends=until))
    within.flush()
    within.exec(delete(AttemptRow).where(col(AttemptRow.ends) <= now))
    surplus = within.exec(select(func.count()).select_from(AttemptRow)).one() - MOST_COUNTS
    if surplus > 0:
        first = select(AttemptRow.key).order_by(col(AttemptRow.ends), col(AttemptRow.key)).limit(surplus)
        within.exec(delete(AttemptRow).where(col(AttemptRow.key).in_(first)))
