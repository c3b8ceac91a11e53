"""Try the drawn attempts of each kind, and count what came otherwise.

python -m tests.attacks.fuzz.run                          all of them; it takes some ten minutes
python -m tests.attacks.fuzz.run --seed 7 --count 100     a hundred of each kind, of another seed
python -m tests.attacks.fuzz.run --only "papers:17"       one, to look at it
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.attacks.fuzz.attempt import COUNTS
from tests.attacks.fuzz.trial import Fault, batch

SEED = 13
BATCH = 50
ROOT = Path(__file__).parents[3]


def made(folder: Path) -> None:
    """Make the stock in a process of its own, which changes its folder and its variables."""
    words = [sys.executable, "-m", "tests.attacks.fuzz.stock", str(folder / "stock")]
    subprocess.run(words, cwd=ROOT, check=True)


def faults(seed: int, counts: dict[str, int], folder: Path, first: int = 0) -> Iterator[Fault]:
    """Try so many attempts of each kind; what came otherwise than it should."""
    for kind, count in counts.items():
        begun, found, codes = time.monotonic(), 0, Counter[int]()
        for start in range(first, first + count, BATCH):
            for fault in batch(folder, seed, kind, range(start, min(start + BATCH, first + count)), codes):
                found += 1
                yield fault
        ended = ", ".join(f"{code}: {times}" for code, times in sorted(codes.items()))
        spent = time.monotonic() - begun
        sys.stdout.write(
            f"{count:>5} {kind:<14} {spent:6.0f} s  seed {seed}  {found or 'no'} faults; ended with {ended}\n"
        )
        sys.stdout.flush()


def main(words: list[str]) -> int:
    """Try them all, or those that are asked for; how many came otherwise."""
    parser = argparse.ArgumentParser(description="Try case files, papers and command lines that nobody would write.")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--count", type=int, help="of each kind")
    parser.add_argument("--only", metavar="KIND[:NUMBER]")
    given = parser.parse_args(words)
    kind, _, number = (given.only or "").partition(":")
    counts = {name: given.count or count for name, count in COUNTS.items() if kind in {"", name}}
    counts = dict.fromkeys(counts, 1) if number else counts
    found = 0
    with tempfile.TemporaryDirectory() as folder:
        made(Path(folder))
        for fault in faults(given.seed, counts, Path(folder), int(number or 0)):
            found += 1
            sys.stdout.write(f"{fault.kind}:{fault.number}: {fault.what}\n      {' '.join(fault.words)}\n")
            sys.stdout.flush()
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]) > 0)
