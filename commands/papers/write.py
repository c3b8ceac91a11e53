"""Papers drawn from the register: printed, or written into files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import click
import msgspec

from escalade.commands.papers.paper_options import OURS, choose_template, languages_of
from escalade.commands.terminal.output_file import save
from escalade.commands.terminal.settings import current
from escalade.commands.terminal.table import dump
from escalade.models.reader import Reader
from escalade.services.acts.references import find_about
from escalade.services.papers.draft import find_left_out, find_own_symbol
from escalade.services.papers.edited import with_inserts
from escalade.templates.checks.reading.package import Hidden, tell_taken_out
from escalade.templates.formats.file import file_of, trace
from escalade.templates.languages.tongue import tongue
from escalade.templates.papers.build import build
from escalade.templates.values.paper import Paper, Seal
from escalade.workflow.subjects.as_of import find_left_out_acts
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.values.errors import RequestError, encode_phrase

TRACE = "trace.json"
TEXTS = ("md", "html")
EXTRAS = {"docx": "lxml", "pdf": "typst", "xml": "lxml"}
"""The forms that need a library which is installed on demand."""
Files = dict[tuple[str, str], bytes]
"""The bytes of a paper, by language and form."""


Draw = Callable[..., Paper]
"""Draws a paper in a language, from what its readers may see or from a standing that is given."""


def place_for(to: Path | None, *, wanted: bool) -> None:
    """Refuse a trace that has no paper's file to stand beside."""
    if wanted and to is None:
        raise RequestError(
            "nowhere-to-trace", "--trace writes a file beside the paper; say where the paper goes with --to."
        )


def trace_bytes(told: list[dict[str, Any]]) -> bytes:
    """A trace as the bytes of its file."""
    return msgspec.json.format(msgspec.json.encode(told, enc_hook=encode_phrase, order="sorted"), indent=2) + b"\n"


def trace_papers(papers: Mapping[str, Paper]) -> Files:
    """The trace of a paper in each language, as JSON."""
    return {(tag, TRACE): trace_bytes(trace(paper)) for tag, paper in papers.items()}


def write(kind: str, reference: str, *, insert: tuple[str, ...] = (), clean: bool = False, **wanted: Any) -> None:
    """Write a paper on standard output, or into files.

    It may be drawn for a session, or for another day than today. The last
    language takes longest to set, so it is begun with.
    """
    language, to, template, traced = (wanted.pop(name) for name in ("language", "to", "template", "trace"))
    place_for(to, wanted=traced)
    with current().reading() as reader:
        name = find_about(kind, reference, reader)
        languages = languages_of(kind, language, reader, every=True)
        forms = forms_of(to, several=language == "all")
        draw, papers = drawing(reader, kind, name, **wanted), dict[str, Paper]()
        noted = _noting(((tag, draw(tag)) for tag in reversed(languages)), insert, papers, clean=clean)
        found = draw_papers(noted, forms, reader, template)
        tag, paper = next(iter(papers.items()))
        left_out = find_left_out(
            paper, wanted["audience"] or "", lambda one: reader.standing(None, one), lambda shown: draw(tag, shown)
        )
    say_untold(papers.values(), left_out)
    files = {(tag, form): found[tag, form] for tag in languages for form in forms}
    files |= trace_papers({tag: papers[tag] for tag in languages}) if traced else {}
    if to is None:
        print_papers(kind, name, files)
    else:
        save_papers(kind, name, files, to, several=language == "all")


def drawing(
    reader: Reader,
    kind: str,
    reference: str,
    audience: str | None = None,
    to_session: str | None = None,
    on: date | None = None,
) -> Draw:
    """Give what draws a paper in a language, for its readers or others."""
    standing, to = reader.standing(None, audience), to_session.removeprefix("session/") if to_session else None
    if on:
        current().say_left_out(find_left_out_acts(reference, standing, on))
    own = find_own_symbol(reference, reader, audience, to, on) if kind == "note" else None

    def draw(language: str, shown: Standing | None = None) -> Paper:
        return build(kind, reference, shown or standing, tongue(language), to_session=to, day=on, own=own)

    return draw


