"""What stood on a day: the records of a subject as far as they had effect.

Effective dates and recorded times are two things: what stood on a day is told
with all that is known; what was known at a moment is the ledger up to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from escalade.workflow.values.dates import when

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from escalade.workflow.records.record import Record


def in_effect(records: Iterable[Record], day: date) -> tuple[Record, ...]:
    """The records of one subject that had taken effect by the end of a day.

    A month had passed when its last day had; an unknown day is taken to have
    come. An act on a record stands with the record it names, and nothing
    moves a subject that a move before it had not yet reached. What was annulled
    never took effect, whenever that was found: an annulment counts from the
    day of the act that it names.
    """
    kept: list[Record] = []
    names: set[str] = set()
    state: str | None = None
    stopped = False
    for record in records:
        last = None if record.act == "annul" else when(record.on).last
        named = getattr(record.motion, "records", ()) if record.act != "dispatch" else ()
        had_come = (last is None or last <= day) and names.issuperset(named)
        if record.moved and not stopped:
            stopped = not had_come
        if not had_come or (record.moved and stopped) or (not record.moved and state is None):
            continue
        names.add(record.reference)
        kept.append(msgspec.structs.replace(record, before=state, after=record.after if record.moved else state))
        state = kept[-1].after
    return tuple(kept)
