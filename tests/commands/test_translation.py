"""Texts sent to be translated, edited in other people's programs, received."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest
from docx.document import Document
from lxml import etree

from tests.fontconfig import with_our_fonts
from tests.programs import LIBREOFFICE, need

from .conftest import AT_MEETING, DESK, Shell

TRIED = "On 3 March 2020, 14 of 20 Members saw MA20/4 [in part]."
XLIFF = "urn:oasis:names:tc:xliff:document:2.0"
Translate = Callable[[str, str], str]


@pytest.fixture
def unsettled(debated: Shell) -> Shell:
    """A round of which a date, numbers, a symbol and brackets are on record."""
    debated.does(f"record-no-consensus 2020 --tried en='{TRIED}' --refer --words not-at-hand {AT_MEETING}")
    return debated


@pytest.fixture
def sent(unsettled: Shell) -> Shell:
    """Its texts, sent to be translated into Russian."""
    unsettled.does("translation send 2020 --language ru --to ru.docx")
    return unsettled


def in_russian(_key: str, source: str) -> str:
    """What a made-up translator makes of a text."""
    return f"По-русски: {source}"


def rows(document: Document) -> Iterator[tuple[str, list[docx.table._Cell]]]:
    """The rows of a file by key, the head left out."""
    for row in document.tables[0].rows[1:]:
        yield row.cells[0].paragraphs[0].text, list(row.cells)


def added_row(table: docx.table.Table) -> docx.table._Row:
    """One more row at the end of a table."""
    row: docx.table._Row = table.add_row()  # type: ignore[no-untyped-call]  # python-docx gives this one no types
    return row


def edited(file: Path, edit: Callable[[Document], None] = lambda _: None, translate: Translate = in_russian) -> None:
    """Translate every text of a file, and do something more to it."""
    document = docx.Document(str(file))
    for key, cells in rows(document):
        cells[2].paragraphs[0].text = translate(key, cells[1].text)
    edit(document)
    document.save(str(file))


def saved_by_libreoffice(file: Path, profile: Path) -> None:
    """The same file as LibreOffice opens and saves it."""
    soffice = need(LIBREOFFICE)
    folder = file.parent / "office"
    command = [
        soffice, f"-env:UserInstallation={profile.as_uri()}", "--headless",
        "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder), str(file),
    ]  # fmt: skip
    subprocess.run(command, env=with_our_fonts(profile), capture_output=True, check=True, timeout=300)
    shutil.move(folder / file.name, file)
    shutil.rmtree(folder)


def found(shell: Shell, more: str = "") -> dict[str, list[tuple[str, str]]]:
    """What is found in the file that came back, by check; nothing is recorded."""
    before = shell.register.read_bytes()
    code, out, _ = shell(f"translation receive ru.docx --format json {more} {DESK}")
    assert code == 4, out
    assert shell.register.read_bytes() == before
    told: dict[str, list[tuple[str, str]]] = {}
    for finding in shell(f"translation receive ru.docx --format json {more} {DESK}").data["findings"]:
        told.setdefault(finding["check"], []).append((finding["place"], finding["what"]))
    return told


def test_a_file_edited_and_saved_in_libreoffice_is_received(sent: Shell, office_profile: Path) -> None:
    edited(sent.folder / "ru.docx")
    saved_by_libreoffice(sent.folder / "ru.docx", office_profile)
    out = sent.does(f"translation receive ru.docx --standing official --source MA20/9 --by 'A reviser' {DESK}")
    assert "2020/lamps#4  receive translation: stays unresolved, by Made-up Desk (secretariat)" in out
    motion = sent("show 2020/lamps#4 --format json").data["motion"]
    assert motion["texts"] == {
        "version.title": "По-русски: Made-up lamps",
        "version.questions.0": "По-русски: What of lamps?",
    }
    assert (motion["standing"], motion["revised_by"]) == ("official", "A reviser")
    note = sent.does("note 2020 --language ru")
    assert "По-русски: Made-up lamps" in note
    assert "без перевода" not in note
    assert sent("translation send 2020 --language ru --to again.docx").err.startswith("Nothing of 2020 is left")
    assert not (sent.folder / "again.docx").exists()
    assert sent("verify").code == 0


def test_every_defect_is_named_after_libreoffice_saved_the_file(sent: Shell, office_profile: Path) -> None:
    def spoil(document: Document) -> None:
        table = document.tables[0]
        at = dict(rows(document))
        changed = TRIED.replace("3 March", "4 March")
        next(cells for cells in at.values() if cells[1].text == TRIED)[2].paragraphs[0].text = changed
        at["2020/horns/title"][2].paragraphs[0].text = ""
        key = at["2020/horns/questions/1"][0].paragraphs[0]
        key.text = "2020/horns/questions/7"
        lost = next(row for row in table.rows if row.cells[0].paragraphs[0].text == "2020/lamps/title")
        table._tbl.remove(lost._tr)  # noqa: SLF001  # python-docx has no other way to delete a row
        again = at["2020/lamps/questions/1"]
        new = added_row(table).cells
        for old, cell in zip(again, new, strict=True):
            cell.text = old.text

    edited(sent.folder / "ru.docx", spoil)
    saved_by_libreoffice(sent.folder / "ru.docx", office_profile)
    sent.does("revise 2020/horns --title en='Made-up horns' --question en='What of bells?' --source MA20/6 " + DESK)
    told = found(sent)
    assert [place for place, _ in told["lost"]] == ["2020/horns/questions/1", "2020/lamps/title"]
    assert [place for place, _ in told["split"]] == ["2020/lamps/questions/1"]
    assert [place for place, _ in told["empty"]] == ["2020/horns/title"]
    assert [place for place, _ in told["unknown"]] == ["2020/horns/questions/7"]
    assert told["differs"] == [("2020/horns#3/tried", "It says 2020-03-04 where “the source” says 2020-03-03.")]


def test_a_source_that_was_changed_makes_its_translation_stale(sent: Shell) -> None:
    edited(sent.folder / "ru.docx")
    sent.does("revise 2020/horns --title en='Made-up bells' --question en='What of horns?' --source MA20/6 " + DESK)
    assert found(sent)["stale"] == [
        ("2020/horns/title", "Its source was changed since it was sent; it now reads “Made-up bells”.")
    ]
    sent.does(f"translation receive ru.docx --accept {DESK}")
    sent.does("translation send 2020 --language ru --to rest.docx")
    assert [key for key, _ in rows(docx.Document(str(sent.folder / "rest.docx")))] == [
        "2020/horns/title",
        "2020/horns#1/title",
    ]


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("3 March", "5 March", "It says 2020-03-05 where “the source” says 2020-03-03."),
        ("14 of", "15 of", "It says 15 where “the source” says 14."),
        ("MA20/4", "MA20/5", "It says MA20/5 where “the source” says MA20/4."),
        ("[in part]", "in part", "Its square brackets are 0, those of the source 2."),
        ("On 3", "\u202eOn 3", "holds the bidirectional override U+202E; remove it."),
    ],
)
def test_what_differs_from_the_source_is_named(sent: Shell, old: str, new: str, what: str) -> None:
    edited(sent.folder / "ru.docx", translate=lambda _, source: source.replace(old, new))
    assert what in " ".join(said for faults in found(sent).values() for _, said in faults)


def test_a_title_of_several_lines_is_named(sent: Shell) -> None:
    edited(
        sent.folder / "ru.docx", translate=lambda _, source: f"{source}\nи ещё" if source == "Made-up lamps" else source
    )
    assert [place for place, _ in found(sent)["unfit"]] == ["2020/lamps/title"]


def test_a_cell_that_was_divided_is_named(sent: Shell) -> None:
    def divide(document: Document) -> None:
        table = document.tables[0]
        row = table.rows[1]._tr  # noqa: SLF001  # a row divided, as Word does it
        new = added_row(table)
        new.cells[2].text = "остаток"
        row.addnext(new._tr)  # noqa: SLF001  # put under the first

    edited(sent.folder / "ru.docx", divide)
    assert found(sent) == {"split": [("2020/horns/title", "It was divided into several rows.")]}


def test_what_is_sound_is_recorded_where_that_is_accepted(sent: Shell) -> None:
    edited(sent.folder / "ru.docx", translate=lambda key, source: "" if key.endswith("title") else f"Так: {source}")
    assert {place.rpartition("/")[2] for place, _ in found(sent)["empty"]} >= {"title"}
    dry = sent(f"translation receive ru.docx --accept --dry-run {DESK}")
    assert dry.err.endswith("A dry run: nothing was recorded.\n")
    done = sent.does(f"translation receive ru.docx --accept {DESK}")
    assert "receive translation" in done
    assert "Так: What of lamps?" in sent.does("show 2020/lamps --format json")


def test_what_was_received_is_received_again_only_where_it_is_changed(sent: Shell) -> None:
    edited(sent.folder / "ru.docx")
    sent.does(f"translation receive ru.docx {DESK}")
    code, out, err = sent(f"translation receive ru.docx {DESK}")
    assert (code, out, err) == (0, "", "The file holds no translation that the register lacks.\n")
    sent.does("translation send 2020 --language ru --all --to ru.docx")
    edited(
        sent.folder / "ru.docx",
        translate=lambda key, source: f"Лучше: {source}" if key == "2020/lamps/title" else in_russian(key, source),
    )
    assert len(sent.does(f"translation receive ru.docx {DESK}").splitlines()) == 1


def test_a_translation_is_received_in_xliff(unsettled: Shell) -> None:
    unsettled.does("translation send 2020 --language ar --to texts.xlf")
    file = unsettled.folder / "texts.xlf"
    root = etree.fromstring(file.read_bytes())
    assert dict(root.attrib) == {"version": "2.1", "srcLang": "en", "trgLang": "ar"}
    assert root[0].get("trgDir") == "rtl"
    ids = [unit.get("id") for unit in root.iter(f"{{{XLIFF}}}unit")]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[A-Za-z0-9_.:-]+", str(one)) for one in ids)
    for part in root.iter(f"{{{XLIFF}}}segment"):
        part.set("state", "final")
        etree.SubElement(part, f"{{{XLIFF}}}target").text = f"نص: {part[0].text}"
    file.write_bytes(etree.tostring(root, encoding="utf-16", xml_declaration=True))
    unsettled.does(f"translation receive texts.xlf {DESK}")
    assert "نص: \u2066Made-up lamps\u2069" in unsettled.does("note 2020 --language ar")


def test_a_unit_that_a_tool_cut_into_segments_is_joined_again(unsettled: Shell) -> None:
    unsettled.does("translation send 2020 --language ru --to texts.xlf")
    file = unsettled.folder / "texts.xlf"
    root = etree.fromstring(file.read_bytes())
    for unit in root.iter(f"{{{XLIFF}}}unit"):
        source = str(unit.find(f"{{{XLIFF}}}segment/{{{XLIFF}}}source").text)
        unit.remove(unit.find(f"{{{XLIFF}}}segment"))
        first, _, rest = source.partition(" ")
        for kind, text in (("segment", first), ("ignorable", " "), ("segment", rest)):
            part = etree.SubElement(unit, f"{{{XLIFF}}}{kind}")
            for side in ("source", *(("target",) if kind == "segment" else ())):
                etree.SubElement(part, f"{{{XLIFF}}}{side}").text = text
    file.write_bytes(etree.tostring(root))
    asked = unsettled(f"translation receive texts.xlf --format json {DESK}").data["findings"]
    assert {finding["check"] for finding in asked} == {"left"}
    same = " ".join(f"--same {finding['place']}" for finding in asked)
    unsettled.does(f"translation receive texts.xlf {same} {DESK}")
    assert "Made-up lamps" in unsettled.does("note 2020 --language ru")


def package(**parts: bytes) -> bytes:
    """A made-up package."""
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return written.getvalue()


LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    b'<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1">&b;</xliff>'
)


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("a.docx", b"no zip", "it is no Word document"),
        ("a.docx", package(word__document_xml=b"<a/>"), "it lacks [Content_Types].xml"),
        ("a.docx", package(bomb=b"0" * (65 * 2**20)), "its parts have more than 64 MB"),
        ("a.xlf", b"no xml", "it is no XML, or is damaged"),
        ("a.xlf", LAUGHS, "it declares a document type or entities"),
        ("a.xlf", LAUGHS.decode().encode("utf-16"), "it declares a document type or entities"),
        ("a.xlf", b"<xliff version='1.2'/>", "it is no XLIFF of version 2.0 or 2.1"),
        ("a.xlf", f"<xliff xmlns='{XLIFF}' version='2.0'/>".encode(), "it does not say what was sent"),
        ("a.xlf", b"<a>" * 100_000, "it is no XML, or is damaged"),
        ("a.txt", b"", "a translation is received from a .docx or .xlf file"),
    ],
)
def test_a_hostile_file_gets_a_clear_sentence(group: Shell, name: str, data: bytes, why: str) -> None:
    (group.folder / name).write_bytes(data)
    assert why in " ".join(group.refuses(f"translation receive {name} {DESK}", 2).err.split())


def test_a_word_file_that_is_none_of_ours_gets_a_clear_sentence(group: Shell) -> None:
    docx.Document().save(str(group.folder / "other.docx"))
    assert "it does not say what was sent" in group.refuses(f"translation receive other.docx {DESK}", 2).err


def test_a_huge_cell_is_named(sent: Shell) -> None:
    edited(sent.folder / "ru.docx", translate=lambda _, source: source + " и так далее" * 100_000)
    assert set(found(sent)) == {"unfit"}


def test_a_file_of_another_register_is_refused(sent: Shell, tmp_path: Path) -> None:
    edited(sent.folder / "ru.docx")
    other = tmp_path / "other.db"
    sent.does(f"--register {other} load {Path(__file__).parents[2]}/models/cases/cwg_internet_2017.toml")
    refused = sent(f"--register {other} translation receive ru.docx --as Secretariat")
    assert refused.code == 2
    assert "it was sent from another register" in refused.err


def test_a_file_whose_language_was_changed_is_refused(unsettled: Shell) -> None:
    unsettled.does("translation send 2020 --language ru --to texts.xlf")
    file = unsettled.folder / "texts.xlf"
    file.write_bytes(file.read_bytes().replace(b'trgLang="ru"', b'trgLang="de"'))
    assert "its language was ru, and it now says de" in unsettled.refuses("translation receive texts.xlf", 2).err


@pytest.mark.parametrize(
    ("line", "code", "what"),
    [
        ("translation send 2020", 2, "is to be told the language and the file"),
        ("translation send 2020 --language ru --to texts.odt", 2, "write .docx or .xlf"),
        ("translation send 2020 --language de --to texts.docx", 2, "The language “de”"),
        ("translation send 2020/lamps --language ru --to texts.docx", 2, "2020/lamps is no round"),
        ("translation send 1999 --language ru --to texts.docx", 2, "1999"),
        ("translation receive nowhere.docx", 2, "nowhere.docx cannot be read"),
    ],
)
def test_a_malformed_request_gets_a_clear_sentence(unsettled: Shell, line: str, code: int, what: str) -> None:
    assert what in " ".join(unsettled.refuses(line, code).err.split())


def test_a_correction_leaves_received_languages_to_translation(unsettled: Shell) -> None:
    record = next(
        one for one in unsettled("history 2020/lamps --format json").data if one["act"] == "record no consensus"
    )["reference"]
    unsettled.does(
        f"receive-translation {record} --language fr --text tried='14 sur 20 [en partie].' {DESK}",
        f"correct {record} --why en='A slip.' --tried en='Nothing.' --as 'Made-up Chair'",
    )
    shown = unsettled(f"show {record} --format json").data
    assert shown["motion"]["tried"] == {"en": "Nothing."}
