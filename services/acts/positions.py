"""Find the positions that an act is about, by their holders or records."""

from __future__ import annotations

from typing import Any

from escalade.models.reader import Reader
from escalade.services.acts.references import record
from escalade.workflow.motions import TakePosition
from escalade.workflow.records.history import HeldObjection, is_erased
from escalade.workflow.records.record import Record
from escalade.workflow.subjects.position import Question
from escalade.workflow.subjects.topic import Topic
from escalade.workflow.values.errors import RequestError
from escalade.workflow.values.message import Message, Series


def with_holders(fields: dict[str, Any], reader: Reader) -> dict[str, Any]:
    """The fields with each holder by name.

    A record of a position means its holders, which is the only way to mean a
    name that was erased; where they are not to be named, the act names them no
    more than it did. What is not of its shape is left to be refused.
    """
    words = fields.get("holders")
    if not words or not _are_names(words):
        return fields
    meant = [_position(word, reader) for word in words]
    names = [
        name
        for word, position in zip(words, meant, strict=True)
        for name in (_holders(position, reader) if position else (word,))
    ]
    hidden = any(getattr(position.motion, "unattributed", False) for position in meant if position)
    return {**fields, "holders": names, **({"unattributed": True} if hidden else {})}


def _are_names(words: Any) -> bool:
    """Whether what was given for holders is a list of names."""
    return isinstance(words, list | tuple) and all(isinstance(word, str) and word for word in words)


def with_objections(fields: dict[str, Any], reader: Reader) -> dict[str, Any]:
    """The fields of a lifting with the records of the objections that end.

    One for all who still hold an objection that is not attributed names
    nobody: it stays lifted when names are erased.

    Raises:
        RequestError: a record is unknown, or an objection bears no name any more.
    """
    topic = reader.standing().topic(next(iter(fields.get("of", ())), ""))
    words = fields.get("holders", [])
    if topic is None or not _are_names(words):
        return fields
    given = list(fields.get("objections", ()))
    positions = {word: found.reference for word in words if (found := _position(word, reader))}
    names = [word for word in words if word not in positions]
    held, whole = list(topic.standing_objections), [*positions.values(), *([] if names else given)]
    among = {name: (name, of) for name, of in held if not given or of in given}
    if any(name not in among for name in names):
        _refuse_erased(topic, names)
        return {**fields, **({"objections": [*given, *positions.values()]} if given or positions else {})}
    ends = [*(one for one in held if one[1] in whole), *(among[name] for name in names)]
    records = list(dict.fromkeys([*given, *positions.values(), *(of for _, of in ends)]))
    return {**fields, "objections": records, **_lifting(topic, list(dict.fromkeys(ends)), records)}


def with_earlier_positions(fields: dict[str, Any], reader: Reader) -> dict[str, Any]:
    """Add to an erasure the positions that stay replaced without names.

    Raises:
        RequestError: a record is unknown.
    """
    given = list(fields.get("replaced", ()))
    standing = reader.standing()
    erased = {one for name in fields.get("records", ()) for one in standing.record(name).touched}
    subjects = map(standing.subject, {name.rpartition("#")[0] for name in erased})
    for question in (one for one in subjects if isinstance(one, Question)):
        for held, motion in question.positions:
            concerned = motion.unattributed and not erased.isdisjoint({held.reference, *question.list_replacing(held)})
            if concerned and not question.still_held(held):
                given.append(held.reference)
    return {**fields, **({"replaced": list(dict.fromkeys(given))} if given else {})}


def _lifting(topic: Topic, ends: list[HeldObjection], records: list[str]) -> dict[str, Any]:
    """Whose objections end, as far as it is to be written down."""
    standing = topic.standing_objections
    hidden = any(getattr(standing[one].motion, "unattributed", False) for one in ends)
    names = [name for name, _ in ends]
    if hidden and len(ends) == sum(of in records for _, of in standing):
        names = []
    return {"holders": names, **({"unattributed": True} if hidden and names else {})}


def _refuse_erased(topic: Topic, names: list[str]) -> None:
    """Refuse names where one that stands was erased: it might be any of theirs.

    Raises:
        RequestError: names the records that are to be named.
    """
    erased = [held.reference for held in topic.standing_objections.values() if is_erased(held)]
    if erased:
        raise RequestError(
            Message(
                "No objection of {holders} stands by that name, and the names of others were erased. Name the record: "
                "{records}.",
                holders=Series(names),
                records=Series(erased, " or "),
            )
        )


def _position(word: str, reader: Reader) -> Record | None:
    """The record of a position that a word names, if it names one."""
    try:
        found = reader.standing().record(record(word, reader))
    except RequestError:
        return None
    return found if isinstance(found.motion, TakePosition) else None


def _holders(position: Record, reader: Reader) -> tuple[str, ...]:
    """List who holds an objection still; where nobody does, all whose it was."""
    topic = reader.standing().subject(position.subject)
    still = topic.objecting.get(position.reference, ()) if isinstance(topic, Topic) else ()
    return still or (position.motion.holders if isinstance(position.motion, TakePosition) else ())
