"""Mark what is not for everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalade.workflow.records.audience import READERS
from escalade.workflow.subjects.meeting import Gathering
from escalade.workflow.subjects.topic import Topic

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from escalade.models.reader import Reader
    from escalade.workflow.subjects.subject import Subject

MARKED = {"members": "members only", "office": "office only"}
"""How what is not for everybody is marked, by for whom it is."""


def mark_of(audience: str, say: Callable[[str], str] = str) -> str:
    """The mark behind the name of what is not for everybody.

    >>> mark_of("members"), mark_of("public")
    (' [members only]', '')
    """
    return f" [{say(MARKED[audience])}]" if audience in MARKED else ""


def audience_at(reference: str, shown: Mapping[str, Subject], reader: Reader, own: str = READERS[-1]) -> str:
    """For whom is what somebody sees of a subject or a record.

    It is for all those who see the same of it.

    Args:
        reference: the subject or record.
        shown: the subjects as they see them.
        reader: the register, whole.
        own: the audience to which they belong.
    """
    seen = view_of(shown, reference)
    wider = READERS[: READERS.index(own)]
    return next((one for one in wider if view_of(reader.subjects(one), reference) == seen), own)


def view_of(subjects: Mapping[str, Subject], reference: str) -> object:
    """The part of a record or subject that a reader sees, if any."""
    subject = subjects.get(reference.partition("#")[0])
    if subject is None or "#" in reference:
        return subject and subject.record(reference)
    if isinstance(subject, Topic):
        return subject.state, subject.version, subject.last_move
    if isinstance(subject, Gathering):
        return subject.state, subject.convened
    return subject.state, subject.told[:1]
