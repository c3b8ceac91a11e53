"""Rounds, meetings and records as typed: what reading commands are about.

Apart from what acts refer to, so that who only reads need not load them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalade.workflow.values.errors import RequestError
from escalade.workflow.values.reference import kind_of, round_of

if TYPE_CHECKING:
    from escalade.models.reader import Reader


class NoRoundError(RequestError):
    """A round is to be named, and another thing is."""

    def __init__(self, reference: str) -> None:
        """Name the thing, and its round where it has one."""
        self.reference = reference
        kind = kind_of(reference)
        hint = f"; its round is {round_of(reference)}" if kind == "topic" else ""
        super().__init__(f"{reference} is no round, and one is to be named{hint}.")


def gathering(word: str) -> str:
    """A meeting as it is typed, by its number or in full."""
    return word if word.startswith(("meeting/", "session/")) else f"meeting/{word}"


def record(word: str, reader: Reader) -> str:
    """A record in full; its subject may be shortened."""
    subject, mark, ordinal = word.rpartition("#")
    return f"{reader.resolve(subject)}#{ordinal}" if mark and subject else word


def find_round(word: str, reader: Reader) -> str:
    """A round that exists.

    Raises:
        NoRoundError: what is so called is no round.
        UnknownReferenceError: nothing is so called.
    """
    reference = reader.resolve(word)
    if kind_of(reference) != "round":
        raise NoRoundError(reference)
    return reference
