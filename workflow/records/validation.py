"""Decode a motion, and refuse one that cannot be read.

A malformed motion, or one that names what does not exist, is a request error.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from escalade.workflow.motions import Defer, Motion, RevokeKey, TextVersion
from escalade.workflow.motions.base import DESTINATIONS, TEXTS, Leaf, destinations, list_leaves, walk
from escalade.workflow.records.record import commitment_in, personal_fields
from escalade.workflow.values.constraints import check as check_value
from escalade.workflow.values.errors import FieldError, Message, RequestError, UnknownReferenceError
from escalade.workflow.values.instant import local_time
from escalade.workflow.values.reference import find_similar, kind_of, record_parts

if TYPE_CHECKING:
    from escalade.workflow.subjects.standing import Standing


NEW = frozenset({"propose", "introduce", "open round", "convene", "constitute"})
"""Acts that may be the first of their subject."""
RECORDS, TOPICS = frozenset({"record", "objection"}), frozenset({"topic", "sister"})
"""What names a record that must exist, and what names such a topic."""
GATHERINGS = frozenset({"meeting", "session"})
"""Kinds of subjects that may be called off."""
UNCHECKED = frozenset({"choice", "fact", "flag"})
"""The marks of what its type says enough about."""


def check(motion: Motion, standing: Standing, before: Motion | None = None) -> None:
    """Refuse a motion that is malformed, or that names what does not exist.

    What is wrong with the motion before, which this one corrects, is passed over,
    such as a session that was annulled since.
    """
    for name in motion.erased if before is None else ():
        if name not in personal_fields(motion) or commitment_in(getattr(motion, name)) is None:
            defect = Message("is named among the texts that were erased, and no commitment stands in its place")
            raise FieldError(name, defect)
    check_leaves(motion)
    known = set(map(str, _problems(before, standing))) if before is not None else set()
    for problem in _problems(motion, standing):
        if str(problem) not in known:
            raise problem


def check_leaves(motion: Motion) -> None:
    """Refuse a motion of which a value is malformed."""
    walk(type(motion), motion, _check_leaf)


def _check_leaf(leaf: Leaf) -> Any:
    if leaf.mark in TEXTS:
        if not leaf.value:
            raise FieldError(".".join(step for step in leaf.path if isinstance(step, str)), Message("is empty"))
        for language, words in leaf.value.items():
            check_value("language", language, leaf.path)
            check_value("line" if leaf.mark == "text" else "prose", words, (*leaf.path, language))
    elif leaf.mark not in UNCHECKED:
        check_value(leaf.mark, leaf.value, leaf.path)
    return leaf.value


def _problems(motion: Motion, standing: Standing) -> Iterator[RequestError]:
    for field, problem in _contradictions(motion):
        yield FieldError(field, problem)
    if time := getattr(motion, "time", None):
        yield from _of_time(time, motion, standing)
    for field in ("holders", "leaving"):
        names = getattr(motion, field, ())
        for name in (one for one in dict.fromkeys(names) if names.count(one) > 1):
            yield FieldError(field, Message("names {holder} twice; name each once", holder=name))
    named = (*motion.of, *getattr(motion, "set_aside", ()))
    if len(set(named)) != len(named):
        yield RequestError(Message("The act names the same subject twice; name each once."))
    for reference in motion.of:
        kind = kind_of(reference)
        if motion.act_name() not in NEW and standing.subject(reference).state is None:
            yield unknown(reference, kind, standing)
    yield from _unknown_places(motion, standing)
    yield from _unknown_mentions(motion, standing)


def _contradictions(motion: Motion) -> Iterator[tuple[str, str]]:
    if not getattr(motion, "records", motion.of):
        yield "records" if hasattr(motion, "records") else "of", "names nothing that the act is about"
    if motion.evidence.meeting and motion.evidence.session:
        yield "evidence", "names a meeting and a session; an act happens at one of them"
    if len(motion.evidence.attachment_names) not in {0, len(motion.evidence.attachments)}:
        yield "evidence.attachment_names", "does not give one name for each file that is attached"
    if isinstance(motion, RevokeKey) and motion.since and motion.reason != "compromised":
        yield "since", "says since when others had the secret, and goes with --reason compromised"
    for version in motion.having("version", "text").values():
        if isinstance(version, TextVersion) and version.questions_not_at_hand and version.questions:
            yield "version.questions_not_at_hand", "stands beside questions; give one or the other"
    for reference in getattr(motion, "amended", ()):
        if reference not in motion.of:
            yield "amended", f"has a text for {reference}, which the act is not about"


def _of_time(time: str, motion: Motion, standing: Standing) -> Iterator[FieldError]:
    day = local_time(time, standing.body.time_zone).date().isoformat()
    if day != motion.on:
        facts = {"time": time, "day": day, "other": motion.on}
        yield FieldError("time", Message("is {time}, on {day} at the seat, and the day is {other}", **facts))


def _unknown_places(motion: Motion, standing: Standing) -> Iterator[UnknownReferenceError]:
    for place in filter(None, (motion.evidence.place, *destinations(motion.having(*DESTINATIONS)))):
        is_ahead = place != motion.evidence.place and isinstance(motion, Defer) and standing.is_ahead(place)
        if standing.gathering(place) is None and not (is_ahead and any(map(str.isdecimal, place))):
            yield unknown(place, kind_of(place), standing)


def _unknown_mentions(motion: Motion, standing: Standing) -> Iterator[UnknownReferenceError]:
    for leaf in list_leaves(motion, RECORDS | TOPICS):
        if leaf.mark in RECORDS:
            record_parts(leaf.value)
            standing.record(leaf.value)
        elif kind_of(leaf.value) != "topic" or standing.topic(leaf.value) is None:
            yield unknown(leaf.value, "topic", standing)


def unknown(reference: str, kind: str, standing: Standing) -> UnknownReferenceError:
    """The error that names what does not exist, and the nearest there is."""
    names = (name for name in standing.subjects if name != reference and kind_of(name) == kind)
    off = standing.find_calling_off(reference)
    nearest = [one for one in find_similar(reference, names) if kind not in GATHERINGS or standing.gathering(one)]
    return UnknownReferenceError(reference, kind=kind, nearest=nearest, called_off=off.reference if off else "")
