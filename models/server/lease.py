"""What waits in a queue, and is sent by one process at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import col, or_

if TYPE_CHECKING:
    from typing import TypeVar

    from sqlalchemy import ColumnElement
    from sqlmodel.sql.expression import SelectOfScalar

    from escalade.models.server.store import ServerStore
    from escalade.models.server.tables import MailRow, WebhookRow

    Waiting = TypeVar("Waiting", MailRow, WebhookRow)

LEASE_SECONDS = 15 * 60
"""How long a process may take to send one; afterwards it was killed, and another sends it."""


def is_ready(row: type[MailRow | WebhookRow], now: float) -> ColumnElement[bool]:
    """Whether something waits, or whoever was sending it is gone."""
    waits = (col(row.state) == "waiting") & (col(row.due) <= now)
    return or_(waits, (col(row.state) == "sending") & (col(row.leased) <= now - LEASE_SECONDS))


def lease_first(store: ServerStore, sought: SelectOfScalar[Waiting], now: float) -> Waiting | None:
    """Take the first that is found; nobody else takes it meanwhile."""
    with store.transaction() as within:
        found = within.exec(sought.limit(1).with_for_update(skip_locked=True)).first()
        if found is not None:
            found.state, found.leased = "sending", now
            within.add(found)
        return found
