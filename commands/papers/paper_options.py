"""Papers drawn from the register: languages, forms, and where to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from importlib.util import find_spec
from pathlib import Path

import click

from escalade.commands.terminal.command import Sectioned
from escalade.commands.terminal.output_file import check_readable
from escalade.commands.terminal.settings import current
from escalade.models.reader import Reader
from escalade.services.papers.languages import languages_for
from escalade.services.papers.own_symbol import find_own_symbol
from escalade.services.papers.readership import find_left_out
from escalade.templates.formats.file import file_of, needing, setting_of
from escalade.templates.languages.pack import AVAILABLE
from escalade.templates.languages.tongue import tongue
from escalade.templates.papers.build import build
from escalade.templates.values.paper import Paper, Seal
from escalade.workflow.subjects.as_of import find_left_out_acts
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.values.errors import RequestError

EVERY = "all"
OURS = "ours"
"""What `--template` is given for a paper through our template, where another is kept."""
TEMPLATE_HELP = (
    "A Word template of your own in place of ours; a PDF takes its letterhead and margins. Unless given, the one that "
    "“use” keeps; “ours” for ours."
)
TEXTS = ("md", "html")
EXTRAS = {"docx": "docxtpl", "pdf": "typst", "xml": "lxml"}
"""The forms that need a library which is installed on demand."""


def languages_of(kind: str, language: str | None, reader: Reader, *, every: bool = False) -> tuple[str, ...]:
    """The languages in which a paper is to be written.

    All languages are those that the body has, or requires for such a paper,
    as far as papers can be written in them; the others are said to come later.
    With `every` they are all that papers can be written in: who writes a
    paper may want more versions than who issues it.
    """
    if language not in {None, EVERY}:
        return (str(language),)
    body = reader.standing().body
    if language is None:
        constitution = body.constitution()
        own = tuple(constitution.name) if constitution else ()
        return tuple(tag for tag in ("en", *own, *AVAILABLE) if tag in AVAILABLE and tag in (own or AVAILABLE))[:1]
    possible, later = languages_for(kind, body)
    if later:
        now = AVAILABLE if every else possible
        current().say(f"No paper is written in {', '.join(later)} by this version; it writes {', '.join(now)}.")
    return AVAILABLE if every else possible


def is_new_folder(to: Path, *, several: bool) -> bool:
    """Whether papers in several languages go into a folder still to be made."""
    return several and not to.suffix and not to.exists() and to.parent.is_dir()


def forms_of(to: Path | None, *, several: bool = False) -> tuple[str, ...]:
    """The forms in which a paper is to be written: the ending decides.

    Raises:
        RequestError: the file has no ending.
    """
    if to is None:
        return TEXTS[:1]
    if to.is_dir() or is_new_folder(to, several=several):
        return (*TEXTS, *filter(is_at_hand, EXTRAS))
    if not to.suffix:
        raise RequestError(
            "no-ending",
            "--to {path} has no ending, and the ending decides the form: write {path}.docx, {path}.pdf, "
            "{path}.html, {path}.md, {path}.xml, or a folder that exists.",
            path=to,
        )
    return (to.suffix.removeprefix("."),)


def is_at_hand(form: str) -> bool:
    """Whether what a form needs is installed; says so if not."""
    if find_spec(EXTRAS[form]) is not None:
        return True
    current().say(f"No .{form} is written: that needs pip install 'escalade[{form}]'.")
    return False


def papers_of(
    reader: Reader,
    kind: str,
    reference: str,
    languages: Iterable[str],
    to_session: str | None = None,
    on: date | None = None,
    audience: str | None = None,
) -> Iterator[tuple[str, Paper]]:
    """A paper in its languages, one by one, before it takes a form."""
    standing, to = reader.standing(None, audience), to_session.removeprefix("session/") if to_session else None
    if on:
        current().say_left_out(find_left_out_acts(reference, standing, on))
    own = find_own_symbol(reference, reader, audience, to, on) if kind == "note" else None
    for tag in languages:
        yield tag, build(kind, reference, standing, tongue(tag), to_session=to, day=on, own=own)


def left_out_of(
    reader: Reader,
    kind: str,
    reference: str,
    paper: Paper,
    to_session: str | None = None,
    on: date | None = None,
    audience: str | None = None,
) -> tuple[str, ...]:
    """The views and statements that a paper leaves out for its readers."""
    to = to_session.removeprefix("session/") if to_session else None
    own = find_own_symbol(reference, reader, audience, to, on) if kind == "note" else None

    def draw(standing: Standing) -> Paper:
        return build(kind, reference, standing, paper.tongue, to_session=to, day=on, own=own)

    return find_left_out(paper, audience or "", lambda readers: reader.standing(None, readers), draw)


def seal_of(reader: Reader) -> Seal:
    """The size and root of the record that papers are drawn from."""
    return Seal(reader.size(), reader.root())


def draw_papers(
    papers: Iterable[tuple[str, Paper]],
    forms: Iterable[str],
    seal: Seal,
    template: Path | None = None,
    *,
    several: bool = False,
) -> dict[tuple[str, str], bytes]:
    """A paper in its languages and forms, under one seal.

    Where there are several, the PDFs are set in another process: meanwhile the
    other forms are written, and the next language is built.

    Raises:
        RequestError: a Word template is given, and no form is Word or PDF.
    """
    forms = tuple(forms)
    shaped = {"docx", "pdf"}.intersection(forms)
    if template and str(template) != OURS and not shaped:
        sentence = "--template {template} shapes Word files and PDFs; write --to FILE.docx or FILE.pdf, or a folder."
        raise RequestError("no-word-form", sentence, template=template)
    template = choose_template(template) if shaped else None
    if "pdf" not in forms or not several:
        return {(tag, form): file_of(paper, form, seal, template) for tag, paper in papers for form in forms}
    with needing("pdf"):
        from escalade.templates.formats.typeset.pdf_batch import PdfBatch

    written: dict[tuple[str, str], bytes] = {}
    with PdfBatch() as pdfs:
        for tag, paper in papers:
            pdfs.add((tag, "pdf"), setting_of(paper, seal, template))
            written |= {(tag, form): file_of(paper, form, seal, template) for form in forms if form != "pdf"}
        return written | pdfs.finish()


def place_of(kind: str, reference: str, language: str, form: str, to: Path, *, several: bool) -> Path:
    """The path of one paper: the file named, or a name of its own in a folder."""
    if to.is_dir():
        return to / f"{kind}-{reference.removeprefix('meeting/').replace('/', '-')}.{language}.{form}"
    return to.with_suffix(f".{language}{to.suffix}") if several else to


def choose_template(given: Path | None) -> Path | None:
    """The template of the house: the given one, or else the kept one.

    It is none where ours is asked for, or nothing is kept.
    """
    if given is not None:
        return None if str(given) == OURS else given
    kept = current().template()
    return Path(kept) if kept else None


def check_template(_ctx: click.Context, _param: click.Parameter, value: Path | None) -> Path | None:
    """Refuse a template that is no regular file, or too large."""
    if value is not None and str(value) != OURS:
        check_readable(value)
    return value


INSERT = Sectioned(
    ["--insert"],
    metavar="SECTION=FILE",
    multiple=True,
    help="Insert the text of a Word file at the end of a section, such as activities: headings, lists, tables, "
    "bold and italics, no images; repeat it.",
)


CLEAN = Sectioned(
    ["--clean"], is_flag=True, help="Take out of Word files what their readers do not see, and say what it was."
)
