"""Word templates on the command line: copy ours, check one, use it."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from escalade.commands.papers import write

from .conftest import Shell


def house(*lines: str) -> None:
    """A template of one's own in the folder."""
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    document.save("house.docx")


def test_our_template_is_copied_to_start_from_and_has_no_fault(shell: Shell) -> None:
    assert shell("template copy house.docx").out == "Wrote house.docx.\n"
    assert "is there already; --force replaces it" in shell.refuses("template copy house.docx", 2).err
    assert shell("template copy house.docx --force").out == "Wrote house.docx.\n"
    assert shell("template check house.docx").out.endswith("Nothing is wrong with it.\n")
    assert shell("template check house.docx --format json").data["missing"] == []


def test_a_template_with_faults_ends_with_4_and_names_them(shell: Shell) -> None:
    house("{{ title }} {{ tittle }} {{ lipsum() }}")
    called = shell("template check house.docx")
    assert called.code == 4
    assert "house.docx uses title." in called.out
    assert "What cannot be used:\n- There is no field “tittle”.\n- Not for templates: lipsum().\n" in called.out
    assert "What it would leave out:\n- “subtitle” is never printed.\n" in called.out
    found = shell("template check house.docx --format json")
    assert (found.code, found.data["unknown"], found.data["forbidden"]) == (4, ["tittle"], ["lipsum()"])
    assert "There is no field “tittle”." in shell("template check house.docx --format csv").out


@pytest.mark.parametrize("name", ["absent.docx", "."])
def test_a_template_that_cannot_be_read_is_a_malformed_request(shell: Shell, name: str) -> None:
    assert "cannot be read" in shell.refuses(f"template check {name}", 2).err


def test_a_template_without_fields_says_so(shell: Shell) -> None:
    house("nothing")
    assert "house.docx uses no field." in shell("template check house.docx").out


def test_a_paper_is_written_through_a_template_of_ones_own(round_of_2017: Shell) -> None:
    round_of_2017.does("template copy house.docx", "note 2017 --to ours.docx")
    document = Document("house.docx")
    document.add_paragraph("Printed by a made-up press")
    document.save("house.docx")
    assert round_of_2017("note 2017 --to note.docx --template house.docx").out == "Wrote note.docx.\n"
    text = [paragraph.text for paragraph in Document(BytesIO(Path("note.docx").read_bytes())).paragraphs]
    assert text[-1] == "Printed by a made-up press"
    assert text[:-1] == [paragraph.text for paragraph in Document("ours.docx").paragraphs]


def test_an_unfit_template_writes_nothing(round_of_2017: Shell) -> None:
    house("{{ title }}")
    assert (
        "leaves out what this paper says"
        in round_of_2017.refuses("note 2017 --to note.docx --template house.docx", 1).err
    )
    assert not Path("note.docx").exists()


def test_a_template_is_for_word_files_only(round_of_2017: Shell) -> None:
    round_of_2017.does("template copy house.docx")
    assert "shapes Word files" in round_of_2017.refuses("note 2017 --to note.html --template house.docx", 2).err
    assert "shapes Word files" in round_of_2017.refuses("note 2017 --template house.docx", 2).err


def test_a_folder_goes_without_the_forms_that_nothing_can_write(
    round_of_2017: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(write, "EXTRAS", {"docx": "docxtpl", "pdf": "no_such_library"})
    Path("papers").mkdir()
    called = round_of_2017("notice ott --to papers")
    assert "No .pdf is written: that needs pip install 'escalade[pdf]'." in called.err
    assert sorted(file.suffix for file in Path("papers").iterdir()) == [".docx", ".html", ".md"]
