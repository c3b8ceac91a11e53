"""A paper's trace tells which record each fact came from."""

from __future__ import annotations

import json
from pathlib import Path

from escalade.models.cases import find_shipped_case

from .conftest import Shell


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
