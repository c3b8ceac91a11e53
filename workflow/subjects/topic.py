"""A topic: its texts, its positions, and how far it has come."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from escalade.workflow.motions import (
    Approve,
    Escalate,
    Extend,
    Launch,
    LiftObjection,
    Merge,
    Propose,
    ReceiveMerger,
    RecordConsensus,
    RecordNoConsensus,
    RecordStatement,
    Revise,
    TakePosition,
    TextVersion,
)
from escalade.workflow.motions.topic import Introduce, Sponsored
from escalade.workflow.subjects.subject import Subject, motion_of
from escalade.workflow.values.cached_property import once

if TYPE_CHECKING:
    from escalade.workflow.records.record import Record

UNATTRIBUTED, CHAIRS_COMPROMISE = "unattributed", "chair's compromise"
WORDING = (Propose, Introduce, Revise, ReceiveMerger, Merge)
"""The motions that word a topic."""
TEXT_GIVEN = (*(shape.act_name() for shape in WORDING), "approve", "launch")
"""The acts that may give it another text."""
DECISIONS = ("approve", "decline", "lapse", "refer back")
CONCLUSIONS = ("record consensus", "record no consensus", "set aside", "merge", "withdraw")


class Topic(Subject, frozen=True):
    """A candidate theme of the next consultation."""

    @once
    def birth(self) -> Sponsored | None:
        """The motion that brought it in."""
        record = self.last("propose", "introduce")
        return motion_of(record, Propose) or motion_of(record, Introduce)

    @once
    def sponsors(self) -> tuple[str, ...]:
        """Who sponsors it, those of topics merged into it included."""
        own = sponsors_of(self.birth) if self.birth else ()
        merged = (
            name
            for record in self.every("receive merger")
            if isinstance(record.motion, ReceiveMerger)
            for name in record.motion.sponsors
        )
        return tuple(dict.fromkeys((*own, *merged)))

    @once
    def versions(self) -> tuple[tuple[Record, TextVersion], ...]:
        """Its text versions, oldest first, each with the record that gave it."""
        given = self.every(*TEXT_GIVEN)
        return tuple([(record, text) for record in given if (text := self._text_in(record)) is not None])

    @property
    def version(self) -> TextVersion:
        """Its latest text."""
        return self.versions[-1][1] if self.versions else TextVersion()

    @property
    def own_version(self) -> TextVersion:
        """Its latest text in the languages in which it was worded itself."""
        records = [record.reference for record, _ in self.versions[-1:]]
        found = (self._text_in(record) for record in self.own if record.reference in records)
        return next(found, None) or TextVersion()

    def version_at(self, *acts: str) -> tuple[Record, TextVersion] | None:
        """The text as it stood when the latest of these acts was recorded."""
        record = self.last(*acts)
        if record is None:
            return None
        upto = [(at, text) for at, text in self.versions if at.ordinal <= record.ordinal]
        return upto[-1] if upto else None

    def opened_by(self, records: tuple[Record, ...]) -> tuple[Record, ...]:
        """Nothing to whoever may read no text of it: its name is not theirs."""
        return records if any(self._text_in(record) is not None for record in records) else ()

    def _text_in(self, record: Record) -> TextVersion | None:
        """The text version that a record gives, if it gives one."""
        motion = record.motion
        if isinstance(motion, WORDING):
            return motion.version
        if isinstance(motion, Approve):
            return motion.amended.get(self.reference)
        return motion.text if isinstance(motion, Launch) else None

    @once
    def positions(self) -> tuple[tuple[Record, TakePosition], ...]:
        """The positions taken on it, each with its record."""
        taken = self.every("take position")
        return tuple([(record, record.motion) for record in taken if isinstance(record.motion, TakePosition)])

    @once
    def objections(self) -> dict[str, Record]:
        """The objections that stand, by holder."""
        standing: dict[str, Record] = {}
        for record in self.every("take position", "lift objection") if "take position" in self.by_act else ():
            motion = record.motion
            if isinstance(motion, TakePosition) and motion.stance == "object":
                standing.update(dict.fromkeys(motion.whose, record))
            if isinstance(motion, LiftObjection):
                standing = {name: held for name, held in standing.items() if name not in motion.whose}
        return standing

    @once
    def objecting(self) -> dict[str, tuple[str, ...]]:
        """By the record of each objection that stands, those who hold it still."""
        holding: dict[str, tuple[str, ...]] = {}
        for name, record in self.objections.items():
            holding[record.reference] = (*holding.get(record.reference, ()), name)
        return holding

    def ended(self, record: Record) -> dict[str, tuple[Record, LiftObjection]]:
        """Those whose objection on a record ended, each with how it did."""
        motion = motion_of(record, TakePosition)
        whose = motion.whose if motion and motion.stance == "object" else ()
        later = [one for one in self.liftings if one[0].ordinal > record.ordinal]
        first = {name: next((one for one in later if name in one[1].whose), None) for name in whose}
        return {name: found for name, found in first.items() if found}

    @once
    def liftings(self) -> tuple[tuple[Record, LiftObjection], ...]:
        """How objections ended, each with its record."""
        lifted = self.every("lift objection")
        return tuple([(record, record.motion) for record in lifted if isinstance(record.motion, LiftObjection)])

    @once
    def statements(self) -> tuple[tuple[Record, RecordStatement], ...]:
        """The statements on record, each with its record."""
        made = self.every("record statement")
        return tuple([(record, record.motion) for record in made if isinstance(record.motion, RecordStatement)])

    @once
    def no_consensus(self) -> tuple[Record, RecordNoConsensus] | None:
        """Its latest *no consensus*, with the record."""
        record = self.last("record no consensus")
        motion = motion_of(record, RecordNoConsensus)
        return (record, motion) if record and motion else None

    @once
    def consensus(self) -> tuple[Record, RecordConsensus] | None:
        """Its latest consensus, with the record."""
        record = self.last("record consensus")
        motion = motion_of(record, RecordConsensus)
        return (record, motion) if record and motion else None

    @once
    def escalations(self) -> tuple[tuple[Record, Escalate], ...]:
        """Its escalations, oldest first, each with its record."""
        made = self.every("escalate")
        return tuple([(record, record.motion) for record in made if isinstance(record.motion, Escalate)])

    @once
    def approval(self) -> tuple[Record, Approve] | None:
        """The superior body's approval, with the record."""
        record = self.last("approve")
        motion = motion_of(record, Approve)
        return (record, motion) if record and motion else None

    @once
    def launched(self) -> tuple[Record, Launch] | None:
        """Its launch, the dates as last extended, with the record."""
        record = self.last("launch")
        motion = motion_of(record, Launch)
        if record is None or motion is None:
            return None
        later = [one.motion for one in self.every("extend") if one.ordinal > record.ordinal]
        for extension in (one for one in later if isinstance(one, Extend)):
            motion = msgspec.structs.replace(
                motion, closes=extension.closes or motion.closes, physical=extension.physical or motion.physical
            )
        return record, motion


def sponsors_of(motion: Sponsored) -> tuple[str, ...]:
    """The sponsors a motion names, or how they are unnamed."""
    groups = (motion.by_group,) if motion.by_group else ()
    chair = (CHAIRS_COMPROMISE,) if motion.chairs_compromise else ()
    return (*motion.by_state, *groups, *chair, *((UNATTRIBUTED,) if motion.unattributed else ()))
