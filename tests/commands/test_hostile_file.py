"""Case files and sealed files made to do harm: a sentence, little memory, nothing changed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.programs import PROC

from .conftest import Shell
from .room import ROOM, alone

MB = 2**20


Parts = list[tuple[bytes, int]]


HEAD = b'{"sealed":1}\n'


ACT = b'{"leaves":[],"motion":{"act":"propose","of":['


DEEP = b'{"leaves":[],"motion":{"act":"correct","fields":{"a":'


PAPER = b'{"paper":"","name":"note.md","data":"'


BEGUN = b'{"act":"propose","of":['


TABLE = b'[[act]]\nact="propose"\nof=['


def written(path: Path, parts: Parts) -> None:
    """Write a large file, some of it at a time."""
    with path.open("wb") as file:
        for part, times in parts:
            for begun in range(0, times, MB):
                file.write(part * min(MB, times - begun))


HOSTILE: dict[str, tuple[str, Parts, str]] = {
    "a line of 100 MB": ("x.sealed", [(b"x", 100 * MB)], "line 1: the line is longer than 67,108,864 bytes"),
    "an act of 60 MB": ("x.sealed", [(HEAD + ACT, 1), (b"[],", 20 * MB), (b"[]]}}", 1)], "line 2: the line is none of"),
    "a paper of 100 MB": ("x.sealed", [(HEAD + PAPER, 1), (b"A", 100 * MB)], "line 2: the line is longer than"),
    "a paper of a shorter line": ("x.sealed", [(HEAD + PAPER, 1), (b"A", 60 * MB)], "line 2: the line is none of"),
    "a deep act": (
        "x.sealed",
        [(HEAD + DEEP, 1), (b"[", 900), (b"]", 900), (b"}}}\n", 1)],
        "its last line, which is signed, is missing",
    ),
    "a deeper one": ("x.sealed", [(HEAD + DEEP, 1), (b"[", MB), (b"]", MB), (b"}}}\n", 1)], "line 2: the line is none"),
    "a case's line of 100 MB": ("x.jsonl", [(b"x", 100 * MB)], "line 1: the line is longer than 16,777,216 bytes"),
    "many lists": ("x.jsonl", [(BEGUN, 1), (b"[],", 5 * MB), (b"[]]}", 1)], "got a list in “of[0]”"),
    "many texts": ("x.jsonl", [(BEGUN, 1), (b'"a",', 3 * MB), (b'"a"]}', 1)], "names the same subject"),
    "a deep case": ("x.jsonl", [(b'{"act":', MB)], "line 1: the line is nested too deeply"),
    "100 MB of TOML": ("x.toml", [(b"#", 100 * MB)], "is too large for TOML"),
    "TOML of many lists": ("x.toml", [(TABLE, 1), (b"[],", 2 * MB), (b"[]]", 1)], "is too large for TOML"),
    "TOML of many keys": ("x.toml", [(b"[[act]]\n", 1), (b"a.b.c.d.e=1\n", MB // 2)], "is too large for TOML"),
    "deep TOML": ("x.toml", [(TABLE, 1), (b"[", 300_000)], "is nested too deeply"),
    "a deep TOML key": ("x.toml", [(b"[[act]]\na", 1), (b".a", 900), (b"=1", 1)], "is nested too deeply"),
    "a key of 20,000 parts": ("x.toml", [(b"[[act]]\na", 1), (b".a", 20_000), (b"=1", 1)], "is nested too deeply"),
    "a number of 5,000 digits": ("x.toml", [(b"[[act]]\na=", 1), (b"9", 5000)], "has thousands of digits"),
    "such a number in JSON": ("x.jsonl", [(b'{"act":', 1), (b"9", 5000), (b"}", 1)], "the line is not JSON"),
}
"""A name, what the file is made of and how often each, and what is said of it."""


@pytest.mark.needs(PROC)
@pytest.mark.parametrize("what", HOSTILE)
@pytest.mark.parametrize("begun", [True, False])
def test_a_hostile_file_is_refused_in_little_room_and_changes_nothing(group: Shell, what: str, *, begun: bool) -> None:
    name, parts, said = HOSTILE[what]
    written(group.folder / name, parts)
    if not begun:
        group.register.unlink()
    before = group.everything()
    found = alone(group, "load", "--as", "Made-up Desk", *(["--sealed"] if name.endswith(".sealed") else []), name)
    assert said in found.said
    assert found.code in {2, 4}
    assert found.room < ROOM
    assert group.everything() == before


NAMES = [
    "/etc/paper.md", "../paper.md", "..", ".", "", "a/b.md", "a\\b.md", "C:paper.md", "C:\\paper.md", "nul\x00.md",
    "line\n.md", "..\\..\\paper.md",
]  # fmt: skip


@pytest.fixture
def sealed(group: Shell) -> Shell:
    """A shell with a sealed file that holds a paper."""
    line = group.does("key new ledger.key --name made-up.example/group").strip()
    group.does(
        f"publish-key '{line}' --on 2020-02-10 --as 'Made-up Desk'",
        "issue 2020 --kind agenda --subject 1 --symbol MA20/90 --language en --form md --accept all --on 2020-03-01 "
        "--as 'Made-up Desk'",
        "export --sealed group.sealed --key ledger.key",
    )
    return group


@pytest.mark.parametrize("name", NAMES)
def test_a_sealed_paper_has_no_name_that_leads_elsewhere(sealed: Shell, name: str) -> None:
    path = sealed.folder / "group.sealed"
    *lines, paper, last = path.read_text().splitlines()
    path.write_text("\n".join([*lines, json.dumps({**json.loads(paper), "name": name}), last]))
    said = sealed.refuses("load --sealed group.sealed --register there.db", 4).err
    assert "names no paper" in said
    assert not (sealed.folder / "there.db").exists()
