"""Word files that people edited, to be issued as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from escalade.commands.setting import current
from escalade.workflow.errors import RequestError

if TYPE_CHECKING:
    from pathlib import Path

    from escalade.workflow.standing import Standing


class EditedFileError(RequestError):
    """A file that people edited cannot be issued as asked."""

    def __init__(self, path: Path, problem: str) -> None:
        """Name the file and what is wrong."""
        self.path = path
        super().__init__(f"{path} cannot be issued: {problem}.")


def read_edited(path: Path, wanted: tuple[str, ...]) -> bytes:
    """The bytes of an edited Word file: one file, in one language.

    Raises:
        EditedFileError: it cannot be read, or more than one file is asked for.
    """
    if len(wanted) != 2 or wanted[1] != "docx":  # noqa: PLR2004  # one language and one form
        raise EditedFileError(path, "a file is of one language and of the form docx; give --language")
    try:
        return path.read_bytes()
    except OSError as error:
        raise EditedFileError(path, (error.strerror or str(error)).lower()) from error


def issue_edited(
    reference: str, file: Path, symbol: str | None, accept: tuple[str, ...], mark: str | None, **wanted: Any
) -> None:
    """Issue an edited note, as `issue --file` does.

    Its symbol is that of the referral, its language that of the file, unless
    they are given.

    Raises:
        EditedFileError: it cannot be read, or an option does not go with it.
        EscaladeError: the check or the procedure refuses it.
    """
    from escalade.commands.issuing import issue
    from escalade.desk.referring import round_named
    from escalade.templates.check.reading import document_in

    for option in ("template", "to_session"):
        if wanted[option]:
            raise EditedFileError(
                file, f"it is issued as it is, and --{option.replace('_', '-')} does not go with that"
            )
    data = read_edited(file, ("", "docx"))
    with current().reading() as reader:
        own = symbol or symbol_of(round_named(reference, reader), reader.standing())
    if own is None:
        raise EditedFileError(file, "the symbol of the note is not on record; give --symbol")
    values = {
        "kind": "note", "symbol": own, "subject": None, "form": ("docx",), "mark": mark, "file": file,
        "language": wanted["language"] or document_in(data, f"{file}.docx").language, "inserts": wanted["insert"],
        "accept": accept, "to": wanted["to"], "trace": wanted["trace"], "on": "", "dry_run": False,
    }  # fmt: skip
    click.get_current_context().invoke(issue, reference=reference, **values)


def symbol_of(group: str, standing: Standing) -> str | None:
    """The symbol of the latest referral's note, without language and revision."""
    from escalade.templates.context.referral import referral_of
    from escalade.workflow.symbols import Symbol, SymbolError

    record = referral_of(group, standing, None).record
    if record is None or record.evidence.document is None:
        return None
    try:
        read = Symbol.parse(record.evidence.document)
    except SymbolError:
        return record.evidence.document
    return str(Symbol(read.series, read.path))
