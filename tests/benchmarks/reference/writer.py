"""A process that writes to PostgreSQL each time it is told to."""

from __future__ import annotations

import sys

from tests.benchmarks.postgresql import act, plain


def main(url: str, side: str, writers: str, pieces: str, number: str) -> None:
    """Say that it is ready, then write and say so for each line that comes in."""
    name = f"{writers}-{number}"
    steps = act(url, name, int(pieces)) if side == "ours" else plain(url, int(writers), int(pieces))
    next(steps)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    for _ in sys.stdin:
        next(steps)
        sys.stdout.write("done\n")
        sys.stdout.flush()


main(*sys.argv[1:])
