"""What is looked at before the procedure is asked: can the motion be read?

A malformed motion, or one that names what does not exist, is a request error.
"""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING

import msgspec

from escalade.workflow.motions import RevokeKey, TextVersion, Voiced
from escalade.workflow.motions.base import DESTINATIONS, destinations
from escalade.workflow.motions.decoding import checker
from escalade.workflow.procedure import VERSION
from escalade.workflow.records.record import commitment_in, personal_fields
from escalade.workflow.values.errors import FieldError, RequestError, UnknownReferenceError
from escalade.workflow.values.instant import local_time
from escalade.workflow.values.message import Message
from escalade.workflow.values.reference import find_similar, kind_of, record_parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escalade.workflow.motions import Motion
    from escalade.workflow.subjects.standing import Standing

NEW = frozenset({"propose", "introduce", "open round", "convene", "constitute"})
"""Acts that may be the first of their subject."""
RECORDS, TOPICS = ("records", "paragraphs", "silence", "objections"), ("into", "replaces", "set_aside", "leaving")
"""Fields that name records, and fields that name topics."""


def check(motion: Motion, standing: Standing, before: Motion | None = None) -> None:
    """Refuse a motion that is malformed, or that names what does not exist.

    Args:
        motion: the wish.
        standing: what there is.
        before: the motion that this one corrects; what is wrong with that one
            too is passed over, such as a session that was annulled since.

    Raises:
        RequestError: what is malformed, or unknown, as a sentence.
    """
    if before is None:
        _check_erased(motion)
    checker(type(motion))(_without_erased(motion) if motion.erased else motion, ())
    known = set(map(str, _problems(before, standing))) if before is not None else set()
    for problem in _problems(motion, standing):
        if str(problem) not in known:
            raise problem


def _check_erased(motion: Motion) -> None:
    """Refuse to take for erased what is no personal text, or no commitment.

    Raises:
        FieldError: names the field.
    """
    for name in motion.erased:
        if name not in personal_fields(motion) or commitment_in(getattr(motion, name)) is None:
            problem = Message("is named among the texts that were erased, and no commitment stands in its place")
            raise FieldError(name, problem)


def _without_erased(motion: Motion) -> Motion:
    """A motion without what stands in the place of erased texts."""
    empty = type(motion)()
    return msgspec.structs.replace(motion, **{name: getattr(empty, name) for name in motion.erased})


def _problems(motion: Motion, standing: Standing) -> Iterator[RequestError]:
    """Everything about a well-shaped motion that cannot be read."""
    for field, problem in _contradictions(motion):
        yield FieldError(field, problem)
    if isinstance(motion, Voiced):
        yield from _of_holders(motion)
    yield from _of_time(motion, standing)
    for name, times in Counter(motion.having("leaving").get("leaving", ())).items():
        if times > 1:
            yield FieldError("leaving", Message("names {holder} twice; name each once", holder=name))
    if len(motion.of) > 1 and len(set(motion.of)) != len(motion.of):
        yield RequestError(Message("The act names the same subject twice; name each once."))
    may_be_new = motion.act_name() in NEW
    for reference in motion.of:
        kind = kind_of(reference)
        if not may_be_new and standing.subject(reference).state is None:
            yield unknown(reference, kind, standing)
    yield from _unknown_places(motion, standing)
    yield from _unknown_mentions(motion, standing)


def _contradictions(motion: Motion) -> Iterator[tuple[str, str]]:
    """Fields that contradict each other, or name nothing."""
    if not getattr(motion, "records", motion.of):
        yield "records" if hasattr(motion, "records") else "of", "names nothing that the act is about"
    if motion.evidence.meeting and motion.evidence.session:
        yield "evidence", "names a meeting and a session; an act happens at one of them"
    if len(motion.evidence.attachment_names) not in {0, len(motion.evidence.attachments)}:
        yield "evidence.attachment_names", "does not give one name for each file that is attached"
    if motion.procedure is not None and not 0 < motion.procedure <= VERSION:
        yield "procedure", f"is {motion.procedure}; this program knows the versions up to {VERSION}"
    if isinstance(motion, RevokeKey) and motion.since and motion.reason != "compromised":
        yield "since", "says since when others had the secret, and goes with --reason compromised"
    for version in motion.having("version", "text").values():
        if isinstance(version, TextVersion) and version.questions_not_at_hand and version.questions:
            yield "version.questions_not_at_hand", "stands beside questions; give one or the other"
    for reference in getattr(motion, "amended", ()):
        if reference not in motion.of:
            yield "amended", f"has a text for {reference}, which the act is not about"


def _of_holders(motion: Voiced) -> Iterator[FieldError]:
    """Holders that are given twice, or in the place of one."""
    if motion.holder and motion.holders:
        yield FieldError("holders", Message("stands beside “holder”; give one or the other"))
    if len(motion.holders) == 1 and "holders" not in motion.erased:
        yield FieldError("holders", Message("names {holder} alone; one is given as “holder”", holder=motion.holders[0]))
    for name, times in Counter(motion.holders).items():
        if times > 1:
            yield FieldError("holders", Message("names {holder} twice; name each once", holder=name))


def _of_time(motion: Motion, standing: Standing) -> Iterator[FieldError]:
    """An exact time that lies on another day, at the seat, than the act."""
    if time := motion.having("time").get("time"):
        day = local_time(time, standing.body.time_zone).date().isoformat()
        if day != motion.on:
            facts = {"time": time, "day": day, "other": motion.on}
            yield FieldError("time", Message("is {time}, on {day} at the seat, and the day is {other}", **facts))


def _unknown_places(motion: Motion, standing: Standing) -> Iterator[UnknownReferenceError]:
    """Meetings and sessions that were never convened."""
    for place in (motion.evidence.place, *destinations(motion.having(*DESTINATIONS))):
        if place and standing.gathering(place) is None:
            yield unknown(place, kind_of(place), standing)


def _unknown_mentions(motion: Motion, standing: Standing) -> Iterator[UnknownReferenceError]:
    """Records and topics that do not exist.

    Raises:
        UnknownReferenceError: there is no such record.
        MalformedReferenceError: a reference cannot be one.
    """
    if not motion.having(*RECORDS, *TOPICS):
        return
    for record in chain.from_iterable(motion.having(*RECORDS).values()):
        record_parts(record)
        standing.record(record)
    several = chain.from_iterable(motion.having("set_aside", "leaving").values())
    for reference in (*motion.having("into", "replaces").values(), *several):
        if reference and (kind_of(reference) != "topic" or standing.topic(reference) is None):
            yield unknown(reference, "topic", standing)


def unknown(reference: str, kind: str, standing: Standing) -> UnknownReferenceError:
    """The error that names what does not exist, and the nearest there is."""
    names = (name for name in standing.subjects if name != reference and kind_of(name) == kind)
    return UnknownReferenceError(reference, kind=kind, nearest=find_similar(reference, names))
