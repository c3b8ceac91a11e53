"""Keep, find and end the sessions of whoever signed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import col, delete, select, update

from escalade.models.server.tables import SessionRow

if TYPE_CHECKING:
    from escalade.models.server.store import ServerStore


def keep_session(store: ServerStore, session: SessionRow, most: int) -> None:
    """Keep a session; those that ended go, and so do an account's oldest.

    Args:
        store: where it is kept.
        session: the new one.
        most: how many an account may have.
    """
    with store.transaction() as within:
        within.exec(delete(SessionRow).where(col(SessionRow.ends) <= session.begun))
        own = select(SessionRow.key).where(SessionRow.account == session.account)
        kept = within.exec(own.order_by(col(SessionRow.begun).desc(), col(SessionRow.key))).all()
        within.exec(delete(SessionRow).where(col(SessionRow.key).in_(kept[most - 1 :])))
        within.add(session)


def find_session(store: ServerStore, key: str, now: float) -> SessionRow | None:
    """Find a session that has not ended, by the hash of its token."""
    if not store.is_begun():
        return None
    with store.reading() as within:
        return within.exec(select(SessionRow).where(SessionRow.key == key, SessionRow.ends > now)).first()


def lend_sight(store: ServerStore, key: str, seen_as: str) -> None:
    """Let a session see as somebody else does, or with its own eyes again."""
    with store.transaction() as within:
        within.exec(update(SessionRow).where(col(SessionRow.key) == key).values(seen_as=seen_as))


def end_session(store: ServerStore, key: str) -> None:
    """End a session."""
    with store.transaction() as within:
        within.exec(delete(SessionRow).where(col(SessionRow.key) == key))


def end_sessions_of(store: ServerStore, account: str) -> None:
    """End every session of somebody, whoever vouches for them."""
    with store.transaction() as within:
        within.exec(delete(SessionRow).where(col(SessionRow.account) == account))
