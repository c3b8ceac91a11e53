"""The written form of a record: one shape for each act, made once.

A record is written as its header and what the act adds. The shape is made from
the act's motion when it is first asked for, so that msgspec reads and writes a
record in one go.
"""

from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple

import msgspec

from escalade.workflow.motions import MOTIONS, Evidence, Motion

COMMON_FIELDS = len(Motion.__struct_fields__)
"""What every motion has stands first in each."""


class Header(msgspec.Struct, frozen=True, gc=False):
    """What every record says, whatever its act."""

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


class Form(NamedTuple):
    """How the records of one act are written and read."""

    written: Callable[..., msgspec.Struct]
    """The header, and the motion as far as the header does not say it."""
    added: Callable[..., msgspec.Struct]
    """What the act adds; what was not given is left out."""
    reader: msgspec.json.Decoder[Any]


@cache
def form_of(act: str) -> Form:
    """The form of an act's records.

    Raises:
        msgspec.ValidationError: the procedure has no such act.
    """
    if act not in MOTIONS:
        message = f"there is no act “{act}”"
        raise msgspec.ValidationError(message)
    shape = MOTIONS[act]
    names, defaults = shape.__struct_fields__[COMMON_FIELDS:], list_additions(shape())
    fields = [(name, Any, _left_out(default)) for name, default in zip(names, defaults, strict=True)]
    added = msgspec.defstruct("Added", fields, omit_defaults=True)
    written = msgspec.defstruct("Written", [("motion", shape)], bases=(Header,), forbid_unknown_fields=True)
    return Form(written, added, msgspec.json.Decoder(written))


def _left_out(default: Any) -> Any:
    """The default of a field; msgspec tells an empty mapping by its type."""
    return msgspec.field(default_factory=dict) if default == {} else default


def list_additions(motion: Motion) -> tuple[Any, ...]:
    """The values of what a motion adds to what every motion has."""
    return msgspec.structs.astuple(motion)[COMMON_FIELDS:]


def header_of(record: Header) -> tuple[Any, ...]:
    """The values of a record's header."""
    return msgspec.structs.astuple(record)[:HEADER_FIELDS]
