"""Fonts: a paper is set in those that come with the package, wherever it is set."""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Iterator
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import typst
from pypdf import PdfReader

from escalade.templates.formats.typeset import pdf
from escalade.templates.formats.typeset.pdf import FOLDERS, OURS, MissingGlyphError, fonts
from escalade.templates.languages.pack import AVAILABLE
from escalade.templates.values.paper import Seal
from escalade.workflow.values.errors import PaperError
from tests.templates.render import set_pdf

from .conftest import Register
from .hostile import paper_of

SEAL = Seal(31, "ab" * 32)
PAPERS = [("note", "2017"), ("notice", "2017/ott"), ("call", "2017/ott"), ("report", "meeting/9")]
THAI = Path(str(files("pylopdf_fonts_th"))) / "NotoSerifThai-Variable.ttf"
FROM_WHEELS = {file.stem for folder in FOLDERS for file in folder.rglob("*.[ot]tf")}
Machine = Callable[[], Path]


def fonts_in(data: bytes) -> set[str]:
    """The fonts that a PDF carries, by their own names."""
    pages: list[Any] = list(PdfReader(BytesIO(data)).pages)
    used = {str(font.get_object()["/BaseFont"]) for page in pages for font in page["/Resources"]["/Font"].values()}
    return {re.sub(r"^/[A-Z]{6}\+|-Identity-H$", "", name) for name in used}


def is_ours(name: str) -> bool:
    """Whether a font comes from a wheel; a variable one has a file for several faces."""
    return name in FROM_WHEELS or f"{name.partition('-')[0]}[wght]" in FROM_WHEELS


def renamed(font: bytes, family: str) -> bytes:
    """The same font under the name of another family; by its own name, it is a twin."""
    names = {1: family.encode("utf-16-be"), 6: "Twin".encode("utf-16-be")}
    table = struct.pack(">3H", 0, len(names), 6 + 12 * len(names))
    for number, begins in zip(names, (0, len(names[1])), strict=True):
        table += struct.pack(">6H", 3, 1, 0x409, number, len(names[number]), begins)
    table += b"".join(names.values())
    places = range(12, 12 + 16 * int.from_bytes(font[4:6]), 16)
    (at,) = (place for place in places if font[place : place + 4] == b"name")
    return font[: at + 8] + struct.pack(">2L", len(font), len(table)) + font[at + 16 :] + table


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Machine]:
    """Another machine, once one goes there: its fonts bear the names of ours, and one is for Thai."""

    def go() -> Path:
        folder = tmp_path / ".local" / "share" / "fonts"
        folder.mkdir(parents=True)
        bold = FOLDERS[0].joinpath("files", "Amiri-Bold.ttf").read_bytes()
        for family in OURS:
            (folder / f"{family}.ttf").write_bytes(renamed(bold, family))
        (folder / THAI.name).write_bytes(THAI.read_bytes())
        monkeypatch.setenv("HOME", str(tmp_path))
        monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / ".local" / "share"))
        forget()
        return folder

    yield go
    forget()


def forget() -> None:
    """Have fonts read anew."""
    fonts.cache_clear()
    pdf.make_compiler.cache_clear()


@pytest.mark.parametrize("language", AVAILABLE)
def test_all_that_a_paper_is_set_in_comes_from_wheels(round_of_2017: Register, language: str) -> None:
    for kind, reference in PAPERS:
        used = fonts_in(set_pdf(round_of_2017.paper(kind, reference, language), SEAL))
        assert [name for name in used if not is_ours(name)] == []
    assert {"ar": {"Amiri-Regular", "Amiri-Bold"}, "zh": {"NotoSerifSC-Regular", "NotoSansSC-Regular"}}.get(
        language, set()
    ) <= used


def test_a_paper_has_the_same_bytes_on_a_machine_with_other_fonts(round_of_2017: Register, machine: Machine) -> None:
    papers = [round_of_2017.paper("note", "2017", language) for language in AVAILABLE]
    here = [set_pdf(paper, SEAL) for paper in papers]
    folder = machine()
    assert {one.family for one in typst.Fonts().fonts() if one.path and folder in Path(one.path).parents} >= OURS
    assert [set_pdf(paper, SEAL) for paper in papers] == here


def test_fonts_of_the_system_set_what_ours_cannot_and_nothing_else(machine: Machine) -> None:
    folder = machine()
    read = fonts(installed=True).fonts()
    assert [one.path for one in read if one.family in OURS and one.path and folder in Path(one.path).parents] == []
    used = fonts_in(set_pdf(paper_of("Thailand, ไทย"), None))
    assert [name for name in used if not is_ours(name) and "Thai" not in name] == []
    assert any("Thai" in name for name in used)
    assert any(is_ours(name) for name in used)


def test_where_fonts_cannot_be_kept_apart_it_is_said(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    machine()
    monkeypatch.setattr(Path, "symlink_to", refused)
    with pytest.raises(PaperError, match="beside those of the paper: Operation not permitted"):
        set_pdf(paper_of("ไทย"), None)


def test_the_fonts_of_a_system_that_has_none_of_our_names_are_read_as_they_are(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = machine()
    for family in OURS:
        (folder / f"{family}.ttf").unlink()
    monkeypatch.setattr(Path, "symlink_to", None)  # nothing is linked
    assert str(folder / THAI.name) in {one.path for one in fonts(installed=True).fonts()}


@pytest.mark.parametrize(
    ("text", "script", "package"),
    [
        ("A smile \U0001f9ff.", "emoji", "fonts-noto-color-emoji"),
        ("\U00020001", "Cjk", "fonts-noto-cjk"),
        ("한국", "Hangul", "fonts-noto-cjk"),
        ("ไทย", "Thai", "fonts-noto-core"),
    ],
)
def test_a_character_without_a_font_is_named_with_what_to_install(
    monkeypatch: pytest.MonkeyPatch, text: str, script: str, package: str
) -> None:
    monkeypatch.setattr(pdf, "fonts", lambda **_: fonts(installed=False))  # a machine without further fonts
    forget()
    with pytest.raises(MissingGlyphError) as refused:
        set_pdf(paper_of(text), None)
    forget()
    problem = refused.value
    assert (problem.script, problem.package) == (script, package)
    assert problem.character in text
    assert f"U+{ord(problem.character):04X}" in str(problem)
    assert f"apt-get install {package}" in str(problem)


def test_what_stands_out_in_chinese_is_in_a_face_of_its_own_and_thicker(round_of_2017: Register) -> None:
    reader = PdfReader(BytesIO(set_pdf(round_of_2017.paper("note", "2017", "zh"), SEAL)))
    told: dict[str, str] = {}

    def seen(text: str, *more: Any) -> None:
        face = str(more[2]["/BaseFont"]) if more[2] else ""
        told[face] = told.get(face, "") + text

    for page in reader.pages:
        page.extract_text(visitor_text=seen)
    serif, sans = (
        "".join(text for face, text in told.items() if name in face) for name in ("NotoSerifSC", "NotoSansSC")
    )
    for title in ("引言", "概要", "附件", "主席的报告"):
        assert title in sans
    assert "本报告介绍" in serif
    assert "本报告介绍" not in sans
    drawn: Any = reader.pages[0].get_contents()
    assert 0 < drawn.get_data().count(b"BT 2 Tr") < drawn.get_data().count(b"BT")  # some are filled and stroked


def test_what_stands_out_in_chinese_stands_out_in_a_paper_in_another_language() -> None:
    assert "NotoSansSC-Regular" in fonts_in(set_pdf(paper_of("理事会", "en"), None))
