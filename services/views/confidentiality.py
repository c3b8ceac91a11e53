"""Mark what is not for everybody."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from escalade.models.reader import Reader
from escalade.workflow.records.audience import READERS
from escalade.workflow.records.record import Record
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

    A record is for all those who see the same of it.

    Args:
        reference: the subject or record.
        shown: the subjects as they see them.
        reader: the register, whole.
        own: the audience to which they belong.
    """
    subject = shown.get(reference.partition("#")[0])
    if subject is None or "#" not in reference:
        return (subject and subject.audience) or READERS[0]
    seen, wider = subject.record(reference), READERS[: READERS.index(own)]
    return next((one for one in wider if _record_in(reader.subjects(one), reference) == seen), own)


def _record_in(subjects: Mapping[str, Subject], reference: str) -> Record | None:
    subject = subjects.get(reference.partition("#")[0])
    return subject.record(reference) if subject else None
