"""Sessions, which end in time and with their account."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from escalade.models.server.store import ServerStore
from escalade.web.auth.accounts import (
    Account,
    Accounts,
)
from escalade.web.auth.session import MOST, Sessions
from tests.web.browser import CHEAP, DESK, PASSWORD, Browser, hidden, signs_in
from tests.web.operating import Serving


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ServerStore]:
    """What a server keeps, in a file that is not there yet."""
    kept = ServerStore(str(tmp_path / "kept" / "sessions.db"))
    (tmp_path / "kept").mkdir()
    yield kept
    kept.close()


def test_a_session_ends_in_time_and_with_its_account(tmp_path: Path, store: ServerStore) -> None:
    now = [0.0]
    account = Account("Ada", "a hash")
    held = {"Ada": account}
    sessions = Sessions(Accounts(tmp_path / "none.toml", held), store, 10, lambda: now[0])
    token = sessions.open(account)
    assert (found := sessions.find(token))
    assert found.account == account
    assert sessions.find("another") is None
    changed = Sessions(Accounts(tmp_path / "none.toml", {"Ada": Account("Ada", "another hash")}), store, 10)
    assert changed.find(changed.open(account)) is None
    now[0] = 10
    assert sessions.find(token) is None


def test_an_account_has_so_many_sessions_and_the_oldest_makes_room(tmp_path: Path, store: ServerStore) -> None:
    account = Account("Ada", "a hash")
    sessions = Sessions(Accounts(tmp_path / "none.toml", {"Ada": account}), store, 10)
    tokens = [sessions.open(account) for _ in range(MOST + 1)]
    assert [bool(sessions.find(token)) for token in tokens] == [False, *[True] * MOST]


def test_a_token_that_is_made_ends_no_session(tmp_path: Path, store: ServerStore) -> None:
    book = Accounts(tmp_path / "accounts.toml", cost=CHEAP)
    book.add(DESK, "a made-up password")
    sessions = Sessions(book, store, 60)
    session = sessions.open(book.read()[DESK])
    book.give_token(DESK)
    assert sessions.find(session) is not None


def test_who_signed_in_is_known_to_another_server_and_after_a_restart(serving: Serving) -> None:
    first = Browser(serving())
    signs_in(first, DESK)
    form = hidden(first.get("/inbox").text, "form")
    second = Browser(serving(), cookies=dict(first.cookies))
    assert second.get("/inbox").status_code == 200
    assert hidden(second.get("/inbox").text, "form") == form
    assert second.post("/sign-out", data={"form": form}).status_code == 200
    assert 'name="form"' not in first.get("/").text


def test_what_the_server_keeps_opens_no_session(serving: Serving, tmp_path: Path) -> None:
    browser = Browser(serving())
    signs_in(browser, DESK)
    kept = b"".join(path.read_bytes() for path in tmp_path.glob("accounts.sessions.db*"))
    token, form = browser.cookies["escalade_session"], hidden(browser.get("/inbox").text, "form")
    assert DESK.encode() in kept
    assert not any(secret.encode() in kept for secret in (token, form, PASSWORD))
