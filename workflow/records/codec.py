"""The written form of a record: a header, and what its act adds.

A record is written as its header and what the act adds. Both shapes of an act
are made from its motion when they are first asked for.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

import msgspec

from escalade.workflow.motions import MOTIONS, Evidence, Motion

COMMON_FIELDS = len(Motion.__struct_fields__)
"""What every motion has stands first in each."""


class Header(msgspec.Struct, frozen=True, gc=False):
    """The header of every record, whatever its act."""

    subject: str
    ordinal: int
    touched: tuple[str, ...]
    act: str
    before: str | None
    after: str
    officer: str
    office: str | None
    entered_for: str | None
    identity: str
    on: str
    at: str
    audience: str
    evidence: Evidence
    procedure: int
    digest: str


HEADER_FIELDS = len(Header.__struct_fields__)


class WrittenRecord(Header, frozen=True, forbid_unknown_fields=True, gc=False):
    """A record as it is written: its header, and what its act adds to that."""

    motion: Any


class RawRecord(Header, frozen=True, forbid_unknown_fields=True, gc=False):
    """A record as it is read first: what its act adds is still bytes."""

    motion: msgspec.Raw


READER = msgspec.json.Decoder(RawRecord)


def shape_of(act: str) -> type[Motion]:
    """The shape of an act's motion.

    Raises:
        msgspec.ValidationError: the procedure has no such act.
    """
    if act not in MOTIONS:
        message = f"there is no act “{act}”"
        raise msgspec.ValidationError(message)
    return MOTIONS[act]


@cache
def motion_reader(act: str) -> msgspec.json.Decoder[Motion]:
    """Make what reads an act's motion."""
    return msgspec.json.Decoder(shape_of(act))


@cache
def addition_of(act: str) -> Callable[..., msgspec.Struct]:
    """Make the shape of what an act adds; what was not given is left out."""
    shape = shape_of(act)
    names, defaults = shape.__struct_fields__[COMMON_FIELDS:], list_additions(shape())
    fields = [(name, Any, _left_out(default)) for name, default in zip(names, defaults, strict=True)]
    return msgspec.defstruct("Added", fields, omit_defaults=True)


def _left_out(default: Any) -> Any:
    return msgspec.field(default_factory=dict) if default == {} else default


def list_additions(motion: Motion) -> tuple[Any, ...]:
    """The values of what a motion adds to what every motion has."""
    return msgspec.structs.astuple(motion)[COMMON_FIELDS:]


def header_of(record: Header) -> tuple[Any, ...]:
    """The values of a record's header."""
    return msgspec.structs.astuple(record)[:HEADER_FIELDS]
