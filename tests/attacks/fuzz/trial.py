"""Try attempts in a process of their own, with bounds of memory and time."""

from __future__ import annotations

import io
import json
import os
import resource
import shutil
import signal
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import NamedTuple

import uvicorn

from escalade.cli import run
from tests.attacks.fuzz.attempt import KINDS, Attempt
from tests.attacks.fuzz.stock import FOLDER, dice_of, home

CODES = frozenset({0, 1, 2, 3, 4})
ROOM = 900 * 2**20
"""How many bytes an attempt may take beside what the process had."""
SECONDS = 20.0
"""How many seconds of a processor an attempt may take."""
UNEXPECTED = ("Traceback (most recent call last)", "Something unexpected happened")
LONGEST_SENTENCE = 20_000
LARGEST_OUTPUT = 150 * 2**20


class TooSlowError(BaseException):
    """An attempt takes longer than any may."""


class Fault(NamedTuple):
    """What an attempt came to, and should not have."""

    kind: str
    number: int
    what: str
    words: list[str]


def batch(folder: Path, seed: int, kind: str, numbers: range, codes: Counter[int]) -> list[Fault]:
    """Try some attempts in a child; a child that dies is a fault of the one it was at."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _in_child(folder, seed, kind, numbers, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as told:
        lines = [json.loads(line) for line in told]
    _, status = os.waitpid(child, 0)
    codes.update(code for _, _, _, code in lines)
    faults = [Fault(kind, number, what, words) for number, what, words, _ in lines if what]
    if not status:
        return faults
    died = numbers[len(lines)]
    rest = range(died + 1, numbers.stop)
    after = batch(folder, seed, kind, rest, codes) if rest else []
    return [*faults, Fault(kind, died, f"the process died ({status})", []), *after]


def _in_child(folder: Path, seed: int, kind: str, numbers: range, writing: int) -> None:
    """Try them, tell what came of each, and end."""
    try:
        devnull = os.open(os.devnull, os.O_RDWR)
        os.dup2(devnull, 0)
        _bound()
        uvicorn.run = _serve_nobody  # what is typed for `serve` is tried, and nobody waited for
        for number in numbers:
            os.write(writing, json.dumps([number, *_one(folder, seed, kind, number)]).encode() + b"\n")
        os._exit(0)
    except BaseException as error:  # noqa: BLE001  # a child never returns
        os.write(2, f"{kind}: {error!r}\n".encode("utf-8", "replace"))
        os._exit(9)


def _bound() -> None:
    """Bound the room of this process, and be told when an attempt takes too long."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (pages + ROOM, pages + ROOM))
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_OUTPUT, LARGEST_OUTPUT))
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    signal.signal(signal.SIGPROF, _stop)


def _serve_nobody(*_given: object, **_named: object) -> None:
    """Serve nobody, and end at once."""


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise TooSlowError


def _one(folder: Path, seed: int, kind: str, number: int) -> tuple[str, list[str], int]:
    """Draw an attempt and try it where it finds the stock; what is wrong, the words, the exit code."""
    os.chdir(folder / "stock")
    attempt = KINDS[kind](dice_of(seed, kind, number))
    place = folder / f"{os.getpid()}" / FOLDER
    shutil.copytree(folder / "stock", place)
    os.chdir(place)
    home(place)
    for name, data in attempt.files.items():
        (place / name).write_bytes(data)
    os.mkfifo(place / "pipe")
    before = registers(place)
    code, said = tried(attempt)
    what = "; ".join(_wrong(code, said, changed=registers(place) != before))
    os.chdir(folder)
    shutil.rmtree(folder / f"{os.getpid()}")
    return what, [repr(word)[:200] for word in attempt.words], code


def tried(attempt: Attempt) -> tuple[int, str]:
    """Call a command; its exit code, and all that it says."""
    kept, out = (sys.stdout, sys.stderr), io.TextIOWrapper(io.BytesIO(), "utf-8", "backslashreplace")
    sys.stdout = sys.stderr = out
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        code = run(attempt.words)
        out.flush()
        return code, out.buffer.getvalue().decode("utf-8", "replace")
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        sys.stdout, sys.stderr = kept


def registers(place: Path) -> dict[str, bytes]:
    """The registers of a folder, to the byte."""
    return {path.name: path.read_bytes() for path in sorted(place.glob("*.db"))}


def _wrong(code: int, said: str, *, changed: bool) -> Iterator[str]:
    """What is wrong with what a command did."""
    if code not in CODES:
        yield f"it ends with {code}"
    if any(sign in said for sign in UNEXPECTED):
        yield " ".join(said.split())[-400:]
    if "\x1b" in said:
        yield "it writes an escape sequence"
    if code and changed:
        yield f"it ends with {code} and changed the register"
    sentences = "\n".join(line for line in said.splitlines() if not line.startswith("  escalade "))
    if code in {1, 2, 3} and len(sentences) > LONGEST_SENTENCE:  # what a check finds is a result
        yield f"it says {len(sentences)} characters: {sentences[:200]}"
    if code and not said.strip():
        yield f"it ends with {code} and says nothing"
