"""Positions on one question: objections that stand, are kept, or ended."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from escalade.workflow.motions import LiftObjection, Redact, TakePosition
from escalade.workflow.records.history import HeldObjection, find_endings, is_attributed, objections_in
from escalade.workflow.records.record import Record
from escalade.workflow.subjects.subject import Subject, each

Ending = tuple[Record, LiftObjection]
"""A lifting, with its record."""


class Question(Subject, frozen=True):
    """A subject on which positions are taken: a topic, or a round's choice."""

    positions = each(TakePosition)

    @cached_property
    def _latest(self) -> dict[tuple[str, bool], Record]:
        # Whoever is not to be named is told apart from who is: what they say under their name does not betray them.
        return {
            (name, motion.unattributed): record
            for record, motion in self.positions
            if motion.stance
            for name in motion.holders
        }

    @cached_property
    def holding(self) -> dict[str, tuple[str, ...]]:
        """By the record of each position, its holders who took no later one.

        A view without a stance stands beside what its holder said otherwise,
        and an objection stands until it is lifted, maintained or not. What had
        given way when names were erased stays so.
        """
        erasures = [one.motion for one in self.records if isinstance(one.motion, Redact) and not one.annulled_by]
        gone = {name for motion in erasures for name in motion.replaced}
        return {record.reference: tuple(self._still_holding(record, motion, gone)) for record, motion in self.positions}

    def _still_holding(self, record: Record, motion: TakePosition, gone: set[str]) -> Iterator[str]:
        of = record.reference
        for name in motion.holders:
            is_latest = motion.stance and self.upheld(name, self._latest[name, motion.unattributed].reference) == of
            stands = (name, of) in self.standing_objections and self.upheld(name, of) == of
            if not motion.stance or (is_latest and of not in gone) or stands:
                yield name

    @property
    def current_positions(self) -> tuple[tuple[Record, TakePosition], ...]:
        """The positions that somebody has, or had until an objection ended."""
        return tuple([(record, motion) for record, motion in self.positions if self.holding[record.reference]])

    def list_replacing(self, record: Record) -> tuple[str, ...]:
        """The records of the later positions that took the place of one."""
        motion, now = record.motion, self.still_held(record)
        if not isinstance(motion, TakePosition) or record.reference not in self.holding:
            return ()
        gone = (self._latest[name, motion.unattributed] for name in motion.holders if name not in now)
        return tuple(dict.fromkeys(later.reference for later in gone if later.reference != record.reference))

    @cached_property
    def _held(self) -> tuple[dict[HeldObjection, Record], dict[HeldObjection, Ending], dict[HeldObjection, str]]:
        """The objections that stand, by holder and record, those that ended, each with how, and what some maintain."""
        standing: dict[HeldObjection, Record] = {}
        ended: dict[HeldObjection, Ending] = {}
        maintaining: dict[HeldObjection, str] = {}
        is_opposed = self.kind == "topic" and "take position" in self.by_act
        for record in self.every("take position", "lift objection") if is_opposed else ():
            motion = record.motion
            if isinstance(motion, TakePosition) and motion.stance == "object":
                first = {name: of for name, of in reversed(standing) if is_attributed(standing[name, of])}
                again = () if motion.unattributed else first.keys() & set(motion.holders)
                maintaining.update({(name, record.reference): first[name] for name in again})
                standing |= objections_in(record)
            if isinstance(motion, LiftObjection):
                for held in find_endings(motion, standing):
                    ended[held] = record, motion
                    del standing[held]
        return standing, ended, maintaining

    def upheld(self, name: str, reference: str) -> str:
        """The record that a holder maintains by another, or that one."""
        return self._held[2].get((name, reference), reference)

    def maintained(self, record: Record) -> tuple[tuple[Record, tuple[str, ...]], ...]:
        """List the records by which an objection was maintained, and by whom."""
        found: dict[str, tuple[str, ...]] = {}
        for name, reference in (one for one, first in self._held[2].items() if first == record.reference):
            found[reference] = (*found.get(reference, ()), name)
        at = {
            (one.on, one.evidence.place, found[one.reference]): one for one in self.live[::-1] if one.reference in found
        }
        here = record.on, record.evidence.place
        return tuple((one, names) for (on, place, names), one in reversed(at.items()) if (on, place) != here)

    def maintains(self, record: Record) -> bool:
        """Whether a position maintains an objection of all who take it."""
        return all((name, record.reference) in self._held[2] for name in getattr(record.motion, "holders", ("",)))

    @cached_property
    def overruled(self) -> dict[str, tuple[str, ...]]:
        """Who held each objection that stood when it was decided, by its record."""
        decided, ended, stood = self.last("approve", "decline"), self._held[1], dict[str, tuple[str, ...]]()
        for record, motion in self.positions if decided else ():
            if decided and motion.stance == "object" and self.is_before(record, decided):
                own = [name for name in motion.holders if self.upheld(name, record.reference) == record.reference]
                until = {name: ended.get((name, record.reference)) for name in own}
                held = tuple(name for name, end in until.items() if not (end and self.is_before(end[0], decided)))
                stood |= {record.reference: held} if held else {}
        return stood

    @property
    def objections_told(self) -> int:
        """How many object, or objected still when it was decided."""
        return sum(map(len, (self.overruled or self.objecting).values()))

    @property
    def standing_objections(self) -> dict[HeldObjection, Record]:
        """The objections that stand, by holder and record."""
        return self._held[0]

    @cached_property
    def objections(self) -> dict[str, Record]:
        """The objections that stand, by holder."""
        return {name: record for (name, of), record in self.standing_objections.items() if self.upheld(name, of) == of}

    @cached_property
    def objecting(self) -> dict[str, tuple[str, ...]]:
        """By the record of each objection that stands, those who hold it still."""
        holding: dict[str, tuple[str, ...]] = {}
        for name, reference in self.standing_objections:
            if self.upheld(name, reference) == reference:
                holding[reference] = (*holding.get(reference, ()), name)
        return holding

    def endings_by_holder(self, record: Record) -> dict[str, Ending]:
        """Find how a record's objection ended, by holders with no later position."""
        ended, whose = self._held[1], self.holding.get(record.reference, ())
        return {name: found for name in whose if (found := ended.get((name, record.reference)))}

    def endings(self, record: Record) -> tuple[tuple[Record, str, tuple[str, ...]], ...]:
        """List the endings of an objection: each lifting of it, how, and for whom."""
        found: dict[str, tuple[Record, str, tuple[str, ...]]] = {}
        for name, (lifting, motion) in self.endings_by_holder(record).items():
            names = found[lifting.reference][2] if lifting.reference in found else ()
            found[lifting.reference] = lifting, motion.how or "", (*names, name)
        return tuple(found.values())

    def liftings_of(self, record: Record) -> dict[str, str]:
        """The records by which an objection ended, each with how it did."""
        ended = self._held[1].items()
        return {lifting.reference: motion.how or "" for (_, of), (lifting, motion) in ended if of == record.reference}

    def holders_until(self, record: Record, lifting: Record) -> tuple[str, ...]:
        """Whose objection another record ended, whatever they thought later."""
        ended, both = self._held[1].items(), (record.reference, lifting.reference)
        return tuple(name for (name, of), (by, _) in ended if (of, by.reference) == both)

    def still_held(self, record: Record) -> tuple[str, ...]:
        """Whose position a record is now, or was until the objection ended."""
        whose, ended = self.holding.get(record.reference, ()), self.endings_by_holder(record)
        return tuple(name for name in whose if name not in ended) or whose
