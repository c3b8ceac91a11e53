"""Files that commands read and write: cases and papers."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from escalade.commands.terminal.output_file import write_whole
from escalade.templates.languages.pack import AVAILABLE
from tests.programs import FULL, ORDINARY

from .conftest import DESK, Shell


@pytest.mark.parametrize("name", ["case.toml", "case.jsonl"])
def test_an_export_loaded_into_an_empty_register_exports_the_same_bytes(round_of_2017: Shell, name: str) -> None:
    round_of_2017.does(f"export --to {name}", f"load {name} --register other.db")
    assert round_of_2017("export --register other.db").out == round_of_2017("export").out
    assert round_of_2017("verify --register other.db").out == round_of_2017("verify").out


def test_an_export_goes_to_standard_output_in_both_forms(round_of_2017: Shell) -> None:
    lines = round_of_2017("export 2017").out.splitlines()
    assert json.loads(lines[0])["act"] == "constitute"
    assert round_of_2017("export --toml").out.count("[[act]]") == len(lines)


def test_a_case_is_loaded_on_top_of_what_is_there(group: Shell) -> None:
    Path("more.toml").write_text(
        '[[act]]\nact = "open round"\nof = ["2021"]\nby = "Made-up Desk"\non = "2020-02-10"\n', encoding="utf-8"
    )
    called = group(f"load more.toml --format json {DESK}")
    assert called.data == {"acts": 1, "records": 1, "warnings": 0, "register": str(group.register)}
    assert "“open round” is not a step for 2021" in group.refuses(f"load more.toml {DESK}", 3).err


def test_the_schema_of_cases_is_printed(shell: Shell) -> None:
    assert shell("schema").data["title"] == "An act of an escalade case"


def test_a_paper_is_printed_or_written_in_the_form_of_its_ending(round_of_2017: Shell) -> None:
    assert round_of_2017("note 2017").out.startswith("**Council 2017**")
    assert round_of_2017("note 2017 --to note.html").out == "Wrote note.html.\n"
    assert Path("note.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert round_of_2017("note 2017 --to note.html --language fr").out == "Replaced note.html.\n"


@pytest.mark.parametrize(
    "line",
    ["note 2017", "notice 2017/ott", "call 2017/ott", "report 9", "agenda 9", "circular 2017", "state 2017"],
)
def test_every_paper_comes_in_all_six_languages_whatever_the_body_asks_for(round_of_2017: Shell, line: str) -> None:
    round_of_2017.does(f"{line} --language all --to paper.md", f"{line} --language ru --to russian.md")
    assert {file.name for file in Path().glob("paper.*")} == {f"paper.{language}.md" for language in AVAILABLE}
    assert Path("russian.md").read_bytes() == Path("paper.ru.md").read_bytes()


def test_all_languages_are_those_that_can_be_written_now(round_of_2017: Shell) -> None:
    called = round_of_2017("note 2017 --language all --to note.md --format json")
    assert [file["file"] for file in called.data["files"]] == [f"note.{language}.md" for language in AVAILABLE]
    assert (called.err == "") == (set(AVAILABLE) >= {"ar", "en", "es", "fr", "ru", "zh"})


def test_a_folder_takes_a_paper_in_every_form(round_of_2017: Shell) -> None:
    Path("papers").mkdir()
    round_of_2017.does("note 2017 --to papers", "state 2017 --to papers --language fr")
    names = [
        f"{name}.{form}" for name in ("note-2017.en", "state-2017.fr") for form in ("docx", "html", "md", "pdf", "xml")
    ]
    assert sorted(file.name for file in Path("papers").iterdir()) == names


@pytest.mark.parametrize(
    "line", ["notice ott", "call ott", "report 9", "state 2017", "note 2017 --to-session 'Council 2017'"]
)
def test_every_paper_is_written_and_carries_the_seal(round_of_2017: Shell, line: str) -> None:
    root = round_of_2017("verify --format json").data["root"]
    (paper,) = round_of_2017(f"{line} --format json").data
    assert paper["language"] == "en"
    assert root in paper["text"]


@pytest.mark.parametrize("line", ["export --to absent/case.toml", "note 2017 --to absent/note.md"])
def test_a_folder_to_write_into_exists(round_of_2017: Shell, line: str) -> None:
    assert "the folder absent does not exist." in round_of_2017.refuses(line, 2).err


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


def test_a_case_is_written_as_one_of_its_forms(round_of_2017: Shell) -> None:
    assert "is to end in .toml, for people, or .jsonl" in round_of_2017.refuses("export --to case.odt", 2).err


@pytest.mark.parametrize("place", ["", "--register new.db"])
def test_a_case_without_acts_is_no_case(round_of_2017: Shell, place: str) -> None:
    Path("empty.toml").write_text("# nothing yet", encoding="utf-8")
    assert (
        round_of_2017.refuses(f"load empty.toml --as Secretariat {place}", 2).err
        == "empty.toml: the file holds no act.\n"
    )


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


def test_papers_in_every_language_make_the_folder_they_go_into(round_of_2017: Shell) -> None:
    round_of_2017.does("note 2017 --language all --to papers")
    endings = sorted(path.name.partition(".")[2] for path in (round_of_2017.folder / "papers").iterdir())
    forms = ("docx", "html", "md", "pdf", "xml")
    assert endings == sorted(f"{tag}.{form}" for tag in ("ar", "en", "es", "fr", "ru", "zh") for form in forms)
