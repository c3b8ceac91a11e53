"""Files that are kept as evidence, by their hash."""

from __future__ import annotations

import json
from hashlib import sha256

import pytest

from escalade.templates.formats.word.letterhead import read_shipped_template
from tests.templates.hidden_matter import WAYS, hiding

from .conftest import DESK, TOPIC, Shell
from .test_receipts import tamper

LETTER = b"Dear all\n"


def test_a_file_is_kept_with_the_act_that_it_proves(group: Shell) -> None:
    (group.folder / "letter.txt").write_bytes(LETTER)
    digest = sha256(LETTER).hexdigest()
    group.does(f"propose 2020/lamps --attach letter.txt {TOPIC.format('lamps')}", "verify")
    assert f"letter.txt, 9 bytes, SHA-256 {digest}" in group.does("show lamps#1")
    assert json.loads(group.does("show lamps#1 --format json"))["evidence"]["attachments"] == [digest]
    group.does(f"propose 2020/horns {TOPIC.format('horns')}")
    assert "attachments" not in group.does("show horns#1 --format json")
    tamper(group.register, "UPDATE paper SET data = x'00'")
    called = group("verify")
    assert (called.code, "letter.txt: is not the file" in called.out) == (4, True)
    tamper(group.register, "DELETE FROM paper")
    assert f"{digest}, not kept here" in group.does("show lamps#1")


def test_nothing_is_kept_of_an_act_that_is_not_recorded(group: Shell) -> None:
    (group.folder / "letter.txt").write_bytes(LETTER)
    assert "cannot be read" in group.refuses(f"propose 2020/lamps --attach gone.txt {TOPIC.format('lamps')}", 2).err
    group.does(f"propose 2020/lamps --attach letter.txt --dry-run {TOPIC.format('lamps')}")
    group.refuses(f"open-round 2020 --attach letter.txt {DESK}", 3)
    assert LETTER not in group.register.read_bytes()


def test_a_file_goes_with_the_ledger_that_is_sealed(group: Shell) -> None:
    (group.folder / "letter.txt").write_bytes(LETTER)
    line = group.does("key new ledger.key --name made-up.example/group").strip()
    group.does(
        f"publish-key '{line}' --attach letter.txt --on 2020-02-10 {DESK}",
        "export --sealed group.sealed --key ledger.key",
        "load --sealed group.sealed --register there.db",
        "verify --register there.db",
    )
    assert "letter.txt, 9 bytes" in group.does("show body#2 --register there.db")


@pytest.mark.parametrize("name", ["a\\b.txt", "C:letter.txt", "..\\letter.txt"])
def test_no_file_is_kept_under_a_name_that_leads_elsewhere_on_another_system(group: Shell, name: str) -> None:
    """A sealed file with such a name would be refused by whoever receives it."""
    (group.folder / name).write_bytes(LETTER)
    called = group.refuses(f"propose 2020/lamps {TOPIC.format('lamps')}", 2, "--attach", name)
    assert "is no name under which a file can be kept on every system" in " ".join(called.err.split())


def test_no_file_is_read_under_a_name_with_a_control_character(group: Shell) -> None:
    (group.folder / "line\n.txt").write_bytes(LETTER)
    called = group.refuses(f"propose 2020/lamps {TOPIC.format('lamps')}", 2, "--attach", "line\n.txt")
    assert "names no file here: it holds a control character" in " ".join(called.err.split())


def test_what_an_attached_word_file_hides_is_named_and_public_only_if_accepted(group: Shell) -> None:
    data = hiding(read_shipped_template(), WAYS["hidden text"])
    (group.folder / "letter.docx").write_bytes(data)
    (group.folder / "plain.docx").write_bytes(read_shipped_template())
    (group.folder / "packed.zip").write_bytes(b"PK no Word file")
    propose = f"propose 2020/lamps {TOPIC.format('lamps')} --attach letter.docx --attach packed.zip"
    refused = group.refuses(propose, 2).err
    assert "letter.docx is kept byte for byte as evidence" in refused
    assert "- hidden text (paragraph" in refused
    assert "(--accept-hidden)" in refused
    made = group(f"{propose} --accept-hidden")
    assert (made.code, "letter.docx is kept as it is, with what its readers do not see:" in made.err) == (0, True)
    assert sha256(data).hexdigest() in group.does("show lamps#1 --format json")
    group.does(f"propose 2020/horns {TOPIC.format('horns')} --attach plain.docx")
    office = group(f"propose 2020/wicks {TOPIC.format('wicks')} --attach letter.docx --audience office")
    assert (office.code, "letter.docx is kept as it is" in office.err) == (0, True)
