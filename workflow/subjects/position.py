"""The positions taken on one question: each holder has one, the latest."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from escalade.workflow.motions import Redact, TakePosition
from escalade.workflow.subjects.subject import Subject
from escalade.workflow.values.cached_property import once

if TYPE_CHECKING:
    from collections.abc import Mapping

    from escalade.workflow.records.history import HeldObjection
    from escalade.workflow.records.record import Record


class Question(Subject, frozen=True):
    """A subject on which positions are taken: a topic, or a round's choice."""

    @once
    def positions(self) -> tuple[tuple[Record, TakePosition], ...]:
        """Every position taken on it, each with its record."""
        taken = self.every("take position")
        return tuple([(record, record.motion) for record in taken if isinstance(record.motion, TakePosition)])

    @property
    def standing_objections(self) -> Mapping[HeldObjection, Record]:
        """The objections that stand, by holder and record; a topic alone has any."""
        return {}

    def upheld(self, name: str, reference: str) -> str:  # noqa: ARG002  # a topic's objections alone are maintained
        """The record that a holder maintains by another, or that one."""
        return reference

    @once
    def _latest(self) -> dict[tuple[str, bool], Record]:
        """The latest position of each holder.

        Whoever is not to be named is told apart from who is: what they say
        under their name does not betray them.
        """
        return {
            (name, motion.unattributed): record
            for record, motion in self.positions
            if motion.stance
            for name in motion.holders
        }

    @once
    def holding(self) -> dict[str, tuple[str, ...]]:
        """By the record of each position, its holders who took no later one.

        A view without a stance stands beside what its holder said otherwise,
        and an objection stands until it is lifted, maintained or not. What had
        given way when names were erased stays so.
        """
        erasures = [one.motion for one in self.records if isinstance(one.motion, Redact) and not one.annulled_by]
        gone = {name for motion in erasures for name in motion.replaced}
        return {
            record.reference: tuple(
                [
                    name
                    for name in motion.holders
                    if not motion.stance
                    or (self._is_latest(name, record) and record.reference not in gone)
                    or self._stands(name, record.reference)
                ]
            )
            for record, motion in self.positions
        }

    def _stands(self, name: str, reference: str) -> bool:
        return (name, reference) in self.standing_objections and self.upheld(name, reference) == reference

    def _is_latest(self, name: str, record: Record) -> bool:
        motion = cast("TakePosition", record.motion)
        return self.upheld(name, self._latest[name, motion.unattributed].reference) == record.reference

    @property
    def current_positions(self) -> tuple[tuple[Record, TakePosition], ...]:
        """The positions that somebody has, or had until an objection ended."""
        return tuple([(record, motion) for record, motion in self.positions if self.holding[record.reference]])

    def still_held(self, record: Record) -> tuple[str, ...]:
        """Whose position a record is now."""
        return self.holding.get(record.reference, ())

    def list_replacing(self, record: Record) -> tuple[str, ...]:
        """The records of the later positions that took the place of one."""
        motion, now = record.motion, self.still_held(record)
        if not isinstance(motion, TakePosition) or record.reference not in self.holding:
            return ()
        gone = (self._latest[name, motion.unattributed] for name in motion.holders if name not in now)
        return tuple(dict.fromkeys(later.reference for later in gone if later.reference != record.reference))
