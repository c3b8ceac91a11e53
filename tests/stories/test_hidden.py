"""An edited or inserted Word file, a template and a translation bring nothing in."""

from __future__ import annotations

import json
from pathlib import Path

import docx
import pytest

from escalade.models.cases import find_shipped_case
from tests.templates.hidden_matter import WAYS, WORD, hides_nothing, hiding, run, within

from .conftest import Teller

ISSUE = "issue 2017 --kind note --symbol C17/51 --language fr --on 2017-03-31 --accept all --as Secretariat"


@pytest.fixture
def round_of_2017(teller: Teller) -> Teller:
    """A teller on the real round."""
    teller.begins(f"load {find_shipped_case('cwg_internet_2017')}")
    return teller


def test_an_edited_file_that_hides_something_is_refused_by_name_and_issued_once_it_is_clean(
    round_of_2017: Teller, tmp_path: Path
) -> None:
    drawn, edited, folder = tmp_path / "drawn.docx", tmp_path / "edited.docx", tmp_path / "papers"
    round_of_2017.does(f"note 2017 --language fr --to {drawn}")
    before = round_of_2017.export()
    for what, way in WAYS.items():
        edited.write_bytes(hiding(drawn.read_bytes(), way))
        code, _, err = round_of_2017.types(f"{ISSUE} --file {edited}")
        assert (code, round_of_2017.export()) == (2, before)
        assert f"- {what} (" in err
        assert "(--clean)" in err
    code, _, err = round_of_2017.types(f"{ISSUE} --file {edited} --clean --to {folder}")
    assert code == 0, err
    assert "Taken out of edited.docx, which readers did not see:\n- an entry that leaves the file (../../" in err
    assert all(hides_nothing(one.read_bytes()) for one in folder.glob("*.docx"))


def test_a_check_names_what_an_edited_file_hides(round_of_2017: Teller, tmp_path: Path) -> None:
    drawn, edited = tmp_path / "drawn.docx", tmp_path / "edited.docx"
    round_of_2017.does(f"note 2017 --language fr --to {drawn}")
    assert "hides-nothing" not in round_of_2017.types(f"check {drawn}")[1]
    edited.write_bytes(hiding(drawn.read_bytes(), WAYS["hidden text"]))
    code, out, _ = round_of_2017.types(f"--format json check {edited}")
    found = [one for one in json.loads(out)["findings"] if one["check"] == "hides-nothing"]
    assert (code, len(found)) == (4, 1), out
    assert found[0]["what"].startswith("hidden text (")


def test_the_editor_is_named_in_no_issued_paper(round_of_2017: Teller, tmp_path: Path) -> None:
    edited, folder = tmp_path / "edited.docx", tmp_path / "papers"
    round_of_2017.does(f"note 2017 --language fr --to {edited}")
    document = docx.Document(str(edited))
    document.core_properties.author = document.core_properties.last_modified_by = WORD
    document.core_properties.comments = document.core_properties.keywords = document.core_properties.subject = WORD
    document.save(str(edited))
    edited.write_bytes(hiding(edited.read_bytes(), within(f'</w:p><w:p w:rsidR="{WORD}">{run(" ")}', beside="")))
    round_of_2017.does(f"{ISSUE} --file {edited} --to {folder}")
    (issued,) = folder.glob("*.docx")
    assert hides_nothing(issued.read_bytes())
    assert docx.Document(str(issued)).core_properties.author.startswith("Groupe de travail du Conseil")


def test_an_inserted_file_that_hides_something_is_refused_or_cleaned(round_of_2017: Teller, tmp_path: Path) -> None:
    year, to = tmp_path / "year.docx", tmp_path / "note.docx"
    document, plain = docx.Document(), tmp_path / "plain.docx"
    document.add_paragraph("The Group held made-up workshops.")
    document.save(str(plain))
    year.write_bytes(hiding(plain.read_bytes(), WAYS["hidden text"]))
    note = f"note 2017 --language en --to {to} --insert activities={year}"
    code, _, err = round_of_2017.types(note)
    assert (code, to.exists()) == (2, False)
    assert "- hidden text (paragraph 2 of the file)" in err
    code, _, err = round_of_2017.types(f"{note} --clean")
    assert code == 0, err
    assert f"Taken out of {year}, which readers did not see:" in err
    assert hides_nothing(to.read_bytes())


def test_a_template_is_cleaned_by_its_check(round_of_2017: Teller, tmp_path: Path) -> None:
    house, to = tmp_path / "house.docx", tmp_path / "note.docx"
    round_of_2017.does(f"template copy {house}")
    house.write_bytes(hiding(house.read_bytes(), WAYS["comments"]))
    note = f"note 2017 --language en --to {to} --template {house}"
    code, _, err = round_of_2017.types(note)
    assert code == 1
    assert "It holds what readers do not see: comments (word/comments.xml)" in err
    code, out, _ = round_of_2017.types(f"template check {house} --format json")
    assert (code, json.loads(out)["hidden"][1]) == (4, f"comments (word/comments.xml): “{WORD}”")
    code, _, err = round_of_2017.types(f"template check {house} --clean")
    assert (code, hides_nothing(house.read_bytes())) == (0, True)
    assert "Taken out of house.docx" in err
    round_of_2017.does(note)
    code, _, err = round_of_2017.types(f"template copy {tmp_path / 'ours.docx'} --clean")
    assert code == 2


def test_what_a_translator_hides_is_refused_or_taken_out(round_of_2017: Teller, tmp_path: Path) -> None:
    file = tmp_path / "texts.docx"
    round_of_2017.does(f"translation send 2017 --language ru --all --to {file}")
    file.write_bytes(hiding(file.read_bytes(), WAYS["comments"]))
    before = round_of_2017.export()
    code, _, err = round_of_2017.types(f"translation receive {file} --as Secretariat")
    assert (code, round_of_2017.export()) == (2, before)
    assert f"- comments (word/comments.xml): “{WORD}”" in err
    _, _, err = round_of_2017.types(f"translation receive {file} --clean --as Secretariat")
    assert "Taken out of texts.docx" in err
    assert "The file holds no translation that the register lacks." in err
