"""The shortest way through the table."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from escalade.workflow.procedure import STATES, steps_from
from escalade.workflow.values.step import COMPANIONS

if TYPE_CHECKING:
    from escalade.workflow.values.step import Step


def way(kind: str, state: str | None, act: str) -> tuple[Step, ...]:
    """The shortest way through the table from a state to an act."""
    queue: deque[tuple[str | None, tuple[Step, ...]]] = deque([(state, ())])
    seen = {state}
    while queue:
        here, path = queue.popleft()
        for step in steps_from(kind, here):
            if step.act == act:
                return (*path, step)
            if step.to in STATES[kind] and step.to not in seen and step.act not in COMPANIONS:
                seen.add(step.to)
                queue.append((step.to, (*path, step)))
    return ()
