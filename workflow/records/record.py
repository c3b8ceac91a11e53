"""A record: what happened, once and for all, and its canonical bytes.

The bytes are JSON with sorted keys, in the subset of RFC 8785 that holds
strings, integers, booleans and null. A record is written as its header and what
its act adds; both shapes of an act are made from its motion when first asked for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, TypeVar

import msgspec

from escalade.workflow.motions import MOTIONS, NOT_AT_HAND, SEALED, Evidence, Motion

T = TypeVar("T")
_ENCODER = msgspec.json.Encoder(order="sorted")
_AS_GIVEN = msgspec.json.Encoder()
_BEYOND_BASIC_PLANE = re.compile(rb"[\xf0-\xf4]")
"""What begins a character beyond the basic plane in UTF-8."""
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
    """The shape of an act's motion; an error if there is no such act."""
    if act not in MOTIONS:
        raise msgspec.ValidationError(f"there is no act “{act}”")
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
    empty: Any = msgspec.field(default_factory=dict)  # msgspec tells an empty mapping by its type
    fields = [(name, Any, empty if default == {} else default) for name, default in zip(names, defaults, strict=True)]
    return msgspec.defstruct("Added", fields, omit_defaults=True)


def list_additions(motion: Motion) -> tuple[Any, ...]:
    """The values of what a motion adds to what every motion has."""
    return msgspec.structs.astuple(motion)[COMMON_FIELDS:]


def header_of(record: Header) -> tuple[Any, ...]:
    """The values of a record's header."""
    return msgspec.structs.astuple(record)[:HEADER_FIELDS]


class Opened(msgspec.Struct, frozen=True):
    """The text behind a commitment, with the salt that was committed to."""

    salt: str
    value: Any


class Record(Header, frozen=True, kw_only=True):
    """One act on one subject.

    The fields from `corrected_by` on are not part of it: they tell what later
    records say of this one.
    """

    motion: Motion
    corrected_by: tuple[str, ...] = ()
    confirmed_by: str | None = None
    endorsed_by: str | None = None
    annulled_by: str | None = None
    redacted_by: str | None = None
    translated_by: tuple[str, ...] = ()

    @property
    def reference(self) -> str:
        """The name of the record: `2017/ott#7`."""
        return f"{self.subject}#{self.ordinal}"

    @property
    def moved(self) -> bool:
        """Whether it changed the state of its subject."""
        return self.before != self.after

    @property
    def waits(self) -> bool:
        """Whether it was entered for someone who has not endorsed it."""
        return self.entered_for not in {None, NOT_AT_HAND} and self.endorsed_by is None


def canonical(value: Any) -> bytes:
    """The canonical bytes of a value (RFC 8785: keys in UTF-16 order).

    UTF-8 order, which is faster, differs beyond the basic plane alone.
    """
    data = _ENCODER.encode(value)
    if data.isascii() or not _BEYOND_BASIC_PLANE.search(data):
        return data
    return _AS_GIVEN.encode(_ordered(msgspec.to_builtins(value)))


def _ordered(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _ordered(value[key]) for key in sorted(value, key=lambda key: key.encode("utf-16-be"))}
    return [_ordered(inner) for inner in value] if isinstance(value, list | tuple) else value


def encode(record: Record) -> bytes:
    """The canonical bytes of a record; personal texts are commitments."""
    motion = record.motion
    if motion.personal:
        motion = with_commitments(motion)
    added = addition_of(record.act)(*list_additions(motion))
    return canonical(WrittenRecord(*header_of(record), added))  # type: ignore[call-arg]  # a header has a value less


def decode(data: bytes, opened: Mapping[str, Opened]) -> Record:
    """Read a record from its bytes and its personal texts, by commitment."""
    written = READER.decode(data)
    motion = msgspec.structs.replace(
        motion_reader(written.act).decode(written.motion),
        of=(written.subject,),
        by=written.officer,
        entered_for=written.entered_for,
        on=written.on,
        evidence=written.evidence,
        audience=written.audience,
        identity=written.identity,
        at=written.at,
    )
    if motion.personal:
        motion = _with_texts(motion, opened)
    return Record(*header_of(written), motion=motion)


