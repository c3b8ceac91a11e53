"""One style sheet: a Word file and the PDF of a paper look alike, line by line."""

from __future__ import annotations

import subprocess
from collections import defaultdict
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from escalade.templates.formats.file import file_of
from escalade.templates.formats.layout import MM, PAGE, style_sheet
from escalade.templates.languages.pack import AVAILABLE
from escalade.templates.values.paper import Paper
from tests.fontconfig import with_our_fonts
from tests.programs import LIBREOFFICE, PDFTOPPM, need

from .conftest import Register
from .test_every_paper import bare

NEAR = 2 * MM
WITH_TWINS = ("en", "es", "fr", "ru")
"""The languages whose letters are as wide in the PDF as in Word."""
RESOLUTION = 144
Files = dict[tuple[str, str], bytes]


@pytest.fixture(scope="module")
def files(round_of_2017: Register, tmp_path_factory: pytest.TempPathFactory, office_profile: Path) -> Files:
    """The note in each language: as PDF, and as LibreOffice sets its Word file in the fonts of our wheels."""
    papers = {language: round_of_2017.paper("note", "2017", language) for language in AVAILABLE}
    return in_both_forms(papers, tmp_path_factory.mktemp("alike"), office_profile)


def in_both_forms(papers: dict[str, Paper], folder: Path, office_profile: Path) -> Files:
    """Set each paper as PDF, and let LibreOffice set its Word file."""
    made = {(name, "pdf"): file_of(paper, "pdf") for name, paper in papers.items()}
    for name, paper in papers.items():
        (folder / f"{name}.docx").write_bytes(file_of(paper, "docx"))
    profile, given = f"-env:UserInstallation={office_profile.as_uri()}", [str(one) for one in folder.glob("*.docx")]
    command = [need(LIBREOFFICE), profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *given]
    subprocess.run(command, env=with_our_fonts(office_profile), capture_output=True, check=True, timeout=300)
    return made | {(name, "docx"): (folder / f"{name}.pdf").read_bytes() for name in papers}


def lines(data: bytes) -> list[tuple[float, float, str]]:
    """The lines of the first page: how high each stands, where it begins, and what it says."""
    found: dict[int, list[tuple[float, float, str]]] = defaultdict(list)

    def seen(text: str, outer: list[float], own: list[float], *_: object) -> None:
        if text.strip():
            height = own[4] * outer[1] + own[5] * outer[3] + outer[5]
            found[round(height)].append((own[4] * outer[0] + own[5] * outer[2] + outer[4], height, text))

    PdfReader(BytesIO(data)).pages[0].extract_text(visitor_text=seen)
    told = [sorted(found[key]) for key in sorted(found, reverse=True)]
    return [(line[0][1], line[0][0], bare("".join(text for *_, text in line))) for line in told]


def rules(data: bytes) -> Iterator[tuple[float, float, float]]:
    """The rules across the first page: how low each stands, and from where to where it goes."""
    command = [need(PDFTOPPM), "-gray", "-r", str(RESOLUTION), "-l", "1", "-"]
    picture = subprocess.run(command, input=data, capture_output=True, check=True).stdout
    _, size, _, dots = picture.split(b"\n", 3)
    width, height = map(int, size.split())
    last = -1
    for row in range(height):
        dark = [at for at, dot in enumerate(dots[row * width : (row + 1) * width]) if dot < 140]
        if len(dark) > width // 2:
            if row > last + 1:
                yield row * 72 / RESOLUTION, dark[0] * 72 / RESOLUTION, dark[-1] * 72 / RESOLUTION
            last = row


@pytest.mark.parametrize("language", WITH_TWINS)
def test_each_line_of_the_first_page_stands_in_one_place(files: Files, language: str) -> None:
    there, here = (lines(files[language, form]) for form in ("docx", "pdf"))
    assert [text for *_, text in there] == [text for *_, text in here]
    apart = [(one, other) for one, other in zip(there, here, strict=True) if abs(one[0] - other[0]) > NEAR]
    assert apart == []
    assert [(one, other) for one, other in zip(there, here, strict=True) if abs(one[1] - other[1]) > NEAR] == []


def test_two_notices_of_a_draft_stand_in_one_box_apart_from_the_masthead(
    lanterns: Register, tmp_path: Path, office_profile: Path
) -> None:
    paper = lanterns.paper("report", "meeting/1", "fr")
    assert len(paper.banner) == 2
    made = in_both_forms({"report": paper}, tmp_path, office_profile)
    there, here = (lines(made["report", form]) for form in ("docx", "pdf"))
    assert [text for *_, text in there] == [text for *_, text in here]
    assert [(one, other) for one, other in zip(there, here, strict=True) if abs(one[0] - other[0]) > NEAR] == []


@pytest.mark.parametrize("language", AVAILABLE)
def test_masthead_and_box_stand_in_one_place(files: Files, language: str) -> None:
    there, here = (list(rules(files[language, form])) for form in ("docx", "pdf"))
    assert len(there) == len(here) == 8  # that of the masthead, and those of three parts
    line = style_sheet(language)["looks"]["BoxText"]["line"]
    for place, (one, other) in enumerate(zip(there, here, strict=True)):
        near = NEAR + line if language == "ar" and place > 2 else NEAR  # its lines break elsewhere
        assert [abs(first - second) <= near for first, second in zip(one, other, strict=True)] == [True] * 3
    assert here[0][1:] == pytest.approx((PAGE["margin"], PAGE["width"] - PAGE["margin"]), abs=1)


def test_a_line_is_as_high_as_its_script_asks_for() -> None:
    latin, arabic = (style_sheet(language)["looks"]["BodyText"] for language in ("fr", "ar"))
    assert (latin["size"], latin["line"]) == (10.5, 12.6)
    assert arabic["size"] > latin["size"]
    assert arabic["line"] / arabic["size"] > latin["line"] / latin["size"]
