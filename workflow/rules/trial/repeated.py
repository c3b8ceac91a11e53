"""Warnings of an act that is on record already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalade.workflow.procedure import SECRETARIAT
from escalade.workflow.rules.trial.rule import cite, do, itself
from escalade.workflow.subjects.evidence import when_and_where
from escalade.workflow.values.message import Message, Messages
from escalade.workflow.values.remedy import Cause

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escalade.workflow.records.record import Record
    from escalade.workflow.subjects.subject import Subject

RECORDED_ONCE = "act_is_recorded_once"
"""What the warning is called where the same words are on record of the same day and place; no row asks it."""


def warn_of_repeat(record: Record, before: Subject) -> Iterator[Cause]:
    """Warn of an act that says what another one says of the same day and place."""
    same = (one for one in before.live if (one.act, when_and_where(one)) == (record.act, when_and_where(record)))
    earlier = next((one for one in same if one.motion.to_payload() == record.motion.to_payload()), None)
    if earlier:
        said = Message("{earlier} says the same of the same day and place.", earlier=cite(earlier))
        note = Message("If it was entered twice, annul {record} (annul).", record=record.reference)
        remedy = do("annul", record.office or SECRETARIAT, record.subject, note, records=itself(record), why=None)
        sentence = Messages(said, note)
        yield Cause(rule=RECORDED_ONCE, subject=record.subject, sentence=sentence, remedy=remedy, severity="warning")
