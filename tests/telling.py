"""Processes of ours that are told lines of JSON, and answer each: warm, where a test needs many."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import PIPE
from typing import Any

Told = Callable[..., Any]
ROOT = Path(__file__).parents[1]
ENVIRONMENT = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])}
"""What lets a process of another folder import all that this one does."""


@contextmanager
def telling(*line: str) -> Iterator[Told]:
    """A process, and what tells it a line and gives its answer, for as long as it is needed."""
    with subprocess.Popen(line, cwd=ROOT, env=ENVIRONMENT, stdin=PIPE, stdout=PIPE, text=True) as process:
        said, heard = process.stdin, process.stdout
        assert said
        assert heard

        def told(*words: object) -> Any:
            said.write(json.dumps(words) + "\n")
            said.flush()
            answer = heard.readline()
            assert answer, f"{line} ended, and said nothing"
            return json.loads(answer)

        yield told
        said.close()
        assert process.wait() == 0
