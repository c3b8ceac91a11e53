"""The content of a file of the hand-over, whatever its form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import msgspec

from escalade.templates.translation.segment import Segment
from escalade.workflow.records.record import encode
from escalade.workflow.records.texts import digest_of
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.values.errors import Message, RequestError


class NoTranslationError(RequestError):
    """A file that is no hand-over of ours, or one that nobody should open."""

    def __init__(self, name: str, why: str) -> None:
        """Name the file and what is wrong with it."""
        self.name = name
        super().__init__(Message("{name} cannot be received as a translation: {why}.", name=name, why=why))


class Slip(msgspec.Struct, frozen=True):
    """The slip of a file: whose texts, which, into what language."""

    register: str
    """The digest of the register's first record."""
    round: str
    language: str
    sent: Mapping[str, str]
    """By key, the digest of each source that was sent."""

    def __str__(self) -> str:
        return msgspec.json.encode(self).decode()


@dataclass(frozen=True, slots=True)
class ReturnedSegment:
    """One segment as it came back."""

    key: str
    digest: str
    """Of the source when it was sent, as the file still says."""
    source: str
    target: str
    fault: str = ""
    """Why it cannot be read as one segment."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file that came back."""

    slip: Slip
    rows: tuple[ReturnedSegment, ...] = field(default=())


def slip_of(reference: str, standing: Standing, language: str, sent: Iterable[Segment]) -> Slip:
    """The slip of a hand-over."""
    return Slip(register_of(standing), reference, language, {one.key: one.digest for one in sent})


def register_of(standing: Standing) -> str:
    """Tell a register by the digest of its first record."""
    first = standing.body.records[:1]
    return digest_of(encode(first[0]).hex())[:32] if first else ""


def slip_in(text: str, name: str) -> Slip:
    """The slip that a file bears.

    Raises:
        NoTranslationError: it bears none.
    """
    try:
        return msgspec.json.decode(text, type=Slip)
    except (msgspec.MsgspecError, RecursionError, UnicodeError) as problem:
        why = Message("it does not say what was sent; only files of “translation send” do")
        raise NoTranslationError(name, why) from problem
