"""Files that are written whole, or not at all."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from escalade.commands.terminal.output_file import write_whole
from tests.programs import FULL, ORDINARY

from .conftest import DESK, Shell


def test_what_cannot_be_written_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "paper.md"
    write_whole(path, [b"first"])

    def parts() -> object:
        yield b"half"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_whole(path, parts())  # type: ignore[arg-type]  # it never ends
    assert (path.read_bytes(), list(tmp_path.iterdir())) == (b"first", [path])


@pytest.mark.needs(FULL)
def test_a_full_disk_is_said(round_of_2017: Shell) -> None:
    called = round_of_2017("export --to /dev/full")
    assert (called.code, called.err) == (1, "/dev/full cannot be written: no space left on device.\n")


@pytest.mark.needs(ORDINARY)
def test_a_register_that_may_not_be_written_is_said(group: Shell) -> None:
    group.register.chmod(0o444)
    assert "is read-only" in group(f"open-round 2030 --on 2020-02-10 {DESK}").err


def test_a_file_that_may_not_be_written_is_named_and_not_its_draft(round_of_2017: Shell) -> None:
    Path(f".export.toml.{os.getpid()}.new").mkdir()
    assert "export.toml cannot be written: is a directory." in round_of_2017("export --to export.toml").err


@pytest.mark.parametrize(
    ("closed", "code", "said"),
    [(">&-", 1, "The output is closed"), ("2>&-", 0, ""), ("<&-", 0, ""), ("2>&- >&-", 1, "")],
)
def test_a_closed_stream_is_no_fault(round_of_2017: Shell, closed: str, code: int, said: str) -> None:
    line = f'"{sys.executable}" -c "from escalade.cli import main; main()" list {closed}'
    called = subprocess.run(["/bin/sh", "-c", line], capture_output=True, text=True, check=False)
    assert (called.returncode, said in called.stderr, "Traceback" in called.stderr) == (code, True, False)
    assert bool(called.stdout) is (code == 0)
    round_of_2017.does("verify")
