"""What servers keep lies in a place of its own, and says what is wrong with it."""

from __future__ import annotations

import gc
import stat
from pathlib import Path
from typing import Any

import pytest

from escalade.models.server.sign_in import keep_session
from escalade.models.server.store import ServerStore, SessionRow, StoreError
from escalade.workflow.values.errors import RequestError
from tests.server import Server


def session(key: str, begun: float = 0, ends: float = 10) -> SessionRow:
    """A made-up session."""
    return SessionRow(key=key, account="Made-up Desk", password="a hash", begun=begun, ends=ends, holds=ends)  # noqa: S106  # made up, and no password


def test_nothing_is_made_before_something_is_kept(tmp_path: Path) -> None:
    store = ServerStore(str(tmp_path / "sessions.db"))
    assert store.get(SessionRow, "a key", 0) is None
    assert not store.is_begun()
    keep_session(store, session("a key"), 20)
    assert store.is_begun()
    assert stat.S_IMODE((tmp_path / "sessions.db").stat().st_mode) == 0o600
    store.close()


def test_several_servers_share_it(place: str) -> None:
    one, other = ServerStore(place), ServerStore(place)
    keep_session(one, session("a key"), 20)
    found = other.get(SessionRow, "a key", 9)
    assert found
    assert found.account == "Made-up Desk"
    assert other.get(SessionRow, "a key", 10) is None
    for number in range(3):
        keep_session(other, session(f"key {number}", begun=number + 1), 2)
    assert [key for key in ("a key", "key 0", "key 1", "key 2") if one.get(SessionRow, key, 5)] == ["key 1", "key 2"]
    one.close()
    other.close()


def test_a_connection_that_the_server_ended_is_replaced(server: Server) -> None:
    name = server.new()
    store = ServerStore(server.url(name))
    keep_session(store, session("a key"), 20)
    server.end_connections(name)
    assert store.get(SessionRow, "a key", 9)
    store.close()


def test_a_file_that_others_may_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "sessions.db"
    path.touch(0o644)
    with pytest.raises(StoreError, match="may be read by others; run “chmod 600”"):
        keep_session(ServerStore(str(path)), session("a key"), 20)


def test_what_is_no_database_is_named_with_what_is_wrong(tmp_path: Path) -> None:
    path = tmp_path / "sessions.db"
    path.write_bytes(b"no database at all, and long enough to be looked at" * 40)
    path.chmod(0o600)
    with pytest.raises(StoreError, match=r"sessions\.db cannot be used: file is not a database\."):
        keep_session(ServerStore(str(path)), session("a key"), 20)
    with pytest.raises(StoreError, match="cannot be used: not a directory"):
        ServerStore(str(path / "below.db")).get(SessionRow, "a key", 0)


def test_a_password_is_never_told() -> None:
    store = ServerStore("postgresql://made-up:secret@localhost:1/made-up")
    with pytest.raises(StoreError) as failure:
        keep_session(store, session("a key"), 20)
    assert "secret" not in str(failure.value)
    assert "postgresql://made-up:***@localhost:1/made-up cannot be used" in str(failure.value)


@pytest.mark.parametrize("place", ["mysql://localhost/made-up", "postgresql://", "https://made-up.example"])
def test_a_place_of_another_kind_is_refused(place: str) -> None:
    with pytest.raises(RequestError, match="is no place for sessions"):
        ServerStore(place)


def test_a_store_that_nobody_closed_leaves_nothing_open(tmp_path: Path) -> None:
    store = ServerStore(str(tmp_path / "sessions.db"))
    with store.transaction():
        pass
    pool: Any = store._engine.pool  # noqa: SLF001  # it has no other door
    assert pool.checkedin() == 1
    del store
    gc.collect()
    assert pool.checkedin() == 0
