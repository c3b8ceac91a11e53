"""What a file of the hand-over holds, whatever its form."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from escalade.workflow.errors import RequestError
from escalade.workflow.record import encode
from escalade.workflow.translation import digest_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from escalade.templates.translation.segment import Segment
    from escalade.workflow.standing import Standing


class NoTranslationError(RequestError):
    """A file that is no hand-over of ours, or one that nobody should open."""

    def __init__(self, name: str, why: str) -> None:
        """Name the file and what is wrong with it."""
        self.name = name
        super().__init__(f"{name} cannot be received as a translation: {why}.")


@dataclass(frozen=True, slots=True)
class Slip:
    """What a file says of itself: whose texts, which, into what language."""

    register: str
    """The digest of the register's first record."""
    round: str
    language: str
    sent: Mapping[str, str]
    """By key, the digest of each source that was sent."""

    def __str__(self) -> str:
        fields = {"register": self.register, "round": self.round, "language": self.language, "sent": dict(self.sent)}
        return json.dumps(fields, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Row:
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
    rows: tuple[Row, ...] = field(default=())


def slip_of(reference: str, standing: Standing, language: str, sent: Iterable[Segment]) -> Slip:
    """The slip of a hand-over."""
    return Slip(register_of(standing), reference, language, {one.key: one.digest for one in sent})


def register_of(standing: Standing) -> str:
    """What a register is told by."""
    first = standing.body.records[:1]
    return digest_of(encode(first[0]).hex())[:32] if first else ""


def slip_in(text: str, name: str) -> Slip:
    """The slip that a file bears.

    Raises:
        NoTranslationError: it bears none.
    """
    try:
        fields = json.loads(text)
        slip = Slip(fields["register"], fields["round"], fields["language"], fields["sent"])
        texts = (slip.register, slip.round, slip.language, *slip.sent.items())
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as problem:
        raise NoTranslationError(
            name, "it does not say what was sent; only files of “translation send” do"
        ) from problem
    if not all(isinstance(one, str) or all(isinstance(part, str) for part in one) for one in texts):
        raise NoTranslationError(name, "what it says of itself cannot be read")
    return slip
