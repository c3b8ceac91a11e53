"""Limit records and papers to what an audience may see.

Records are told without the topics that their reader may not know of. An issued
paper is for whoever reads all that it was drawn from.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, cast

import msgspec

from escalade.models.store import statements
from escalade.models.store.statements import LIMITED, VIEWS, Connection
from escalade.models.views.view import Subjects
from escalade.workflow.motions import COMMON, Issue, Motion, fields
from escalade.workflow.records.audience import as_read, may_read, strictest
from escalade.workflow.records.record import Record, decode, personal_fields
from escalade.workflow.subjects.subject import Subject
from escalade.workflow.values.errors import RequestError
from escalade.workflow.values.reference import kind_of, record_parts


def hide_topics(records: Iterable[Record], subjects: Subjects) -> tuple[Record, ...]:
    """Hide the topics of which the reader may read nothing.

    An act may touch, concern or cite several topics, and not each is for
    every reader of its records.
    """
    return tuple([_without(record, subjects) for record in records])


def withholds(record: str, data: bytes, subjects: Mapping[str, Subject]) -> bool:
    """Whether the bytes of a record hold more than its reader may read.

    They name a topic of which the reader may know nothing, whoever objected
    before others alone. What is a commitment there tells nobody a word. The
    procedure's own view of subjects has no reader.
    """
    reader = getattr(subjects, "reader", None)
    if reader not in LIMITED:
        return False
    seen = cast("Subjects", subjects)
    written, shown = decode(data, seen.texts), seen.get(record_parts(record)[0])
    told = next((one for one in as_read(shown.readable, reader) if one.reference == record), None) if shown else None
    return told is None or told.touched != written.touched or _says_less(told.motion, written.motion)


def _says_less(told: Motion, written: Motion) -> bool:
    """Whether a motion is told otherwise than it is written, commitments left out."""
    left_out = {*COMMON, *personal_fields(written)}
    names = (info.name for info in fields(type(written)) if info.name not in left_out)
    return any(getattr(told, name) != getattr(written, name) for name in names)


def _without(record: Record, subjects: Subjects) -> Record:
    changes: dict[str, Any] = {}
    if len(record.touched) > 1 and (touched := _left(record.touched, (), subjects)) is not record.touched:
        changes["touched"] = touched
    motion, said = record.motion, {}
    for name, default in _own(type(motion)):
        value = getattr(motion, name)
        if value and (left := _left(value, default, subjects)) is not value:
            said[name] = left
    if said:
        changes["motion"] = msgspec.structs.replace(motion, **said)
    return msgspec.structs.replace(record, **changes) if changes else record


@cache
def _own(shape: type[Motion]) -> tuple[tuple[str, Any], ...]:
    """The fields that a motion adds to what every motion has, with their defaults."""
    return tuple((info.name, info.default) for info in fields(shape) if info.name not in COMMON)


def _left(value: Any, default: Any, subjects: Subjects) -> Any:
    """A value without the hidden topics that it names, however deep; itself where it names none.

    What a correction sets is as deep as the fields that it corrects: where it
    sets a hidden topic alone, nothing stands there.
    """
    if isinstance(value, str):
        return default if _names_hidden(value, subjects) else value
    if isinstance(value, Mapping):
        kept = {name: _left(one, "", subjects) for name, one in value.items() if not _names_hidden(name, subjects)}
        return value if len(kept) == len(value) and all(kept[name] is one for name, one in value.items()) else kept
    if isinstance(value, tuple | list):
        shown = [one for one in value if not (isinstance(one, str) and _names_hidden(one, subjects))]
        left = [_left(one, "", subjects) for one in shown]
        is_same = len(left) == len(value) and all(new is old for new, old in zip(left, value, strict=True))
        return value if is_same else type(value)(left)
    return value


def _names_hidden(text: str, subjects: Subjects) -> bool:
    """Whether a text is the reference of a hidden topic, or of a record of one."""
    if "/" not in text:
        return False
    reference = text.partition("#")[0]
    try:
        return kind_of(reference) == "topic" and subjects.hides(reference)
    except RequestError:  # a source or a word, and no reference
        return False


READERS = {"note": "members", "agenda": "members", "follow-up": "members"}
"""For whom the views in a kind of paper always were; the others are for the public."""


def narrow_papers(records: Iterable[Record], connection: Connection) -> tuple[Record, ...]:
    """Narrow each issue to the readers of what its paper was drawn from."""
    return tuple(_narrowed(record, connection) if record.act == "issue" else record for record in records)


def readership(record: Record, connection: Connection) -> str:
    """The readers of a paper, by the record of its issue.

    A paper that does not say for whom it was drawn was drawn from all there
    was: it is for whoever may read every record that it could print.
    """
    motion = record.motion
    if not isinstance(motion, Issue):
        return record.audience
    if motion.drawn_for:
        return strictest((record.audience, motion.drawn_for))
    name, own = record.subject, READERS.get(motion.kind or "", "public")
    found = connection.execute(
        statements.NOT_PUBLIC, (name, record.ordinal, f"{name}/", f"{name}0")
    ).fetchall()  # nought comes next after the stroke
    # of views, every kind of paper printed only what its readers may see
    drawn = (audience for act, audience in found if act not in VIEWS or may_read(own, audience))
    return strictest((record.audience, *drawn))


def _narrowed(record: Record, connection: Connection) -> Record:
    audience = readership(record, connection)
    return record if audience == record.audience else msgspec.structs.replace(record, audience=audience)
