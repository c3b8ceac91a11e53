"""The motion of a whole act, put together again from its records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

import msgspec

from escalade.workflow.motions import Motion
from escalade.workflow.records.record import Record

T = TypeVar("T")


def acts(records: Iterable[Record]) -> Iterator[tuple[Record, ...]]:
    """The records of each act together, in the order of the ledger."""
    return together(records, lambda record: len(record.touched))


def together(items: Iterable[T], how_many: Callable[[T], int]) -> Iterator[tuple[T, ...]]:
    """Gather what follows one another, as many as each says that it is."""
    gathered: list[T] = []
    for item in items:
        gathered.append(item)
        if len(gathered) == how_many(item):
            yield tuple(gathered)
            gathered = []
    if gathered:
        yield tuple(gathered)


def motion_of_act(records: Sequence[Record]) -> Motion:
    """The motion that made these records, as it can be made again.

    Records that came along (a merger's other half, topics set aside) follow
    from the first one's motion.
    """
    first = records[0]
    if len(records) == 1 and not hasattr(first.motion, "records"):
        return msgspec.structs.replace(first.motion, of=(first.subject,))
    same = [record for record in records if record.act == first.act]
    changes: dict[str, object] = {"of": tuple(record.subject for record in same)}
    if hasattr(first.motion, "records"):
        named = [name for record in same for name in getattr(record.motion, "records", ())]
        changes = {"of": (), "records": tuple(dict.fromkeys(named))}
    if any(record.audience != first.audience for record in records):  # each has the readers of its subject
        changes["audience"] = None
    changes.update(_texts(same))
    changes.update(_joined(same))
    return msgspec.structs.replace(first.motion, **changes)


def _texts(records: Sequence[Record]) -> dict[str, object]:
    salts = {name: salt for record in records for name, salt in record.motion.salts.items()}
    texts = {name: getattr(one.motion, name) for one in records for name in one.motion.salts}
    erased = tuple(name for name in records[0].motion.erased if name not in salts)
    return {**texts, "salts": salts, "erased": erased}


def _joined(records: Sequence[Record]) -> dict[str, object]:
    amended: dict[str, object] = {}
    silence = tuple(name for record in records for name in getattr(record.motion, "silence", ()))
    for record in records:
        own = getattr(record.motion, "amended", None)
        if isinstance(own, Mapping):
            amended.update(own)
    return {**({"amended": amended} if amended else {}), **({"silence": silence} if silence else {})}
