"""Case files that commands read and write."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from escalade.models.cases import find_shipped_case

from .conftest import DESK, Shell


@pytest.mark.parametrize("name", ["case.toml", "case.jsonl"])
def test_an_export_loaded_into_an_empty_register_exports_the_same_bytes(round_of_2017: Shell, name: str) -> None:
    round_of_2017.does(f"export --to {name}", f"load {name} --register other.db")
    assert round_of_2017("export --register other.db").out == round_of_2017("export").out
    assert round_of_2017("verify --register other.db").out == round_of_2017("verify").out


def test_a_case_is_loaded_on_top_of_what_is_there(group: Shell) -> None:
    Path("more.toml").write_text(
        '[[act]]\nact = "open round"\nof = ["2021"]\nby = "Made-up Desk"\non = "2020-02-10"\n', encoding="utf-8"
    )
    called = group(f"load more.toml --format json {DESK}")
    assert called.data == {"acts": 1, "records": 1, "warnings": 0, "register": str(group.register)}
    assert "“open round” is not a step for 2021" in group.refuses(f"load more.toml {DESK}", 3).err


def test_a_case_is_written_as_one_of_its_forms(round_of_2017: Shell) -> None:
    assert "is to end in .toml, for people, or .jsonl" in round_of_2017.refuses("export --to case.odt", 2).err


@pytest.mark.parametrize("place", ["", "--register new.db"])
def test_a_case_without_acts_is_no_case(round_of_2017: Shell, place: str) -> None:
    Path("empty.toml").write_text("# nothing yet", encoding="utf-8")
    assert (
        round_of_2017.refuses(f"load empty.toml --as Secretariat {place}", 2).err
        == "empty.toml: the file holds no act.\n"
    )


CASES: dict[str, tuple[str | bytes, int, str]] = {
    "syntax.toml": ("[[act]\n", 2, "syntax.toml: the syntax is wrong"),
    "field.toml": (
        '[[act]]\nact = "open round"\nof = ["2021"]\ncolour = "red"\n',
        2,
        "field.toml, line 1: “open round”: there is no field `colour`",
    ),
    "act.toml": ('\n\n[[act]]\nact = "fly"\n', 2, "act.toml, line 3: the act says “fly”"),
    "order.toml": (
        (
            '[[act]]\nact = "open debate"\nof = ["2020/lamps"]\nby = "Made-up Chair"\non = "2020-03-02"\n'
            'evidence = { meeting = "1" }\n'
        ),
        2,
        "order.toml, line 1",
    ),
    "refused.toml": (
        '# first\n[[act]]\nact = "open round"\nof = ["2021"]\nby = "Made-up Chair"\non = "2020-03-02"\n',
        3,
        "refused.toml, line 2, act “open round”",
    ),
    "lines.jsonl": (
        '{"act": "open round", "of": ["2021"], "by": "Made-up Desk", "on": "2020-03-02"}\n{\n',
        2,
        "lines.jsonl, line 2: the line is not JSON",
    ),
    "bytes.toml": (b"\xff\xfe", 2, "bytes.toml: the file is not written in UTF-8."),
}


@pytest.mark.parametrize("name", CASES)
def test_a_case_that_cannot_be_loaded_names_file_line_and_act(group: Shell, name: str) -> None:
    content, code, sentence = CASES[name]
    Path(name).write_bytes(content if isinstance(content, bytes) else content.encode())
    assert sentence in group.refuses(f"load {name} --as 'Made-up Desk'", code).err


def test_a_case_behind_other_records_is_loaded_by_an_officer_who_is_named(group: Shell) -> None:
    act = {"act": "convene", "of": ["meeting/7"], "by": "Made-up Desk", "opens": "2020-05-05", "closes": "2020-05-06"}
    act |= {"on": "2020-05-01"}
    Path("one.jsonl").write_text(json.dumps({**act, "place": {"en": "Made-up Town"}}))
    assert "name yourself with --as OFFICER" in group.refuses("load one.jsonl", 2).err
    assert "No officer on record is called" in group.refuses("load one.jsonl --as Nobody", 2).err
    group.does("load one.jsonl --as 'up Desk'")
    told = group("show meeting/7 --format json").data
    assert [one["identity"] for one in told["records"]] == ["loaded by Made-up Desk"]


@pytest.mark.parametrize("name", ["syntax.toml", "order.toml", "refused.toml", "absent.toml"])
def test_a_case_that_cannot_be_loaded_leaves_no_new_register(shell: Shell, name: str) -> None:
    if name in CASES:
        content = CASES[name][0]
        Path(name).write_bytes(content if isinstance(content, bytes) else content.encode())
    before = shell.everything()
    assert shell(f"load {name}").code in {2, 3}
    assert shell.everything() == before


def test_a_part_of_a_register_is_never_left_in_its_place(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_: object) -> None:
        raise OSError

    monkeypatch.setattr("os.link", no_links)
    shell.does(f"load '{find_shipped_case('made_up_body')}'")
    assert list(shell.everything()) == ["register.db"]
    assert Path("register.db").stat().st_size > 0
