"""Every reading command reads the register as it was."""

from __future__ import annotations

import pytest

from .conftest import Shell

READINGS = (
    "list", "show ott", "history ott", "why ott", "inbox", "search divide", "diff ott", "procedure ott --diagram dot",
    "decisions --session 'Council 2017'", "check 2017", "state 2017", "note 2017", "plan 2017",
)  # fmt: skip


@pytest.mark.parametrize("line", READINGS)
def test_a_reading_command_reads_what_stood_and_what_was_known(round_of_2017: Shell, line: str) -> None:
    now, then = round_of_2017(line), round_of_2017(f"{line} --as-of 2017-03-30 --known-at 9999-01-01")
    assert (then.code in {0, 4}, "Traceback" in then.err) == (True, False), then
    assert then.out != now.out


def test_what_was_is_never_written_to(round_of_2017: Shell) -> None:
    line = "note 2017 --issue x.docx --symbol C17/51 --as Secretariat --as-of 2017-04-01"
    assert round_of_2017.refuses(line, 2).err
    assert "No such option" in round_of_2017.refuses("close ott --as-of 2017-04-01 --as Secretariat", 2).err
    assert "is not a moment" in round_of_2017.refuses("list --known-at yesterday", 2).err
