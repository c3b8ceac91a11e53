"""Take one defence away at a time: the test of its attack must fail then.

    python -m tests.attacks            everything; it takes some minutes
    python -m tests.attacks receipt    only attacks whose description has that word

Each is tried in a copy of the tree. First every test is run as it is, and must pass.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.attacks.defence import TABLE, Attack

ROOT = Path(__file__).parents[2]
PASSED, FAILED = 0, 1
"""What pytest ends with; anything else says that the test could not be run."""


def copied(folder: Path) -> Path:
    """The tree as it is, in a folder where it is found under its import name."""
    tree = folder / "tree"
    left_out = shutil.ignore_patterns(".*", "__pycache__", "demo", "build", "dist", "*.egg-info")
    shutil.copytree(ROOT, tree, ignore=left_out, symlinks=True)
    (folder / "named").mkdir()
    (folder / "named" / "escalade").symlink_to(tree)
    return tree


def tried(tree: Path, *attacks: Attack, which: str = "") -> int:
    """Run the tests of attacks in a tree; what pytest ends with."""
    words = ["-q", "-x", "-p", "no:cacheprovider", *dict.fromkeys(one.test for one in attacks)]
    chosen = f"not postgresql and ({which})" if which else "not postgresql"
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *words, "-k", chosen],
        cwd=tree, env={**os.environ, "PYTHONPATH": str(tree.parent / "named")}, capture_output=True, check=False,
    )  # fmt: skip
    return done.returncode


def without(tree: Path, attack: Attack) -> int:
    """Run the test of an attack in a tree that lacks what finds it; it is put back."""
    path = tree / attack.cut.file
    whole = path.read_text("utf-8")
    path.write_text(whole.replace(attack.cut.text, attack.cut.instead), "utf-8")
    try:
        return tried(tree, attack, which=attack.which)
    finally:
        path.write_text(whole, "utf-8")


def main(words: list[str]) -> int:
    """Try every attack, or those whose description has each word; count what was not shown."""
    chosen = [one for one in TABLE if all(word in one.what for word in words)]
    with tempfile.TemporaryDirectory() as folder:
        tree = copied(Path(folder))
        if tried(tree, *chosen) != PASSED:
            sys.stdout.write("Not every test passes with all defences in place.\n")
            return 1
        wrong = 0
        for attack in chosen:
            ended = without(tree, attack)
            wrong += ended != FAILED
            said = "fails without it" if ended == FAILED else f"NOT SHOWN (pytest ended with {ended})"
            sys.stdout.write(f"{attack.what:<55} {attack.cut.file:<30} {said}\n")
            sys.stdout.flush()
    return wrong


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]) > 0)
