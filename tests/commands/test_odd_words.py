"""Words of a command line that no command expects: a sentence, and nothing is done."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from escalade.models.cases import find_shipped_case

from .conftest import Shell

ESCAPE = "\x1b[31m"


@pytest.mark.parametrize("form", ["mermaid", "svg"])
def test_a_diagram_is_of_a_kind_that_there_is(group: Shell, form: str) -> None:
    called = group.refuses(f"procedure --of approve --diagram {form}", 2)
    assert "--of takes body, meeting, session, round, topic, not “approve”." in called.err


@pytest.mark.parametrize(
    "words",
    [
        ["verify-receipt", "--copy"],
        ["export", "--to"],
        ["agenda", "1", "--to"],
        ["publish", "2020", "--to"],
        ["verify", "--paper"],
        ["template", "copy"],
    ],
)
@pytest.mark.parametrize("sign", [ESCAPE, "\x9b31m", "\n"])
def test_no_file_is_named_that_would_act_on_a_terminal(group: Shell, words: list[str], sign: str) -> None:
    called = group.refuses(words[0], 2, *words[1:], f"a{sign}.md")
    assert "it holds a control character" in called.err
    assert sign not in called.err.rstrip("\n")


@pytest.mark.parametrize("words", [["show", "2020/\udcff"], ["history", "\udcff"], ["list", "--as", "\udcff"],
                                   ["load", "\udcff.toml"], ["search", "\ud800"]])  # fmt: skip
def test_what_is_not_utf_8_is_named(group: Shell, words: list[str]) -> None:
    assert "is not written in UTF-8" in group.refuses(words[0], 2, *words[1:]).err


@pytest.mark.parametrize("name", ["ESCALADE_REGISTER", "ESCALADE_OFFICER", "ESCALADE_KEY"])
def test_a_variable_that_is_not_utf_8_is_named(group: Shell, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, "\udcff")
    assert "is not written in UTF-8" in group.refuses("list", 2).err


def test_of_a_corrupt_pdf_one_sentence_is_said_and_nothing_of_the_library(tmp_path: Path) -> None:
    catalogue = b"1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nxref\n0 9\n"
    path = tmp_path / "paper.pdf"
    path.write_bytes(b"%PDF-1.7\n" + catalogue + b"trailer\n<< /Root 1 0 R >>\nstartxref\n3\n%%EOF\n")
    script = "import sys; from escalade.cli import run; sys.exit(run())"  # pytest would catch what goes to a log
    called = subprocess.run(
        [sys.executable, "-c", script, "check", str(path)], capture_output=True, text=True, check=False
    )
    assert (called.returncode, called.stderr.count("\n")) == (2, 1)


@pytest.mark.parametrize("cut", [10, 60, 400])
def test_a_corrupt_word_file_is_held_against_the_record(group: Shell, cut: int) -> None:
    path = group.folder / "paper.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as written:
        written.writestr("docProps/custom.xml", find_shipped_case("made_up_body").read_text())
    data = bytearray(path.read_bytes())
    data[cut : cut + 20] = b"\xff" * 20
    path.write_bytes(data)
    called = group("verify --paper paper.docx")
    assert (called.code, "The file bears no seal." in called.out, called.err) == (4, True, "")
