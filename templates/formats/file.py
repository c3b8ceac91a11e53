"""A paper as the bytes of a file, in any form, and the records behind it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from escalade.templates.checks.comparison import Difference
from escalade.templates.checks.document import DocumentPassage, document_of
from escalade.templates.checks.reading.package import read_part
from escalade.templates.formats.layout import lay_out
from escalade.templates.values.extra import needing
from escalade.templates.values.paper import SECRETARIAT, Paper, Seal
from escalade.workflow.values.errors import RequestError

if TYPE_CHECKING:
    from pathlib import Path

    from escalade.templates.formats.word.field import Findings
    from escalade.templates.formats.word.letterhead import Letterhead, Source


LARGEST = 8 << 20
"""The most that is read of one part of a Word file, in bytes."""
_SEAL = rb"([0-9]{1,15}):([0-9a-f]{64})"
_OF_PAGE = re.compile(rb'<meta name="escalade-seal" content="' + _SEAL + rb'">')
_OF_MARKDOWN = re.compile(rb"<!-- escalade-seal: " + _SEAL + rb" -->")
_OF_XML = re.compile(rb'<FRBRalias name="escalade-seal" value="' + _SEAL + rb'"/>')
_OF_PDF = re.compile(rb"<pdf:Keywords>escalade-seal:" + _SEAL + rb"</pdf:Keywords>")
_OF_WORD = re.compile(
    rb'<(?:\w{1,20}:)?property [^<>]{0,200}\bname="escalade-seal"[^<>]{0,200}>\s{0,20}'
    rb"<(?:\w{1,20}:)?lpwstr[^<>]{0,200}>" + _SEAL + rb"<"
)
METADATA = b"\nstream\n<?xpacket begin="
"""How the metadata of a PDF begin: no line that is printed does."""


def seals_in(data: bytes) -> set[Seal]:
    """Read the seals of a file where a seal stands; drafts have none.

    What the running text says counts for nothing: whoever words a title may
    write there what a seal looks like.
    """
    return {Seal(int(found[1]), found[2].decode()) for found in _match_seals(data)}


def _match_seals(data: bytes) -> Iterator[re.Match[bytes]]:
    """Match the seal in the one place where a form has it."""
    if data.startswith(b"%PDF"):
        metadata = data.rpartition(METADATA)[2] if METADATA in data else b""
        yield from _OF_PDF.finditer(metadata.partition(b"<?xpacket end=")[0])
    elif data.startswith(b"PK"):
        yield from _OF_WORD.finditer(read_part(data, "docProps/custom.xml", LARGEST))
    elif data.startswith(b"<?xml"):
        yield from _OF_XML.finditer(data.partition(b"</FRBRManifestation>")[0])
    elif b"<!doctype html" in data[:100].lower():
        yield from _OF_PAGE.finditer(data.partition(b"<title")[0])
    else:
        found = _OF_MARKDOWN.fullmatch(data.rstrip().rpartition(b"\n")[2])
        yield from (found,) if found else ()


FORMS = ("md", "html", "docx", "pdf", "xml")


def file_of(paper: Paper, form: str, seal: Seal | None = None, template: Path | None = None) -> bytes:
    """A paper as a file; the template is a Word file that replaces ours.

    A PDF takes its letterhead. Where a file of its name and the language lies
    beside it, such as house.fr.docx, it is that one.
    """
    if form == "docx":
        with needing("docx"):
            from escalade.templates.formats.word.draw import draw_word
        return draw_word(paper, seal, _source_for(paper, template) if template else None)
    if form == "pdf":
        with needing("pdf"):
            from escalade.templates.formats.typeset.pdf import compose, describe_setting
        return compose(*describe_setting(paper, seal, _letterhead_of(paper, template)))
    if form == "xml":
        with needing("xml"):
            from escalade.templates.formats.akoma_ntoso.draw import draw_xml
        return draw_xml(paper, seal)
    return lay_out(paper, form=form, seal=seal).encode()


def _source_for(paper: Paper, template: Path) -> Source:
    """The template for a paper's language: the one of that name beside it, or else itself."""
    own = template.with_suffix(f".{paper.tongue.language}{template.suffix}")
    return source_of(own if own.is_file() else template)


def source_of(template: Path) -> Source:
    """A template as it was given.

    Raises:
        RequestError: it cannot be read.
    """
    with needing("docx"):
        from escalade.templates.formats.word.letterhead import Source
    try:
        return Source(template.name, template.read_bytes())
    except OSError as problem:
        why, sentence = problem.strerror or str(problem), "The Word template {path} cannot be read: {why}."
        raise RequestError("no-template", sentence, path=template, why=why) from problem


def findings_in(template: Path) -> Findings:
    """Find the fields that a Word template uses, and its faults."""
    source = source_of(template)
    with needing("docx"):
        from escalade.templates.formats.word.draw import check_template
    return check_template(source)


def _letterhead_of(paper: Paper, template: Path | None) -> Letterhead | None:
    if template is None:
        return None
    source = _source_for(paper, template)
    with needing("docx"):
        from escalade.templates.formats.word.letterhead import read_letterhead
    return read_letterhead(source)


OF_THE_SECRETARIAT = "text of the secretariat"


def trace(paper: Paper, edits: Iterable[Difference] = ()) -> list[dict[str, Any]]:
    """Every fact that a paper prints: place, sentence, text, kind, records.

    In reading order. A sentence that holds no fact rests on no record and is
    the language's own; it is not listed. What people added, in a file or to
    one, is the secretariat's, and marked so.
    """
    told = [one for passage in document_of(paper).passages for one in _of_passage(passage)]
    return [*told, *(_entry(one.place, SECRETARIAT, one.found, OF_THE_SECRETARIAT) for one in edits if one.found)]


def _of_passage(passage: DocumentPassage) -> Iterator[dict[str, Any]]:
    if passage.key == SECRETARIAT and passage.text:
        yield _entry(passage.place, SECRETARIAT, passage.text, OF_THE_SECRETARIAT)
    for fact in passage.facts:
        yield _entry(passage.place, passage.key, fact.text, fact.kind, fact.records)


def _entry(place: str, sentence: str, text: str, kind: str, records: tuple[str, ...] = ()) -> dict[str, Any]:
    """One fact; text of the secretariat has no records."""
    return {
        "place": place,
        "sentence": sentence,
        "text": text,
        "kind": kind,
        "record": records[0] if records else "",
        "records": list(records),
    }
