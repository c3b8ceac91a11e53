"""Warnings of an act that is carried out on the strength of one endorsed on a later day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from escalade.workflow.motions import Issue
from escalade.workflow.rules.trial.rule import cite
from escalade.workflow.subjects.evidence import waits_still
from escalade.workflow.subjects.topic import Topic
from escalade.workflow.values.dates import when
from escalade.workflow.values.message import Message
from escalade.workflow.values.remedy import Cause, Remedy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escalade.workflow.records.record import Record
    from escalade.workflow.subjects.standing import Standing

ENDORSED_LATER = "act_was_endorsed_by_then"
"""What the warning is called where the endorsement is of a later day; no row asks it."""
CARRIED_OUT = frozenset({"escalate", "launch", "issue"})
"""Acts for which nothing may wait for the chair."""


def warn_of_later_endorsement(record: Record, standing: Standing) -> Iterator[Cause]:
    """Warn of a referral, a launch or a paper of a day on which what it stands on still waited for the chair."""
    if record.act not in CARRIED_OUT or (last := when(record.on).last) is None:
        return
    for one in _entered_for_another(record, standing):
        endorsement = standing.record(one.endorsed_by or "")
        first = when(endorsement.on).first
        if one.reference == _first_of(one, standing) and first and first > last:
            sentence = Message(
                "{record} was entered for {chair}, and {endorsement} is of {later}: on {day} it still waited. Where a "
                "day is wrong, correct it (correct).",
                record=cite(one), chair=one.entered_for, endorsement=cite(endorsement), later=endorsement.on,
                day=record.on,
            )  # fmt: skip
            yield Cause(
                rule=ENDORSED_LATER, subject=record.subject, sentence=sentence, remedy=Remedy(kind="none"),
                severity="warning",
            )  # fmt: skip


def _entered_for_another(record: Record, standing: Standing) -> Iterator[Record]:
    """What the act stands on that was entered for another and endorsed, and that no approved report bears out."""
    for topic in _topics_of(record, standing):
        for one in topic.live:
            if one.endorsed_by and waits_still(msgspec.structs.replace(one, endorsed_by=None), standing):
                yield one


def _topics_of(record: Record, standing: Standing) -> tuple[Topic, ...]:
    """The topics of an act: of a paper the one that it is about, or all of its round."""
    about = record.motion.subject if isinstance(record.motion, Issue) else record.subject
    subject = standing.subjects.get(about or record.subject)
    return (subject,) if isinstance(subject, Topic) else tuple(standing.topics_of(record.subject))


def _first_of(record: Record, standing: Standing) -> str:
    """The first record of an act that was entered for another: of one act there is one warning."""
    return next((name for name in record.touched if standing.record(name).endorsed_by), record.reference)
