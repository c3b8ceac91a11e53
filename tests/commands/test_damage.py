"""A register into which somebody wrote past escalade: named as damaged, and never a fault of ours."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from .conftest import Shell

DAMAGES = {
    "the first record is gone": "DELETE FROM record WHERE position = 1",
    "a record is gone": "DELETE FROM record WHERE position = 4",
    "the last record but one is gone": "DELETE FROM record WHERE position = 9",
    "a record stands far behind": "UPDATE record SET position = 1009 WHERE position = 10",
    "a reference is no UTF-8": "UPDATE record SET subject = CAST(x'32303230ff' AS TEXT) WHERE position = 9",
    "a derived reference is no UTF-8": "UPDATE subject SET reference = CAST(x'66ff' AS TEXT) WHERE reference = '2020'",
    "a derived reference is a BLOB": "UPDATE subject SET reference = x'ff' WHERE reference = '2020'",
    "a state is a BLOB": "UPDATE subject SET state = x'ff' WHERE kind = 'topic'",
    "a title is a BLOB": "UPDATE subject SET title = x'ff' WHERE kind = 'topic'",
    "a title is no title": "UPDATE subject SET title = '[]' WHERE kind = 'topic'",
    "a day is a BLOB": "UPDATE subject SET day = x'ff' WHERE kind = 'topic'",
    "a count is a text": "UPDATE subject SET waits = 'x' WHERE kind = 'topic'",
    "a mark is a text": "UPDATE subject SET flagged = '' WHERE kind = 'topic'",
    "what is awaited is a BLOB": "UPDATE awaited SET whose = x'ff'",
}
READERS = ("list", "inbox", "show 2020", "history 2020/lamps", "plan 2020", "consultations",
           "export",
           "receipt 2020/lamps#1 --key ledger.key", "checkpoint --key ledger.key")  # fmt: skip


@pytest.fixture
def signing(debated: Shell) -> Shell:
    """A shell on a round with two topics, and a key that signs."""
    line = debated.does("key new ledger.key --name made-up.example/group").strip()
    debated.does(f"publish-key '{line}' --on 2020-02-10 --as 'Made-up Desk'")
    return debated


@pytest.mark.parametrize("what", DAMAGES)
def test_damage_is_named_by_verify_and_no_reader_breaks_on_it(signing: Shell, what: str) -> None:
    with closing(sqlite3.connect(signing.register)) as connection:
        guards = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in guards:
            connection.execute(f"DROP TRIGGER {name}")
        assert connection.execute(DAMAGES[what]).rowcount > 0
        for _, guard in guards:
            connection.execute(guard)
        connection.commit()
    called = signing("verify")
    assert (called.code, "Traceback" in called.err) == (4, False), called
    for line in READERS:
        called = signing(line)
        assert called.code in {0, 1, 2, 4}, called
        assert "unexpected" not in called.err, (line, called)


def test_a_reader_says_what_is_damaged_and_what_helps(signing: Shell) -> None:
    with closing(sqlite3.connect(signing.register)) as connection:
        connection.execute("UPDATE subject SET title = x'ff' WHERE kind = 'topic'")
        connection.commit()
    said = signing.refuses("list", 1).err
    assert "the column title of subject holds what is no text" in " ".join(said.split())
    signing.does("rebuild", "verify", "list")


def test_a_round_that_strangers_may_not_read_is_not_published(group: Shell) -> None:
    group.does("open-round 2021 --audience members --on 2020-02-10 --as 'Made-up Desk'")
    said = group.refuses("publish 2021 --to site", 2).err
    assert "Strangers may read no page of round 2021, so nothing was published." in " ".join(said.split())
