"""Word files that people edited, to be issued as they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Self

from escalade.models.files import read_file, reason_of
from escalade.templates.checks.reading.package import Hidden
from escalade.templates.papers.facts.referral import referral_of
from escalade.templates.values.extra import needing
from escalade.templates.values.paper import Paper, insert_text
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.values.errors import Message, RequestError
from escalade.workflow.values.symbols import bare_symbol

if TYPE_CHECKING:
    from escalade.templates.checks.reading.opening import ProvenFile  # needs what is not installed with the core


class InsertError(RequestError):
    """A text cannot be inserted as asked."""

    def __init__(self, given: str, clause: str, /, **facts: object) -> None:
        super().__init__("--insert {given}: {problem}", given=given, problem=Message(clause, **facts))


def with_inserts(
    papers: Mapping[str, Paper], inserts: Iterable[str], *, clean: bool, taken_out: dict[str, tuple[Hidden, ...]]
) -> dict[str, Paper]:
    """Papers with the texts of files in their sections.

    Args:
        papers: by language.
        inserts: sections and files, such as activities=year.docx.
        clean: whether what files hide is taken out; else they are refused.
        taken_out: where it is written down, by the file's name.
    """
    found = dict(papers)
    for given in inserts:
        section, mark, name = given.partition("=")
        if not mark or not section or not name:
            raise InsertError(given, "write the section, =, and the Word file, such as activities=year.docx.")
        if len(found) > 1:
            raise InsertError(given, "a text is in one language; give --language with one.")
        proven = _open_insert(Path(name), given, clean=clean)
        if proven.taken_out:
            taken_out[name] = proven.taken_out
        found = {tag: _inserted(paper, section, proven.data, name) for tag, paper in found.items()}
    return found


def _open_insert(file: Path, given: str, *, clean: bool) -> ProvenFile:
    """A file to be inserted, with nothing hidden in it."""
    with needing("docx"):
        from escalade.templates.checks.reading.opening import prove_open
    try:
        return prove_open(read_file(file), str(file), clean=clean)
    except OSError as error:
        raise InsertError(given, "the file cannot be read: {reason}.", reason=reason_of(error)) from error


def _inserted(paper: Paper, section: str, data: bytes, name: str) -> Paper:
    with needing("docx"):
        from escalade.templates.formats.word.prose import paragraphs_in
    return insert_text(paper, section, paragraphs_in(data, name))


class EditedFileError(RequestError):
    """A file that people edited cannot be issued as asked."""

    def __init__(self, name: object, clause: str) -> None:
        super().__init__("{name} cannot be issued: {problem}.", name=name, problem=Message(clause))


class Edited(NamedTuple):
    """A Word file that people edited: its name and its bytes."""

    name: str
    data: bytes
    pdf: bytes = b""
    """The PDF that their office made of it; it is kept as it is, and not read."""
    taken_out: tuple[Hidden, ...] = ()
    """What was hidden in it, and taken out."""

    @property
    def forms(self) -> tuple[str, ...]:
        """The forms in which it is issued."""
        return ("docx", "pdf") if self.pdf else ("docx",)

    def alone(self, languages: tuple[str, ...], forms: tuple[str, ...]) -> Self:
        """The file, where it is all that is asked for.

        Raises:
            EditedFileError: more than one language or another form is asked for.
        """
        if len(languages) != 1 or not set(forms) <= set(self.forms):
            raise EditedFileError(self.name, "a file is of one language, and of the form docx; give --language")
        return self


def edited_file(file: tuple[str, bytes] | None, pdf: tuple[str, bytes] | None, *, clean: bool) -> Edited | None:
    """The Word file that people edited, with the PDF that was made of it."""
    if pdf and not file:
        raise EditedFileError(pdf[0], "a PDF is issued beside the edited Word file of which it was made")
    if pdf and not (pdf[1].startswith(b"%PDF-") and b"%%EOF" in pdf[1][-1024:]):
        raise EditedFileError(pdf[0], "it is no PDF, or is cut short")
    if file is None:
        return None
    with needing("docx"):
        from escalade.templates.checks.reading.opening import prove_open
    name, data = file
    proven = prove_open(data, name, clean=clean)
    return Edited(name, proven.data, pdf[1] if pdf else b"", proven.taken_out)


def symbol_of(group: str, standing: Standing) -> str | None:
    """The symbol of the latest referral's note, without language and revision."""
    record = referral_of(group, standing, None).record
    return bare_symbol(record.evidence.document) if record else None
