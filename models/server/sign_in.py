"""Who signed in, was invited or tried, and who vouches for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from sqlmodel import Session as Transaction
from sqlmodel import col, delete, func, select, update

from escalade.models.server.store import (
    AccessRow,
    AttemptRow,
    InvitationRow,
    ServerStore,
    SessionRow,
    TypedRow,
    VouchedRow,
)

MOST_CHANGES, MOST_VOUCHED = 1_000, 10_000
"""How many changes of access and sign-ins through providers are kept, the last ones."""
MOST_TYPED = 500
"""How many people's texts wait at once; the oldest make room."""
MOST_COUNTS = 20_000
"""How many counts of attempts are kept at once; those that end first make room."""
Shares = dict[str, float]
"""By what is counted, how many seconds one attempt takes to come back."""


def keep_session(store: ServerStore, session: SessionRow, most: int) -> None:
    """Keep a session, and so many of its account; what ended goes."""
    with store.transaction() as within:
        within.exec(delete(SessionRow).where(col(SessionRow.ends) <= session.begun))
        own = select(SessionRow.key).where(SessionRow.account == session.account)
        kept = within.exec(own.order_by(col(SessionRow.begun).desc(), col(SessionRow.key))).all()
        within.exec(delete(SessionRow).where(col(SessionRow.key).in_(kept[most - 1 :])))
        within.add(session)
        _keep_voucher(within, session)


def renew_session(store: ServerStore, session: SessionRow, now: float) -> bool:
    """Renew a session for whom a provider vouches again; whether it goes on.

    One that ended meanwhile stays so, and nobody goes on as somebody else.
    """
    who = ("account", "provider", "issuer", "subject")
    with store.transaction() as within:
        kept = within.get(SessionRow, session.key)
        if kept is None or kept.ends <= now or any(getattr(kept, one) != getattr(session, one) for one in who):
            return False
        session.begun, session.ends, session.seen_as = kept.begun, kept.ends, kept.seen_as
        _keep_voucher(within, within.merge(session))
        return True


def _keep_voucher(within: Transaction, session: SessionRow) -> None:
    if session.provider:
        told = session.model_dump(include={"issuer", "subject", "claim", "vouched"})
        _keep_last(within, VouchedRow(officer=session.account, **told), MOST_VOUCHED)


def lend_sight(store: ServerStore, key: str, seen_as: str) -> None:
    """Let a session see as somebody else does, or with its own eyes again."""
    store.change(update(SessionRow).where(col(SessionRow.key) == key).values(seen_as=seen_as))


def _keep_last(within: Transaction, row: AccessRow | VouchedRow, most: int) -> None:
    """Write a row down behind the others of its kind; the oldest make room."""
    kind = type(row)
    within.add(row)
    within.flush()
    within.exec(delete(kind).where(col(kind.number) <= (row.number or 0) - most))


def end_provider_sessions(store: ServerStore, provider: str, subject: str, sid: str, until: float) -> int:
    """End the sessions that rest on what ended at a provider; how many did.

    Where it names a session (`sid`), that ends; of somebody whom it names (`subject`), those
    too of which it never said what they are called there. What was vouched for later goes on.
    """
    ended = delete(SessionRow).where(col(SessionRow.provider) == provider, col(SessionRow.vouched) <= until)
    if subject:
        ended = ended.where(col(SessionRow.subject) == subject)
    if sid:
        ended = ended.where(col(SessionRow.sid).in_([sid, ""] if subject else [sid]))
    return store.change(ended)


def keep_invitation(store: ServerStore, invitation: InvitationRow, now: float) -> None:
    """Keep an invitation in place of the person's earlier ones."""
    with store.transaction() as within:
        stale = (col(InvitationRow.account) == invitation.account) | (col(InvitationRow.ends) <= now)
        within.exec(delete(InvitationRow).where(stale))
        within.add(invitation)


@contextmanager
def spend_invitation(store: ServerStore, key: str, now: float) -> Iterator[str]:
    """Spend an invitation, unless what is done with it fails; whose it was.

    Empty where it opens nothing.
    """
    with store.transaction() as within:
        found = within.get(InvitationRow, key)
        name = found.account if found and found.ends > now else ""
        within.exec(delete(InvitationRow).where(col(InvitationRow.account) == name))
        yield name


def note_change(store: ServerStore, change: AccessRow) -> None:
    """Write a change of who may sign in down."""
    with store.transaction() as within:
        _keep_last(within, change, MOST_CHANGES)


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


def admit_attempt(store: ServerStore, shares: Shares, seconds: float, now: float) -> float:
    """Count an attempt, or say for how many seconds none may be made.

    Each count is the moment from which nothing is counted any more: an attempt
    puts it off by its share of the seconds in which all of them come back. So a
    row says by itself when it may go.
    """
    with store.transaction() as within:
        ends = _find_ends(within, shares, now)
        wait = max(ends[key] + share - now - seconds for key, share in shares.items())
        if wait > 0:
            return wait
        _keep_counts(within, {key: ends[key] + share for key, share in shares.items()}, now)
        return 0


def forgive_attempt(store: ServerStore, shares: Shares, cleared: str, now: float) -> None:
    """Take back what an attempt counted that succeeded; one count is cleared."""
    with store.transaction() as within:
        ends = _find_ends(within, shares, now)
        taken = {key: ends[key] - share for key, share in shares.items() if key != cleared}
        _keep_counts(within, {**taken, cleared: now}, now)


def _find_ends(within: Transaction, shares: Shares, now: float) -> dict[str, float]:
    """From when on nothing is counted, of each; now where nothing is."""
    rows = within.exec(select(AttemptRow).where(col(AttemptRow.key).in_(list(shares)))).all()
    return dict.fromkeys(shares, now) | {row.key: max(row.ends, now) for row in rows}


def _keep_counts(within: Transaction, ends: Mapping[str, float], now: float) -> None:
    """Keep counts in place of earlier ones; what ended goes, and what is too much."""
    for key, until in ends.items():
        within.merge(AttemptRow(key=key, ends=until))
    within.flush()
    within.exec(delete(AttemptRow).where(col(AttemptRow.ends) <= now))
    surplus = within.exec(select(func.count()).select_from(AttemptRow)).one() - MOST_COUNTS
    if surplus > 0:
        first = select(AttemptRow.key).order_by(col(AttemptRow.ends), col(AttemptRow.key)).limit(surplus)
        within.exec(delete(AttemptRow).where(col(AttemptRow.key).in_(first)))
