"""What holds of every history, over deep random walks.

`ESCALADE_HISTORIES` says how many: 100 in every run, 10,000 in `make attacks`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

import msgspec
import pytest

from escalade.workflow.judge.problem import problems
from escalade.workflow.motions import Motion
from escalade.workflow.perform import perform
from escalade.workflow.procedure import PROCEDURE
from escalade.workflow.subjects.standing import Memory, Standing
from escalade.workflow.values.dates import when
from escalade.workflow.values.errors import EscaladeError
from tests.deep import DeepWalk

HISTORIES = int(os.environ.get("ESCALADE_HISTORIES", "100"))
EACH = 20
"""So many histories in one test, so that workers share them."""
STEPS = 40


def errors_in(standing: Standing) -> dict[tuple[str, str], str]:
    """What is wrong in a register: by record and rule, the sentence."""
    found = (one for one in problems(standing, PROCEDURE) if one.cause.severity == "error")
    return {(one.record, one.cause.rule): str(one.cause.sentence) for one in found}


@pytest.mark.parametrize("first", range(0, HISTORIES, EACH))
def test_no_error_comes_on_record_untold(first: int) -> None:
    accepted = 0
    for seed in range(first, min(first + EACH, HISTORIES)):
        walk = DeepWalk(seed)
        known = errors_in(walk.life.standing)
        for attempt in walk.attempts(STEPS):
            if attempt.outcome is None:
                continue
            accepted += 1
            now = errors_in(walk.life.standing)
            told = set(re.findall(r"[^\s(]+#\d+", " ".join(str(cause.sentence) for cause in attempt.outcome.warnings)))
            untold = {key: said for key, said in now.items() if key not in known and key[0] not in told}
            assert not untold, (seed, attempt.motion, untold, told)
            known = now
    assert accepted > EACH * 4


@pytest.mark.parametrize("first", range(0, HISTORIES, EACH))
def test_the_order_of_recording_does_not_matter(first: int) -> None:
    compared = 0
    for seed in range(first, min(first + EACH, HISTORIES)):
        walk = DeepWalk(seed)
        facts, performed = walk.late_facts(15), walk.life.performed
        for late in facts:
            place = next((place for place, one in enumerate(performed) if came_after(one, late)), None)
            if place is None:
                continue
            in_time = msgspec.structs.replace(late, at=performed[place - 1].at)
            try:
                told_in_time = told_by([*performed[:place], in_time, *performed[place:]])
                told_late = told_by([*performed, late])
            except EscaladeError:
                continue  # told in time, it stops what came after, or names another record: they are other facts
            assert told_late == told_in_time, (seed, late)
            compared += 1
    assert compared >= EACH // 4


def came_after(one: Motion, late: Motion) -> bool:
    """Whether an act on the same subject certainly came after another."""
    return not {*one.of}.isdisjoint(late.of) and not when(one.on).may_precede(when(late.on))


def told_by(performed: list[Motion]) -> dict[str, list[tuple[str, ...]]]:
    """What the topics of a register tell, once these acts were performed in this order."""
    memory = Memory()
    for motion in performed:
        outcome = perform(motion, memory.standing(when(motion.at[:10]).day or when(motion.on).last))  # type: ignore[arg-type]  # each has a moment
        for record in outcome.records:
            memory.take(record)
    return {name: sorted(lines(memory, name)) for name in memory.subjects if "/" in name}


def lines(memory: Memory, name: str) -> Iterator[tuple[str, ...]]:
    """Each act on a subject with its day and the states between which it leads, as it happened."""
    return ((one.on, one.act, one.before or "", one.after or "") for one in memory.subjects[name].live)
