"""Write a register's acts down as a case file that loads again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
import tomli_w

from escalade.models.files.toml import to_toml
from escalade.models.reader import Reader
from escalade.workflow.motions import Correct, Motion
from escalade.workflow.records.record import Record, acts, canonical, motion_of_act
from escalade.workflow.values.identity import mark_copy
from escalade.workflow.values.reference import kind_of, round_of

NAMING_OTHERS = frozenset({"paragraphs", "set_aside"})
"""Fields of an act that may name topics or records of several rounds."""


class WorkingCopy:
    """A round with the body and gatherings that it stands on, to be worked on.

    Its ledger is another one, so it proves nothing of the register that it is from.
    """

    def __init__(self, round_: str) -> None:
        self.round = round_
        self.records = self.left = self.not_public = 0

    def take(self, records: tuple[Record, ...]) -> Motion | None:
        """The part of an act that concerns the round; None where none does."""
        kept = tuple(record for record in records if self._concerns(record.subject))
        self.records += len(kept)
        self.left += len(records) - len(kept)
        self.not_public += sum(record.audience != "public" for record in kept)
        if not kept:
            return None
        motion = motion_of_act(kept)
        changes = self._narrowed(motion.having(*NAMING_OTHERS))
        if isinstance(motion, Correct):
            changes = {"fields": {**motion.fields, **self._narrowed(motion.fields)}}
        return msgspec.structs.replace(motion, identity=mark_copy(motion.identity, self.round), **changes)

    def _narrowed(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """Fields without the topics and records of other rounds."""
        changes: dict[str, Any] = {}
        for name in NAMING_OTHERS & given.keys():
            held = given[name]
            kept = [one for one in held if self._concerns(one.partition("#")[0])]
            changes[name] = {one: held[one] for one in kept} if isinstance(held, Mapping) else tuple(kept)
        return changes

    def _concerns(self, reference: str) -> bool:
        return kind_of(reference) not in {"round", "topic"} or round_of(reference) == self.round


def export_acts(reader: Reader, copy: WorkingCopy | None = None) -> Iterator[dict[str, object]]:
    """The fields of each act, or of those of a copy, in order."""
    for records in acts(record for _, record in reader.records()):
        motion = copy.take(records) if copy else motion_of_act(records)
        if motion is not None:
            yield msgspec.to_builtins(motion, order="sorted")


def export_lines(reader: Reader, copy: WorkingCopy | None = None) -> Iterator[bytes]:
    """A case as JSON Lines: one act a line, canonical."""
    for fields in export_acts(reader, copy):
        yield canonical(fields) + b"\n"


def export_toml(reader: Reader, copy: WorkingCopy | None = None) -> Iterator[str]:
    """A case as TOML, for people."""
    for fields in export_acts(reader, copy):
        yield tomli_w.dumps({"act": [to_toml(fields)]}, multiline_strings=False) + "\n"
