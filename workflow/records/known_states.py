"""The states of a subject, as whoever may not read all of it knows them.

A record says in which state it met its subject. Where an act that a reader may
not read had left that state, it would tell them of the act.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from escalade.workflow.motions import Annul
from escalade.workflow.procedure import ANNULLED, OUTLIVED, table
from escalade.workflow.records.history import find_stretches, is_move, list_stretches, may_come_late
from escalade.workflow.values.dates import when
from escalade.workflow.values.reference import kind_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from escalade.workflow.records.record import Record


def tell_known_states(written: Sequence[Record], shown: tuple[Record, ...]) -> tuple[Record, ...]:
    """Tell the shown records in the states that these records tell themselves.

    Each begins where the one before it that is shown left the subject. The first
    of all says what it says where it moves nothing: no other tells a state.

    Args:
        written: all records of a subject, in the order of recording.
        shown: those of them that a reader may read.
    """
    names = {record.reference for record in shown}
    if not any(record.moved and record.reference not in names for record in written):
        return shown
    told: dict[str, Record] = {}
    state: str | None = None
    for record in shown:
        known = _in_known_state(record, state, told)
        told[record.reference] = known
        state = known.after if known.moved or state is None else state
    return tuple(told.values())


def _in_known_state(record: Record, state: str | None, told: Mapping[str, Record]) -> Record:
    """A record as it begins in a state, and where it leads from there."""
    before = after = state
    if state is None:
        before, after = (None if record.moved else record.before), record.after
    elif record.act == "annul":
        after = _state_before(record, state, told)
    elif record.moved:
        after = record.after
    elif may_come_late(record):
        before = after = _state_on_its_day(record, state, told)
    if (before, after) == (record.before, record.after):
        return record
    return msgspec.structs.replace(record, before=before, after=after)


def _state_before(annulment: Record, state: str, told: Mapping[str, Record]) -> str:
    """The state to which an annulment leads back, as the table is read backwards."""
    for name in _annulled_by(annulment):
        if name in told and told[name].moved:
            return told[name].before or ANNULLED
    return state


def _state_on_its_day(record: Record, state: str, told: Mapping[str, Record]) -> str:
    """The latest state by the day of an act that may come late in which it may be done, as it met its subject."""
    annulled = {name for one in told.values() for name in _annulled_by(one)}
    moves = [one for one in told.values() if is_move(one) and one.reference not in annulled]
    reached = [one.move.after for one in find_stretches(moves, when(record.on))]
    every = reached or [one.move.after for one in list_stretches(moves)]
    rows, kind = table(), kind_of(record.subject)
    with_row = [one for one in every if (kind, one, record.act) in rows]
    mattering = [one for one in with_row if record.act != "lift objection" or one not in OUTLIVED]
    return next(iter((*mattering, *with_row, *reached)), state)


def _annulled_by(record: Record) -> tuple[str, ...]:
    """The records that a record annuls; none where their topic is not named to the reader."""
    return record.motion.records if isinstance(record.motion, Annul) else ()
