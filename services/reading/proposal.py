"""A proposed act, with the sentences that it rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import msgspec
import tomli_w

from escalade.models.files.toml import OversizeTomlError, TomlError, from_toml, parse_toml, to_toml
from escalade.services.acts.bind import convert_fields
from escalade.workflow.inbox.outlook import UnknownActError
from escalade.workflow.motions import MOTIONS, NOT_AT_HAND, Motion
from escalade.workflow.procedure import PROCEDURE
from escalade.workflow.values.errors import Message, RequestError, Series


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

    @property
    def lines(self) -> str:
        """Its fields in TOML, as a person mends them."""
        return tomli_w.dumps(to_toml({"act": self.act, "of": list(self.of), **self.fields}))

    def mended(self, lines: str) -> Proposal:
        """The act as a person mended its lines; what is not told stays marked.

        Raises:
            RequestError: they are no TOML, or are not of the shape of an act.
        """
        fields = _fields_in(lines)
        act, of = fields.pop("act", self.act), fields.pop("of", self.of)
        if not isinstance(act, str) or act not in MOTIONS:
            raise UnknownActError(act=str(act), acts=Series(sorted(MOTIONS)))
        convert_fields(act, {"of": of, **fields})
        same = {name for name in self.demanded if fields.get(name) == self.fields.get(name)}
        return msgspec.structs.replace(self, act=act, of=tuple(of), fields=fields, demanded=same, refused="")


def _fields_in(lines: str) -> dict[str, Any]:
    try:
        return dict(from_toml(parse_toml(lines)))
    except (TomlError, OversizeTomlError, RecursionError) as error:
        problem = str(error) if isinstance(error, TomlError) else Message("they hold more than any act has")
        raise RequestError("no-toml", "These lines are not TOML: {problem}.", problem=problem) from error


def demand(act: str, of: Sequence[str], fields: Mapping[str, Any]) -> Proposal:
    """An act that the table alone demands."""
    return Proposal(act, tuple(of), dict(fields), [], {*fields})


@cache
def rules_of(act: str, kind: str) -> frozenset[str]:
    """The rules that the table has for an act on a kind of subject."""
    steps = (step for step in PROCEDURE.steps.values() if (step.act, step.of) == (act, kind))
    return frozenset(rule for step in steps for rule in step.rules)
