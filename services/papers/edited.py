"""Word files that people edited, to be issued as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Self

from escalade.templates.contexts.referral import referral_of
from escalade.workflow.values.errors import RequestError
from escalade.workflow.values.message import Message
from escalade.workflow.values.symbols import Symbol, SymbolError

if TYPE_CHECKING:
    from escalade.workflow.subjects.standing import Standing


class EditedFileError(RequestError):
    """A file that people edited cannot be issued as asked."""

    def __init__(self, name: object, problem: str) -> None:
        """Name the file and what is wrong."""
        self.name = name
        super().__init__(Message("{name} cannot be issued: {problem}.", name=name, problem=problem))


class Edited(NamedTuple):
    """A Word file that people edited: its name and its bytes."""

    name: str
    data: bytes

    def alone(self, wanted: tuple[str, ...]) -> Self:
        """The file, where it is all that is asked for.

        Raises:
            EditedFileError: more than one language or another form is asked for.
        """
        if len(wanted) != 2 or wanted[1] != "docx":  # noqa: PLR2004  # one language and one form
            raise EditedFileError(self.name, Message("a file is of one language and of the form docx; give --language"))
        return self


def symbol_of(group: str, standing: Standing) -> str | None:
    """The symbol of the latest referral's note, without language and revision."""
    record = referral_of(group, standing, None).record
    if record is None or record.evidence.document is None:
        return None
    try:
        read = Symbol.parse(record.evidence.document)
    except SymbolError:
        return record.evidence.document
    return str(Symbol(read.series, read.path))
