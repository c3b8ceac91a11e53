"""What is said of a place that cannot be used as a register."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalade.models import statements
from escalade.models.schema import HEAD, VERSIONS
from escalade.workflow.errors import RegisterError

if TYPE_CHECKING:
    from escalade.models.connection import Connection
    from escalade.models.location import Place

NO_REGISTER = "is a database, but not a register. Name the right file with --register."
OLDER = "was made by an older version of escalade. Run “escalade upgrade”; it makes a backup first."
NEWER = "was written by a newer version of escalade. Install that version, or a later one."


class AbsentRegisterError(RegisterError):
    """There is no register there."""

    def __init__(self, location: Place, hint: str = "") -> None:
        """Name the place, what else is known of it, and the commands that make a register."""
        self.location = location
        super().__init__(
            f"There is no register at {location}.{hint} "
            "Make one with “escalade constitute”, “escalade load FILE” or “escalade demo”."
        )


class ExistingRegisterError(RegisterError):
    """There is something where a register was to be made."""

    def __init__(self, location: Place, what: str = "a file") -> None:
        """Name the place, and what is there."""
        self.location = location
        super().__init__(f"There is {what} at {location} already; name another place with --register.")


class UnusableRegisterError(RegisterError):
    """What lies there cannot be used as a register."""

    def __init__(self, location: Place, problem: str) -> None:
        """Name the place and what is wrong, as a clause."""
        self.location, self.problem = location, problem
        super().__init__(f"The register at {location} {problem}")


class UncertainCommitError(RegisterError):
    """Nobody can say whether an act was recorded."""

    def __init__(self) -> None:
        """Say what to look at."""
        super().__init__(
            "The connection to the database was lost while the act was being recorded, so it may be on record or not. "
            "Look at the history, then try again if it is not there."
        )


def version_on(connection: Connection) -> str | None:
    """The version of the schema that is found; None where none is given."""
    row = connection.execute(statements.VERSION).fetchone()
    return str(row[0]) if row else None


def check_version(connection: Connection, location: Place, unversioned: str = NO_REGISTER) -> None:
    """Refuse a register of another version of the schema.

    Raises:
        UnusableRegisterError: it is older or newer, or has no version.
    """
    version = version_on(connection)
    if version != HEAD:
        problem = unversioned if version is None else OLDER if version in VERSIONS else NEWER
        raise UnusableRegisterError(location, problem)
