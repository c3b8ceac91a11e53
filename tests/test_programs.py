"""What a machine lacks is said, and nothing else is skipped."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from tests.programs import CHROMIUM, JAVA, NEEDS, missing

HERE = Path(__file__).parent
SKIPPING = re.compile(r"pytest\.(?:skip|importorskip|mark\.skip|mark\.skipif)\(")


def test_tests_are_skipped_for_want_of_a_program_alone() -> None:
    files = {path.relative_to(HERE).as_posix(): path.read_text("utf-8") for path in HERE.rglob("*.py")}
    assert [name for name, text in files.items() if SKIPPING.search(text)] == ["programs.py"]


def test_what_is_missing_is_counted_with_the_way_to_get_it() -> None:
    reasons = [f"{NEEDS}{CHROMIUM}", f"{NEEDS}{JAVA}", f"{NEEDS}{CHROMIUM}"]
    assert missing(reasons) == (
        "skipped: 2 need Chromium (apt-get install chromium), 1 needs Java (apt-get install default-jre-headless)"
    )


def test_a_run_ends_with_what_is_missing(tmp_path: Path) -> None:
    line = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/models/test_processes.py"]
    done = subprocess.run(
        [
            *line,
            "-k",
            "system_call",
            "--basetemp",
            str(tmp_path / "run"),
        ],  # or it closes the folder of this run to others
        cwd=HERE.parent,
        env={**os.environ, "PATH": "/nowhere"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    last = re.search(r"^skipped: .*", done.stdout, re.MULTILINE)
    assert last
    assert last[0] == "skipped: 4 need strace, and the right to trace (apt-get install strace)"
