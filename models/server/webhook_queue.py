"""The queue of acts for other systems, and the log of what was sent."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from sqlmodel import col, delete, select, update

from escalade.models.server.lease import is_ready, lease_first
from escalade.models.server.tables import EndpointRow, WebhookRow

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from escalade.models.server.store import ServerStore

WAITS_SECONDS = (5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400)
"""How long is waited after each attempt, as the specification of Standard Webhooks proposes."""
LONGEST_WAIT_SECONDS = WAITS_SECONDS[-1]
KEPT_SECONDS = 30 * 24 * 3600
"""How long the log is kept."""
LONGEST_REPLY = 200
"""How many characters are kept of what an endpoint said."""
OPEN = ("waiting", "sending")


def key_of(endpoint: str, record: str) -> str:
    """The key by which an act goes to an endpoint once."""
    return sha256(f"{endpoint}\0{record}".encode()).hexdigest()


def new_delivery(endpoint: str, record: str, place: int, now: float) -> WebhookRow:
    """An act that waits to be sent to an endpoint."""
    return WebhookRow(
        key=key_of(endpoint, record), endpoint=endpoint, record=record, place=place, made=now, due=now,
        state="waiting", leased=0.0, tries=0, tried=0.0, reply="",
    )  # fmt: skip


def find_seen(store: ServerStore, endpoint: str) -> int | None:
    """Find how far was looked for an endpoint; None for one that is new."""
    if not store.is_begun():
        return None
    with store.reading() as within:
        found = within.get(EndpointRow, endpoint)
        return found.seen if found else None


def queue_deliveries(store: ServerStore, endpoint: str, found: Iterable[WebhookRow], *, seen: int) -> int:
    """Queue acts with how far was looked; count those that are new."""
    with store.transaction() as within:
        made = [row for row in found if within.get(WebhookRow, row.key) is None]
        for row in made:
            within.add(row)
        known = within.get(EndpointRow, endpoint)
        within.merge(EndpointRow(name=endpoint, seen=max(seen, known.seen if known else 0)))
        return len(made)


def take_delivery(store: ServerStore, endpoints: Collection[str], now: float) -> WebhookRow | None:
    """Take what waits longest for some endpoints; nobody else sends it."""
    if not store.is_begun():
        return None
    sought = select(WebhookRow).where(col(WebhookRow.endpoint).in_(endpoints), is_ready(WebhookRow, now))
    return lease_first(store, sought.order_by(col(WebhookRow.due), col(WebhookRow.place), col(WebhookRow.key)), now)


def settle_delivery(store: ServerStore, key: str, state: str, now: float, reply: str) -> None:
    """Write down what came of an act, for good: sent, withheld or failed."""
    tried = {"tries": col(WebhookRow.tries) + 1, "tried": now} if state != "withheld" else {}
    with store.transaction() as within:
        sought = update(WebhookRow).where(col(WebhookRow.key) == key)
        within.exec(sought.values(state=state, reply=reply[:LONGEST_REPLY], **tried))


def put_off_delivery(store: ServerStore, key: str, now: float, reply: str, at_least: float = 0.0) -> str:
    """Let an act wait, each time longer; after the last wait it has failed.

    Args:
        store: where it waits.
        key: which act to which endpoint.
        now: in seconds since 1970, UTC.
        reply: what was said.
        at_least: how many seconds the endpoint asked to be left alone.

    Returns:
        Its state: waiting, or failed.
    """
    with store.transaction() as within:
        found = within.get_one(WebhookRow, key)
        wait = WAITS_SECONDS[found.tries] if found.tries < len(WAITS_SECONDS) else None
        found.tries, found.tried, found.reply = found.tries + 1, now, reply[:LONGEST_REPLY]
        found.state = "failed" if wait is None else "waiting"
        found.due = now + max(wait or 0, min(at_least, LONGEST_WAIT_SECONDS))
        within.add(found)
        return found.state


def list_deliveries(store: ServerStore, *states: str) -> list[WebhookRow]:
    """List acts in the order of the ledger, in any state unless named."""
    if not store.is_begun():
        return []
    sought = select(WebhookRow).order_by(col(WebhookRow.place), col(WebhookRow.endpoint))
    with store.reading() as within:
        return list(within.exec(sought.where(col(WebhookRow.state).in_(states)) if states else sought).all())


def retry_failures(store: ServerStore, now: float) -> int:
    """Let everything wait anew that could not be sent; count it."""
    if not store.is_begun():
        return 0
    again = update(WebhookRow).where(col(WebhookRow.state) == "failed")
    with store.transaction() as within:
        return int(within.exec(again.values(state="waiting", due=now, tries=0)).rowcount)


def forget_old(store: ServerStore, now: float) -> None:
    """Forget what came of acts that were sent, withheld or given up long ago."""
    old = col(WebhookRow.state).not_in(OPEN) & (col(WebhookRow.made) < now - KEPT_SECONDS)
    with store.transaction() as within:
        within.exec(delete(WebhookRow).where(old))
