"""Word files that people edited, to be issued as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from escalade.commands.terminal.settings import current
from escalade.models.files.input_file import read_file
from escalade.services.papers.edited import Edited, EditedFileError, symbol_of

if TYPE_CHECKING:
    from pathlib import Path


def load_edited(path: Path) -> Edited:
    """An edited Word file.

    Raises:
        EditedFileError: it cannot be read.
    """
    try:
        return Edited(path.name, read_file(path))
    except OSError as error:
        raise EditedFileError(path, (error.strerror or str(error)).lower()) from error


def issue_edited_file(
    reference: str, file: Path, symbol: str | None, accept: tuple[str, ...], mark: str | None, **wanted: Any
) -> None:
    """Issue an edited note, as `issue --file` does.

    Its symbol is that of the referral, its language that of the file, unless
    they are given.

    Raises:
        EditedFileError: it cannot be read, or an option does not go with it.
        EscaladeError: the check or the procedure refuses it.
    """
    from escalade.commands.papers.issue import issue
    from escalade.services.acts.references import find_round
    from escalade.templates.checks.reading.file import document_in

    for option in ("template", "to_session"):
        if wanted[option]:
            raise EditedFileError(
                file, f"it is issued as it is, and --{option.replace('_', '-')} does not go with that"
            )
    data = load_edited(file).data
    with current().reading() as reader:
        own = symbol or symbol_of(find_round(reference, reader), reader.standing())
    if own is None:
        raise EditedFileError(file, "the symbol of the note is not on record; give --symbol")
    values = {
        "kind": "note", "symbol": own, "subject": None, "form": ("docx",), "mark": mark, "file": file,
        "language": wanted["language"] or document_in(data, f"{file}.docx").language, "inserts": wanted["insert"],
        "accept": accept, "to": wanted["to"], "trace": wanted["trace"], "on": "", "dry_run": False,
        "audience": wanted["audience"],
    }  # fmt: skip
    click.get_current_context().invoke(issue, reference=reference, **values)
