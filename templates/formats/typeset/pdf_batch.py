"""PDFs set by two processes: another one, and this one once it has time.

typst takes two thirds of the time in which a paper is written in six
languages, and its threads wait for one another.
"""

from __future__ import annotations

import os
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from signal import SIG_IGN, SIGINT, signal
from typing import NamedTuple, Self

from escalade.templates.formats.typeset.font import Reach, fonts
from escalade.templates.formats.typeset.pdf import Setting, compose
from escalade.workflow.values.errors import PaperError

Place = tuple[str, str]
"""The language and the form of a file."""
THREADS = Path("/proc/self/task")
"""Where Linux lists the threads of this process."""


class Job(NamedTuple):
    """A PDF that is to be set, and the attempt of the other process."""

    setting: Setting
    elsewhere: Future[bytes]


class PdfBatch:
    """Several PDFs under way, each as it would be set alone."""

    def __init__(self) -> None:
        """Begin the other process, where one may."""
        self._jobs: dict[Place, Job] = {}
        self._closing = ExitStack()
        setter = self._closing.enter_context(WorkerProcess()).set if may_fork() else compose
        self._queue = self._closing.enter_context(ThreadPoolExecutor(1))
        self._set_elsewhere = setter

    def __enter__(self) -> Self:
        """Take jobs."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the other process, once what it is at is done."""
        for job in self._jobs.values():
            job.elsewhere.cancel()
        self._closing.close()

    def add(self, place: Place, setting: Setting) -> None:
        """Have a PDF set, and go on."""
        self._jobs[place] = Job(setting, self._queue.submit(self._set_elsewhere, *setting))

    def finish(self) -> dict[Place, bytes]:
        """Set the last of those that are not begun, until none is left."""
        here: dict[Place, bytes] = {}
        for place, (setting, elsewhere) in reversed(self._jobs.items()):
            if elsewhere.cancel():
                with suppress(PaperError):  # raised below, in its turn
                    here[place] = compose(*setting)
        return {
            place: here[place] if place in here else compose(*setting) if elsewhere.cancelled() else elsewhere.result()
            for place, (setting, elsewhere) in self._jobs.items()
        }


def may_fork() -> bool:
    """Whether another process is of use, and may be forked.

    That is on Linux, where there is a second core, and no thread that it would lack.
    """
    return (os.cpu_count() or 1) > 1 and THREADS.is_dir() and len(list(THREADS.iterdir())) == 1


class WorkerProcess:
    """Another process, which sets one PDF at a time."""

    def __init__(self) -> None:
        """Fork it; it ends with this one, whatever becomes of that."""
        context = get_context("fork")
        self._pipe, other = context.Pipe()
        self._process = context.Process(target=_serve, args=(self._pipe, other), daemon=True)
        self._process.start()
        other.close()

    def __enter__(self) -> Self:
        """Let it set."""
        return self

    def __exit__(self, *_: object) -> None:
        """End it."""
        self._pipe.close()
        self._process.terminate()
        self._process.join()

    def set(self, *setting: *Setting) -> bytes:
        """Set a PDF there, or here what could not be set there."""
        data: bytes | None = None
        with suppress(EOFError, OSError):
            self._pipe.send(setting)
            data = self._pipe.recv()
        return compose(*setting) if data is None else data


def _serve(theirs: Connection, pipe: Connection) -> None:
    """Set what comes, until nobody is there."""
    signal(SIGINT, SIG_IGN)  # whoever asked is interrupted, and ends this process
    theirs.close()
    fonts(Reach.OURS)  # while the first paper is built
    with suppress(EOFError, OSError):
        while True:
            setting: Setting = pipe.recv()
            try:
                data: bytes | None = compose(*setting)
            except PaperError:
                data = None
            pipe.send(data)
