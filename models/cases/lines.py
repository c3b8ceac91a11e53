"""The lines of a file that came from elsewhere, none longer than allowed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalade.models.files.input_file import open_file
from escalade.workflow.values.errors import RequestError
from escalade.workflow.values.message import Message

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LARGEST = 64 * 2**20
"""The longest line of any file, in bytes: a paper may be that long."""
LONGEST_ACT = 16 * 2**20
"""The longest line that is read as an act: what is made of it may take thirty times its room."""
LARGEST_TOML = 8 * 2**20
"""The largest case file that is read as TOML; what is made of it may take sixty times its room."""


class CaseError(RequestError):
    """A case file cannot be read: its syntax, or a field of an act."""

    def __init__(self, path: Path, line: int | None, problem: str) -> None:
        """Name the file, the line where the act begins, and the problem."""
        self.path, self.line = path, line
        facts = {"path": path, "line": line, "problem": problem}
        super().__init__(
            Message("{path}, line {line}: {problem}", **facts) if line else Message("{path}: {problem}", **facts)
        )


def read_lines(path: Path, longest: int, *, empty: bool = False) -> Iterator[tuple[int, bytes]]:
    """Read the lines of a file that are not empty, with their numbers.

    Args:
        path: the file.
        longest: how many bytes a line may have.
        empty: whether those that are empty are asked for, too.

    Raises:
        CaseError: the file cannot be read, or a line is longer than any may be.
    """
    try:
        with open_file(path) as file:
            for number, line in enumerate(iter(lambda: file.readline(longest + 1), b""), 1):
                if len(line) > longest:
                    raise CaseError(path, number, Message("the line is longer than {most} bytes.", most=f"{longest:,}"))
                if empty or line.strip():
                    yield number, line
    except OSError as error:
        raise CaseError(
            path, None, Message("the file cannot be read: {reason}.", reason=(error.strerror or str(error)).lower())
        ) from error
