"""What servers keep of one person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlmodel import col, or_, select

from escalade.models.server.tables import (
    AccessRow,
    CalendarRow,
    InvitationRow,
    MailRow,
    NoticeRow,
    SessionRow,
    SignInRow,
    SubscriberRow,
    VouchedRow,
)

if TYPE_CHECKING:
    from escalade.models.server.store import ServerStore
    from escalade.models.server.tables import ServerTable

SECRET = frozenset({"key", "password", "digest", "message"})
"""Columns that open something, or say the same as another."""


def read_person(store: ServerStore, name: str) -> dict[str, list[dict[str, Any]]]:
    """Read what is kept of somebody, by their name or an address of theirs.

    Nothing that would let anybody in is read.
    """
    if not store.is_begun():
        return {}
    with store.reading() as within:
        mine = or_(col(SubscriberRow.account) == name, col(SubscriberRow.address) == name)
        keys = within.exec(select(SubscriberRow.key).where(mine)).all()
        sought = {
            "sessions": select(SessionRow).where(SessionRow.account == name),
            "last sign-in": select(SignInRow).where(SignInRow.account == name),
            "sign-ins through a provider": select(VouchedRow).where(VouchedRow.officer == name),
            "invitations": select(InvitationRow).where(InvitationRow.account == name),
            "changes of access": select(AccessRow).where(or_(col(AccessRow.who) == name, col(AccessRow.whom) == name)),
            "subscriptions": select(SubscriberRow).where(mine),
            "messages that wait": select(MailRow).where(
                or_(col(MailRow.subscriber).in_(keys), col(MailRow.address) == name)
            ),
            "what they were told of": select(NoticeRow).where(col(NoticeRow.subscriber).in_(keys)),
            "dates sent to their calendar": select(CalendarRow).where(col(CalendarRow.subscriber).in_(keys)),
        }
        read = {kind: [_shown(row) for row in within.exec(rows).all()] for kind, rows in sought.items()}  # type: ignore[call-overload]  # of several tables
        return {kind: rows for kind, rows in read.items() if rows}


def _shown(row: ServerTable) -> dict[str, Any]:
    """A row without what opens anything."""
    return {name: value for name, value in row.model_dump().items() if name not in SECRET}
