"""Papers written on standard output, or into files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import click
import msgspec

from escalade.commands.papers.paper_options import (
    draw_papers,
    forms_of,
    is_new_folder,
    languages_of,
    left_out_of,
    papers_of,
    place_of,
    seal_of,
)
from escalade.commands.terminal.output_file import write_whole
from escalade.commands.terminal.settings import current
from escalade.commands.terminal.table import dump
from escalade.models.reader import Reader
from escalade.services.acts.references import find_round
from escalade.services.papers.edited import with_inserts
from escalade.templates.checks.reading.hidden import Hidden, tell_taken_out
from escalade.templates.formats.trace import trace
from escalade.templates.values.paper import Paper
from escalade.workflow.values.errors import RequestError
from escalade.workflow.values.message import encode_phrase

TRACE = "trace.json"


def place_for(to: Path | None, *, wanted: bool) -> None:
    """Refuse a trace that has no paper's file to stand beside.

    Raises:
        RequestError: a trace is wanted, and no file is named.
    """
    if wanted and to is None:
        raise RequestError(
            "nowhere-to-trace", "--trace writes a file beside the paper; say where the paper goes with --to."
        )


def trace_paper(papers: Mapping[str, Paper]) -> dict[tuple[str, str], bytes]:
    """The trace of a paper in each language, as JSON."""
    return {(tag, TRACE): trace_bytes(trace(paper)) for tag, paper in papers.items()}


def trace_bytes(told: list[dict[str, Any]]) -> bytes:
    """A trace as the bytes of its file."""
    return msgspec.json.format(msgspec.json.encode(told, enc_hook=encode_phrase, order="sorted"), indent=2) + b"\n"


def beside(to: Path, path: Path, form: str) -> Path:
    """Where a file goes: a trace beside the paper that was named."""
    if form != TRACE or to.is_dir():
        return path
    return path.with_name(f"{path.name}.{TRACE}")


def write(
    kind: str,
    reference: str,
    *,
    language: str | None,
    to: Path | None,
    template: Path | None,
    trace: bool = False,
    insert: tuple[str, ...] = (),
    clean: bool = False,
    **drawn_for: Any,
) -> None:
    """Write a paper on standard output, or into files.

    It may be drawn for a session, or for another day than today. The last
    language takes longest to set, so it is begun with.
    """
    place_for(to, wanted=trace)
    with current().reading() as reader:
        name = name_subject(kind, reference, reader)
        languages = languages_of(kind, language, reader, every=True)
        forms = forms_of(to, several=language == "all")
        building, papers = papers_of(reader, kind, name, reversed(languages), **drawn_for), dict[str, Paper]()
        noted = _noting(building, insert, papers, clean=clean)
        found = draw_papers(noted, forms, seal_of(reader), template, several=len(languages) * len(forms) > 1)
        left_out = left_out_of(reader, kind, name, next(iter(papers.values())), **drawn_for)
    say_untold(papers.values(), left_out)
    files = {(tag, form): found[tag, form] for tag in languages for form in forms}
    files |= trace_paper({tag: papers[tag] for tag in languages}) if trace else {}
    write_papers(kind, name, files, to, several=language == "all")


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


def say_taken_out(taken_out: Mapping[str, Iterable[Hidden]]) -> None:
    """Say what was hidden in files and taken out of them."""
    for name, hidden in taken_out.items():
        current().say(tell_taken_out(name, hidden))


def say_untold(papers: Iterable[Paper], left_out: Iterable[str]) -> None:
    """Say which records are left out of papers, for whoever draws them."""
    untold = dict.fromkeys(name for paper in papers for name in paper.untold)
    for name in untold:
        current().say(
            f"{name} contradicts what this paper says, and its readers may not read that record: the paper does not "
            "hint at it. With --audience it is drawn for those who may."
        )
    for name in (name for name in left_out if name not in untold):
        current().say(
            f"{name} is left out of this paper, whose readers may not read that record: the paper does not hint at it. "
            "With --audience it is drawn for those who may."
        )


def write_papers(
    kind: str, reference: str, files: dict[tuple[str, str], bytes], to: Path | None, *, several: bool
) -> None:
    """Print papers, or write them into the files that were named."""
    if to is None:
        print_papers(kind, reference, files)
    else:
        save_papers(kind, reference, files, to, several=several)


def name_subject(kind: str, reference: str, reader: Reader) -> str:
    """Give the reference of a paper's subject in full."""
    return find_round(reference, reader) if kind == "note" else reader.resolve(reference)


def print_papers(kind: str, reference: str, drawn: dict[tuple[str, str], bytes]) -> None:
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


def save_papers(kind: str, reference: str, drawn: dict[tuple[str, str], bytes], to: Path, *, several: bool) -> None:
    """Write papers into files, and name them."""
    setting = current()
    if is_new_folder(to, several=several):
        to.mkdir()
    files: list[dict[str, Any]] = []
    for (tag, form), data in drawn.items():
        path = place_of(kind, reference, tag, form, to, several=several)
        path = beside(to, path, form)
        replaced = path.exists()
        write_whole(path, [data])
        files.append({"file": str(path), "language": tag, "form": form, "replaced": replaced})
        if setting.format != "json":
            click.echo(f"{'Replaced' if replaced else 'Wrote'} {path}.")
    if setting.format == "json":
        dump({"files": files})
