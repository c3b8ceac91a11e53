"""How two sides are measured: in turns, several rounds, medians.

The ratio is the median of the rounds' ratios: what disturbs the machine for a
while disturbs both sides of a round. A whole process is measured by its
processor time, which is its elapsed time where nothing else runs.
"""

from __future__ import annotations

import gc
import os
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Literal

Side = Callable[[], float]
"""Does the work once, and gives what it took, in seconds for each piece."""


@dataclass(frozen=True, slots=True)
class Target:
    """What a ratio is to be: at most a slowness, or at least a share."""

    sense: Literal["≤", "≥"]
    value: float

    def __str__(self) -> str:
        """As the table prints it."""
        return f"{self.sense} {self.value:g}"

    def is_met(self, ratio: float) -> bool:
        """Whether a ratio is good enough."""
        return ratio <= self.value if self.sense == "≤" else ratio >= self.value


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: what was done, by both sides."""

    work: str
    against: str
    ours: float | None
    reference: float | None
    unit: str
    ratio: float | None
    target: Target | None
    remark: str = ""

    @property
    def met(self) -> bool | None:
        """Whether the target is met; None where nothing was measured."""
        return self.target.is_met(self.ratio) if self.target and self.ratio is not None else None


def at_most(value: float) -> Target:
    """A slowness that is not to be passed."""
    return Target("≤", value)


def at_least(value: float) -> Target:
    """A share of the reference's rate that is to be reached."""
    return Target("≥", value)


def in_turns(sides: Sequence[Side], rounds: int) -> list[list[float]]:
    """What each side took in each round; the order turns with every round."""
    taken: list[list[float]] = [[] for _ in sides]
    order = list(range(len(sides)))
    for _ in range(rounds):
        for place in order:
            gc.collect()
            taken[place].append(sides[place]())
        order.append(order.pop(0))
    return taken


def slowness(
    work: str, against: str, ours: Side, reference: Side, rounds: int, target: Target, remark: str = ""
) -> Row:
    """How many times as long as the reference ours takes, in milliseconds."""
    mine, theirs = in_turns((ours, reference), rounds)
    ratio = median(one / other for one, other in zip(mine, theirs, strict=True))
    return Row(work, against, median(mine) * 1e3, median(theirs) * 1e3, "ms", ratio, target, remark)


def share(work: str, against: str, ours: Side, reference: Side, rounds: int, target: Target, remark: str = "") -> Row:
    """Which share of the reference's rate ours reaches, in pieces a second."""
    mine, theirs = in_turns((ours, reference), rounds)
    ratio = median(other / one for one, other in zip(mine, theirs, strict=True))
    return Row(work, against, 1 / median(mine), 1 / median(theirs), "/s", ratio, target, remark)


def process(*command: str, **environment: str) -> float:
    """The processor time of a whole process, in seconds.

    Raises:
        RuntimeError: it failed; what it printed is told.
    """
    with subprocess.Popen(
        command, env={**os.environ, **environment}, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    ) as running:
        printed = running.stderr.read() if running.stderr else b""
        _, status, used = os.wait4(running.pid, 0)
        running.returncode = os.waitstatus_to_exitcode(status)
    if running.returncode:
        message = f"{' '.join(command)} ended with {running.returncode}: {printed.decode()}"
        raise RuntimeError(message)
    return used.ru_utime + used.ru_stime


def timed(work: Callable[[], object], pieces: int = 1) -> float:
    """The seconds that each of some pieces of work took, all of them together."""
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) / pieces


def busy(work: Callable[[], object], pieces: int = 1) -> float:
    """The processor time that each piece took, for work that waits for nothing."""
    began = time.process_time()
    work()
    return (time.process_time() - began) / pieces
