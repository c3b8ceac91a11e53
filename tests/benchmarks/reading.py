"""`list`, `show`, `history`, `why` and `inbox` against click with one row."""

from __future__ import annotations

from collections.abc import Iterator

from tests.benchmarks.ground import TOPIC, Ground
from tests.benchmarks.measure import Row, at_most, process, slowness

COMMANDS = (
    (("list",), 1.3),
    (("list", "--format", "json"), 1.3),
    (("show", TOPIC), 1.8),
    (("show", TOPIC, "--format", "json"), 1.8),
    (("history", TOPIC), 1.8),
    (("history", TOPIC, "--format", "json"), 1.8),
    (("why", TOPIC), 2.3),
    (("inbox",), 2.3),
)
"""What is typed all day, and how many times the reference it may take."""


def rows(ground: Ground) -> Iterator[Row]:
    """Each command, on the shipped round of 2017."""
    path = str(ground.real)
    reference = (*ground.reference("one_row"), path, TOPIC)
    for words, most in COMMANDS:
        command = (ground.escalade, "--register", path, *words)
        yield slowness(
            f"escalade {' '.join(words)}",
            "click + sqlite3, one row",
            lambda command=command: process(*command),  # type: ignore[misc]  # a default that fixes the command
            lambda: process(*reference),
            ground.count(30, 6),
            at_most(most),
        )
