"""Write down acts with what comes of them: cases, random walks, and what tests try.

`python -m tests.net.record [cases] [walks] [rules] [stories]` lives them anew; with
`--renew` the acts that are kept are tried as they are, and what came of them is renewed.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import msgspec
import pytest

from escalade.models import register
from escalade.models.cases.parser import parse_case
from escalade.workflow.motions import Motion
from escalade.workflow.perform import Outcome, perform
from escalade.workflow.records.record import Record, encode
from escalade.workflow.subjects.standing import Standing
from tests import lives
from tests.net.replay import CAME, FOLDER, Line, read, replay
from tests.walk import Walk

ROOT = Path(__file__).parents[2]
RECORDED = "2026-12-01"
"""The day on which all is recorded that tells no time of its own."""
LENGTHS = (40, 60, 80, 120, 160, 200, 240, 280, 320, 400, 500, 600)
"""How many draws each random walk has."""
ENOUGH = ("hand over", "redact", "endorse", "receive translation", "convene")
"""Acts of which a walk draws too many, or that end it; one in ten is tried."""
OF_RULES = ("rules", "test_custody.py", "test_what_still_holds.py", "test_perform.py")
LISTENED = {
    "rules": [f"workflow/{name}" for name in (*OF_RULES, "records/test_translation.py")],
    "stories": ["stories"],
}
"""The tests that are listened to."""


def tried(motion: Motion, at: str = "", today: str = "") -> Line:
    """An act as it is kept: without salts, which are drawn anew."""
    kept = msgspec.structs.replace(motion, at=at or motion.at, salts={})
    fields = json.loads(msgspec.json.encode(kept))
    line = {"tried": {name: value for name, value in fields.items() if value != {}}}
    return {**line, "today": today} if today not in {"", kept.at[:10]} else line


def time_of(number: int) -> str:
    """The moment of an act that tells none: by its place in its life."""
    return f"{RECORDED}T12:00:00.{number:06d}Z"


def cases() -> Iterator[tuple[str, list[Line]]]:
    for path in (*ROOT.glob("models/cases/*.toml"), *ROOT.glob("tests/stories/*.toml")):
        lines = []
        for number, act in enumerate(parse_case(path)):
            on = {} if act.motion.on or act.motion.happened else {"on": RECORDED}
            motion = msgspec.structs.replace(act.motion, **on)
            lines.append(tried(motion, motion.at or time_of(number), RECORDED))
        yield path.stem, lines


class LongWalk(Walk):
    """A walk that goes on: it seldom tries what there is enough of."""

    def draw(self) -> Motion | None:  # noqa: D102  # as there
        motion = super().draw()
        return motion if motion and (motion.act_name() not in ENOUGH or self.random.random() < 1 / 10) else None


def walks() -> Iterator[tuple[str, list[Line]]]:
    """Random walks, with what is refused, and what it takes to get there."""
    for seed, number in enumerate(LENGTHS):
        walk, lines, told = LongWalk(seed), list[Line](), 0
        for attempt in walk.attempts(number):
            lines.extend(map(tried, walk.life.performed[told:]))
            told = len(walk.life.performed)
            if attempt.outcome is None:
                lines.append(tried(attempt.motion))
        yield f"walk_{seed:02d}", lines


class Heard(NamedTuple):
    """An act that a test tried, between the states of which it led from one to the other."""

    file: str
    test: str
    motion: Motion
    today: str
    before: str
    after: str


class Listener:
    """A plugin of pytest that notes every act, whether it is typed, loaded or performed in memory.

    A state of a register is named by the moment of its newest record, so that one that was copied, or
    is loaded again, goes on in the same life. In memory, where moments are the same, all records name it.
    """

    def __init__(self) -> None:
        """Hear nothing yet."""
        self.heard: list[Heard] = []
        self._file = self._test = ""

    def pytest_configure(self) -> None:
        """Listen at the three doors through which acts pass."""
        for door in (register, lives):
            vars(door)["perform"] = self.perform

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        """Know which test runs."""
        self._file, self._test = item.path.stem, item.name

    def perform(self, motion: Motion, standing: Standing, *, warned: bool = True) -> Outcome:
        """Perform an act, and note it."""
        before, after = state_of(standing), ""
        try:
            outcome = perform(motion, standing, warned=warned)
            after = state_of(standing, outcome.records)
        finally:
            self.heard.append(Heard(self._file, self._test, motion, standing.today.isoformat(), before, after))
        return outcome


def state_of(standing: Standing, made: tuple[Record, ...] = ()) -> str:
    """Name a state, with records that were made on it."""
    if not isinstance(standing.subjects, dict):
        return made[-1].at if made else standing.last_at
    held = [encode(record) for subject in standing.subjects.values() for record in subject.records]
    return sha256(b"".join(sorted([*held, *map(encode, made)]))).hexdigest() if held or made else ""


def listen(name: str) -> Iterator[tuple[str, list[Line]]]:
    listener = Listener()
    paths = [str(ROOT / "tests" / path) for path in LISTENED[name]]
    pytest.main(["-q", "-p", "no:cacheprovider", *paths], plugins=[listener])
    led_to = {one.after: one for one in reversed(listener.heard) if one.after}
    for file in sorted({one.file for one in listener.heard}):
        yield file, lines_of([one for one in listener.heard if one.file == file], led_to)


def lines_of(heard: list[Heard], led_to: dict[str, Heard]) -> list[Line]:
    """What the tests of a file tried, and what led there; what several tried alike is told once.

    Left out is what was tried under an older table, and behind what nobody heard.
    """
    places: dict[str, tuple[int, int]] = {"": (0, 0)}
    """By a state, the line that leads to it, and how many acts do."""
    lines, known, told = list[Line](), dict[str, int](), set[str]()
    today = datetime.now(UTC).date().isoformat()
    for one in heard:
        way = [one]
        while way[-1].before not in places and way[-1].before in led_to:
            way.append(led_to[way[-1].before])
        for step in reversed(way):
            if step.before not in places:
                break
            on, depth = places[step.before]
            at = time_of(depth) if step.motion.at[:10] == today else ""
            line = {**tried(step.motion, at, step.today), "on": on}
            text = json.dumps(line, sort_keys=True)
            if text not in known:
                lines.append(line if step.test in told else {**line, "test": step.test})
                known[text] = len(lines)
                told.add(step.test)
            if step.after:
                places.setdefault(step.after, (known[text], depth + 1))
    return lines


def write(path: Path, lines: list[Line]) -> None:
    """Write acts down with what comes of them now."""
    renewed = ({name: line[name] for name in line.keys() - CAME} | got for _, _, line, got in replay(lines))
    text = "".join(json.dumps(line, ensure_ascii=False, sort_keys=True) + "\n" for line in renewed)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def main(words: list[str]) -> None:
    sources = {"cases": cases, "walks": walks} | {name: partial(listen, name) for name in LISTENED}
    for name in sources if not words else sources.keys() & words:
        for file, lines in sources[name]():
            write(FOLDER / name / f"{file}.jsonl", lines)
    for path in FOLDER.rglob("*.jsonl") if words == ["--renew"] else ():
        write(path, read(path))


if __name__ == "__main__":
    main(sys.argv[1:])
