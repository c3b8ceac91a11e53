"""Audiences: records are public, for members, or for the office."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from escalade.workflow.motions import Correct, LiftObjection, Voiced
from escalade.workflow.motions.mistake import OnRecord
from escalade.workflow.records.history import HeldObjection, find_endings, in_force, is_attributed, objections_in
from escalade.workflow.records.record import Record
from escalade.workflow.values.step import OF_RECORDS

READERS = ("public", "members", "office")
"""Each reads what those before it read."""
WITH_OWN_READERS = frozenset({"take position", "record statement", "receive", "issue"})
"""Acts that neither move a subject nor change what did: each record may have readers of its own."""
NAMING = frozenset({"holders", "objections"})
"""The fields of a lifting that say which objections end."""
UNNAMED = "unattributed"
"""What stands for a holder who is not to be named."""


def may_read(reader: str, audience: str) -> bool:
    """Whether what is for an audience may be shown to a reader.

    >>> may_read("members", "public"), may_read("public", "members")
    (True, False)
    """
    return READERS.index(audience) <= READERS.index(reader)


def strictest(audiences: Iterable[str]) -> str:
    """The narrowest of several audiences: public where there is none.

    >>> strictest(["public", "office", "members"])
    'office'
    """
    return max(audiences, key=READERS.index, default=READERS[0])


def with_readers(records: tuple[Record, ...]) -> tuple[Record, ...]:
    """The records of a subject, with the readers that each has now."""
    opening = [one.motion for one in records if isinstance(one.motion, Correct) and "audience" in one.motion.fields]
    if not opening:
        return records
    opened = {motion.records[0]: motion.fields["audience"] for motion in opening}
    told: dict[str, Record] = {}
    for record in records:
        named = record.motion.records[0] if isinstance(record.motion, OnRecord) else records[0].reference
        followed = None if record.act in WITH_OWN_READERS else told.get(named)
        audience = followed.audience if followed else opened.get(record.reference, record.audience)
        motion = msgspec.structs.replace(record.motion, audience=audience)
        told[record.reference] = msgspec.structs.replace(record, audience=audience, motion=motion)
    return tuple(told.values())


def readable(records: tuple[Record, ...], reader: str) -> tuple[Record, ...]:
    """The records that a reader may read; none if the first is for others."""
    return tuple(_readable(records, reader)) if records and may_read(reader, records[0].audience) else ()


def _readable(records: Iterable[Record], reader: str) -> Iterator[Record]:
    kept: set[str] = set()
    narrowed: set[str] = set()
    objections: dict[HeldObjection, Record] = {}
    for record in records:
        about, motion, told = getattr(record.motion, "records", ()), record.motion, record
        objections |= objections_in(record)
        if isinstance(motion, LiftObjection):
            told = _narrowed(record, motion, objections, reader)
        elif isinstance(motion, Correct) and not narrowed.isdisjoint(about):
            told = _without(record, {"fields": {key: one for key, one in motion.fields.items() if key not in NAMING}})
        if may_read(reader, told.audience) and kept.issuperset(about if record.act in OF_RECORDS else ()):
            kept.add(record.reference)
            narrowed.update({record.reference} if told.motion is not motion else ())
            yield told


def _narrowed(
    record: Record, lifting: LiftObjection, objections: Mapping[HeldObjection, Record], reader: str
) -> Record:
    # A lifting names whose objections it ends. Where one bears another name now, it may be any of them.
    ends = find_endings(lifting, objections)
    shown = [one for one in ends if may_read(reader, objections[one].audience)]
    if len(ends) < len(lifting.holders):
        ends = tuple(objections)
    elif shown and len(shown) < len(ends):
        names, named = tuple(name for name, _ in shown), tuple(dict.fromkeys(record for _, record in shown))
        record = _without(record, {"objections": named, **({"holders": names} if lifting.holders else {})})
        ends = tuple(shown)
    audience = strictest((record.audience, *(objections[one].audience for one in ends)))
    return record if audience == record.audience else msgspec.structs.replace(record, audience=audience)


def as_read(records: Iterable[Record], reader: str) -> tuple[Record, ...]:
    """The records that a reader may read; who is not to be named is not.

    They stay apart: the first is `unattributed`, the next `unattributed (2)`.
    """
    shown: list[Record] = []
    told = tuple(_readable(records, reader))
    names: dict[str, str] = {}
    unnamed = find_unnamed(told)
    for record in told:
        motion = record.motion
        if isinstance(motion, Voiced) and record.reference in unnamed:
            for name in motion.holders:
                names.setdefault(name, f"{UNNAMED} ({len(names) + 1})" if names else UNNAMED)
            marked = tuple([names[name] for name in motion.holders])
            shown.append(_without(record, {"unattributed": True, "holders": marked}))
        elif isinstance(motion, Correct) and "holders" in motion.fields:
            others = {key: one for key, one in motion.fields.items() if key != "holders"}
            shown.append(_without(record, {"fields": others}))
        else:
            shown.append(record)
    return tuple(shown)


def find_unnamed(records: Iterable[Record]) -> set[str]:
    """Find the records of which no reader is told who speaks in them.

    Whoever is not to be named as lifting an objection may have been named as
    making it: it is told without a name as well, and so is whatever else ended of it.
    """
    told = tuple(records)
    unnamed = {one.reference for one in told if isinstance(one.motion, Voiced) and not is_attributed(one)}
    tied = list(_tie_liftings(told)) if unnamed else []
    while more := [one for one in tied if not (unnamed.isdisjoint(one) or unnamed.issuperset(one))]:
        unnamed.update(*more)
    return unnamed


def _tie_liftings(records: Iterable[Record]) -> Iterator[set[str]]:
    """Tie each lifting that is told by holders to the objections that it ends."""
    standing: dict[HeldObjection, Record] = {}
    for record in in_force(tuple(records)):
        motion = record.motion
        standing |= objections_in(record)
        if isinstance(motion, LiftObjection):
            ends = find_endings(motion, standing)
            standing = {one: position for one, position in standing.items() if one not in ends}
            if motion.holders or motion.unattributed:
                yield {record.reference, *(reference for _, reference in ends)}


def _without(record: Record, hidden: dict[str, Any]) -> Record:
    return msgspec.structs.replace(record, motion=msgspec.structs.replace(record.motion, **hidden))
