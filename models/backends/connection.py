"""The interface of a database that a register lies in.

The statements are in `statements.py`, and run as they are written. Nothing outside an engine knows
on which one it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path


class Rows(Protocol):
    """Rows that a statement finds."""

    def fetchone(self) -> Any:
        """The next row, or None."""

    def fetchall(self) -> list[Any]:
        """All rows that are left."""

    def __iter__(self) -> Iterator[Any]:
        """The rows that are left, one by one."""


class Connection(Protocol):
    """The connection that a register is read and written on."""

    def execute(self, statement: str, values: Sequence[Any] = (), /) -> Rows:
        """Run a statement."""

    def executemany(self, statement: str, rows: Iterable[Sequence[Any]], /) -> int:
        """Run a statement for each row of values; how many rows were written."""

    def close(self) -> None:
        """Give the connection up; what is under way is undone."""

    def begin(self) -> None:
        """From here on, read everything as of one moment."""

    def snapshot(self) -> AbstractContextManager[None]:
        """Read everything as of one moment, until the block ends."""

    def transaction(self) -> AbstractContextManager[None]:
        """Write everything or nothing; no other writes meanwhile."""

    def empty_log(self) -> bool:
        """Empty the log of what was erased; whether that could be done."""

    def state(self) -> object:
        """Another value once anybody has written to the register."""

    def damage(self) -> list[str]:
        """Find what cannot have been written there, as clauses."""

    def tolerate_bad_text(self) -> None:
        """From here on, read text that is none as something else."""


class Engine(Protocol):
    """The database in which a register lies."""

    @property
    def errors(self) -> tuple[type[Exception], ...]:
        """The errors that its driver raises."""

    @property
    def kind(self) -> str:
        """In what it lies, in one word."""

    @property
    def parts(self) -> str:
        """The statement that finds each part of the schema."""

    @property
    def making(self) -> tuple[str, ...]:
        """The statements that make the schema."""

    def problem(self, error: Exception) -> str:
        """Describe an error of the driver, as a clause after the name."""

    def exists(self) -> bool:
        """Whether there is something in that place."""

    def identity(self) -> object:
        """Another value once something else lies in that place.

        Raises:
            OSError: nothing does.
        """

    def may_stay(self) -> bool:
        """Whether a reader that stays open sees what others write."""

    def ensure(self) -> None:
        """Refuse a place where there is no register.

        Raises:
            AbsentRegisterError: there is nothing.
            UnusableRegisterError: there is something else.
        """

    def open(self) -> Connection:
        """Connect to what is there, whatever its version, to read it."""

    def connect(self, *, write: bool) -> Connection:
        """Connect to a register of this version; a reader may change nothing.

        Raises:
            AbsentRegisterError: there is nothing in that place.
            UnusableRegisterError: it is of another version, or no register.
        """

    def create(self) -> None:
        """Make an empty register.

        Raises:
            ExistingRegisterError: there is one already.
            UnusableRegisterError: none can be made there.
        """

    def copy(self, connection: Connection, path: Path) -> None:
        """Copy what a connection reads to an SQLite file, whole."""

    def empty_log(self) -> bool | None:
        """Empty the log that is kept beside it; None where nothing is in it."""

    def soundness(self, connection: Connection) -> list[tuple[str, bool, str]]:
        """Ask the database about itself: of what, whether well, a sentence."""
