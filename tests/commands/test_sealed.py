"""A register that is sealed, handed over, checked, and taken over."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from escalade.models.backends import Location
from escalade.models.reader import open_reader

from .conftest import ASSEMBLY, DESK, TOPIC, Shell

Line = dict[str, Any]


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


def act(lines: list[Line], name: str) -> Line:
    """The line of an act."""
    return next(line for line in lines if line.get("motion", {}).get("act") == name)


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
