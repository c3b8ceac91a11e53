"""The PDF that the office makes of an edited Word file, issued beside it."""

from __future__ import annotations

import hashlib
import json
import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfWriter

from escalade.models.backends import Location
from escalade.models.reader import open_reader
from tests.fontconfig import with_our_fonts
from tests.programs import LIBREOFFICE, need

from .conftest import Teller
from .test_one_symbol import DESK, edited
from .test_one_symbol import referred as referred  # noqa: PLC0414  # passed on

ISSUE = f"issue 2020 --kind note --symbol MA20/5 --language en --accept all --on 2020-04-06 {DESK}"


def printed(width: int = 595) -> bytes:
    """A PDF of another program, one empty page of it."""
    writer, made = PdfWriter(), BytesIO()
    writer.add_blank_page(width, 842)
    writer.write(made)
    return made.getvalue()


@pytest.fixture
def files(referred: Teller, tmp_path: Path) -> tuple[Path, Path]:
    """A note that people edited, and a PDF of it."""
    word, pdf = edited(referred, tmp_path, "en"), tmp_path / "printed.pdf"
    pdf.write_bytes(printed())
    return word, pdf


def test_the_pdf_is_kept_byte_for_byte_and_known_by_its_digest(
    referred: Teller, files: tuple[Path, Path], tmp_path: Path
) -> None:
    word, pdf = files
    issue = f"{ISSUE} --file {word} --pdf {pdf}"
    referred.does(f"{issue} --to {tmp_path / 'out'}")
    assert sorted(one.name for one in (tmp_path / "out").iterdir()) == ["MA20-5.en.docx", "MA20-5.en.pdf"]
    assert (tmp_path / "out" / "MA20-5.en.pdf").read_bytes() == pdf.read_bytes()
    digest = hashlib.sha256(pdf.read_bytes()).hexdigest()
    with open_reader(Location(referred.register)) as reader:
        assert reader.paper(digest) == ("MA20-5.en.pdf", pdf.read_bytes())
        papers = [paper for _, paper in reader.standing().round("2020").papers]
    assert [(one.form, one.edited, one.paper == digest) for one in papers] == [
        ("docx", True, False),
        ("pdf", True, True),
    ]
    told = referred.does(f"verify --paper {pdf}")
    assert "This is MA20/5-E as it was issued" in told
    assert "It was issued with the Word file that people edited, which bears one" in told
    checked = json.loads(referred.does(f"check {pdf} --format json"))
    assert [(one["severity"], one["check"]) for one in checked["findings"]] == [
        ("remark", "issued-beside-an-edited-file")
    ]
    assert "its text is not compared" in checked["findings"][0]["what"]
    assert "is on record already" in referred.types(issue)[2]
    assert referred.holds()


def test_another_pdf_of_what_was_issued_is_refused(referred: Teller, files: tuple[Path, Path], tmp_path: Path) -> None:
    word, pdf = files
    referred.does(f"{ISSUE} --file {word} --pdf {pdf}")
    other = tmp_path / "other.pdf"
    other.write_bytes(printed(600))
    before = referred.register.read_bytes()
    code, out, err = referred.types(f"{ISSUE} --file {word} --pdf {other}")
    assert (code, out) == (3, "")
    assert "MA20/5 was issued in en as docx before." in err
    assert referred.register.read_bytes() == before
    code, _, err = referred.types(f"verify --paper {other}")
    assert (code, "No paper was issued that is this file" in err + _) == (4, True)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("--pdf {pdf}", "printed.pdf cannot be issued: a PDF is issued beside the edited Word file of which"),
        ("--file {word} --pdf {word}", "cannot be issued: it is no PDF, or is cut short."),
        ("--file {word} --pdf {cut}", "cut.pdf cannot be issued: it is no PDF, or is cut short."),
        ("--file {word} --pdf {pdf} --pdf {pdf}", "--pdf"),
        ("--file {word} --pdf {pdf} --form html", "a file is of one language, and of the form docx"),
        ("--file {word} --form pdf", "a file is of one language, and of the form docx"),
        ("--file {word} --pdf {absent}", "absent.pdf cannot be read: "),
    ],
)
def test_what_cannot_be_issued_beside_a_file_is_refused(
    referred: Teller, files: tuple[Path, Path], tmp_path: Path, typed: str, said: str
) -> None:
    word, pdf = files
    cut = tmp_path / "cut.pdf"
    cut.write_bytes(printed()[:-30])
    before = referred.register.read_bytes()
    code, out, err = referred.types(
        f"{ISSUE} {typed.format(word=word, pdf=pdf, cut=cut, absent=tmp_path / 'absent.pdf')}"
    )
    assert (code, out) == (2, "")
    assert said in err
    assert referred.register.read_bytes() == before


def test_what_libreoffice_makes_of_the_file_is_issued_with_it(
    referred: Teller, files: tuple[Path, Path], tmp_path: Path, office_profile: Path
) -> None:
    word, _ = files
    command = [
        need(LIBREOFFICE),
        f"-env:UserInstallation={office_profile.as_uri()}",
        "--headless",
        "--convert-to",
        "pdf",
    ]
    environment = with_our_fonts(office_profile)
    subprocess.run(
        [*command, "--outdir", tmp_path, word], env=environment, capture_output=True, check=True, timeout=120
    )
    pdf = tmp_path / f"{word.stem}.pdf"
    referred.does(f"{ISSUE} --file {word} --pdf {pdf}")
    for line in (f"verify --paper {pdf}", f"check {pdf}"):
        assert "issued with the Word file that people edited" in " ".join(referred.does(line).split())
