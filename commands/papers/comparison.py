"""Two texts of a topic as files, with what changed marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalade.commands.papers.write import save_papers
from escalade.commands.terminal.settings import current
from escalade.services.views.difference import languages_of
from escalade.templates.contexts.papers.difference import versions
from escalade.templates.formats.file import file_of, needing
from escalade.templates.formats.tracked.page import page
from escalade.templates.languages.pack import AVAILABLE
from escalade.templates.languages.tongue import tongue
from escalade.workflow.values.errors import RequestError

if TYPE_CHECKING:
    from pathlib import Path

    from escalade.workflow.motions import TextVersion
    from escalade.workflow.records.record import Record

    Version = tuple[Record, TextVersion]
FORMS = ("html", "docx")


class NoSuchFormError(RequestError):
    """A comparison in a form that it does not take."""

    def __init__(self, to: Path) -> None:
        """Name the file, and what to write."""
        self.to = to
        fitting = to.with_suffix(".docx") if to.name else to
        super().__init__(
            f"--to {to}: a comparison is written as .html, or as .docx with tracked changes; "
            f"write --to {fitting}, or a folder that exists."
        )


def write(old: Version, new: Version, language: str | None, to: Path) -> None:
    """Write what changed, in each language of the texts, into files.

    Raises:
        RequestError: the form or the language is not one there is.
        PaperError: a file cannot be written so that both texts come out.
    """
    forms = FORMS if to.is_dir() else (to.suffix.removeprefix("."),)
    if not set(forms) <= set(FORMS):
        raise NoSuchFormError(to)
    languages = _languages(old, new, language)
    drawn = {(tag, form): _drawn(old, new, tag, form) for tag in languages for form in forms}
    save_papers("diff", new[0].subject, drawn, to, several=len(languages) > 1)


def _languages(old: Version, new: Version, language: str | None) -> tuple[str, ...]:
    """The languages in which there is a text and a paper can be written.

    Raises:
        NoSuchLanguageError: neither text is in the language asked for.
    """
    there = languages_of(old, new, language)
    wanted = there if language is None else (language,)
    for tag in wanted:
        if tag not in AVAILABLE:
            current().say(f"No file is written in {tag}: papers are written in {', '.join(AVAILABLE)}.")
    return tuple(tag for tag in wanted if tag in AVAILABLE)


def _drawn(old: Version, new: Version, language: str, form: str) -> bytes:
    """Both texts in one file; what came is the newer record's."""
    before, after = versions(old, new, tongue(language))
    if form == "html":
        return page(before, after).encode()
    with needing(form):
        from escalade.templates.formats.tracked.document import track_changes
    record = new[0]
    return track_changes(file_of(before, form), file_of(after, form), author=record.officer, at=record.at)
