"""Keep who vouches for whoever signed in through a provider."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import col, delete, select

from escalade.models.server.tables import SessionRow, TypedRow, VouchedRow, VoucherRow

if TYPE_CHECKING:
    from escalade.models.server.store import ServerStore

MOST_VOUCHED = 10_000
"""How many sign-ins are kept, the last ones."""
MOST_TYPED = 500
"""How many people's texts wait at once; the oldest make room."""


def keep_voucher(store: ServerStore, voucher: VoucherRow, officer: str) -> None:
    """Keep who vouches for an officer, and write the sign-in down."""
    vouched = VouchedRow(
        officer=officer,
        issuer=voucher.issuer,
        subject=voucher.subject,
        claim=voucher.claim,
        vouched=voucher.vouched,
    )
    with store.transaction() as within:
        within.exec(delete(VoucherRow).where(col(VoucherRow.key).not_in(select(SessionRow.key))))
        within.add(voucher)
        within.add(vouched)
        within.flush()
        within.exec(delete(VouchedRow).where(col(VouchedRow.number) <= (vouched.number or 0) - MOST_VOUCHED))


def end_provider_sessions(store: ServerStore, provider: str, subject: str, sid: str, until: float) -> int:
    """End the sessions that rest on what ended at a provider; how many did.

    Where it names a session, that ends; of somebody whom it names, those too of
    which it never said what they are called there.

    Args:
        store: where they are kept.
        provider: its key.
        subject: who it was there; empty where only the session is named.
        sid: the session there; empty where all of them ended.
        until: what was vouched for later goes on.
    """
    ended = select(VoucherRow.key).where(VoucherRow.provider == provider, VoucherRow.vouched <= until)
    if subject:
        ended = ended.where(VoucherRow.subject == subject)
    if sid:
        ended = ended.where(col(VoucherRow.sid).in_([sid, ""] if subject else [sid]))
    with store.transaction() as within:
        keys = within.exec(ended).all()
        number = within.exec(delete(SessionRow).where(col(SessionRow.key).in_(keys))).rowcount
        within.exec(delete(VoucherRow).where(col(VoucherRow.key).in_(keys)))
    return number


def find_voucher(store: ServerStore, key: str) -> VoucherRow | None:
    """Find who vouches for a session, by its key."""
    with store.transaction() as within:
        return within.get(VoucherRow, key)


def list_provider_sign_ins(store: ServerStore, officer: str = "") -> list[VouchedRow]:
    """List sign-ins through providers, oldest first: an officer's, or all."""
    if not store.is_begun():
        return []
    asked = select(VouchedRow).order_by(col(VouchedRow.number))
    with store.transaction() as within:
        return list(within.exec(asked.where(VouchedRow.officer == officer) if officer else asked).all())


def keep_unsent_text(store: ServerStore, typed: TypedRow, now: float) -> None:
    """Keep what somebody typed until they come back."""
    with store.transaction() as within:
        within.exec(delete(TypedRow).where(col(TypedRow.ends) <= now))
        newest = within.exec(select(TypedRow.key).order_by(col(TypedRow.ends).desc()).limit(MOST_TYPED - 1)).all()
        within.exec(delete(TypedRow).where(col(TypedRow.key).not_in(newest)))
        within.add(typed)


def take_unsent_text(store: ServerStore, key: str, now: float) -> str:
    """Give back what somebody typed, once; empty where nothing is kept."""
    with store.transaction() as within:
        kept = within.get(TypedRow, key)
        if kept is None:
            return ""
        within.delete(kept)
        return kept.typed if kept.ends > now else ""
