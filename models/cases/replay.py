"""Replay acts through the procedure, and say of a refusal where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalade.models.cases.parser import CaseAct, CaseError, parse_case
from escalade.workflow.values.errors import EscaladeError
from escalade.workflow.values.message import Message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from escalade.models.register import Register
    from escalade.workflow.motions import Motion
    from escalade.workflow.perform import Outcome


def replay(register: Register, path: Path, done: Callable[[CaseAct, Outcome], None], loader: str = "") -> int:
    """Load a case: every act through the procedure, all or none.

    Args:
        register: where to.
        path: the file.
        done: told of each act and what it came to.
        loader: who loads it, which is recorded where it comes behind other records.

    Raises:
        EscaladeError: the first act refused, with file, line and act.
    """
    count = replay_acts(register, parse_case(path), f"{path}, line", done, loader)
    if not count:
        raise CaseError(path, None, Message("the file holds no act."))
    return count


def replay_acts(
    register: Register,
    acts: Iterable[CaseAct],
    place: str,
    done: Callable[[CaseAct, Outcome], None],
    loader: str = "",
) -> int:
    """Load acts, wherever they come from: all or none.

    Args:
        register: where to.
        acts: in order, each with its line.
        place: what stands before that line where an act is refused.
        done: told of each act and what it came to.
        loader: who loads them, which is recorded where they come behind other records.

    Raises:
        EscaladeError: the first act refused, with its place.
    """
    current: list[CaseAct] = []

    def motions() -> Iterator[Motion]:
        """Give each motion, and know at which act it is."""
        for act in acts:
            current[:] = [act]
            yield act.motion

    try:
        return register.load(motions(), lambda _, outcome: done(current[0], outcome), loader=loader)
    except CaseError:
        raise
    except EscaladeError as error:
        if current:
            error.where = f"{place} {current[0].line}, act “{current[0].motion.act_name()}”"
        raise
