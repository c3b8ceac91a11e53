"""Some of the case files, papers and command lines that `make attacks` tries by the thousand."""

from __future__ import annotations

import subprocess
import sys

from tests.attacks.fuzz.attempt import COUNTS
from tests.attacks.fuzz.run import ROOT

SOME = 25


def test_what_nobody_would_write_is_answered_in_sentences() -> None:
    # in a process that has no threads yet: attempts are children of it, and none may wait for a thread left behind
    words = [sys.executable, "-m", "tests.attacks.fuzz.run", "--count", str(SOME)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=600, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert [kind for kind in COUNTS if f"{SOME:>5} {kind}" not in done.stdout] == []
    assert "no faults" in done.stdout
