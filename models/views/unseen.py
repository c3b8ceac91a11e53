"""Which subjects an audience sees elsewhere than they stand."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from escalade.models.store import statements
from escalade.workflow.procedure import ROWS, SAME

if TYPE_CHECKING:
    from escalade.models.backends.connection import Connection


def find_hidden_moves(connection: Connection, audience: str, after: int = 0) -> frozenset[str]:
    """Find the subjects that moved by what an audience may not read."""
    rows = connection.execute(statements.UNSEEN, (after, audience))
    return frozenset(subject for subject, act in rows if act in moving_acts())


@cache
def moving_acts() -> frozenset[str]:
    """Name the acts that can leave a subject in another state."""
    return frozenset(step.act for row in ROWS for step in row if step.to not in {SAME, step.origin})
