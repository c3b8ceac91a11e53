"""Errors of a place that cannot be used as a register."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from escalade.workflow.values.errors import LedgerError, Message, Messages, RegisterError, RequestError, Series

if TYPE_CHECKING:
    from escalade.models.backends.location import Place


NO_REGISTER = Message("is a database, but not a register. Name the right file with --register.")


class BusyError(RequestError):
    """Others use all that is given at once; says when to ask again."""

    seconds: ClassVar[int] = 5
    """After how many seconds it is worth while to ask again."""


class PlacedError(RegisterError):
    """A register that lies somewhere cannot be used.

    Whoever operates it is told where it lies. Visitors of the pages and of the
    API are told `unplaced`, which names no path, host or part of the record.
    """

    def __init__(self, location: Place, sentence: str, unplaced: str) -> None:
        self.location, self.unplaced = location, unplaced
        super().__init__(sentence)


class AbsentRegisterError(PlacedError):
    """There is no register there, and its folder may be missing, too."""

    def __init__(self, location: Place, folder: str | None = None) -> None:
        begun = Message(
            "“escalade init” begins one; “escalade load FILE” and “escalade demo” make one with what is in it."
        )
        super().__init__(
            location,
            Messages(
                Message("There is no register at {location}.", location=location),
                Message("The folder {folder} does not exist either.", folder=folder) if folder else "",
                begun,
            ),
            Messages(Message("There is no register here."), begun),
        )


class ExistingRegisterError(PlacedError):
    """There is something where a register was to be made."""

    def __init__(self, location: Place, *, is_file: bool = True) -> None:
        super().__init__(
            location,
            Message("There is a file at {location} already; name another place with --register.", location=location)
            if is_file
            else Message(
                "There is a register at {location} already; name another place with --register.", location=location
            ),
            Message("There is a register here already."),
        )


class UnusableRegisterError(PlacedError):
    """Something lies there that cannot be used; its problem is a clause."""

    def __init__(self, location: Place, problem: str) -> None:
        self.problem = problem
        unusable = Message("The register cannot be used for now.")
        unplaced = (
            unusable if ": " in problem else Message("The register here {problem}", problem=problem)
        )  # what follows may name a host or a path
        super().__init__(
            location, Message("The register at {location} {problem}", location=location, problem=problem), unplaced
        )


class DamagedRegisterError(PlacedError):
    """A register holds what cannot have been written there."""

    def __init__(self, location: Place, damage: Sequence[str]) -> None:
        self.damage = tuple(damage)
        super().__init__(
            location,
            Message(
                "The register at {location} is damaged: {damage}. “escalade verify” says what does not hold; "
                "restore a backup, or run “escalade rebuild” where only what is derived is damaged.",
                location=location,
                damage=Series(damage),
            ),
            Message("The register is damaged, and cannot be used for now."),
        )


class MissingRecordError(LedgerError):
    """A record is missing that later ones stand on."""

    sentence = (
        "The record at position {position} is missing. “escalade verify” says what else does not hold; "
        "restore a backup."
    )


class ChangedSchemaError(PlacedError):
    """A register's schema is not the one that it was made with."""

    def __init__(self, location: Place) -> None:
        super().__init__(
            location,
            Message(
                "The register at {location} has a schema that was changed. Nothing is written to it. "
                "Look at it with “escalade verify”, and restore a backup; or export it, and load that into a new "
                "register.",
                location=location,
            ),
            Message("The register has a schema that was changed. Nothing is written to it."),
        )


class UncertainCommitError(RegisterError):
    """Nobody can say whether an act was recorded."""

    sentence = (
        "The connection to the database was lost while the act was being recorded, so it may be on record or not. "
        "Look at the history, then try again if it is not there."
    )


class NotKeptError(RegisterError):
    """The database answered that it wrote something, and did not keep it."""

    sentence = (
        "The database did not keep {what} as it was written, so nothing was recorded. "
        "Something in the register stands in the way, such as a trigger: “escalade doctor” names it."
    )
