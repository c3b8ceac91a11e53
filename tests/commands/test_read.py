"""`escalade read`: from a report to a case file that loads."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.commands.conftest import Shell, Typed
from tests.programs import REPORT, need

NOTE = Path(__file__).parents[1] / "net" / "papers" / "round-of-2017" / "note-2017.fr.md"
DAYS = [
    ["2016-10-13", "2016-10-14"], ["2017-02-06", "2017-02-07"], ["2017-05-15", "2017-05-25"],
    ["2016-02", "2016-09", "2016-10-11"], ["2016-10", "2017-01", "2017-02-03"],
]  # fmt: skip
ACTS = [
    "constitute", "convene", "convene", "convene", "record consultation", "record consultation", "open round",
    "propose", "propose", "open debate", "approve report", "approve report", "record no consensus", "escalate",
]  # fmt: skip


@pytest.fixture
def report(shell: Shell) -> Path:
    """The note of 2017 in French, on its own."""
    return Path(shutil.copy(NOTE, shell.folder / "note.fr.md"))


def test_a_report_becomes_a_case_that_loads(shell: Shell, report: Path) -> None:
    case = shell.folder / "case.toml"
    found = shell("--format json read", str(report), "--to", str(case)).data
    assert [act["act"] for act in found["acts"]] == ACTS
    assert [act["refused"] for act in found["acts"]] == [""] * len(ACTS)
    assert [act["act"] for act in found["acts"] if not act["grounds"]] == ["open round", "open debate"]
    shell.does(f"load {case}")
    assert "Réduire la fracture numérique" in shell.does("list")


@pytest.mark.parametrize("language", ["ar", "en", "es", "ru", "zh"])
def test_a_report_in_another_language_becomes_the_same_acts(shell: Shell, language: str) -> None:
    case = shell.folder / "case.toml"
    found = shell("--format json read", str(NOTE.with_name(f"note-2017.{language}.md")), "--to", str(case)).data["acts"]
    assert [act["act"] for act in found] == ACTS
    assert [days_of(act["fields"]) for act in found if days_of(act["fields"])] == DAYS
    shell.does(f"load {case}")


def days_of(fields: dict[str, str]) -> list[str]:
    """The days of a meeting or consultation."""
    return [fields[name] for name in ("opens", "closes", "online_from", "online_to", "physical") if name in fields]


def test_each_paragraph_is_told_or_background_or_not_understood(shell: Shell, report: Path) -> None:
    (paragraphs,) = shell("--format json read", str(report)).data["paragraphs"]
    statuses = {one["status"] for one in paragraphs}
    assert statuses <= {"told", "told in part", "background", "not understood"}
    told = {one["place"]: [act["act"] for act in one["acts"]] for one in paragraphs if one["acts"]}
    assert told["paragraph 2.1"] == ["convene"]
    assert told["paragraph 3.1"] == ["record no consensus", "record no consensus"]


def test_what_the_register_has_already_is_refused_with_the_cause(shell: Shell, report: Path) -> None:
    case = shell.folder / "case.toml"
    shell.does(f"read {report} --to {case}", f"load {case}")
    found = shell("--format json read", str(report)).data["acts"]
    assert [act["act"] for act in found if not act["refused"]] == []
    assert all(act["refused"] for act in found)


def test_reports_are_merged(shell: Shell, report: Path) -> None:
    again = Path(shutil.copy(report, shell.folder / "again.fr.md"))
    found = shell("--format json read", str(report), str(again)).data["acts"]
    assert [act["act"] for act in found] == ACTS
    assert {ground["document"] for ground in found[1]["grounds"]} == {"note.fr.md", "again.fr.md"}


def test_an_act_is_accepted_or_refused_one_by_one(shell: Shell, report: Path, typed: Typed) -> None:
    case = shell.folder / "case.toml"
    code, shown = typed(["read", str(report), "--to", str(case), "--review"], "a\na\na\na\nr\ne\n")
    assert code == 0, shown
    assert case.read_text(encoding="utf-8").count('act = "record consultation"') == 1


def test_a_review_needs_a_terminal_and_a_file(shell: Shell, report: Path) -> None:
    assert "--review asks on a terminal" in shell.refuses(f"read {report} --review", 2).err


def test_a_report_of_others_is_read_without_a_word_of_ours(shell: Shell) -> None:
    case = shell.folder / "case.toml"
    found = shell("--format json read", need(REPORT), "--to", str(case)).data["acts"]
    assert sorted(act["act"] for act in found) == sorted(ACTS)
    assert [act["refused"] for act in found] == [""] * len(ACTS)
    shell.does(f"load {case}")
