"""Help and completion, whole processes, against a hello of click."""

from __future__ import annotations

from collections.abc import Iterator

from tests.benchmarks.ground import Ground
from tests.benchmarks.measure import Row, at_most, process, slowness

COMPLETING = {"COMP_WORDS": "escalade re", "COMP_CWORD": "1"}


def rows(ground: Ground) -> Iterator[Row]:
    """`--help`, and the completion of a command's name."""
    rounds, hello = ground.count(40, 8), ground.reference("hello")
    yield slowness(
        "escalade --help",
        "click hello --help",
        lambda: process(ground.escalade, "--help"),
        lambda: process(*hello, "--help"),
        rounds,
        at_most(1.15),
    )
    yield slowness(
        "completion of a command",
        "completion of click hello",
        lambda: process(ground.escalade, _ESCALADE_COMPLETE="bash_complete", **COMPLETING),
        lambda: process(*hello, _HELLO_COMPLETE="bash_complete", **COMPLETING),
        rounds,
        at_most(1.15),
    )
