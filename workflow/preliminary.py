"""What is looked at before the procedure is asked: can the motion be read?

A malformed motion, or one that names what does not exist, is a request error.
"""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from escalade.workflow.errors import FieldError, RequestError, UnknownReferenceError
from escalade.workflow.procedure import VERSION
from escalade.workflow.reference import kind_of, record_parts
from escalade.workflow.shape import checker

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from escalade.workflow.motion import Motion
    from escalade.workflow.standing import Standing

NEW = frozenset({"propose", "introduce", "open round", "convene", "constitute"})
"""Acts that may be the first of their subject."""


def check(motion: Motion, standing: Standing) -> None:
    """Refuse a motion that is malformed, or that names what does not exist.

    Raises:
        RequestError: what is malformed, or unknown, as a sentence.
    """
    checker(type(motion))(motion, ())
    for field, problem in _contradictions(motion):
        raise FieldError(field, problem)
    if len(set(motion.of)) != len(motion.of):
        message = "The act names the same subject twice; name each once."
        raise RequestError(message)
    for reference in motion.of:
        kind = kind_of(reference)
        if motion.act_name() not in NEW and standing.subject(reference).state is None:
            raise unknown(reference, kind, standing)
    _check_places(motion, standing)
    _check_mentions(motion, standing)


def _contradictions(motion: Motion) -> Iterator[tuple[str, str]]:
    """Fields that contradict each other, or name nothing."""
    names = "records" if hasattr(motion, "records") else "of"
    if not getattr(motion, names):
        yield names, "names nothing that the act is about"
    if motion.evidence.meeting and motion.evidence.session:
        yield "evidence", "names a meeting and a session; an act happens at one of them"
    if motion.procedure is not None and not 0 < motion.procedure <= VERSION:
        yield "procedure", f"is {motion.procedure}; this program knows the versions up to {VERSION}"
    for reference in getattr(motion, "amended", ()):
        if reference not in motion.of:
            yield "amended", f"has a text for {reference}, which the act is not about"


def _check_places(motion: Motion, standing: Standing) -> None:
    """Refuse a meeting or session that was never convened.

    Raises:
        UnknownReferenceError: names the nearest there is.
    """
    meeting, session = getattr(motion, "to_meeting", None), getattr(motion, "to_session", None)
    destinations = (f"meeting/{meeting}" if meeting else None, f"session/{session}" if session else None)
    for place in (motion.evidence.place, *destinations):
        if place and standing.gathering(place) is None:
            raise unknown(place, kind_of(place), standing)


def _check_mentions(motion: Motion, standing: Standing) -> None:
    """Refuse records and topics that do not exist.

    Raises:
        UnknownReferenceError: names the nearest there is.
        MalformedReferenceError: a reference cannot be one.
    """
    for record in (*getattr(motion, "records", ()), *getattr(motion, "paragraphs", ())):
        record_parts(record)
        standing.record(record)
    topics = (getattr(motion, "into", None), getattr(motion, "replaces", None), *getattr(motion, "set_aside", ()))
    for reference in topics:
        if reference and (kind_of(reference) != "topic" or standing.topic(reference) is None):
            raise unknown(reference, "topic", standing)


def unknown(reference: str, kind: str, standing: Standing) -> UnknownReferenceError:
    """The error that names what does not exist, and the nearest there is."""
    names = (name for name in standing.subjects if name != reference and kind_of(name) == kind)
    return UnknownReferenceError(reference, kind=kind, nearest=nearest(reference, names))


def nearest(name: str, names: Iterable[str]) -> list[str]:
    """The names that are most like one that does not exist."""
    return difflib.get_close_matches(name, list(names), n=2, cutoff=0.5)
