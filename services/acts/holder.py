"""Whose position is meant, where a record of it is named."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from escalade.services.acts.references import record
from escalade.workflow.motions import TakePosition
from escalade.workflow.subjects.topic import Topic
from escalade.workflow.values.errors import RequestError

if TYPE_CHECKING:
    from escalade.models.reader import Reader
    from escalade.workflow.records.record import Record


def with_holders(fields: dict[str, Any], reader: Reader) -> dict[str, Any]:
    """The fields with each holder by name, in the place of one or of several.

    A record of a position means its holders, which is the only way to mean a
    name that was erased; where they are not to be named, the act names them no
    more than it did. What is not of its shape, or given in both places, is
    left to be refused.
    """
    one, several = fields.get("holder"), fields.get("holders")
    words = several or [one]
    if (one and several) or not all(isinstance(word, str) and word for word in words):
        return fields
    meant = [_position(word, reader) for word in words]
    names = [
        name
        for word, position in zip(words, meant, strict=True)
        for name in (_holders(position, reader) if position else (word,))
    ]
    rest = {name: value for name, value in fields.items() if name not in {"holder", "holders"}}
    if any(getattr(position.motion, "unattributed", False) for position in meant if position):
        rest["unattributed"] = True
    return {**rest, **({"holders": names} if len(names) > 1 else {"holder": names[0]})}


def _position(word: str, reader: Reader) -> Record | None:
    """The record of a position that a word names, if it names one."""
    try:
        found = reader.standing().record(record(word, reader))
    except RequestError:
        return None
    return found if isinstance(found.motion, TakePosition) else None


def _holders(position: Record, reader: Reader) -> tuple[str, ...]:
    """Those who hold an objection still; where nobody does, all whose the position was."""
    topic = reader.standing().subject(position.subject)
    still = topic.objecting.get(position.reference, ()) if isinstance(topic, Topic) else ()
    return still or (position.motion.whose if isinstance(position.motion, TakePosition) else ())
