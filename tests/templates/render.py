"""Papers of every kind, in every language and form, for the tests."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from escalade.templates.formats.file import file_of
from escalade.templates.formats.layout.layout import environment, lay_out
from escalade.templates.languages.tongue import tongue
from escalade.templates.papers.build import build

if TYPE_CHECKING:
    from pathlib import Path

    from escalade.templates.values.paper import Paper, Seal
    from escalade.workflow.subjects.standing import Standing


NO_BREAK = "\u00a0"
WHILE_OPEN = {
    "2017/ott": date(2017, 6, 15), "2017/gender": date(2017, 12, 1), "2017": date(2017, 12, 1),
    "2031/wick": date(2031, 6, 20), "2031/glass": date(2031, 6, 20), "2031": date(2031, 6, 20),
}  # fmt: skip
"""The days as of which invitations are drawn, of the shipped round and of a made-up one: one can answer then."""


def day_of(kind: str, reference: str) -> date | None:
    """The day as of which a paper is drawn where it says something: None for today."""
    return WHILE_OPEN.get(reference) if kind in {"call", "circular"} else None


def unmark(text: str) -> str:
    """A paper's text without isolates."""
    return text.translate(dict.fromkeys(map(ord, "\u2066\u2068\u2069")))


def loosen(text: str) -> str:
    """A text with plain spaces, for who asks for its words: where it may break is tried by itself."""
    return text.replace(NO_BREAK, " ")


def render(
    kind: str,
    reference: str,
    standing: Standing,
    *,
    language: str,
    form: str,
    to_session: str | None = None,
    seal: Seal | None = None,
    day: date | None = None,
) -> str:
    """Write a paper.

    Args:
        kind: note, notice, call, report, agenda or circular.
        reference: a round (`2017`), a topic (`2017/ott`) or a meeting (`meeting/9`).
        standing: what the register holds; read, never changed.
        language: its tag, such as en.
        form: md or html.
        to_session: for a note, the session it goes to.
        seal: the record that the paper is drawn from, put into the file.
        day: the day of the paper; today's unless given.

    Raises:
        PaperError: a kind, template, fact or language is missing.
    """
    speaking = tongue(language)
    environment(form)
    paper = build(kind, reference, standing, speaking, to_session=to_session, day=day or day_of(kind, reference))
    return lay_out(paper, form=form, seal=seal)


def render_file(
    kind: str,
    reference: str,
    standing: Standing,
    *,
    language: str,
    form: str,
    to_session: str | None = None,
    seal: Seal | None = None,
    template: Path | None = None,
) -> bytes:
    """Write a paper as the bytes of a file, in any form.

    Args:
        kind: note, notice, call, report, agenda or circular.
        reference: a round, a topic or a meeting.
        standing: what the register holds; read, never changed.
        language: its tag, such as en.
        form: md, html, docx or pdf.
        to_session: for a note, the session it goes to.
        seal: the record that the paper is drawn from, put into the file.
        template: a Word file to use in place of ours.

    Raises:
        PaperError: a kind, template, fact, glyph or language is missing.
        RequestError: the template is no Word file.
    """
    day = day_of(kind, reference)
    paper = build(kind, reference, standing, tongue(language), to_session=to_session, day=day)
    return file_of(paper, form, seal, template)


def set_pdf(paper: Paper, seal: Seal | None) -> bytes:
    """A paper as PDF."""
    return file_of(paper, "pdf", seal)
