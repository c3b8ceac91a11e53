"""The PDF of a Word file that people edited: what the file says, set as the file looks."""

from __future__ import annotations

import subprocess
from collections import defaultdict
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.enum.section import WD_SECTION_START
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from pypdf import PdfReader

from escalade.templates.formats.file import file_of, seals_in
from escalade.templates.formats.layout.style_sheet import MM
from escalade.templates.formats.typeset.edited import WordFile, set_edited
from escalade.templates.formats.word.reading.flow import UnsettableError
from escalade.templates.languages.pack import AVAILABLE
from escalade.templates.values.paper import Seal
from tests.fontconfig import with_our_fonts
from tests.programs import LIBREOFFICE, need

from .conftest import Register
from .test_every_paper import bare
from .test_letterhead import house as house  # noqa: PLC0414  # a fixture, used by its name
from .test_letterhead import picture

SEAL = Seal(3, "ab" * 32)
NEAR = 1.0
"""In points: what is set from the Word file stands where the PDF of the record has it."""
Line = tuple[float, float, str]


def lines(data: bytes) -> list[list[Line]]:
    """The lines of each page: how high each stands, where it begins, and what it says."""
    pages = []
    for page in PdfReader(BytesIO(data)).pages:
        found: dict[int, list[Line]] = defaultdict(list)

        def seen(text: str, outer: list[float], own: list[float], *_: object, found: Any = found) -> None:
            if text.strip():
                height = own[4] * outer[1] + own[5] * outer[3] + outer[5]
                found[round(height)].append((own[4] * outer[0] + own[5] * outer[2] + outer[4], height, text))

        page.extract_text(visitor_text=seen)
        told = [sorted(found[key]) for key in sorted(found, reverse=True)]
        pages.append([(line[0][1], line[0][0], bare("".join(text for *_, text in line))) for line in told])
    return pages


def said_on(page: list[Line], language: str) -> Any:
    """What a page says line by line.

    In what order the parts of an Arabic line are read is the reader's affair; of Chinese,
    one sign may stand on the next line: Word counts lengths in twentieths of a point.
    """
    if language == "zh":
        return "".join(text for *_, text in page)
    return [sorted(text) if language == "ar" else text for *_, text in page]


def shown(data: bytes) -> str:
    """What a PDF says, without spaces."""
    return bare("".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages))


def edited(register: Register, change: Callable[[Document], None], language: str = "fr") -> bytes:
    """The PDF of the note after a change to its Word file."""
    paper = register.paper("note", "2017", language)
    document = docx.Document(BytesIO(file_of(paper, "docx", SEAL)))
    change(document)
    file = BytesIO()
    document.save(file)
    return set_edited(WordFile("edited.docx", file.getvalue()), paper, SEAL)


@pytest.mark.parametrize("language", AVAILABLE)
def test_a_file_that_nobody_changed_is_set_line_by_line_as_the_paper_is(round_of_2017: Register, language: str) -> None:
    paper = round_of_2017.paper("note", "2017", language)
    file = WordFile("note.docx", file_of(paper, "docx", SEAL))
    here, there = lines(set_edited(file, paper, SEAL)), lines(file_of(paper, "pdf", SEAL))
    assert list(map(len, here)) == list(map(len, there))
    assert [said_on(page, language) for page in here] == [said_on(page, language) for page in there]
    pairs = [pair for page in zip(here, there, strict=True) for pair in zip(*page, strict=True)]
    assert [pair for pair in pairs if abs(pair[0][0] - pair[1][0]) > NEAR or abs(pair[0][1] - pair[1][1]) > NEAR] == []


def test_it_is_tagged_says_its_title_and_names_its_seal_and_its_word_file(round_of_2017: Register) -> None:
    paper = round_of_2017.paper("note", "2017", "fr")
    file = WordFile("note.docx", file_of(paper, "docx", SEAL))
    data = set_edited(file, paper, SEAL)
    reader = PdfReader(BytesIO(data))
    root: Any = reader.root_object
    own: Any = reader.metadata
    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712  # a PDF's own boolean
    assert b"pdfuaid" in root["/Metadata"].get_data()
    assert (own.keywords, bare(own.title)) == (
        f"escalade-seal:{SEAL}, escalade-word:{file.digest}",
        bare(paper.title.text),
    )
    assert seals_in(data) == {SEAL}
    assert {str(one["/S"]) for one in elements(root["/StructTreeRoot"])} >= {"/H1", "/L", "/Table", "/Link", "/Title"}
    assert set_edited(file, paper, SEAL) == data


def elements(node: Any) -> list[Any]:
    """The elements of a tree of tags."""
    below = node.get("/K", [])
    found = [one.get_object() for one in (below if isinstance(below, list) else [below]) if not isinstance(one, int)]
    return [one for child in found if "/S" in child for one in (child, *elements(child))]


def test_what_an_editor_does_in_word_is_in_the_pdf(round_of_2017: Register) -> None:
    def change(document: Document) -> None:
        body = next(one for one in document.paragraphs if one.style and one.style.name == "Numbered Paragraph")
        body.runs[0].text = "Une phrase du secrétariat. "
        loud = body.add_run("En gras, ")
        loud.bold, loud.font.color.rgb, loud.font.size = True, RGBColor(0x8C, 0, 0), Pt(14)
        body.add_run("x").font.superscript = True
        body.add_run("souligné").underline = True
        body.insert_paragraph_before("Un alinéa de plus.", style=body.style)
        table = document.add_table(2, 2)
        table.cell(0, 0).text, table.cell(1, 1).text = "Premier", "Dernier"

    said = shown(edited(round_of_2017, change))
    for one in ("1.1Unalinéadeplus.", "1.2Unephrasedusecrétariat.Engras,xsouligné", "Premier", "Dernier"):
        assert one in said


