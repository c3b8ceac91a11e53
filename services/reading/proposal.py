"""A proposed act, with the sentences that it rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import msgspec

from escalade.workflow.motions import MOTIONS, NOT_AT_HAND, Motion
from escalade.workflow.procedure import PROCEDURE


class Ground(msgspec.Struct, frozen=True):
    """A sentence that tells an act, and where it stands."""

    document: str
    place: str
    sentence: str


class Proposal(msgspec.Struct):
    """An act that documents tell, as far as they tell it."""

    act: str
    of: tuple[str, ...]
    fields: dict[str, Any] = {}
    grounds: list[Ground] = []
    """Where it is told; none where the table alone demands it."""
    demanded: set[str] = set()
    """The fields that the table demands and no document tells."""
    refused: str = ""
    """Why the table refuses it on what is read so far."""

    @property
    def is_told(self) -> bool:
        """Whether a document tells it."""
        return bool(self.grounds)

    @property
    def meeting(self) -> str:
        """The meeting at which it happened, where one is named."""
        return str(self.fields.get("evidence", {}).get("meeting", ""))

    def take(self, fields: Mapping[str, Any], ground: Ground) -> list[str]:
        """Take what another sentence tells; note what it tells otherwise."""
        notes = []
        for name, value in fields.items():
            held = self.fields.get(name)
            if held in (None, NOT_AT_HAND):
                self.fields[name] = value
            elif isinstance(held, dict) and isinstance(value, dict):
                self.fields[name] = {**value, **held}
            elif value not in (held, NOT_AT_HAND):
                first = self.grounds[0]
                notes.append(
                    f"{self.act} {', '.join(self.of)}: {name} is {held} in {first.document}, {first.place}, "
                    f"and {value} in {ground.document}, {ground.place}"
                )
        return notes

    def motion(self) -> Motion:
        """The act as the procedure takes it."""
        return msgspec.convert({"act": self.act, "of": list(self.of), **self.fields}, MOTIONS[self.act])


def demand(act: str, of: Sequence[str], fields: Mapping[str, Any]) -> Proposal:
    """An act that the table alone demands."""
    return Proposal(act, tuple(of), dict(fields), [], {*fields})


@cache
def rules_of(act: str, kind: str) -> frozenset[str]:
    """The rules that the table has for an act on a kind of subject."""
    steps = (step for step in PROCEDURE.steps.values() if (step.act, step.of) == (act, kind))
    return frozenset(rule for step in steps for rule in step.rules)
