"""A file finds the paper of the record that it is a version of."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from escalade.cli import run
from escalade.models.cases import find_shipped_case


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The register of the real round, beside a note that was drawn from it."""
    folder = tmp_path_factory.mktemp("real")
    path = str(folder / "register.db")
    assert run(["--quiet", "--register", path, "load", str(find_shipped_case("cwg_internet_2017"))]) == 0
    for kind, about, *dated in (("note", "2017"), ("call", "2017/ott", "--as-of", "2017-06-15")):
        to = str(folder / f"{kind}.fr.md")
        assert run(["--quiet", "--register", path, kind, about, "--language", "fr", "--to", to, *dated]) == 0
    return folder


def checked(capsys: pytest.CaptureFixture[str], folder: Path, *words: str) -> tuple[int, Any]:
    """The exit code of a check and its answer; its error where it is refused."""
    capsys.readouterr()
    code = run(["--format", "json", "--register", str(folder / "register.db"), "check", *words])
    out, err = capsys.readouterr()
    return code, json.loads(out or err)


def changed(folder: Path, tmp_path: Path, kind: str, old: str, new: str) -> str:
    """A paper with one word of it another."""
    text = (folder / f"{kind}.fr.md").read_text("utf-8")
    assert old in text
    file = tmp_path / f"{kind}.fr.md"
    file.write_text(text.replace(old, new), "utf-8")
    return str(file)


def test_a_note_is_found_by_its_symbol(real: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = str(real / "note.fr.md")
    code, data = checked(capsys, real, file)
    assert (code, data["errors"], data["against"]) == (0, 0, {file: "note 2017"})
    file = changed(real, tmp_path, "note", "Majed M.\N{NO-BREAK SPACE}Al-Mazyed", "Jeanne Inventée")
    code, data = checked(capsys, real, file)
    assert (code, [one["check"] for one in data["findings"] if one["severity"] == "error"]) == (4, ["record-is-said"])


def test_a_sealed_paper_without_a_symbol_is_found_by_its_seal(real: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kind, about = "call", "2017/ott"
    file = str(real / f"{kind}.fr.md")
    assert checked(capsys, real, file)[1]["against"] == {file: f"{kind} {about}"}


def test_a_letter_is_held_against_the_one_drawn_with_its_day(
    real: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = str(tmp_path / "circular.fr.md")
    draws = ["call", "2017/ott", "--letter", "--language", "fr", "--to", file, "--as-of", "2017-08-10"]
    assert run(["--quiet", "--register", str(real / "register.db"), *draws]) == 0
    _, data = checked(capsys, real, file)
    assert {one["check"] for one in data["findings"] if one["severity"] == "error"} == {
        "invitations-can-be-answered",
        "nothing-is-a-draft",
    }
    assert "nothing-is-added" not in {one["check"] for one in data["findings"]}


def test_what_it_is_about_may_be_said(real: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = changed(real, tmp_path, "call", "20\u00a0août 2017", "20\u00a0août 2008")
    Path(file).write_text(Path(file).read_text("utf-8").split("<!--")[0], "utf-8")
    _, data = checked(capsys, real, file)
    assert data["against"] == {}
    code, data = checked(capsys, real, file, "--against", "ott")
    assert (code, data["against"]) == (4, {file: "call 2017/ott"})


def test_a_file_that_is_like_no_paper_is_refused(
    real: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "letter.md"
    file.write_text("Le Groupe a tenu une réunion dans la ville, et le rapport en est fait.", "utf-8")
    code, error = checked(capsys, real, str(file), "--against", "2017")
    assert (code, error["error"]) == (2, "no-counterpart")
    file.write_text("4711", "utf-8")
    assert checked(capsys, real, str(file))[1]["against"] == {}


def test_an_issued_paper_is_held_against_what_was_issued(
    real: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    register, folder = str(tmp_path / "register.db"), tmp_path / "issued"
    folder.mkdir()
    assert run(["--quiet", "--register", register, "load", str(find_shipped_case("cwg_internet_2017"))]) == 0
    issue = ["issue", "2017", "--kind", "notice", "--subject", "2017/ott", "--symbol", "C17/70", "--form", "md"]
    who = ["--as", "Secretariat", "--language", "fr", "--accept", "all", "--to", str(folder)]
    assert run(["--quiet", "--register", register, *issue, *who]) == 0
    file = next(folder.glob("*.md"))
    assert checked(capsys, tmp_path, str(file))[1]["against"] == {str(file): "notice 2017/ott"}
    file.write_text(file.read_text("utf-8").replace("C17/70-F", "C17/70-E"), "utf-8")
    code, data = checked(capsys, tmp_path, str(file), "--against", "2017/ott")
    assert (code, data["against"]) == (4, {str(file): "notice 2017/ott"})
    assert checked(capsys, tmp_path, str(file), "--against", "2017/gender")[0] in {0, 2, 4}
    assert real.is_dir()


def test_a_register_that_is_asked_for_must_be_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "letter.md"
    file.write_text("Le Groupe a tenu une réunion dans la ville.", "utf-8")
    assert checked(capsys, tmp_path, str(file))[0] == 0
    assert checked(capsys, tmp_path, str(file), "--against", "2017")[0] == 1
    assert checked(capsys, tmp_path, "2017", "--against", "2017")[1]["error"] != ""
