"""How answers grow with the register: a thousand topics, and many more."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from itertools import count
from statistics import median
from time import perf_counter

from escalade.models.backends import Location
from escalade.models.reader import open_reader
from escalade.models.register import open_register
from escalade.workflow.inbox.outlook import prospects
from escalade.workflow.inbox.pages import Inbox
from escalade.workflow.motions import OpenRound
from tests.benchmarks.ground import Ground
from tests.benchmarks.measure import Row, at_most, busy, in_turns

SMALL = 1000
MOST_WAITED = 0.6
"""So many seconds an inbox of two thousand things may take."""


def rows(ground: Ground) -> Iterator[Row]:
    """The same question to a small and to a large register, in turns."""
    large = ground.large
    small = ground.made_up(SMALL if not ground.quick else 100)
    questions: dict[str, tuple[Callable[[Location], Callable[[], object]], float]] = {
        "history of a topic": (history, 1.2),
        "list, a page of 50": (listing, 1.2),
        "why of a topic": (why, 1.2),
        "a durable act": (act, 1.2),
    }
    for work, (question, most) in questions.items():
        asked = [question(Location(path)) for path in (small, large)]
        sides = [lambda ask=ask: p50(ask, ground.count(60, 20)) for ask in asked]
        before, after = (median(taken) for taken in in_turns(sides, ground.count(7, 3)))
        named = f"{work}: {topics_in(large):,} topics against {topics_in(small):,}"
        yield Row(named, "the small register", after * 1e3, before * 1e3, "ms", after / before, at_most(most))
    yield inbox(ground)


def p50(ask: Callable[[], object], times: int) -> float:
    """The median time of an answer."""
    taken = []
    for _ in range(times):
        began = perf_counter()
        ask()
        taken.append(perf_counter() - began)
    return median(taken)


def topics_in(path: object) -> int:
    """How many topics a register holds."""
    with sqlite3.connect(str(path)) as connection:
        return int(connection.execute("SELECT count(*) FROM subject WHERE kind = 'topic'").fetchone()[0])


def names(location: Location) -> Callable[[], str]:
    """References from all over a register, in a fixed order that jumps about."""
    with sqlite3.connect(location.path) as connection:
        found = [row[0] for row in connection.execute("SELECT reference FROM subject WHERE kind = 'topic'")]
    places = count()
    return lambda: str(found[next(places) * 7919 % len(found)])


def history(location: Location) -> Callable[[], object]:
    """The records of one topic."""
    name = names(location)

    def ask() -> object:
        with open_reader(location) as reader:
            return reader.history(name())

    return ask


def why(location: Location) -> Callable[[], object]:
    """What may follow for one topic."""
    name = names(location)

    def ask() -> object:
        with open_reader(location) as reader:
            standing = reader.standing()
            return prospects(standing.subject(name()), standing)

    return ask


def listing(location: Location) -> Callable[[], object]:
    """One page of the list, from anywhere."""
    name = names(location)

    def ask() -> object:
        with open_reader(location) as reader:
            return reader.topics(after=name(), limit=50)

    return ask


def inbox(ground: Ground) -> Row:
    """All that waits for every office of a body in which two thousand things do."""
    location, found = Location(ground.made_up(ground.count(4 * SMALL, 200))), list[object]()

    def ask() -> None:
        with open_reader(location) as reader:
            found[:] = Inbox(reader.standing()).after()

    taken = median(busy(ask) for _ in range(ground.count(5, 1)))
    named = f"an inbox of {len(found):,} waiting things"
    return Row(named, f"{MOST_WAITED} s", taken * 1e3, MOST_WAITED * 1e3, "ms", taken / MOST_WAITED, at_most(1))


def act(location: Location) -> Callable[[], object]:
    """One act that is on the disk when it is answered."""
    numbers = count(int(perf_counter() * 1e6))

    def ask() -> object:
        with open_register(location) as register:
            return register.act(OpenRound(of=(f"grown-{next(numbers)}",), by="Made-up Desk", on="2024-12-01"))

    return ask
