"""A register and a sealed file of the second version open, verify and go on."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from .conftest import Shell

ROOT = "bf44ae331486c219060cebb8085ae3ecac99b845d7e3e57f0e1eb2272e9401e4"
KEY = "made-up.example/group+af010fd0+AfTWzhGUHeg9AfkffJFGmcX0M16w9izajwU8yJInCA8G"
WELL = f"23 records checked, nothing is wrong.\nroot {ROOT}"
APPROVE = (
    "approve 2020/fog --session 'Assembly 2020' --sitting 2 --on 2020-06-10 --words en=Approved. "
    "--document MA20/DEC9 --as 'Made-up Assembly Desk'"
)


def unpack(name: str, path: Path) -> None:
    """Put a file that was kept where a command looks for it."""
    path.write_bytes(gzip.decompress(Path(__file__).with_name(f"{name}.gz").read_bytes()))


@pytest.fixture
def kept(shell: Shell) -> Shell:
    """A shell on the register as the second version left it."""
    unpack("second_version.db", shell.register)
    return shell


def test_a_register_of_the_second_version_is_upgraded_verifies_and_goes_on(kept: Shell) -> None:
    assert "escalade upgrade" in kept.refuses("list", 1).err
    kept.does("upgrade")
    assert WELL in kept.does("verify")
    kept.does("rebuild")
    assert WELL in kept.does("verify")
    assert "corrected by 2020/fog#8" in kept.does("history 2020/fog")
    kept.does(APPROVE)
    assert "approved" in kept.does("list --state approved")
    assert "24 records checked, nothing is wrong." in kept.does("verify")


def test_a_sealed_file_of_the_second_version_is_loaded_verifies_and_goes_on(shell: Shell) -> None:
    unpack("second_version.sealed", shell.folder / "group.sealed")
    shell.does(f"load --sealed group.sealed --key {KEY}")
    assert WELL in shell.does("verify")
    shell.does(APPROVE)
    assert "24 records checked, nothing is wrong." in shell.does("verify")
