"""Keep who was invited, who came, and what was changed of who may sign in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import col, delete, select

from escalade.models.server.tables import AccessRow, InvitationRow, SignInRow

if TYPE_CHECKING:
    from escalade.models.server.store import ServerStore

MOST_CHANGES = 1000
"""How many changes are kept, the last ones."""


def keep_invitation(store: ServerStore, invitation: InvitationRow, now: float) -> None:
    """Keep an invitation in place of the person's earlier ones."""
    with store.transaction() as within:
        stale = (col(InvitationRow.account) == invitation.account) | (col(InvitationRow.ends) <= now)
        within.exec(delete(InvitationRow).where(stale))
        within.add(invitation)


def find_invitation(store: ServerStore, key: str, now: float) -> InvitationRow | None:
    """Find an invitation that has not ended, by the hash of its token."""
    if not store.is_begun():
        return None
    with store.reading() as within:
        found = within.get(InvitationRow, key)
        return found if found and found.ends > now else None


def list_invitations(store: ServerStore, now: float) -> dict[str, float]:
    """List until when whoever was invited may come."""
    if not store.is_begun():
        return {}
    with store.reading() as within:
        rows = within.exec(select(InvitationRow).where(InvitationRow.ends > now)).all()
        return {row.account: row.ends for row in rows}


def spend_invitation(store: ServerStore, account: str) -> None:
    """Let every invitation of somebody open nothing any more."""
    with store.transaction() as within:
        within.exec(delete(InvitationRow).where(col(InvitationRow.account) == account))


def note_sign_in(store: ServerStore, account: str, at: float) -> None:
    """Write down that somebody signed in."""
    with store.transaction() as within:
        within.merge(SignInRow(account=account, at=at))


def list_sign_ins(store: ServerStore) -> dict[str, float]:
    """List when each signed in last."""
    if not store.is_begun():
        return {}
    with store.reading() as within:
        return {row.account: row.at for row in within.exec(select(SignInRow)).all()}


def note_change(store: ServerStore, change: AccessRow) -> None:
    """Write a change of who may sign in down; the oldest make room."""
    with store.transaction() as within:
        within.add(change)
        within.flush()
        within.exec(delete(AccessRow).where(col(AccessRow.number) <= (change.number or 0) - MOST_CHANGES))


def list_changes(store: ServerStore, most: int) -> list[AccessRow]:
    """List the last changes, the newest first."""
    if not store.is_begun():
        return []
    with store.reading() as within:
        return list(within.exec(select(AccessRow).order_by(col(AccessRow.number).desc()).limit(most)).all())
