"""Measure every row of the table: `make bench`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

from tests.benchmarks import (
    advancing,
    durable,
    growing,
    lengthy,
    paging,
    papers,
    postgresql,
    reading,
    report,
    screens,
    start,
    verifying,
)
from tests.benchmarks.ground import Ground
from tests.benchmarks.measure import Row

ROOMS = {
    "start": start,
    "reading": reading,
    "advancing": advancing,
    "durable": durable,
    "lengthy": lengthy,
    "postgresql": postgresql,
    "verifying": verifying,
    "papers": papers,
    "paging": paging,
    "screens": screens,
    "growing": growing,
}


def main() -> None:
    """Measure what is asked for, and print each row as soon as it is known."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("rooms", nargs="*", metavar="ROW", help=f"which of {', '.join(ROOMS)}; all unless given")
    parser.add_argument("--quick", action="store_true", help="smaller counts: about a minute")
    parser.add_argument("--to", type=Path, default=Path("build/bench"), help="the folder for table and JSON")
    parser.add_argument("--million", action="store_true", help="growth up to a million topics: takes half an hour")
    parser.add_argument("--large", type=Path, help="a register to measure growth on; one is made unless given")
    given = parser.parse_args()
    rows, began = list[Row](), monotonic()
    with TemporaryDirectory() as folder:
        ground = Ground(Path(folder), given.quick, given.large, given.million)
        for name in given.rooms or ROOMS:
            for row in ROOMS[name].rows(ground):
                rows.append(row)
                sys.stdout.write("  ".join(report.cells(row)) + "\n")
                sys.stdout.flush()
    report.write(rows, given.to, quick=given.quick)
    took = f"It took {(monotonic() - began) / 60:.0f} minutes."
    sys.stdout.write(f"\n{report.table(rows)}\n\n{report.summary(rows)}\n{took} Written to {given.to}.\n")


main()
