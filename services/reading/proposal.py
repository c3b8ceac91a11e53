"""A proposed act, with the sentences that it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

import msgspec
import tomli_w

from escalade.models.files import OversizeTomlError, TomlError, from_toml, parse_toml, to_toml
from escalade.models.reader import Reader
from escalade.models.store.clock import Stamp, new_salt, now
from escalade.services.acts.bind import convert_fields
from escalade.workflow.inbox.outlook import UnknownActError
from escalade.workflow.motions import MOTIONS, NOT_AT_HAND, Motion
from escalade.workflow.perform import perform
from escalade.workflow.procedure import PROCEDURE
from escalade.workflow.subjects.standing import Memory
from escalade.workflow.values.dates import UNKNOWN, when
from escalade.workflow.values.errors import EscaladeError, Message, RequestError, Series

ON_RECORD = Message("It is on record already.")


def remember(register: Reader) -> Memory:
    """The records of a register, for acts to be tried on."""
    memory = Memory()
    for _, record in register.records():
        memory.take(record)
    return memory


def is_on_record(one: Proposal, memory: Memory) -> bool:
    """Whether the register holds the act already, as far as documents tell it."""
    if one.act == "appoint":
        body = memory.standing(now().date()).body
        return body.holds(str(one.fields["name"]), str(one.fields["office"]), when(UNKNOWN))
    told = {name: value for name, value in one.fields.items() if name not in one.demanded and name != "on"}
    records = [record for name in one.of[:1] if name in memory.subjects for record in memory.subjects[name].records]
    held = [msgspec.to_builtins(record.motion) for record in records if record.act == one.act]
    return bool(one.grounds) and any(all(same.get(name) == value for name, value in told.items()) for same in held)


def try_in_order(proposals: Iterable[Proposal], memory: Memory) -> list[Proposal]:
    """Try proposed acts, in an order in which the table takes them.

    Those that it refuses come last, each with the cause.
    """
    waiting, taken, known = list[Proposal](), list[Proposal](), list[Proposal]()
    for one in sorted(proposals, key=_first_day):
        one.refused = ON_RECORD if is_on_record(one, memory) else ""
        (known if one.refused else waiting).append(one)
    while waiting:
        refused = [one for one in waiting if not _take(one, memory, taken)]
        if len(refused) == len(waiting):
            return [*taken, *refused, *known]
        waiting = refused
    return [*taken, *known]


def _take(one: Proposal, memory: Memory, taken: list[Proposal]) -> bool:
    """Try one act; what it comes to is kept, or the cause."""
    stamp = Stamp(now, new_salt)
    try:
        stamped = stamp.on(one.motion(), memory.last_at)
        outcome = perform(stamped, memory.standing(stamp.today()), warned=False)
    except (EscaladeError, msgspec.ValidationError) as error:
        one.refused = str(error)
        return False
    for record in outcome.records:
        memory.take(record)
    one.refused = ""
    taken.append(one)
    return True


FIRST: Sequence[str] = ("constitute", "appoint", "convene", "record consultation", "open round", "propose")
"""What others rest on, whatever its day."""


def _first_day(one: Proposal) -> tuple[int, str]:
    place = FIRST.index(one.act) if one.act in FIRST else len(FIRST)
    on = str(one.fields.get("on") or one.fields.get("opens") or "")
    known = when(on).last if on and on != "unknown" else None
    return place, known.isoformat() if known else ""


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
