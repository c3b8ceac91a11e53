"""Sessions are kept, found and ended; an account has no more than so many."""

from __future__ import annotations

from escalade.models.server.sign_in import keep_session, lend_sight
from escalade.models.server.store import ServerStore, SessionRow


def begin(store: ServerStore, key: str, begun: float, account: str = "Made-up Desk") -> None:
    """Begin a made-up session of ten seconds; an account may have two."""
    keep_session(
        store,
        SessionRow(key=key, account=account, password="a hash", begun=begun, ends=begun + 10, holds=begun + 10),  # noqa: S106  # made up, and no password
        2,
    )


def test_the_oldest_session_of_an_account_makes_room_and_nobody_elses(store: ServerStore) -> None:
    begin(store, "other", 0, "Made-up Chair")
    for number in range(3):
        begin(store, f"key {number}", number)
    assert [bool(store.get(SessionRow, key, 5)) for key in ("other", "key 0", "key 1", "key 2")] == [
        True,
        False,
        True,
        True,
    ]


def test_a_session_ends_at_its_time_or_when_it_is_ended(store: ServerStore) -> None:
    begin(store, "a key", 0)
    assert store.get(SessionRow, "a key", 9.9)
    assert store.get(SessionRow, "a key", 10) is None
    store.drop(SessionRow, key="a key")
    assert store.get(SessionRow, "a key", 5) is None


def test_a_session_sees_as_somebody_else_and_with_its_own_eyes_again(store: ServerStore) -> None:
    begin(store, "a key", 0)
    begin(store, "another", 0)
    for seen_as in ("Made-up Chair", ""):
        lend_sight(store, "a key", seen_as)
        found, other = store.get(SessionRow, "a key", 1), store.get(SessionRow, "another", 1)
        assert found
        assert other
        assert (found.seen_as, other.seen_as) == (seen_as, "")
