"""Case files: read, refused with their line, loaded, and written again."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import tomli_w

from escalade.models.backends import Place
from escalade.models.cases import (
    CaseAct,
    find_shipped_case,
    parse_case,
    replay,
    schema,
)
from escalade.models.cases.case_file import LARGEST_TOML, find_act_lines
from escalade.models.files import from_toml, to_toml
from escalade.models.integrity.verify import verify
from escalade.models.register import open_register
from escalade.workflow.motions import MOTIONS, Constitute, OpenRound
from escalade.workflow.values.errors import RequestError
from tests.lives import Life

CONSTITUTION = """# A made-up body
[[act]]
act = "constitute"
by = "Desk"
on = "2031-01-06"
name = { en = "Working Party" }
superior_body = { en = "Assembly" }
mandate = { en = "The Party studies harbours." }
membership = { en = "ports" }
office_titles = { chair = { en = "Chair" } }
symbol_series = ["H31"]
seat = { en = "Porto" }
time_zone = "Europe/Lisbon"
languages = { note = ["en"] }
texts.mandate.citation.en = "D1"
texts.modalities.citation.en = "D2"
texts.referral.citation.en = "D3"
officers = [{ name = "Desk", office = "secretariat" }, { name = "Hall", office = "council-secretariat" }]
"""
ROUND_ACT = """
[[act]]
act = "open round"
of = ["2031"]
by = "Desk"
on = "2031-01-06"
"""
Made = Callable[[str, str], Path]


def loaded(place: Place, path: Path) -> list[str]:
    """The acts of a case, loaded into a register."""
    acts: list[str] = []
    life = Life()
    with open_register(place, clock=life.noon) as register:
        replay(register, path, lambda act, _: acts.append(f"{act.line} {act.motion.act_name()}"))
    return acts


def test_a_case_is_read_act_by_act_with_its_lines(made: Made, place: Place) -> None:
    path = made("case.toml", CONSTITUTION + ROUND_ACT)
    acts = list(parse_case(path))
    assert [(act.line, type(act.motion)) for act in acts] == [(2, Constitute), (20, OpenRound)]
    assert acts[1] == CaseAct(20, OpenRound(of=("2031",), by="Desk", on="2031-01-06"))
    assert loaded(place, path) == ["2 constitute", "20 open round"]
    assert verify(place).findings == []


@pytest.mark.parametrize("name", ["case.jsonl", "case.json"])
def test_a_case_of_lines_is_read_line_by_line(made: Made, place: Place, name: str) -> None:
    (constitute,) = tomllib.loads(CONSTITUTION)["act"]
    lines = [json.dumps(constitute), "", json.dumps({"act": "open round", "of": ["2031"], "by": "Desk"})]
    assert loaded(place, made(name, "\n".join(lines))) == ["1 constitute", "3 open round"]


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.toml", "[[act]]\nact = propose\n", "the syntax is wrong: Invalid value (at line 2, column 7)."),
        ("a.toml", "x = " + "[" * 5000, "the file is nested too deeply to be acts."),
        ("a.toml", "[[act]]\nx" + ".x" * 900 + " = 1", "the file is nested too deeply to be acts."),
        ("a.toml", 'title = "x"\n', "a case has nothing but [[act]] tables; it also has “title”."),
        ("a.toml", "act = 3\n", "a case has nothing but [[act]] tables; it also has “act”."),
        ("a.toml", "act = [3]\n", ', line 1: an act says what it is, as in act = "propose".'),
        ("a.toml", "[[act]]\non = 'unknown'\n", ', line 1: an act says what it is, as in act = "propose".'),
        ("a.toml", "\n[[act]]\nact = 'dance'\n", ", line 2: the act says “dance”, which is no act of the procedure."),
        ("a.toml", "[[act]]\nact = ['propose']\n", ", line 1: an act says what it is"),
        ("a.toml", "[[act]]\nact = 'propose'\ncolour = 'red'\n", ", line 1: “propose”: there is no field `colour`."),
        ("a.toml", "[[act]]\nact = 'propose'\nof = 'x'\n", ", line 1: “propose”: expected a list, got a text in “of”."),
        (
            "a.toml",
            "[[act]]\nact = 'propose'\nversion = { title = 3 }\n",
            ", line 1: “propose”: expected a table, got a whole number in “version.title”.",
        ),
        (
            "a.toml",
            "[[act]]\nact = 'propose'\non = 2031-01-06T09:00:00\n",
            "expected a text, got a time without quotes in “on”.",
        ),
        ("a.jsonl", '{"act": "propose"\n', ", line 1: the line is not JSON: "),
        ("a.jsonl", "[" * 100_000, ", line 1: the line is nested too deeply to be an act."),
        ("a.jsonl", "\n[1]\n", ', line 2: an act says what it is, as in act = "propose".'),
        ("a.jsonl", '{"act": {}}\n', ", line 1: an act says what it is"),
        ("a.jsonl", '{"act": ["x"]}\n', ", line 1: an act says what it is"),
        (
            "a.jsonl",
            '{"act": "record responses", "count": 1.5}\n',
            "“record responses”: expected a whole number or a text or nothing, got a number with a point in “count”.",
        ),
    ],
    ids=lambda part: part[:60],
)
def test_a_case_that_cannot_be_read_is_refused_with_its_line(
    made: Made, place: Place, name: str, content: str, sentence: str
) -> None:
    path = made(name, content)
    with pytest.raises(RequestError) as refusal:
        loaded(place, path)
    assert str(refusal.value).startswith(f"{path}")
    assert sentence in str(refusal.value)
    assert refusal.value.exit_code == 2


def test_a_line_too_long_to_be_an_act_is_refused(made: Made, place: Place) -> None:
    path = made("a.jsonl", '{"act": "propose", "of": "' + "x" * 100_000_000 + '"}')
    with pytest.raises(RequestError, match=r"the line is longer than 16,777,216 bytes\.") as refusal:
        loaded(place, path)
    assert str(refusal.value).startswith(f"{path}")
    assert refusal.value.exit_code == 2


def test_a_file_that_is_no_case_is_refused(tmp_path: Path) -> None:
    latin = tmp_path / "latin.toml"
    latin.write_bytes("[[act]]\nact = 'é'".encode("latin-1"))
    for path, sentence in (
        (tmp_path / "none.toml", "the file cannot be read: no such file or directory."),
        (tmp_path, "the file cannot be read: is a directory."),
        (latin, "the file is not written in UTF-8."),
    ):
        with pytest.raises(RequestError) as refusal:
            list(parse_case(path))
        assert str(refusal.value) == f"{path}: {sentence}"


def test_a_case_too_large_for_toml_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "huge.toml"
    with path.open("wb") as file:
        file.truncate(LARGEST_TOML + 1)
    with pytest.raises(RequestError, match="too large for TOML; write the case as JSON Lines"):
        list(parse_case(path))


def test_lines_are_found_whatever_stands_between() -> None:
    text = "x = \"\"\"\n[[act]]\n\"\"\"\n[[ act ]] # one\n# [[act]]\n  [[act]]\ny = '''[[act]]'''\n[[act.version]]\n"
    assert find_act_lines(text) == [4, 6]


def test_only_shipped_cases_are_found_by_name() -> None:
    assert find_shipped_case("cwg_internet_2017").is_file()
    with pytest.raises(RequestError, match="no case “nothing” is shipped with escalade"):
        find_shipped_case("nothing")


def test_every_shipped_case_loads_and_holds(another: Callable[[str], Place]) -> None:
    for name in ("cwg_internet_2017", "made_up_body"):
        place = another(f"{name}.db")
        with open_register(place) as register:
            assert replay(register, find_shipped_case(name), lambda *_: None) > 3
        assert verify(place).findings == []


def test_the_schema_describes_every_act() -> None:
    described = json.loads(schema())
    acts = {
        shape["properties"]["act"]["enum"][0] for shape in described["$defs"].values() if "act" in shape["properties"]
    }
    assert acts == set(MOTIONS)


def test_what_toml_has_no_word_for_is_told_from_what_looks_like_it() -> None:
    values: dict[str, Any] = {
        "gone": None,
        "counts": {"null": 1},
        "list": [None, {"null": "word"}],
        "more": {"null": {}},
    }
    assert from_toml(tomllib.loads(tomli_w.dumps(to_toml(values)))) == values


def test_a_date_without_quotes_is_the_date_that_it_says(tmp_path: Path) -> None:
    found = []
    for number, day in enumerate(("2031-01-06", '"2031-01-06"')):
        path = tmp_path / f"{number}.toml"
        path.write_text(f"[[act]]\nact = 'convene'\nof = ['meeting/1']\non = {day}\nopens = {day}\n", encoding="utf-8")
        found += [one.motion for one in parse_case(path)]
    assert found[0] == found[1]
    assert found[0].on == "2031-01-06"
