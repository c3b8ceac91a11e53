"""A ledger is known again by what was read of it, whoever looks a moment earlier."""

from __future__ import annotations

from pathlib import Path

import pytest

from escalade.models.backends.location import Location
from escalade.models.reader import Reader
from escalade.models.reader_pool import ExchangedRegisterError, LedgerIdentity

FIRST, LATER, OTHER = ("a", "b"), ("a", "b", "c"), ("x", "y", "z", "w")


class Ledger(Reader):
    """A ledger of so many leaves, each a letter."""

    def __init__(self, leaves: tuple[str, ...]) -> None:
        """Hold leaves."""
        self.leaves, self.location = leaves, Location(Path("made-up"))

    def size(self) -> int:
        """How many there are."""
        return len(self.leaves)

    def root(self, size: int | None = None) -> str:
        """What stands for those of a size."""
        return "".join(self.leaves[:size])

    def node(self, position: int) -> bytes:
        """What stands for one."""
        return self.leaves[position - 1].encode()


@pytest.fixture
def known() -> LedgerIdentity:
    """A ledger of which three records were read, in a file."""
    identity = LedgerIdentity()
    identity.recognise(Ledger(()), "a file")
    identity.recognise(Ledger(FIRST), "a file")
    identity.recognise(Ledger(LATER), "a file")
    return identity


def test_what_goes_on_is_known_in_whatever_file(known: LedgerIdentity) -> None:
    known.recognise(Ledger(LATER), "another file")
    known.recognise(Ledger((*LATER, "d")))


def test_whoever_looks_a_moment_earlier_at_the_same_file_is_not_refused(known: LedgerIdentity) -> None:
    known.recognise(Ledger(FIRST), "a file")


@pytest.mark.parametrize(
    ("leaves", "place"),
    [(FIRST, "another file"), (FIRST, None), (OTHER, "a file"), (("x",), "a file"), ((), "a file"), ((), None)],
)
def test_what_does_not_go_on_is_refused(leaves: tuple[str, ...], place: str | None, known: LedgerIdentity) -> None:
    with pytest.raises(ExchangedRegisterError):
        known.recognise(Ledger(leaves), place)
