"""Fields of an act that a file gives."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from escalade.models.cases import find_shipped_case
from escalade.services.acts.field_file import HOLDS
from tests.commands.motions import last, motion

from .conftest import AT_MEETING, AT_SITTING, DESK, Shell


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ("--votes 1,2", "--votes takes three numbers, for, against and abstaining, such as 30,4,2, not “1,2”."),
        ("--votes a,b,c", "--votes takes three numbers, for, against and abstaining"),
        ("--how loudly", "--how"),
        ("--amended lamps=absent.toml", "The file absent.toml cannot be read: no such file or directory."),
        ("--amended lamps=broken.toml", "The file broken.toml is not TOML"),
        ("--amended lamps=broken.json", "The file broken.json is not JSON"),
        ("--amended lamps=list.json", "The file list.json does not hold fields with their values."),
        ("--amended fog=text.toml", "There is no topic, round or meeting “fog”"),
        (
            "--amended lamps=odd.toml",
            "“approve” has no field “colour” within “amended[...]”. It has: title, invitation, questions, ",
        ),
        ("--amended odd.toml", "--amended takes REF=FILE, such as 2017/ott=odd.toml, not “odd.toml”."),
        ("--amended lamps=bytes.json", "The file bytes.json is not written in UTF-8."),
        ("--from absent.toml", "The file absent.toml cannot be read"),
        ("--from many.toml", "holds 2 acts “approve”, and one is wanted"),
        ("--from other.toml", "holds another act than “approve”"),
        ("--from stamped.toml", "gives “at”, which the register gives"),
        ("--from odd.toml", "“approve” has no field “colour”. It has: of, by"),
        ("--from wrong.toml", "--how takes consensus or vote or correspondence or silence."),
        (
            "--from shape.toml",
            "--words is not of its shape: expected a text or a table of keys and values, got a whole",
        ),
        ("--from deep.json", "The file deep.json is nested too deeply to be one of fields."),
    ],
)
def test_a_file_of_fields_that_cannot_be_used_says_why(referred: Shell, options: str, sentence: str) -> None:
    for name, content in {
        "broken.toml": "title = ",
        "broken.json": "{",
        "list.json": "[1]",
        "text.toml": 'title.en = "Fog"',
        "odd.toml": 'colour = "red"',
        "many.toml": '[[act]]\nact = "approve"\n[[act]]\nact = "approve"\n',
        "other.toml": 'act = "decline"',
        "stamped.toml": 'at = "2020-01-01T00:00:00.000000Z"',
        "wrong.toml": 'how = "loudly"',
        "shape.toml": "words = 3",
        "deep.json": "[" * 100_000,
    }.items():
        Path(name).write_text(content, encoding="utf-8")
    Path("bytes.json").write_bytes(b"\xff\xfe")
    assert sentence in referred.refuses(f"approve lamps {options} {AT_SITTING}", 2).err


@pytest.mark.parametrize(("option", "line"), [(option, lines.splitlines()[0]) for option, lines in HOLDS.items()])
def test_what_the_file_of_an_option_holds_is_shown_where_it_is_asked_for(shell: Shell, option: str, line: str) -> None:
    act = {"text-file": "launch", "amended": "approve"}.get(option, "constitute")
    assert f"The file of --{option} holds, in TOML:\n  {line}\n" in shell.does(f"{act} --help")


def test_the_files_of_a_constitution_hold_what_its_help_and_its_refusals_show(shell: Shell) -> None:
    for option, lines in HOLDS.items():
        Path(f"{option}.toml").write_text(f"{lines}\n", "utf-8")
    files = [f"--{option} {option}.toml" for option in HOLDS if option not in {"text-file", "amended"}]
    refused = shell.refuses(f"constitute --as Desk {' '.join(files)}", 3).err
    assert "For --names-file" not in refused
    assert "Missing: referral. Give --legal-text." in refused
    assert "Missing: council-secretariat. Give --officers-file." in refused
    asked = shell.refuses("constitute --as Desk", 3).err.splitlines()
    assert 'For --languages-file, its file holds, in TOML, lines such as note = ["en", "fr"]' in asked
    Path("wrong.toml").write_text('citation.en = "Decision 1"\n', "utf-8")
    malformed = shell.refuses("constitute --as Desk --legal-text wrong.toml", 2).err
    assert malformed == (
        "“constitute” has no field “en” within “texts[...]”. It has: citation, adopted_by, since, background. "
        'For --legal-text, its file holds, in TOML, lines such as mandate.citation.en = "Made-up Decision 1".\n'
    )


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("text.json", '{"title": {"en": "Lit"}, "questions": [{"en": "A?"}]}'),
        ("text.toml", '[text]\ntitle.en = "Lit"\nquestions = [{ en = "A?" }]'),
    ],
)
def test_a_launched_text_is_taken_from_a_file_with_the_reason(debated: Shell, name: str, content: str) -> None:
    debated.does(f"record-consensus lamps --set-aside-others {AT_MEETING}")
    (debated.folder / name).write_text(content)
    made = motion(
        debated,
        (
            f"launch lamps --opens 2020-05-01 --closes 2020-06-01 --text-file {name} --reason en=Slip "
            f"--on 2020-05-01 {DESK}"
        ),
    )
    assert (made["text"]["title"], made["reason"]) == ({"en": "Lit"}, {"en": "Slip"})


CASE = (
    '[[act]]\nact = "propose"\nof = ["2020/fog"]\non = "2020-02-10"\nunattributed = true\n'
    'version.title = { en = "Fog", de = "Nebel" }\n'
)


FILES = {
    "case.toml": CASE,
    "one.toml": CASE.replace("[[act]]\n", ""),
    "one.json": json.dumps(
        {
            "of": ["2020/fog"],
            "on": "2020-02-10",
            "unattributed": True,
            "version": {"title": {"en": "Fog", "de": "Nebel"}},
        }
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_fields_come_from_a_file_and_options_win_over_it(group: Shell, name: str) -> None:
    Path(name).write_text(FILES[name], encoding="utf-8")
    group.does(f"propose --from {name} --title en=Mist --on 2020-02-11 {DESK}")
    record = last(group, "2020/fog")
    assert (record["motion"]["version"]["title"], record["on"]) == ({"en": "Mist", "de": "Nebel"}, "2020-02-11")


def test_a_body_is_constituted_from_a_file_in_a_new_register(shell: Shell) -> None:
    shell.does(f"constitute --from '{find_shipped_case('made_up_body')}' --on 2020-01-06")
    assert last(shell, "body")["officer"] == "Made-up Desk"
    assert sorted(shell.everything()) == ["register.db"]
