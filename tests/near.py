"""Run the tests that are nearest to a change, for less than a minute: `make near`.

    python -m tests.near [SINCE]

The change is what differs from a commit: from the last where something is not
committed, else from the one before it. Nearest are the tests that were changed
themselves, then those of the same name as a changed file, then those that
import or name it, the most particular first; the net comes before all. When the time is
over the rest is left out, and counted at the end.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

SECONDS = 40
"""How long tests are begun."""
MOST = 60
"""How many files of tests are looked into."""
NET = "tests/net"


def git(*words: str) -> list[str]:
    """The lines that git answers."""
    program = shutil.which("git") or "git"
    return subprocess.run([program, *words], capture_output=True, text=True, check=True).stdout.splitlines()


def find_changed(since: str = "") -> list[str]:
    """The files that a change touches, those that are new among them."""
    untracked = git("ls-files", "--others", "--exclude-standard")
    if not since:
        since = "HEAD" if untracked or git("diff", "--name-only", "HEAD") else "HEAD~1"
    return sorted({*git("diff", "--name-only", since), *untracked})


def distance(changed: str, test: str, text: str) -> int | None:
    """How far a test is from a changed file; none where it is not seen that one touches the other.

    >>> distance("workflow/machine.py", "tests/workflow/test_machine.py", "")
    1
    >>> distance("workflow/machine.py", "tests/models/test_a.py", "from escalade.workflow.machine import advance")
    2
    >>> distance("web/pages/public/home.html", "tests/web/test_a.py", "import os")
    """
    path = Path(changed)
    if changed == test:
        return 0
    if Path(test).stem in {f"test_{path.stem}", f"test_{path.parent.name}"}:
        return 1
    module = ".".join(path.with_suffix("").parts)
    named = rf"\b(?:escalade\.)?{re.escape(module)}\b" if path.suffix == ".py" else rf"\b{re.escape(path.name)}\b"
    return 1 + len(re.findall(r"^(?:from|import) ", text, re.MULTILINE)) if re.search(named, text) else None


def find_near(changed: list[str]) -> Iterator[str]:
    """The files of tests, the nearest first."""
    texts = {str(path): path.read_text("utf-8") for path in Path("tests").rglob("test_*.py")}
    found = {
        test: min(far)
        for test, text in texts.items()
        if (far := [one for name in changed if (one := distance(name, test, text)) is not None])
    }
    yield from sorted((test for test in found if not test.startswith(NET)), key=found.__getitem__)


def main(since: str = "") -> int:
    """Run them, and give the exit code of pytest."""
    changed = find_changed(since)
    near = [*find_near(changed)][:MOST]
    sys.stdout.write(f"{len(changed)} changed files, {len(near)} files of tests near them, and the net\n")
    sys.stdout.flush()
    options = ["-q", "-n", "auto", "--dist", "loadgroup", "--programs=without", f"--within={SECONDS}"]
    words = [sys.executable, "-m", "pytest", *options, *os.environ.get("PYTEST_OPTIONS", "").split()]
    return subprocess.run([*words, NET, *near], check=False).returncode


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
