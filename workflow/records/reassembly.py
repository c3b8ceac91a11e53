"""The motion of a whole act, put together again from its records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
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
    salts = {name: salt for record in same for name, salt in record.motion.salts.items()}
    texts = {name: getattr(one.motion, name) for one in same for name in one.motion.salts}  # as far as any has them
    erased = tuple(name for name in first.motion.erased if name not in salts)
    amended = {key: text for one in same for key, text in (getattr(one.motion, "amended", None) or {}).items()}
    silence = tuple(name for one in same for name in getattr(one.motion, "silence", ()))
    own = {name: value for name, value in (("amended", amended), ("silence", silence)) if value}
    return msgspec.structs.replace(first.motion, **changes, **texts, salts=salts, erased=erased, **own)
