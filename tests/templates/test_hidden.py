"""What Word files hide: named one by one, refused, or taken out and shown."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE

from escalade.templates.checks.reading.opening import prove_open, take_out_hidden
from escalade.templates.checks.reading.package import MAIN, HiddenError, zip_parts
from escalade.templates.checks.reading.word import parts_of
from escalade.templates.formats.file import file_of
from escalade.templates.formats.word.field import UnfitTemplateError
from escalade.templates.formats.word.letterhead import Source, read_letterhead, read_shipped_template

from .conftest import Register
from .hidden_matter import MORE, WAYS, WORD, fetching, hides_nothing, hiding, run, within

OURS = read_shipped_template()


@pytest.mark.parametrize("what", [*WAYS, *MORE])
def test_what_a_file_hides_is_named_and_refused_or_taken_out(what: str) -> None:
    data = hiding(OURS, {**WAYS, **MORE}[what])
    with pytest.raises(HiddenError, match="--clean") as refused:
        prove_open(data, "made-up.docx")
    assert str(refused.value).startswith("made-up.docx holds what its readers do not see:\n- ")
    proven = prove_open(data, "made-up.docx", clean=True)
    assert what in {one.what for one in proven.taken_out}
    assert all(one.say() in str(refused.value) for one in proven.taken_out)
    assert hides_nothing(proven.data)
    assert prove_open(proven.data, "made-up.docx") == (proven.data, ())
    docx.Document(BytesIO(proven.data))


def test_everything_that_is_hidden_in_one_file_is_named_at_once_with_its_place() -> None:
    ways = {what: WAYS[what] for what in ("a tracked deletion", "hidden text", "white text", "custom XML", "a field")}
    with pytest.raises(HiddenError) as refused:
        prove_open(hiding(OURS, *ways.values()), "made-up.docx")
    assert {one.what for one in refused.value.found} == set(ways)
    assert re.search(rf"- a tracked deletion \(paragraph \d+ of the file\): “{WORD}”\n", str(refused.value))
    assert f"- custom XML (customXml/item1.xml): “{WORD}”" in str(refused.value)


@pytest.mark.parametrize("what", WAYS)
def test_a_template_that_hides_something_draws_no_paper(round_of_2017: Register, tmp_path: Path, what: str) -> None:
    house = tmp_path / "house.docx"
    house.write_bytes(hiding(OURS, WAYS[what]))
    with pytest.raises(UnfitTemplateError, match=f"It holds what readers do not see: {what}"):
        file_of(round_of_2017.paper("note", "2017"), "docx", None, house)
    with pytest.raises(HiddenError, match=what):
        read_letterhead(Source(house.name, house.read_bytes()))


@pytest.mark.parametrize(
    ("kind", "about"), [("note", "2017"), ("notice", "2017/ott"), ("call", "2017/ott"), ("report", "meeting/9")]
)
def test_no_paper_of_ours_hides_anything(round_of_2017: Register, kind: str, about: str) -> None:
    for language in ("en", "ar"):
        assert not prove_open(file_of(round_of_2017.paper(kind, about, language), "docx"), "made-up.docx").taken_out


def test_what_readers_see_stays_as_it_is() -> None:
    seen = (
        within(run("white on black", '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="000000"/>')),
        within(fetching("PAGE")),
        within(fetching("= 1 + 1")),
        within(run(" ", "<w:vanish/>")),
        within(run("not hidden", '<w:vanish w:val="0"/>')),
    )
    data = zip_parts(parts_of(hiding(OURS, *seen), "made-up.docx"))
    assert prove_open(data, "made-up.docx") == (data, ())


def test_what_a_field_or_a_link_said_stays_and_what_was_tracked_is_accepted() -> None:
    tracked = (
        "</w:p><w:p><w:pPr><w:rPr><w:del w:id='3'/></w:rPr></w:pPr>" + run("first ") + "</w:p><w:p>" + run("second"),
        f"</w:p><w:tbl><w:tr><w:trPr><w:del w:id='4'/></w:trPr><w:tc><w:p>{run()}</w:p></w:tc></w:tr></w:tbl><w:p>",
        f"</w:p><w:tbl><w:tr><w:tc><w:tcPr><w:cellDel w:id='5'/></w:tcPr><w:p>{run()}</w:p></w:tc></w:tr></w:tbl><w:p>",
        "<w:fldSimple w:instr='DDEAUTO x'>" + run("said before") + "</w:fldSimple>",
        fetching(fetching("QUOTE DDE")),
    )
    ways = [WAYS["a tracked insertion"], WAYS["a field"], MORE["a link to where readers do not get"]]
    proven = prove_open(hiding(OURS, *ways, *map(within, tracked)), "made-up.docx", clean=True)
    document = docx.Document(BytesIO(proven.data))
    text = "\n".join("".join(one.itertext()) for one in document.element.body.iter("{*}p"))
    assert all(one in text for one in ("made-up words", "what it said", "a link", "first second", "said before"))
    assert hides_nothing(proven.data)


def test_text_that_a_style_hides_is_hidden() -> None:
    document = docx.Document()
    style = document.styles.add_style("Quiet", WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    style.font.hidden = True
    document.add_paragraph(WORD, style="Quiet")
    document.add_paragraph("seen")
    file = BytesIO()
    document.save(file)
    with pytest.raises(HiddenError, match=f"hidden text .paragraph 1 of the file.: “{WORD}”"):
        prove_open(file.getvalue(), "made-up.docx")


def test_names_of_people_and_files_and_numbers_of_revisions_go_without_a_word() -> None:
    def revised(parts: dict[str, bytes]) -> None:
        within(f"</w:p><w:p w:rsidR='{WORD}' w:rsidRDefault='{WORD}'>{run('x')}")(parts)
        picture = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
        within(f"<w:r><w:drawing><wp:docPr xmlns:wp='{picture}' id='7' name='{WORD}.png'/></w:drawing></w:r>")(parts)
        parts["docProps/app.xml"] = f"<Properties><Company>{WORD}</Company></Properties>".encode()
        relation = (
            '<Relationship Id="app" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
            'extended-properties" Target="docProps/app.xml"/></Relationships>'
        )
        parts["_rels/.rels"] = parts["_rels/.rels"].replace(b"</Relationships>", relation.encode())

    proven = prove_open(hiding(OURS, revised), "made-up.docx")
    assert hides_nothing(proven.data)
    assert "docProps/app.xml" not in parts_of(proven.data, "made-up.docx")


def test_a_shipped_template_is_read_as_it_is() -> None:
    parts = parts_of(OURS, "ours")
    assert take_out_hidden(parts) == (parts, ())
    assert MAIN in parts


def test_what_word_would_show_in_the_place_of_what_is_checked_is_named() -> None:
    def other(parts: dict[str, bytes]) -> None:
        parts["word/other.xml"] = parts[MAIN]
        name, kind = "_rels/.rels", "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
        other = f'<Relationship Id="other" Type="{kind}" Target="word/other.xml"/></Relationships>'
        parts[name] = parts[name].replace(b"</Relationships>", other.encode())

    def opaque(parts: dict[str, bytes]) -> None:
        parts["word/header1.bin"] = parts.pop("word/header1.xml")
        name = "word/_rels/document.xml.rels"
        parts[name] = parts[name].replace(b"header1.xml", b"header1.bin")

    for way in (other, opaque):
        with pytest.raises(HiddenError, match="a part that no paper needs"):
            prove_open(hiding(OURS, way), "made-up.docx")
