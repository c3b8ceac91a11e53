"""A register that is sealed, handed over, checked, and taken over."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from escalade.models.engine import Location
from escalade.models.queries import open_reader

from .conftest import ASSEMBLY, DESK, TOPIC, Shell

ISSUE = "issue 2020 --kind state --symbol MA20/90 --language en --form md --accept all --on 2020-03-01"
Line = dict[str, Any]


@pytest.fixture
def sealing(group: Shell) -> Shell:
    """A shell on a register with keys on both sides, a paper, and a personal text."""
    line = group.does("key new ledger.key --name made-up.example/group").strip()
    theirs = group.does("key new theirs.key --name made-up.example/assembly").strip()
    group.does(
        f"publish-key '{line}' --on 2020-02-10 {DESK}",
        f"propose 2020/lamps {TOPIC.format('lamps')}",
        f"record-statement lamps --holder Isle --text en=Ours. --on 2020-02-11 {DESK}",
        f"{ISSUE} {DESK}",
    )
    (group.folder / "public").write_text(line)
    (group.folder / "theirs").write_text(theirs)
    return group


@pytest.fixture
def handed(sealing: Shell) -> Shell:
    """A shell on a register that was handed over and sealed."""
    theirs = (sealing.folder / "theirs").read_text()
    sealing.does(
        f"hand-over 'Made-up Assembly Desk' --key '{theirs}' --on 2020-03-02 {DESK}",
        "export --sealed group.sealed --key ledger.key",
    )
    return sealing


def whole(register: Path) -> tuple[int, str, list[tuple[str, str, bytes]]]:
    """The size, the root and the papers of a register."""
    with open_reader(Location(register)) as reader:
        papers = reader.connection.execute("SELECT digest, name, data FROM paper ORDER BY digest").fetchall()
        return reader.size(), reader.root(), papers


def test_a_register_is_handed_over_acknowledged_and_given_back(handed: Shell) -> None:
    key = (handed.folder / "public").read_text()
    act = f"record-statement lamps --holder Isle --text en=No. --on 2020-03-03 {DESK}"
    refused = handed.refuses(act, 3)
    assert "handed over to Made-up Assembly Desk" in refused.err
    assert "escalade take-back" in refused.err
    there = "--register there.db"
    said = handed.does(
        f"load --sealed group.sealed --key '{key}' --acknowledge theirs.key --to arrived.checkpoint {there}"
    )
    assert "signed for by made-up.example/group" in said
    assert whole(handed.folder / "there.db") == whole(handed.register)
    assert len(whole(handed.register)[2]) == 1
    assert "still begins with" in handed.does("verify --checkpoint arrived.checkpoint")
    theirs = act.replace(DESK, ASSEMBLY)
    assert "escalade --register there.db take-over" in handed(f"{theirs} {there}").err
    handed.does(
        f"verify {there}",
        f"take-over --on 2020-03-03 {ASSEMBLY} {there}",
        f"{act} {there}",
        f"hand-over 'Made-up Desk' --on 2020-03-04 {ASSEMBLY} {there}",
        f"export --sealed back.sealed --key theirs.key {there}",
        "load --sealed back.sealed",
        f"take-over --on 2020-03-05 {DESK}",
        f"propose 2020/horns {TOPIC.format('horns')}",
        "verify",
    )


def test_a_sealed_file_goes_on_from_what_is_there(sealing: Shell) -> None:
    sealing.does("backup old.db")
    sealing.does(f"propose 2020/horns {TOPIC.format('horns')}", "export --sealed group.sealed --key ledger.key")
    found = json.loads(sealing.does("load --sealed group.sealed --register old.db --format json"))
    assert (found["loaded"], found["trusted"], found["papers"]) == (1, False, 1)
    assert whole(sealing.folder / "old.db") == whole(sealing.register)
    assert json.loads(sealing.does("load --sealed group.sealed --format json"))["loaded"] == 0
    sealing.does(f"propose 2020/bells {TOPIC.format('bells')}")
    assert "does not begin with them" in sealing.refuses("load --sealed group.sealed", 2).err


def test_what_was_erased_stays_erased(sealing: Shell) -> None:
    sealing.does(
        f"redact lamps#2 --why en=Asked. --on 2020-03-02 {DESK}",
        "export --sealed group.sealed --key ledger.key",
        "load --sealed group.sealed --register there.db",
        "verify --register there.db",
    )
    assert "Ours." not in (sealing.folder / "group.sealed").read_text()
    assert whole(sealing.folder / "there.db") == whole(sealing.register)


def act(lines: list[Line], name: str) -> Line:
    """The line of an act."""
    return next(line for line in lines if line.get("motion", {}).get("act") == name)


def altered(lines: list[Line]) -> None:
    act(lines, "propose")["motion"]["version"]["title"]["en"] = "Another"


def dropped(lines: list[Line]) -> None:
    lines.remove(act(lines, "record statement"))


def swapped(lines: list[Line]) -> None:
    lines[3], lines[4] = lines[4], lines[3]


def doubled(lines: list[Line]) -> None:
    lines.insert(3, lines[2])


def another_paper(lines: list[Line]) -> None:
    lines[-1]["data"] = "AAAA"


def absolute(lines: list[Line]) -> None:
    lines[-1]["name"] = "/etc/paper.md"


def upwards(lines: list[Line]) -> None:
    lines[-1]["name"] = "..\\paper.md"


def forged(lines: list[Line]) -> None:
    note = lines[0]["checkpoint"]
    lines[0]["checkpoint"] = note[:-12] + ("A" if note[-12] != "A" else "B") + note[-11:]


def cut(lines: list[Line]) -> None:
    del lines[-3:]


def headless(lines: list[Line]) -> None:
    del lines[0]


def another_version(lines: list[Line]) -> None:
    lines[0]["sealed"] = 2


def paper_first(lines: list[Line]) -> None:
    lines.insert(1, lines.pop())


def no_hash(lines: list[Line]) -> None:
    lines[1]["leaves"] = ["zz"]


def further(lines: list[Line]) -> None:
    lines[1]["more"] = 1


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (altered, "2020/lamps#1 comes out otherwise than it was sealed"),
        (dropped, "are not the"),
        (swapped, "are not the"),
        (doubled, "are not the"),
        (another_paper, "is not the one that was issued"),
        (absolute, "leads to another folder"),
        (upwards, "leads to another folder"),
        (forged, "is false"),
        (cut, "are not the"),
        (headless, "does not begin as a sealed file"),
        (another_version, "does not begin as a sealed file"),
        (paper_first, "stands where none of its kind can"),
        (no_hash, "is none of a sealed file"),
        (further, "is none of a sealed file"),
    ],
)
def test_a_sealed_file_that_was_altered_is_not_loaded(
    handed: Shell, change: Callable[[list[Line]], None], said: str
) -> None:
    path = handed.folder / "group.sealed"
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    change(lines)
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    assert said in handed.refuses("load --sealed group.sealed --register there.db", 4).err
    assert not (handed.folder / "there.db").exists()


@pytest.mark.parametrize(
    ("content", "code"), [(b"", 4), (b"\xff\xfe", 4), (b"[" * 100_000, 4), (b"{}", 4), (b"PK\x03\x04", 4)]
)
def test_what_is_no_sealed_file_is_not_loaded(sealing: Shell, content: bytes, code: int) -> None:
    (sealing.folder / "x.sealed").write_bytes(content)
    sealing.refuses("load --sealed x.sealed --register there.db", code)


def test_who_sent_a_sealed_file_is_known_by_a_key_of_ones_own(handed: Shell) -> None:
    theirs = (handed.folder / "theirs").read_text()
    said = handed.refuses(f"load --sealed group.sealed --key '{theirs}' --register there.db", 4).err
    assert "None of the keys that are trusted" in said
    called = handed("load --sealed group.sealed --register there.db")
    assert (called.code, "not who sent it" in called.err) == (0, True)
    assert "expects an acknowledgement" in handed("load --sealed group.sealed --acknowledge ledger.key --to a").err


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ("load", 2, "Name a case file"),
        ("load a.toml --sealed b", 2, "one of them"),
        ("load a.toml --to b", 2, "go with --sealed"),
        ("load --sealed absent.sealed", 2, "cannot be read"),
        ("load --sealed absent.sealed --to b", 2, "name --acknowledge KEYFILE and --to"),
        ("load --sealed absent.sealed --key nonsense", 4, "is no public key"),
        ("export --sealed a", 2, "name the key with --key"),
        ("export 2020 --sealed a --key ledger.key", 2, "always the whole register"),
    ],
)
def test_what_cannot_be_is_said(sealing: Shell, line: str, code: int, said: str) -> None:
    assert said in sealing.refuses(line, code).err


def test_a_register_that_never_arrived_is_taken_back(handed: Shell) -> None:
    assert "register_is_kept_here" in handed(f"propose 2020/x {TOPIC.format('x')} --format json").err
    handed.refuses(f"take-over --on 2020-03-03 {DESK}", 3)
    handed.does(f"take-back --why en='It never arrived.' --on 2020-03-03 {DESK}")
    handed.does(f"propose 2020/horns {TOPIC.format('horns')}", "verify")
