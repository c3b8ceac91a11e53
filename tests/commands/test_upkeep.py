"""Looking after a register: doctor, rebuild and backup."""

from __future__ import annotations

import sqlite3

from .conftest import Shell


def test_a_check_that_finds_something_ends_with_four(round_of_2017: Shell) -> None:
    with sqlite3.connect(round_of_2017.register) as connection:
        connection.execute("UPDATE subject SET state = 'closed' WHERE reference = '2017/ott'")
    connection.close()
    verified = round_of_2017("verify")
    assert (verified.code, "one thing is wrong:" in verified.out) == (4, True)
    assert round_of_2017("verify --format json").data["findings"] != []
    assert round_of_2017("doctor").code == 4
    round_of_2017.does("rebuild", "verify", "doctor")


def test_a_backup_is_never_written_over_a_file(round_of_2017: Shell) -> None:
    assert "was copied to copy.db" in round_of_2017("backup copy.db").out
    assert "There is a file at copy.db already" in round_of_2017.refuses("backup copy.db", 2).err
    assert round_of_2017("list --register copy.db").out == round_of_2017("list").out
