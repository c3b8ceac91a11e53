"""Sessions, which end in time and with their account."""

from __future__ import annotations

from pathlib import Path

from escalade.web.auth.accounts import (
    Account,
    Accounts,
)
from escalade.web.auth.session import MOST, Sessions
from tests.web.browser import CHEAP, DESK


def test_a_session_ends_in_time_and_with_its_account(tmp_path: Path) -> None:
    now = [0.0]
    account = Account("Ada", "a hash")
    held = {"Ada": account}
    sessions = Sessions(Accounts(tmp_path / "none.toml", held), 10, lambda: now[0])
    token = sessions.open(account)
    assert (found := sessions.find(token))
    assert found.account == account
    assert sessions.find("another") is None
    changed = Sessions(Accounts(tmp_path / "none.toml", {"Ada": Account("Ada", "another hash")}), 10)
    assert changed.find(changed.open(account)) is None
    now[0] = 10
    assert sessions.find(token) is None


def test_an_account_has_so_many_sessions_and_the_oldest_makes_room(tmp_path: Path) -> None:
    account = Account("Ada", "a hash")
    sessions = Sessions(Accounts(tmp_path / "none.toml", {"Ada": account}), 10)
    tokens = [sessions.open(account) for _ in range(MOST + 1)]
    assert [bool(sessions.find(token)) for token in tokens] == [False, *[True] * MOST]


def test_a_token_that_is_made_ends_no_session(tmp_path: Path) -> None:
    book = Accounts(tmp_path / "accounts.toml", cost=CHEAP)
    book.add(DESK, "a made-up password")
    sessions = Sessions(book, 60)
    session = sessions.open(book.read()[DESK])
    book.give_token(DESK)
    assert sessions.find(session) is not None
