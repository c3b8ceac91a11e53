"""What waits in a queue is taken by one process, and by another where that was killed."""

from __future__ import annotations

from sqlmodel import col, select

from escalade.models.server.lease import LEASE_SECONDS, is_ready, lease_first
from escalade.models.server.store import ServerStore
from escalade.models.server.tables import MailRow


def put(store: ServerStore, key: str, due: float, state: str = "waiting") -> None:
    """Put a made-up message into the queue."""
    with store.transaction() as within:
        within.add(
            MailRow(
                key=key, subscriber="one", address="reader@made-up.example", audience="public", subject="Made up",
                message=b"", made=0, due=due, state=state, leased=0, tries=0, reply="",
            )
        )  # fmt: skip


def take(store: ServerStore, now: float) -> str | None:
    """Take the first message that is ready; its key."""
    found = lease_first(store, select(MailRow).where(is_ready(MailRow, now)).order_by(col(MailRow.due)), now)
    return found.key if found else None


def test_each_is_taken_once_when_it_is_due(store: ServerStore) -> None:
    put(store, "first", 1)
    put(store, "second", 2)
    put(store, "failed", 0, "failed")
    assert [take(store, now) for now in (0.5, 1, 1, 3, 3)] == [None, "first", None, "second", None]


def test_what_a_killed_process_had_taken_is_taken_again_after_the_lease(store: ServerStore) -> None:
    put(store, "only", 0)
    assert take(store, 10) == "only"
    assert take(store, 9 + LEASE_SECONDS) is None
    assert take(store, 10 + LEASE_SECONDS) == "only"
