"""What `why` prints, filled in truthfully and typed line by line, ends in the act."""

from __future__ import annotations

import shutil
from contextlib import redirect_stderr, redirect_stdout
from datetime import date
from io import StringIO
from pathlib import Path

import pytest

from escalade.cli import run
from escalade.models.backends import create
from escalade.models.backends.location import Location
from escalade.models.reader import open_reader
from escalade.models.register import open_register
from escalade.workflow.procedure import STATES, way
from tests.filler import LONG_AGO, Filler
from tests.lives import CHAIR_NAME, DESK, TOPIC, Life, at
from tests.services.acts.test_ways import ACTS

SPEAKERS = ((), ("--as", DESK), ("--as", CHAIR_NAME))
"""Whoever asks: nobody who says so, the secretariat, the chair."""


def called(place: Path, *words: str) -> tuple[int, str, str]:
    """Type words on a register: the exit code, and what was said."""
    with redirect_stdout(StringIO()) as out, redirect_stderr(StringIO()) as err:
        code = run(["--register", str(place), *words])
    return code, out.getvalue(), err.getvalue()


def write_life(state: str | None, place: Path) -> date:
    """Make a register in which the topic stands in a state; give the day on which it came to it."""
    life = at(Life(LONG_AGO), state)
    create(Location(place))
    with open_register(Location(place), clock=life.noon) as register:
        register.load(life.performed)
    return life.today


def types(place: Path, today: date, act: str, speaker: tuple[str, ...]) -> None:
    """Type every line that is printed for an act, the last of which is the act."""
    code, out, err = called(place, "why", TOPIC, act, *speaker)
    assert code == 0, err
    printed = out.partition("To type:\n")[2].replace(f"escalade --register {place}", "escalade").splitlines()
    assert printed, out
    filler = Filler(place, TOPIC, today)
    for line in printed:
        words = filler.fill(line)
        code, _, err = called(place, *words)
        assert code == 0, f"{out}\n{words}\n{err}"
    with open_reader(Location(place)) as reader:
        done = [record.motion.act_name() for record in reader.history(TOPIC)]
    assert act in done[-2:], out  # a merger ends with what the other topic receives


@pytest.mark.parametrize("state", [None, *STATES["topic"]])
def test_what_why_prints_typed_line_by_line_ends_in_the_act(state: str | None, tmp_path: Path) -> None:
    """For every state and every act that the table reaches from there, whoever asks in turn."""
    today = write_life(state, tmp_path / "kept.db")
    acts = [act for act in ACTS if way("topic", state, act)]
    for number, act in enumerate(acts):
        place = tmp_path / f"{number}.db"
        shutil.copy(tmp_path / "kept.db", place)
        types(place, today, act, SPEAKERS[number % len(SPEAKERS)])
        place.unlink()
