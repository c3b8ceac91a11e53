"""Write down acts with what comes of them: of cases, and of random walks.

`python -m tests.net.record [cases] [walks]` lives them anew; with `--renew` the acts that are kept are tried as they
are, and what came of them is renewed. Those of `acts/rules` and `acts/stories` were heard from tests once, and stand
for these since: they are written by hand now, or stay as they are.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec

from escalade.models.cases.case_file import parse_case
from escalade.workflow.motions import Motion
from tests.net.replay import CAME, FOLDER, Line, read, replay
from tests.walk import Walk

ROOT = Path(__file__).parents[2]
RECORDED = "2026-12-01"
"""The day on which all is recorded that tells no time of its own."""
LENGTHS = (40, 60, 80, 120, 160, 200, 240, 280, 320, 400, 500, 600)
"""How many draws each random walk has."""
ENOUGH = ("hand over", "redact", "endorse", "receive translation", "convene")
"""Acts of which a walk draws too many, or that end it; one in ten is tried."""


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


def write(path: Path, lines: list[Line]) -> None:
    """Write acts down with what comes of them now."""
    renewed = ({name: line[name] for name in line.keys() - CAME} | got for _, _, line, got in replay(lines))
    text = "".join(json.dumps(line, ensure_ascii=False, sort_keys=True) + "\n" for line in renewed)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def main(words: list[str]) -> None:
    sources = {"cases": cases, "walks": walks}
    for name in sources if not words else sources.keys() & words:
        for file, lines in sources[name]():
            write(FOLDER / name / f"{file}.jsonl", lines)
    for path in FOLDER.rglob("*.jsonl") if words == ["--renew"] else ():
        write(path, read(path))


if __name__ == "__main__":
    main(sys.argv[1:])
