"""LibreOffice accepts and rejects what we track, and reads the same two texts."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from escalade.templates.formats.file import file_of
from escalade.templates.formats.tracked.document import track_changes
from escalade.templates.languages.pack import AVAILABLE
from escalade.templates.languages.tongue import tongue
from escalade.templates.papers.build import IssuedPaper, build
from escalade.templates.values.fact import SaidSentence
from escalade.templates.values.paper import Paper, Seal
from tests.fontconfig import with_our_fonts
from tests.programs import BRIDGE, LIBREOFFICE, need

from .conftest import AT, AUTHOR, Block, Register, compared, part, plainly, read

SCRIPT = Path(__file__).with_name("office.py")
HEADER = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}hdr"
LISTS: dict[str, tuple[list[Block], list[Block]]] = {
    "paragraphs": (
        ["one fog", "two bells", "three lamps", "four horns"],
        ["two bells", "two and a half", "three red lamps", "four horns", "five", "six"],
    ),
    "the end": (["one", "two", "three", "four"], ["one"]),
    "moved": (["of bells, which ring", "of lamps", "of fog"], ["of lamps", "of fog", "of bells, which ring"]),
    "rows": (
        ["start", [[["Isles"], ["of old"]], [["Lands"], ["of yore"]]], "end"],
        ["start", [[["Lands"], ["of yore and now"]], [["Harbours"], ["anew", "and more"]]], "end"],
    ),
    "tables": (
        ["start", [[["Isles"], ["of old"]]], "middle", "end"],
        ["start", "middle", [[["Lands"], ["of yore"]]], "end"],
    ),
    "signs": (["{{ x }} <b> & ]]>", "a\tb\nc"], ["{{ y }} <i> & ]]>", "a\tb\nd", "👨‍👩"]),
}
SAVED = ("fr", "ar")
"""Languages whose note LibreOffice saves before it is revised."""
Deciding = Callable[..., None]


@pytest.fixture(scope="module")
def decide(office_profile: Path) -> Deciding:
    """Let LibreOffice decide on files."""
    soffice, python = need(LIBREOFFICE), need(BRIDGE)

    def decided(*files: Path) -> None:
        command = [python, str(SCRIPT), soffice, str(office_profile), *map(str, files)]
        subprocess.run(command, env=with_our_fonts(office_profile), capture_output=True, check=True, timeout=300)

    return decided


def revised(paper: Paper) -> Paper:
    """A paper with a paragraph, two questions and some words less, and some more."""
    first, second, *rest = paper.sections
    kept = replace(second, paragraphs=second.paragraphs[:1] + second.paragraphs[2:]).with_number(2)
    said = first.paragraphs[0].said
    reworded = replace(first.paragraphs[0], said=said.reword(f"{said.text} {paper.title.text}"))
    first = replace(first, paragraphs=(reworded, *first.paragraphs[1:]))
    *wordings, last = paper.wordings
    last = replace(last, questions=last.questions[:-2])
    return replace(
        paper,
        sections=(first, kept, *rest),
        wordings=(*wordings, last),
        signature=(*paper.signature, SaidSentence("signature", "Made-up Desk")),
    )


def paper_of(register: Register, language: str, symbol: str = "C17/51") -> Paper:
    """The note, under a symbol."""
    return build("note", "2017", register.standing, tongue(language), issued=IssuedPaper(symbol, "2017#9"))


def notes(register: Register, language: str) -> tuple[bytes, bytes]:
    """A note as it was issued, and its revision."""
    old, new = paper_of(register, language), revised(paper_of(register, language, "C17/51(Rev.1)"))
    return file_of(old, "docx", Seal(31, "ab" * 32)), file_of(new, "docx", Seal(31, "ab" * 32))


def texts(file: Path) -> list[str]:
    """The paragraphs of a file, but for empty ones, which LibreOffice may leave where a table was."""
    return shown(read(part(file.read_bytes()), "none"))


def shown(lines: list[str]) -> list[str]:
    """Paragraphs that say something; LibreOffice puts a joiner into a cell that it empties."""
    return [line for line in lines if line.strip("\u200d")]


def tops(data: bytes) -> set[str]:
    """What stands on top of pages."""
    names = [f"word/header{number}.xml" for number in range(1, 4)]
    found = [part(data, name) for name in names if name.encode() in data]
    return {"".join(root.itertext()) for root in found if root.tag == HEADER} - {""}


@pytest.fixture(scope="module")
def decided(round_of_2017: Register, decide: Deciding, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Notes in every language and small papers, decided on."""
    folder = tmp_path_factory.mktemp("tracked")
    for language in AVAILABLE:
        old, new = notes(round_of_2017, language)
        (folder / f"{language}.docx").write_bytes(track_changes(old, new, author=AUTHOR, at=AT))
        (folder / f"{language}-back.docx").write_bytes(track_changes(new, old, author=AUTHOR, at=AT))
    for language in SAVED:
        (folder / f"plain-{language}.docx").write_bytes(notes(round_of_2017, language)[0])
    for name, (before, after) in LISTS.items():
        (folder / f"{name}.docx").write_bytes(compared(before, after))
    decide(*folder.glob("*.docx"))
    return folder


@pytest.mark.parametrize("way", ["", "-back"])
@pytest.mark.parametrize("language", AVAILABLE)
def test_libreoffice_reads_both_notes_out_of_one_file(
    round_of_2017: Register, decided: Path, language: str, way: str
) -> None:
    old, new = notes(round_of_2017, language)[:: -1 if way else 1]
    for data, decision in ((old, "rejected"), (new, "accepted")):
        file = decided / f"{language}{way}.{decision}.docx"
        assert texts(file) == shown(read(part(data), "none"))
        assert tops(file.read_bytes()) == tops(data)


@pytest.mark.parametrize("name", LISTS)
def test_libreoffice_reads_both_lists_out_of_one_file(decided: Path, name: str) -> None:
    before, after = (plainly(blocks) for blocks in LISTS[name])
    assert texts(decided / f"{name}.rejected.docx") == shown(before)
    assert texts(decided / f"{name}.accepted.docx") == shown(after)


@pytest.fixture(scope="module")
def revised_there(round_of_2017: Register, decided: Path, decide: Deciding) -> Path:
    """Notes that LibreOffice saved, revised, and decided on again."""
    for language in SAVED:
        new = notes(round_of_2017, language)[1]
        edited = (decided / f"plain-{language}.kept.docx").read_bytes()
        (decided / f"both-{language}.docx").write_bytes(track_changes(edited, new, author=AUTHOR, at=AT))
    decide(*(decided / f"both-{language}.docx" for language in SAVED))
    return decided


@pytest.mark.parametrize("language", SAVED)
def test_a_file_that_libreoffice_saved_can_be_revised(
    round_of_2017: Register, revised_there: Path, language: str
) -> None:
    old, new = notes(round_of_2017, language)
    edited = (revised_there / f"plain-{language}.kept.docx").read_bytes()
    assert etree.tostring(part(edited, "word/styles.xml")) != etree.tostring(part(old, "word/styles.xml"))
    assert texts(revised_there / f"both-{language}.rejected.docx") == shown(read(part(old), "none"))
    assert texts(revised_there / f"both-{language}.accepted.docx") == shown(read(part(new), "none"))