def add_tracked(document: Document) -> None:
    """A sentence that is added and not accepted yet."""
    paragraph: Any = document.element.body.find(qn("w:p"))
    added = OxmlElement("w:ins")
    added.append(paragraph.find(qn("w:r")))
    paragraph.append(added)


def add_mark(name: str, **given: str) -> Callable[[Document], None]:
    """An element of Word in the first paragraph."""

    def change(document: Document) -> None:
        made = OxmlElement(name)
        for key, value in given.items():
            made.set(qn(f"w:{key}"), value)
        document.element.body.find(f"{qn('w:p')}/{qn('w:r')}").append(made)

    return change


def add_tab(document: Document) -> None:
    """A line in two halves."""
    document.add_paragraph("left\tright")


def add_break(document: Document) -> None:
    """A page that breaks within a paragraph."""
    run = document.add_paragraph("before").add_run()
    run.add_break(WD_BREAK.PAGE)
    document.paragraphs[-1].add_run("behind")


def join_cells(document: Document) -> None:
    """Two cells, one above the other, joined."""
    table = document.add_table(2, 1)
    table.cell(0, 0).merge(table.cell(1, 0))


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (lambda document: document.add_picture(BytesIO(picture())), "an image or drawing"),
        (add_mark("w:footnoteReference", id="2"), "a footnote"),
        (add_mark("w:commentReference", id="2"), "a comment"),
        (add_mark("w:sym", font="Wingdings", char="F04A"), "a sign of a font of its own"),
        (
            lambda document: document.sections[0].footer.paragraphs[0].add_run().add_picture(BytesIO(picture())),
            "an image or drawing",
        ),
        (add_tracked, "a tracked change that nobody accepted or rejected yet"),
        (join_cells, "cells joined across lines of a table"),
        (lambda document: document.add_section(WD_SECTION_START.NEW_PAGE), "parts with pages of their own"),
        (add_tab, "a tab in the middle of a line"),
        (add_break, "a page break in the middle of a paragraph"),
    ],
)
def test_what_a_pdf_would_lose_is_refused_by_its_name(
    round_of_2017: Register, change: Callable[[Document], None], what: str
) -> None:
    with pytest.raises(UnsettableError) as refused:
        edited(round_of_2017, change)
    assert refused.value.what == what
    assert "or issue the Word file alone (--form docx)." in str(refused.value)


def test_it_bears_the_letterhead_of_the_house_template_that_the_file_was_drawn_on(
    round_of_2017: Register, house: Path
) -> None:
    paper = round_of_2017.paper("note", "2017", "en")
    data = set_edited(WordFile("note.docx", file_of(paper, "docx", SEAL, house)), paper, SEAL)
    first, second, *_ = PdfReader(BytesIO(data)).pages
    assert ("Made-up House" in first.extract_text(), "Made-up House" in second.extract_text()) == (True, False)
    assert (len(first.images), len(second.images)) == (1, 0)


@pytest.mark.parametrize(("kind", "about"), [("notice", "2017/ott"), ("circular", "2017"), ("agenda", "meeting/9")])
def test_other_kinds_of_paper_say_all_that_their_word_files_say(round_of_2017: Register, kind: str, about: str) -> None:
    paper = round_of_2017.paper(kind, about, "fr")
    data = set_edited(WordFile("paper.docx", file_of(paper, "docx", SEAL)), paper, SEAL)
    said = shown(data)
    assert [one.text for one in paper.printables() if bare(one.text) not in said and one not in paper.banner] == []


def convert(file: Path, form: str, profile: Path) -> bytes:
    """A file as LibreOffice saves it in another form, with the fonts of our wheels."""
    command = [need(LIBREOFFICE), f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", form]
    made = file.parent / "made"
    command += ["--outdir", str(made), str(file)]
    subprocess.run(command, env=with_our_fonts(profile), capture_output=True, check=True, timeout=300)
    return (made / file.with_suffix(f".{form}").name).read_bytes()


LONG = 10
"""Lines of so many letters stand alone; those of the masthead stand in pairs."""


def is_near(one: list[float], other: list[float]) -> bool:
    """Whether two places are one, within two millimetres."""
    return all(abs(first - second) <= 2 * MM for first, second in zip(one, other, strict=True))


def test_an_edited_file_is_set_where_its_lines_stand_in_word_also_after_another_program_saved_it(
    round_of_2017: Register, tmp_path: Path, office_profile: Path
) -> None:
    paper, file = round_of_2017.paper("note", "2017", "en"), tmp_path / "edited.docx"
    document = docx.Document(BytesIO(file_of(paper, "docx", SEAL)))
    body = next(one for one in document.paragraphs if one.style and one.style.name == "Numbered Paragraph")
    body.insert_paragraph_before("A made-up paragraph of the secretariat.", style=body.style)
    document.save(str(file))
    there, again = lines(convert(file, "pdf", office_profile)), convert(file, "docx", office_profile)
    for data in (file.read_bytes(), again):
        here = {text: at for *at, text in lines(set_edited(WordFile("edited.docx", data), paper, SEAL))[0]}
        assert "1.1Amadeupparagraphofthesecretariat." in here
        long = {text: at for *at, text in there[0] if len(text) > LONG}
        assert [text for text, at in long.items() if text not in here or not is_near(here[text], at)] == []
