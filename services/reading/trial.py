"""The table as a filter: each act is tried on what is read so far.

The order is found by day and by the table: what is refused is tried again behind the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from escalade.models.reader import Reader
from escalade.models.store.clock import Stamp, new_salt, now
from escalade.services.reading.proposal import Proposal
from escalade.workflow.perform import perform
from escalade.workflow.subjects.standing import Memory
from escalade.workflow.values.dates import UNKNOWN, when
from escalade.workflow.values.errors import EscaladeError, Message

ON_RECORD = Message("It is on record already.")


def remember(register: Reader) -> Memory:
    """The records of a register, for acts to be tried on."""
    memory = Memory()
    for _, record in register.records():
        memory.take(record)
    return memory


def is_on_record(one: Proposal, memory: Memory) -> bool:
    """Whether the register holds the act already, as far as documents tell it."""
    if one.act == "appoint":
        body = memory.standing(now().date()).body
        return body.holds(str(one.fields["name"]), str(one.fields["office"]), when(UNKNOWN))
    told = {name: value for name, value in one.fields.items() if name not in one.demanded and name != "on"}
    records = [record for name in one.of[:1] if name in memory.subjects for record in memory.subjects[name].records]
    held = [msgspec.to_builtins(record.motion) for record in records if record.act == one.act]
    return bool(one.grounds) and any(all(same.get(name) == value for name, value in told.items()) for same in held)


def try_in_order(proposals: Iterable[Proposal], memory: Memory) -> list[Proposal]:
    """Try proposed acts, in an order in which the table takes them.

    Those that it refuses come last, each with the cause.
    """
    waiting, taken, known = list[Proposal](), list[Proposal](), list[Proposal]()
    for one in sorted(proposals, key=_first_day):
        one.refused = ON_RECORD if is_on_record(one, memory) else ""
        (known if one.refused else waiting).append(one)
    while waiting:
        refused = [one for one in waiting if not _take(one, memory, taken)]
        if len(refused) == len(waiting):
            return [*taken, *refused, *known]
        waiting = refused
    return [*taken, *known]


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
