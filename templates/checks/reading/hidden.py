"""What a Word file holds and its readers do not see, as it is told."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from escalade.workflow.values.errors import Message, RequestError, Series

_SHOWN = 80
"""How many characters of what is hidden are shown."""


class Hidden(NamedTuple):
    """One thing that readers do not see."""

    what: str
    place: str
    text: str = ""

    def say(self) -> Message:
        """Say what it is, where, and what it says."""
        facts = {"what": self.what, "place": self.place, "text": self.text}
        return Message("{what} ({place}): “{text}”", **facts) if self.text else Message("{what} ({place})", **facts)


def list_found(found: Iterable[Hidden]) -> Series:
    """What is hidden, a line each."""
    return Series(("", *(one.say() for one in found)), "\n- ")


class HiddenError(RequestError):
    """A Word file holds what its readers do not see."""

    def __init__(self, name: str, found: Iterable[Hidden]) -> None:
        """Name the file, and each thing with its place."""
        self.name, self.found = name, tuple(found)
        super().__init__(
            Message(
                "{name} holds what its readers do not see:{found}\nTake it out, or let it be taken out (--clean).",
                name=name,
                found=list_found(self.found),
            )
        )


def tell_kept(name: str, found: Iterable[Hidden]) -> Message:
    """Say what a file hides that is kept as it is."""
    return Message(
        "{name} is kept as it is, with what its readers do not see:{found}", name=name, found=list_found(found)
    )


def tell_taken_out(name: str, found: Iterable[Hidden]) -> Message:
    """Say what was taken out of a file."""
    return Message("Taken out of {name}, which readers did not see:{found}", name=name, found=list_found(found))


def shorten_text(text: str) -> str:
    """The beginning of a text on one line."""
    said = " ".join(text.split())
    return f"{said[:_SHOWN]}…" if len(said) > _SHOWN else said
