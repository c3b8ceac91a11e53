"""An act on a topic of 300 records, on time and late: no cliff at what a body reaches in ten years."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import count
from statistics import median

from escalade.models.backends import Location
from escalade.models.register import open_register
from tests.benchmarks.ground import Ground
from tests.benchmarks.measure import Row, at_most, timed
from tests.lives import TOPIC, Life, en

BEGUN = date(2020, 1, 6)
MOST = {"on time": 0.002, "late": 0.020}
"""Seconds."""


def rows(ground: Ground) -> Iterator[Row]:
    """A position, of today and of a day behind which half of the records lie."""
    size, rounds = ground.count(300, 60), ground.count(9, 3)
    life = spoken_of(size)
    days = {"on time": life.today.isoformat(), "late": life.subject(TOPIC).records[size // 2].on}
    holders = count()
    with open_register(Location(ground.empty("lengthy.db"))) as register:
        register.load(life.performed)
        for when, day in days.items():

            def act(day: str = day) -> None:
                """Take a position that nobody took before."""
                said = {"holders": (f"New {next(holders)}",), "stance": "support", "text": en("So.")}
                register.act(life.fitting("take position", TOPIC, on=day, **said))

            middle, most = median(timed(act) for _ in range(rounds)), MOST[when]
            work = f"an act {when} on a topic of {size} records"
            yield Row(work, f"{most} s", middle * 1e3, most * 1e3, "ms", middle / most, at_most(1))


def spoken_of(size: int) -> Life:
    """A referred topic with so many records, over some weeks."""
    life = Life(BEGUN).begins().brings(TOPIC, "referred")
    for number in range(size - len(life.subject(TOPIC).records)):
        life.does("take position", TOPIC, holders=(f"State {number % 190}",), stance="support", text=en("So."))
        life.passes(int(number % 10 == 0))
    return life
