"""Copies of a register, what checks it, and what is derived anew."""

from __future__ import annotations

import json
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from escalade.models import transfer
from escalade.models.server.store import ServerStore, SignInRow

from .conftest import Shell

FIRST = datetime(2020, 3, 2, 2, 30, tzinfo=UTC)


@pytest.fixture
def nights(monkeypatch: pytest.MonkeyPatch) -> None:
    """A clock that stands a night later each time it is asked."""
    moments = iter(FIRST + timedelta(days=number) for number in range(30))
    monkeypatch.setattr(transfer, "now", lambda: next(moments))


@pytest.mark.usefixtures("nights")
def test_a_folder_keeps_the_newest_copies_and_nothing_else_is_touched(group: Shell) -> None:
    kept = Path("kept")
    kept.mkdir()
    others = [kept / "register-notes.db", kept / "other-20200301T023000Z.db", kept / "register-20200301.db"]
    for other in others:
        other.write_text("not a copy of this register")
    for _ in range(4):
        group.does("backup --to kept --keep 2")
    copies = {one.name for one in kept.iterdir()} - {one.name for one in others}
    assert copies == {"register-20200304T023000Z.db", "register-20200305T023000Z.db"}
    assert len(list(kept.iterdir())) == len(others) + 2
    group.does("verify --register kept/register-20200305T023000Z.db")


@pytest.mark.usefixtures("nights")
def test_a_folder_is_made_and_what_was_removed_is_said(group: Shell) -> None:
    told = json.loads(group.does("backup --to deep/kept --format json"))
    assert told["backup"] == "deep/kept/register-20200302T023000Z.db"
    assert told["removed"] == []
    said = group.does("backup --to deep/kept --keep 1")
    assert "Older copies were removed: register-20200302T023000Z.db." in said


def test_one_place_is_named(group: Shell) -> None:
    Path("there").write_text("a file")
    for line in ("backup", "backup copy.db --to kept", "backup copy.db --keep 3", "backup --to kept --keep 0"):
        group.refuses(line, 2)
    assert not Path("kept").exists()
    assert "cannot be written" in group.refuses("backup --to there", 1).err


def test_two_copies_of_one_second_do_not_write_over_each_other(group: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transfer, "now", lambda: FIRST)
    group.does("backup --to kept")
    before = Path("kept/register-20200302T023000Z.db").read_bytes()
    assert "nothing is written over it" in group.refuses("backup --to kept --keep 1", 2).err
    assert Path("kept/register-20200302T023000Z.db").read_bytes() == before


@pytest.mark.usefixtures("nights")
def test_accounts_and_what_a_server_keeps_are_copied_with_the_register(group: Shell) -> None:
    Path("people.toml").write_text("# made up\n")
    store = ServerStore("people.sessions.db")
    store.put(SignInRow(account="first", at=1))
    said = group.does("backup --to kept --accounts people.toml")
    assert "With it: people.toml, people.sessions.db." in said
    store.put(SignInRow(account="second", at=2))
    told = json.loads(group.does("backup --to kept --accounts people.toml --format json"))
    store.close()
    assert told["beside"] == ["kept/people.toml", "kept/people.sessions.db"]
    assert Path("kept/people.toml").read_bytes() == b"# made up\n"
    copies = [Path(one) for one in told["beside"]]
    assert {one.stat().st_mode & 0o777 for one in copies} == {0o600}
    again = ServerStore("kept/people.sessions.db")
    kept = [bool(again.get(SignInRow, name)) for name in ("first", "second", "third")]
    again.close()
    assert kept == [True, True, False]


@pytest.mark.usefixtures("nights")
def test_what_a_server_does_not_keep_yet_is_left_out_and_what_cannot_be_read_is_said(group: Shell) -> None:
    assert "With it" not in group.does("backup --to kept --accounts none.toml")
    Path("none.sessions.db").write_text("no database, although it is long enough to be one" * 100)
    failed = group("backup --to kept --accounts none.toml")
    assert (failed.code, "none.sessions.db cannot be written" in failed.err) == (1, True)
    assert not Path("kept/none.sessions.db").exists()
    assert len(list(Path("kept").iterdir())) == 2, "the register is copied all the same"
    group.refuses("backup copy.db --accounts none.toml", 2)


@pytest.mark.usefixtures("nights")
def test_what_a_server_keeps_elsewhere_is_copied_from_there_unless_it_is_a_database(
    group: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("people.toml").write_text("# made up\n")
    store = ServerStore("elsewhere.db")
    store.put(SignInRow(account="first", at=1))
    store.close()
    assert "With it: people.toml, elsewhere.db." in group.does(
        "backup --to kept --accounts people.toml --sessions elsewhere.db"
    )
    monkeypatch.setenv("ESCALADE_SESSIONS", "postgresql://db.example/made-up")
    assert "With it: people.toml." in group.does("backup --to kept --accounts people.toml")


def test_a_copy_is_restored_to_a_new_place_and_over_nothing(group: Shell) -> None:
    said = json.loads(group.does("verify --format json"))
    group.does("backup copy.db")
    told = json.loads(group.does("restore copy.db --to there.db --format json"))
    assert (told["records"], told["root"]) == (said["records"], said["root"])
    assert group.does("export --register there.db") == group.does("export")
    group.refuses("restore copy.db --to there.db", 1)
    group.refuses("restore none.db --to other.db", 1)


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
