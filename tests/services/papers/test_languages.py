"""What each language of a body lacks is told before a paper is drawn."""

from __future__ import annotations

import json
import shlex
import tomllib
from pathlib import Path
from typing import Any

import pytest

from escalade.cli import run
from escalade.models.cases import find_shipped_case
from tests.templates.conftest import in_two_languages

NAMED = [part for name in ("en=Coven", "fr=Conseil inventé", "ru=Ковен") for part in ("--superior-body", name)]


@pytest.fixture
def half(tmp_path: Path) -> str:
    """The real round with its texts in English and French alone, of a body that is named in Russian too."""
    acts = in_two_languages(tomllib.loads(find_shipped_case("cwg_internet_2017").read_text("utf-8"))["act"])
    acts[0]["languages"] = {"note": ["en", "fr"]}
    acts[0]["name"]["ru"] = "Рабочая группа Совета"
    file, register = tmp_path / "half.jsonl", tmp_path / "register.db"
    file.write_text("".join(f"{json.dumps(act)}\n" for act in acts), "utf-8")
    assert run(["--quiet", "--register", str(register), "load", str(file)]) == 0
    return str(register)


def answer(capsys: pytest.CaptureFixture[str], register: str, *words: str) -> tuple[int, Any]:
    """The exit code of a check of languages, and its answer."""
    capsys.readouterr()
    code = run(["--format", "json", "--register", register, "check", "--languages", *words])
    return code, [one for one in json.loads(capsys.readouterr().out)["texts"] if one["standing"] == "lacking"]


def test_a_body_whose_texts_are_whole_lacks_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    register = str(tmp_path / "register.db")
    assert run(["--quiet", "--register", register, "load", str(find_shipped_case("cwg_internet_2017"))]) == 0
    assert answer(capsys, register, "2017") == (0, [])
    assert run(["--register", register, "check", "--languages"]) == 0
    assert capsys.readouterr().out.startswith("No language lacks a text.")


