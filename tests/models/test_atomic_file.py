"""Files that are there whole, or not at all."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from escalade.models.files import sweep


def test_only_what_killed_processes_left_is_swept(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    done = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True)
    dead = int(done.stdout)
    kept = [f".new.db.{os.getppid()}.new", ".new.db.made.new", f".other.db.{dead}.new", f".new.db.{10**30}.new"]
    gone = [f".new.db.{dead}.new", f".new.db.{dead}.new-wal"]
    for name in [*kept, *gone]:
        (tmp_path / name).touch()
    (tmp_path / f".new.db.{dead}.new-folder").mkdir()
    sweep(path)
    assert sorted(one.name for one in tmp_path.iterdir()) == sorted(kept)
    shutil.rmtree(tmp_path)
    sweep(path)
