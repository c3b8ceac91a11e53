"""Keep the first answer to a call that bears a key, and give it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.exc import IntegrityError
from sqlmodel import col, delete, update

from escalade.models.server.tables import AnswerRow

if TYPE_CHECKING:
    from escalade.models.server.store import ServerStore

DAY_SECONDS = 24 * 3600
"""How long a first answer is given again."""
PATIENCE_SECONDS = 60
"""How long a call may be under way; one that takes longer was cut off."""


def begin_answer(store: ServerStore, answer: AnswerRow) -> AnswerRow | None:
    """Begin a call under its key.

    Args:
        store: where answers are kept.
        answer: what is asked, and when, with no status yet.

    Returns:
        The answer that was begun earlier under that key; None where this is the first.
    """
    with store.transaction() as within:
        old = col(AnswerRow.begun) < answer.begun - DAY_SECONDS
        cut_off = col(AnswerRow.status).is_(None) & (col(AnswerRow.begun) < answer.begun - PATIENCE_SECONDS)
        within.exec(delete(AnswerRow).where(old | cut_off))
        try:
            with within.begin_nested():
                within.add(answer.model_copy())
        except IntegrityError:
            return within.get(AnswerRow, answer.key)
        return None


def keep_answer(store: ServerStore, key: str, status: int, headers: str, body: bytes) -> None:
    """Keep what was answered under a key."""
    with store.transaction() as within:
        kept = update(AnswerRow).where(col(AnswerRow.key) == key)
        within.exec(kept.values(status=status, headers=headers, body=body))


def forget_answer(store: ServerStore, key: str) -> None:
    """Forget a call that was not answered: it may be sent again."""
    with store.transaction() as within:
        within.exec(delete(AnswerRow).where(col(AnswerRow.key) == key))
