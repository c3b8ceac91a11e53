"""`escalade check`, typed in a shell."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from escalade.cli import run
from escalade.models.cases import find_shipped_case
from escalade.templates.checks.checking import CHECKS

from .conftest import word


@pytest.fixture(scope="session")
def real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The register of the real round."""
    path = tmp_path_factory.mktemp("real") / "register.db"
    assert run(["--quiet", "--register", str(path), "load", str(find_shipped_case("cwg_internet_2017"))]) == 0
    return path


@pytest.fixture
def report(tmp_path: Path, lines: list[str]) -> Path:
    """The made-up report in a Word file."""
    path = tmp_path / "report.docx"
    path.write_bytes(word(lines))
    return path


def answer(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, Any, str]:
    """The exit code of a command line, its result read as JSON, the rest."""
    capsys.readouterr()
    code = run(["--format", "json", *words])
    out, err = capsys.readouterr()
    return code, json.loads(out) if out else None, err


def test_an_error_in_a_file_gives_4_without_a_register(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, data, err = answer(capsys, "--register", "absent.db", "check", str(report))
    assert (code, err) == (4, "")
    assert (data["papers"], data["errors"], data["warnings"]) == ([str(report)], 3, 0)
    assert data["findings"][1] == {
        "severity": "error",
        "check": "asks-agree",
        "paper": str(report),
        "place": "box, action",
        "what": "The body asks to launch, and the box does not. See paragraph 3.2.",
        "record": "",
    }
    assert [one["check"] for one in data["findings"] if one["severity"] == "remark"] == ["everything-is-compared"]
    for form, lines in (("csv", 5), ("markdown", 6)):
        assert run(["--format", form, "check", str(report)]) == 4
        assert len(capsys.readouterr().out.splitlines()) == lines


def test_warnings_alone_give_0(real: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, data, _ = answer(capsys, "--register", str(real), "check", "2017")
    assert (code, data["errors"]) == (0, 0)
    assert {one["check"] for one in data["findings"]} <= {"titles-are-confirmed", "texts-are-at-hand"}
    assert data["papers"][:1] == ["note 2017, en"]
    alone = ("check", "2017", "--language", "fr", "--to-session", "Council 2017")
    code, data, _ = answer(capsys, "--register", str(real), *alone)
    remarks = data.pop("findings")
    assert (code, data) == (0, {"papers": ["note 2017, fr"], "errors": 0, "warnings": 0, "against": {}})
    assert {one["severity"] for one in remarks} == {"remark"}


def test_the_verdict_is_said_above_the_table(report: Path, real: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert run(["check", str(report)]) == 4
    assert capsys.readouterr().out.startswith("1 paper checked: 3 errors.\nSEVERITY  CHECK")
    assert run(["--register", str(real), "check", "2017", "--language", "en"]) == 0
    assert capsys.readouterr().out.startswith("1 paper checked: nothing is wrong.\nSEVERITY  CHECK")


def test_every_check_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    code, data, _ = answer(capsys, "check", "--list")
    assert code == 0
    assert data == [{"severity": one.severity, "check": one.name, "sentence": one.sentence} for one in CHECKS]


@pytest.mark.parametrize(
    ("name", "error"),
    [("absent.docx", "no-paper"), ("broken.docx", "NoWordFileError"), ("text.odt", "unreadable-form")],
)
def test_what_cannot_be_read_is_refused(
    name: str, error: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for other in ("broken.docx", "text.odt"):
        tmp_path.joinpath(other).write_bytes(b"nothing")
    code, data, err = answer(capsys, "check", str(tmp_path / name))
    assert (code, data, json.loads(err)["error"]) == (2, None, error)


def test_a_round_that_is_not_there_is_refused(real: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = answer(capsys, "--register", str(real), "check", "2018")
    assert (code, json.loads(err)["error"]) == (2, "UnknownReferenceError")
