"""Our files in other people's programs: LibreOffice opens them, Poppler reads them."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from escalade.templates.formats.file import file_of
from escalade.templates.languages.pack import AVAILABLE
from escalade.templates.values.paper import Seal
from tests.fontconfig import with_our_fonts
from tests.programs import LIBREOFFICE, PDFINFO, PDFTOTEXT, Program, need

from .conftest import Register
from .hostile import TEXTS, paper_of

SEAL = Seal(31, "ab" * 32)
WITHIN_THE_MARGINS = ("-x", "0", "-y", "58", "-W", "596", "-H", "718")
LEFT_TO_RIGHT = [language for language in AVAILABLE if language != "ar"]


def said_by(program: Program, *arguments: str) -> str:
    """What a program prints."""
    done = subprocess.run([need(program), *arguments], capture_output=True, check=True)
    return done.stdout.decode(errors="replace")


def text_of(pdf: Path) -> str:
    """The text of a PDF without spaces, in the order it was set in, and without what stands on top and below."""
    pages = said_by(PDFTOTEXT, "-raw", *WITHIN_THE_MARGINS, str(pdf), "-").split("\f")[:-1]
    kept: list[str] = []
    for number, page in enumerate(pages):
        lines = [line for line in page.splitlines() if line.strip()]
        is_repeated = bool(number and lines) and lines[0] in kept  # the head of a box that goes on overleaf
        kept += lines[is_repeated:]
    return plainly("".join(kept))


def plainly(text: str) -> str:
    """A text without spaces, without hyphens, which Poppler drops, or what orders it."""
    return re.sub("[-\u2010\u2011\\s\u00ad\u200e\u200f\u2066-\u2069]", "", text)


@pytest.fixture(scope="module")
def converted(round_of_2017: Register, tmp_path_factory: pytest.TempPathFactory, office_profile: Path) -> Path:
    """Our Word files, as LibreOffice makes PDFs of them."""
    soffice, folder = need(LIBREOFFICE), tmp_path_factory.mktemp("office")
    for language in AVAILABLE:
        data = file_of(round_of_2017.paper("note", "2017", language), "docx", SEAL)
        (folder / f"note.{language}.docx").write_bytes(data)
    for name in ("jinja", "xml", "typst", "control", "lines"):
        (folder / f"{name}.docx").write_bytes(file_of(paper_of(TEXTS[name]), "docx", SEAL))
    profile = f"-env:UserInstallation={office_profile.as_uri()}"
    files = [str(file) for file in folder.glob("*.docx")]
    command = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *files]
    subprocess.run(command, env=with_our_fonts(office_profile), capture_output=True, check=True, timeout=300)
    return folder


@pytest.mark.parametrize("language", LEFT_TO_RIGHT)
def test_libreoffice_shows_every_text_of_a_word_file(round_of_2017: Register, converted: Path, language: str) -> None:
    shown = text_of(converted / f"note.{language}.pdf")
    paper = round_of_2017.paper("note", "2017", language)
    assert [one.text for one in paper.printables() if plainly(one.text) not in shown] == []


def test_libreoffice_opens_an_arabic_file_with_its_symbols_in_order(converted: Path) -> None:
    pages = said_by(PDFTOTEXT, str(converted / "note.ar.pdf"), "-")
    assert "C17/51-A" in pages
    assert "CWG-Internet" in pages


@pytest.mark.parametrize("name", ["jinja", "xml", "typst", "control", "lines"])
def test_libreoffice_shows_a_hostile_text_as_it_is(converted: Path, name: str) -> None:
    text = re.sub("[\x00\x07\x1b\x85\ufffe]", "\ufffd", TEXTS[name])
    assert text_of(converted / f"{name}.pdf").count(plainly(text)) >= 20


@pytest.mark.needs(PDFINFO)
def test_poppler_finds_the_parts_of_a_pdf_by_their_tags(round_of_2017: Register, tmp_path: Path) -> None:
    (tmp_path / "note.pdf").write_bytes(file_of(round_of_2017.paper("note", "2017"), "pdf", SEAL))
    tags = said_by(PDFINFO, "-struct-text", str(tmp_path / "note.pdf"))
    assert re.findall(r"\n +TH .*?\"(.+?)\"", tags, re.DOTALL) == ["Summary", "Action required", "References"]
    assert len(re.findall(r"\n +H1\b", tags)) == 5  # three sections, two annexes
    assert re.search(r"\n +L\b.*\n +LI\b", tags, re.DOTALL)