def _with_texts(motion: Motion, opened: Mapping[str, Opened]) -> Motion:
    names = personal_fields(motion)
    found = {name: opened.get(commitment_in(getattr(motion, name)) or "") for name in names}
    held = {name: text.value for name, text in found.items() if text}
    texts = {name: tuple(value) if isinstance(value, list) else value for name, value in held.items()}
    salts = {name: text.salt for name, text in found.items() if text}
    erased = tuple(name for name in names if name not in texts)
    return msgspec.structs.replace(motion, **texts, salts=salts, erased=erased) if names else motion


def with_commitments(motion: Motion) -> Motion:
    """A motion with commitments for its texts, whatever these look like."""
    names = [name for name in personal_fields(motion) if name not in motion.erased]
    commitments_ = {name: seal_text(getattr(motion, name), motion.salts.get(name)) for name in names}
    return msgspec.structs.replace(motion, **commitments_) if names else motion


def personal_fields(motion: Motion) -> tuple[str, ...]:
    """The fields of a motion that are kept as commitments, where given."""
    told = [one for one in motion.personal.items() if getattr(motion, one[0]) not in ((), {}, NOT_AT_HAND)]
    return tuple([name for name, flag in told if not flag or getattr(motion, flag)])


def seal_text(value: Any, salt: str | None) -> Any:
    """The commitment to a personal text, in the shape of that text."""
    if not salt:
        raise ValueError("a personal text needs a salt")
    commitment = commitment_to(value, salt)
    return (f"{SEALED}:{commitment}",) if isinstance(value, tuple | list) else {SEALED: commitment}


def commitment_to(value: Any, salt: str) -> str:
    """HMAC-SHA-256 of the text's canonical bytes under its salt (RFC 2104)."""
    from hmac import digest  # noqa: PLC0415  # only where a personal text is written or opened

    return digest(bytes.fromhex(salt), canonical(value), "sha256").hex()


def commitments(record: Record) -> Iterator[str]:
    """The commitments that stand in a record's bytes for its personal texts."""
    motion = record.motion
    for name in personal_fields(motion):
        value = msgspec.to_builtins(getattr(motion, name))
        yield commitment_in(value) or "" if name in motion.erased else commitment_to(value, motion.salts[name])


def commitment_in(value: Any) -> str | None:
    """The commitment that stands in the place of an erased text, if one does."""
    if isinstance(value, str) and value.startswith(f"{SEALED}:"):
        return value.removeprefix(f"{SEALED}:")
    if isinstance(value, Mapping) and tuple(value) == (SEALED,):
        return str(value[SEALED])
    if isinstance(value, tuple | list) and len(value) == 1:
        return commitment_in(value[0])
    return None


def acts(records: Iterable[Record]) -> Iterator[tuple[Record, ...]]:
    """The records of each act together, in the order of the ledger."""
    return together(records, lambda record: len(record.touched))


def together(items: Iterable[T], how_many: Callable[[T], int]) -> Iterator[tuple[T, ...]]:
    """Gather what follows one another, as many as each says that it is."""
    gathered: list[T] = []
    for item in items:
        gathered.append(item)
        if len(gathered) == how_many(item):
            yield tuple(gathered)
            gathered = []
    if gathered:
        yield tuple(gathered)


def motion_of_act(records: Sequence[Record]) -> Motion:
    """The motion that made these records, as it can be made again.

    Records that came along (a merger's other half, topics set aside) follow
    from the first one's motion.
    """
    first = records[0]
    if len(records) == 1 and not hasattr(first.motion, "records"):
        return msgspec.structs.replace(first.motion, of=(first.subject,))
    same = [record for record in records if record.act == first.act]
    changes: dict[str, object] = {"of": tuple(record.subject for record in same)}
    if hasattr(first.motion, "records"):
        named = [name for record in same for name in getattr(record.motion, "records", ())]
        changes = {"of": (), "records": tuple(dict.fromkeys(named))}
    if any(record.audience != first.audience for record in records):  # each has the readers of its subject
        changes["audience"] = None
    salts = {name: salt for record in same for name, salt in record.motion.salts.items()}
    texts = {name: getattr(one.motion, name) for one in same for name in one.motion.salts}  # as far as any has them
    erased = tuple(name for name in first.motion.erased if name not in salts)
    amended = {key: text for one in same for key, text in (getattr(one.motion, "amended", None) or {}).items()}
    silence = tuple(name for one in same for name in getattr(one.motion, "silence", ()))
    own = {name: value for name, value in (("amended", amended), ("silence", silence)) if value}
    return msgspec.structs.replace(first.motion, **changes, **texts, salts=salts, erased=erased, **own)
