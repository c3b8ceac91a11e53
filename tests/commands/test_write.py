"""Papers as files: in every language and form, by a template of ones own, with a trace."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from escalade.commands.papers import write
from escalade.commands.terminal.output_file import write_whole
from escalade.models.cases import find_shipped_case
from escalade.templates.languages.pack import AVAILABLE
from tests.programs import FULL, ORDINARY

from .conftest import DESK, TOPIC, Shell


def test_a_paper_is_drawn_for_those_who_are_named(debated: Shell) -> None:
    debated.does(
        f"propose 2020/reef {TOPIC.format('reef')} --audience members",
        "issue 2020 --kind agenda --subject 1 --symbol MA20/9 --language en --form md --to . --audience public "
        f"--on 2020-03-02 {DESK}",
    )
    assert ["Made-up reef" in debated(f"agenda 1{more}").out for more in ("", " --audience public")] == [True, False]
    assert "Made-up reef" not in (debated.folder / "MA20-9.en.md").read_text()
    of = "--kind agenda --subject 1 --symbol MA20/10 --language en --form md"
    issue = f"issue 2020 {of} --on 2020-03-02 --dry-run {DESK}"
    assert "It is for members only: the public may not read 2020/reef#1." in debated(issue).err
    assert "It is for the public." in debated(f"{issue} --audience public").err


def test_a_paper_is_printed_or_written_in_the_form_of_its_ending(round_of_2017: Shell) -> None:
    assert round_of_2017("note 2017").out.startswith("**ITU**")
    assert round_of_2017("note 2017 --to note.html").out == "Wrote note.html.\n"
    assert Path("note.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert round_of_2017("note 2017 --to note.html --language fr").out == "Replaced note.html.\n"


@pytest.mark.parametrize(
    "line",
    ["note 2017", "notice 2017/ott", "report 9", "agenda 9"],
)
def test_every_paper_comes_in_all_six_languages_whatever_the_body_asks_for(round_of_2017: Shell, line: str) -> None:
    round_of_2017.does(f"{line} --language all --to paper.md", f"{line} --language ru --to russian.md")
    assert {file.name for file in Path().glob("paper.*")} == {f"paper.{language}.md" for language in AVAILABLE}
    assert Path("russian.md").read_bytes() == Path("paper.ru.md").read_bytes()


@pytest.mark.parametrize("line", ["notice ott", "report 9", "note 2017 --to-session 'Council 2017'"])
def test_every_paper_is_written_and_carries_the_seal(round_of_2017: Shell, line: str) -> None:
    root = round_of_2017("verify --format json").data["root"]
    (paper,) = round_of_2017(f"{line} --format json").data
    assert paper["language"] == "en"
    assert root in paper["text"]


@pytest.mark.parametrize("line", ["export --to absent/case.toml", "note 2017 --to absent/note.md"])
def test_a_folder_to_write_into_exists(round_of_2017: Shell, line: str) -> None:
    assert "the folder absent does not exist." in round_of_2017.refuses(line, 2).err


def test_papers_in_every_language_make_the_folder_they_go_into(round_of_2017: Shell) -> None:
    round_of_2017.does("note 2017 --language all --to papers")
    endings = sorted(path.name.partition(".")[2] for path in (round_of_2017.folder / "papers").iterdir())
    forms = ("docx", "html", "md", "pdf", "xml")
    assert endings == sorted(f"{tag}.{form}" for tag in ("ar", "en", "es", "fr", "ru", "zh") for form in forms)


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
    monkeypatch.setattr(write, "EXTRAS", {"docx": "lxml", "pdf": "no_such_library"})
    Path("papers").mkdir()
    called = round_of_2017("notice ott --to papers")
    assert "No .pdf is written: that needs pip install 'escalade[pdf]'." in called.err
    assert sorted(file.suffix for file in Path("papers").iterdir()) == [".docx", ".html", ".md"]


def test_a_trace_beside_the_paper_names_the_record_of_each_fact(shell: Shell) -> None:
    shell.does(f"load {find_shipped_case('cwg_internet_2017')}", "note 2017 --language fr --to note.html --trace")
    facts = json.loads(Path("note.html.trace.json").read_text(encoding="utf-8"))
    by_text = {fact["text"]: fact["record"] for fact in facts}
    assert by_text["PL 1.3"] == "2017/gender#4"
    assert all(fact["records"] for fact in facts)


def test_a_trace_of_every_language_goes_into_the_folder(shell: Shell) -> None:
    Path("papers").mkdir()
    shell.does(f"load {find_shipped_case('cwg_internet_2017')}", "notice 2017/ott --language all --to papers --trace")
    assert {file.name for file in Path("papers").glob("*.trace.json")} >= {
        "notice-2017-ott.en.trace.json",
    }


def test_a_trace_without_a_file_is_refused(shell: Shell) -> None:
    shell.does(f"load {find_shipped_case('cwg_internet_2017')}")
    assert "say where the paper goes with --to" in shell.refuses("note 2017 --trace", 2).err


def test_what_cannot_be_written_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "paper.md"
    write_whole(path, [b"first"])

    def parts() -> object:
        yield b"half"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_whole(path, parts())  # type: ignore[arg-type]  # it never ends
    assert (path.read_bytes(), list(tmp_path.iterdir())) == (b"first", [path])


@pytest.mark.needs(FULL)
def test_a_full_disk_is_said(round_of_2017: Shell) -> None:
    called = round_of_2017("export --to /dev/full")
    assert (called.code, called.err) == (1, "/dev/full cannot be written: no space left on device.\n")


@pytest.mark.needs(ORDINARY)
def test_a_register_that_may_not_be_written_is_said(group: Shell) -> None:
    group.register.chmod(0o444)
    assert "is read-only" in group(f"open-round 2030 --on 2020-02-10 {DESK}").err


def test_a_file_that_may_not_be_written_is_named_and_not_its_draft(round_of_2017: Shell) -> None:
    Path(f".export.toml.{os.getpid()}.new").mkdir()
    assert "export.toml cannot be written: is a directory." in round_of_2017("export --to export.toml").err


@pytest.mark.parametrize(
    ("closed", "code", "said"),
    [(">&-", 1, "The output is closed"), ("2>&-", 0, ""), ("<&-", 0, ""), ("2>&- >&-", 1, "")],
)
def test_a_closed_stream_is_no_fault(round_of_2017: Shell, closed: str, code: int, said: str) -> None:
    line = f'"{sys.executable}" -c "from escalade.cli import main; main()" list {closed}'
    called = subprocess.run(["/bin/sh", "-c", line], capture_output=True, text=True, check=False)
    assert (called.returncode, said in called.stderr, "Traceback" in called.stderr) == (code, True, False)
    assert bool(called.stdout) is (code == 0)
    round_of_2017.does("verify")
