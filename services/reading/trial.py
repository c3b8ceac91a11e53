"""The table as a filter: each proposed act is tried on what is read so far.

The order is found by day and by the table: what is refused is tried again behind the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from escalade.models.store.clock import Stamp, new_salt, now
from escalade.services.reading.proposal import Proposal
from escalade.workflow.perform import perform
from escalade.workflow.subjects.standing import Memory
from escalade.workflow.values.dates import when
from escalade.workflow.values.errors import EscaladeError


def try_in_order(proposals: Iterable[Proposal], memory: Memory) -> list[Proposal]:
    """Try proposed acts, in an order in which the table takes them.

    Those that it refuses come last, each with the cause.
    """
    waiting, taken = sorted(proposals, key=_first_day), list[Proposal]()
    while waiting:
        refused = [one for one in waiting if not _take(one, memory, taken)]
        if len(refused) == len(waiting):
            return [*taken, *refused]
        waiting = refused
    return taken


def _take(one: Proposal, memory: Memory, taken: list[Proposal]) -> bool:
    """Try one act; what it comes to is kept, or the cause."""
    stamp = Stamp(now, new_salt)
    try:
        stamped = stamp.on(one.motion(), memory.last_at)
        outcome = perform(stamped, memory.standing(stamp.today()), warned=False)
    except (EscaladeError, msgspec.ValidationError) as error:
        one.refused = str(error)
        return False
    for record in outcome.records:
        memory.take(record)
    one.refused = ""
    taken.append(one)
    return True


FIRST: Sequence[str] = ("constitute", "appoint", "convene", "record consultation", "open round", "propose")
"""What others rest on, whatever its day."""


def _first_day(one: Proposal) -> tuple[int, str]:
    place = FIRST.index(one.act) if one.act in FIRST else len(FIRST)
    on = str(one.fields.get("on") or one.fields.get("opens") or "")
    known = when(on).last if on and on != "unknown" else None
    return place, known.isoformat() if known else ""