def test_what_texts_are_worth_is_told_by_language(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    register = str(tmp_path / "register.db")
    assert run(["--quiet", "--register", register, "load", str(find_shipped_case("cwg_internet_2017"))]) == 0
    capsys.readouterr()
    assert run(["--format", "json", "--register", register, "check", "--languages"]) == 0
    told = json.loads(capsys.readouterr().out)
    names = {(one["language"], one["field"]) for one in told["texts"] if one["standing"] == "unofficial translation"}
    assert {("es", "name"), ("es", "acronym"), ("ru", "name"), ("ru", "acronym")} <= names
    assert not any(field in {"name", "acronym"} for tag, field in names if tag in {"en", "fr", "zh", "ar"})
    counts = {one["language"]: one for one in told["standings"]}
    assert counts["fr"]["official"] > counts["es"]["official"] > 0
    assert {one["lacking"] for one in counts.values()} == {0}
    assert run(["--register", register, "check", "--languages"]) == 0
    line = next(one for one in capsys.readouterr().out.splitlines() if one.startswith("es: "))
    assert line.startswith(f"es: {counts['es']['official']} official, {counts['es']['unofficial']} unofficial, ")


def test_a_name_that_russian_cannot_decline_asks_for_its_forms(half: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert forms_lacking(half, capsys) == set()
    amend = ["amend-constitution", *NAMED, "--authority", "en=A made-up decision"]
    assert run(["--quiet", "--register", half, *amend, "--as", "Secretariat"]) == 0
    assert forms_lacking(half, capsys) == {"superior_body"}
    file = Path(half).with_name("terms.toml")
    terms = 'superior_body.forms.ru = { genitive = "Ковена" }\nabsent.standing = { ru = "official" }\n'
    file.write_text(terms, "utf-8")
    amend = ["amend-constitution", "--terms-file", str(file), "--authority", "en=A made-up decision"]
    assert run(["--quiet", "--register", half, *amend, "--as", "Secretariat"]) == 0
    assert forms_lacking(half, capsys) == set()
    assert run(["--register", half, "check", "--languages"]) == 0
    assert "names no text" in capsys.readouterr().out


def test_a_name_of_an_unknown_noun_asks_for_its_article(half: str, capsys: pytest.CaptureFixture[str]) -> None:
    amend = ["amend-constitution", "--superior-body", "fr=Sabbat", "--authority", "en=A made-up decision"]
    assert run(["--quiet", "--register", half, *amend, "--as", "Secretariat"]) == 0
    assert forms_lacking(half, capsys) == {"superior_body"}
    file = Path(half).with_name("terms.toml")
    file.write_text('superior_body.forms.fr = { gender = "masculine" }\n', "utf-8")
    amend = ["amend-constitution", "--terms-file", str(file), "--authority", "en=A made-up decision"]
    assert run(["--quiet", "--register", half, *amend, "--as", "Secretariat"]) == 0
    assert forms_lacking(half, capsys) == set()


def forms_lacking(register: str, capsys: pytest.CaptureFixture[str]) -> set[str]:
    """The names of a body whose forms are asked for."""
    capsys.readouterr()
    run(["--format", "json", "--register", register, "check", "--languages"])
    texts = json.loads(capsys.readouterr().out)["texts"]
    return {one["field"] for one in texts if one["standing"] == "forms lacking"}


def test_what_a_language_lacks_is_told_with_its_record(half: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, body = answer(capsys, half)
    _, with_topics = answer(capsys, half, "2017")
    fields = {(one["record"], one["field"]) for one in body}
    assert code == 0
    assert {one["language"] for one in body} == {"ru"}
    assert {("body#1", "superior_body.*"), ("body#1", "nouns.sitting.*.one"), ("meeting/9#1", "place.*")} <= fields
    assert ("body#1", "name.*") not in fields
    subjects, more = ({one["record"].partition("#")[0] for one in found} for found in (body, with_topics))
    assert more - subjects == {"2017/gender", "2017/ott"}
    assert run(["--register", half, "check", "--languages"]) == 0
    assert "texts lacking: ru." in capsys.readouterr().out


def test_every_remedy_can_be_typed_and_supplies_the_text(half: str, capsys: pytest.CaptureFixture[str]) -> None:
    _, lacking = answer(capsys, half, "2017")
    assert {one["remedy"].partition(" ")[0] for one in lacking if one["field"].startswith("names.")} == {
        "amend-constitution"
    }
    for one in (one for one in lacking if not one["field"].startswith("names.")):
        typed = shlex.split(one["remedy"].replace("=…", "=Проба").replace('"…"', '"Проба"'))
        whose = ("Secretariat", "Council secretariat")  # it is for the office whose record it is
        codes = {run(["--quiet", "--register", half, *typed, "--as", who, "--dry-run"]) for who in whose}
        assert 0 in codes, one["remedy"]
    remedy = next(one["remedy"] for one in lacking if one["field"] == "superior_body.*")
    typed = shlex.split(remedy.replace("…", "Совет"))
    assert run(["--quiet", "--register", half, *typed, "--as", "Secretariat"]) == 0
    _, left = answer(capsys, half, "2017")
    assert len(left) == len(lacking) - 1


def test_a_language_that_papers_are_required_in_ends_with_4(half: str, capsys: pytest.CaptureFixture[str]) -> None:
    needed = Path(half).with_name("languages.toml")
    needed.write_text('note = ["en", "fr", "ru"]\n', "utf-8")
    amend = ["amend-constitution", "--languages-file", str(needed), "--authority", "en=A made-up decision"]
    assert run(["--quiet", "--register", half, *amend, "--as", "Secretariat"]) == 0
    code, lacking = answer(capsys, half)
    assert (code, {one["required"] for one in lacking}) == (4, {True})


def test_without_a_body_nothing_is_lacking(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--register", str(tmp_path / "absent.db"), "check", "--languages"]) == 1
    assert run(["check"]) == 2
    assert "ROUND|FILE" in capsys.readouterr().err


def test_a_state_lacks_no_name_in_a_language_in_which_states_are_called(
    half: str, capsys: pytest.CaptureFixture[str]
) -> None:
    topic = ["--title", "en=Made-up", "--question", "en=What?", "--by-state", "Japan", "--by-state", "Made-up Land"]
    assert (
        run(["--register", half, "propose", "2017/made-up", *topic, "--on", "2017-02-06", "--as", "Secretariat"]) == 0
    )
    lacking = {one["field"] for one in answer(capsys, half, "2017")[1] if one["field"].startswith("names.")}
    assert "names.Made-up Land.*" in lacking
    assert not any("Japan" in one for one in lacking)