def _noting(
    building: Iterator[tuple[str, Paper]], insert: tuple[str, ...], papers: dict[str, Paper], *, clean: bool
) -> Iterator[tuple[str, Paper]]:
    """Papers as they are built, with what is inserted, and noted."""
    taken_out: dict[str, tuple[Hidden, ...]] = {}
    inserted = with_inserts(dict(building), insert, clean=clean, taken_out=taken_out).items() if insert else building
    for tag, paper in inserted:
        papers[tag] = paper
        yield tag, paper
    say_taken_out(taken_out)


def is_new_folder(to: Path, *, several: bool) -> bool:
    """Whether papers in several languages go into a folder still to be made."""
    return several and not to.suffix and not to.exists() and to.parent.is_dir()


def forms_of(to: Path | None, *, several: bool = False) -> tuple[str, ...]:
    """The forms in which a paper is to be written: the ending decides."""
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


def draw_papers(
    papers: Iterable[tuple[str, Paper]],
    forms: tuple[str, ...],
    reader: Reader,
    template: Path | None = None,
) -> Files:
    """A paper in its languages and forms, under one seal."""
    seal, shaped = Seal(reader.size(), reader.root()), {"docx", "pdf"}.intersection(forms)
    if template and str(template) != OURS and not shaped:
        sentence = "--template {template} shapes Word files and PDFs; write --to FILE.docx or FILE.pdf, or a folder."
        raise RequestError("no-word-form", sentence, template=template)
    template = choose_template(template) if shaped else None
    return {(tag, form): file_of(paper, form, seal, template) for tag, paper in papers for form in forms}


def say_taken_out(taken_out: Mapping[str, Iterable[Hidden]]) -> None:
    """Say what was hidden in files and taken out of them."""
    for name, hidden in taken_out.items():
        current().say(tell_taken_out(name, hidden))


def say_untold(papers: Iterable[Paper], left_out: Iterable[str]) -> None:
    """Say which records are left out of papers, for whoever draws them."""
    untold = dict.fromkeys(name for paper in papers for name in paper.untold)
    hint = "the paper does not hint at it. With --audience it is drawn for those who may."
    for name in untold:
        current().say(f"{name} contradicts what this paper says, and its readers may not read that record: {hint}")
    for name in (name for name in left_out if name not in untold):
        current().say(f"{name} is left out of this paper, whose readers may not read that record: {hint}")


def print_papers(kind: str, reference: str, drawn: Files) -> None:
    """Print papers on standard output."""
    if current().format == "json":
        dump(
            [
                {"kind": kind, "reference": reference, "language": tag, "form": form, "text": data.decode()}
                for (tag, form), data in drawn.items()
            ]
        )
        return
    for data in drawn.values():
        click.echo(data.decode(), nl=not data.endswith(b"\n"))


def save_papers(kind: str, reference: str, drawn: Files, to: Path, *, several: bool) -> None:
    """Write papers into files, and name them."""
    if is_new_folder(to, several=several):
        to.mkdir()
    told = []
    for (tag, form), data in drawn.items():
        path = place_of(kind, reference, tag, form, to, several=several)
        told.append(save(path, data) | {"language": tag, "form": form})
    if current().format == "json":
        dump({"files": told})


def place_of(kind: str, reference: str, language: str, form: str, to: Path, *, several: bool) -> Path:
    """The path of a file: the one named, or a name of its own in a folder."""
    if to.is_dir():
        return to / f"{kind}-{reference.removeprefix('meeting/').replace('/', '-')}.{language}.{form}"
    path = to.with_suffix(f".{language}{to.suffix}") if several else to
    return path.with_name(f"{path.name}.{TRACE}") if form == TRACE else path
