"""Where a register lies."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from escalade.workflow.errors import RegisterError


@dataclass(frozen=True)
class Location:
    """Where a register lies."""

    path: Path

    def __str__(self) -> str:
        """The path, as it was understood."""
        return str(self.path)


class UnsupportedRegisterError(RegisterError):
    """That kind of database comes with a later version."""

    def __init__(self, url: str) -> None:
        """Name the kind."""
        kind = url.partition(":")[0]
        super().__init__(
            f"A register on {kind} comes with a later version of escalade; this one keeps registers in SQLite files."
        )


def locate(text: str | None) -> Location:
    """Where a register lies, from a path or URL.

    Args:
        text: a path, `sqlite:///path`, or None for the platform's own place.

    Raises:
        UnsupportedRegisterError: the URL is of another database.
    """
    if text is None:
        from escalade.models.folder import data_folder  # only where no register is named

        return Location(data_folder() / "register.db")
    scheme, mark, rest = text.partition("://")
    if mark and scheme == "sqlite":
        return Location(Path(rest.removeprefix("/")))
    if mark:
        raise UnsupportedRegisterError(text)
    return Location(Path(text))
