"""One durable act, and acts loaded in one transaction, on SQLite."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path

from escalade.models.backends import Location
from escalade.models.register import Register, open_register
from escalade.workflow.motions import OpenRound
from tests.benchmarks import peer
from tests.benchmarks.ground import Ground
from tests.benchmarks.measure import Row, at_least, busy, share, timed
from tests.rounds import generate_rounds

FIELDS = {"act": "open round", "of": ["2021"], "by": "Made-up Desk", "on": "2021-01-15", "title": {"en": "A round"}}
FLUSHED = "each act waits for the disk on both sides; where that takes milliseconds, no side can be much faster"
MAKE = "CREATE TABLE record (position INTEGER PRIMARY KEY, data BLOB, node BLOB)"
ADD = "INSERT INTO record (data, node) VALUES (?1, ?2)"


def plain(path: Path) -> sqlite3.Connection:
    """A database of the reference: one table, as durable as ours."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute(MAKE)
    return connection


def hashed(number: int) -> tuple[bytes, bytes]:
    """A record of the reference: canonical JSON and its hash."""
    data = json.dumps({**FIELDS, "ordinal": number}, sort_keys=True).encode()
    return data, hashlib.sha256(b"\x00" + data).digest()


def rows(ground: Ground) -> Iterator[Row]:
    """One act at a time, then many in one transaction."""
    yield from one_at_a_time(ground)
    yield from in_bulk(ground)


def one_at_a_time(ground: Ground) -> Iterator[Row]:
    """An act that is on the disk before the next begins."""
    pieces, numbers = ground.count(100, 20), count(1)
    connection = plain(ground.folder / "plain.db")

    def stdlib() -> None:
        for number in islice(numbers, pieces):
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(ADD, hashed(number))
            connection.execute("COMMIT")

    with open_register(Location(ground.made_up(20, "durable"))) as register:
        yield share(
            "one durable act: rules, record, tree, commit",
            "sqlite3 + json + hash",
            lambda: timed(lambda: opened(register, numbers, pieces), pieces),
            lambda: timed(stdlib, pieces),
            ground.count(15, 5),
            at_least(0.7),
            FLUSHED,
        )
        for name, make in (("eventsourcing", peer.eventsourcing), ("Django + django-fsm-2", peer.django)):
            theirs = make(ground.folder)
            if theirs is not None:
                yield share(
                    "one durable act",
                    name,
                    lambda: timed(lambda: opened(register, numbers, pieces), pieces),
                    lambda theirs=theirs: timed(lambda: [theirs() for _ in range(pieces)], pieces),  # type: ignore[misc]  # a default that fixes the peer
                    ground.count(9, 3),
                    at_least(0.7),
                    FLUSHED,
                )
    connection.close()


def opened(register: Register, numbers: Iterator[int], pieces: int) -> None:
    """Open rounds, one act after the other."""
    for number in islice(numbers, pieces):
        register.act(OpenRound(of=(f"durable-{number}",), by="Made-up Desk", on="2021-01-15", title={"en": "A round"}))


def in_bulk(ground: Ground) -> Iterator[Row]:
    """Acts through the procedure in one transaction, against a loop."""
    topics, numbers = ground.count(400, 60), count(1)
    acts, names = [act.motion for act in generate_rounds(topics)], count(1)
    connection = plain(ground.folder / "plain-bulk.db")
    pieces = records_of(ground, topics)

    def stdlib() -> None:
        connection.execute("BEGIN IMMEDIATE")
        for number in islice(numbers, pieces):
            connection.execute(ADD, hashed(number))
        connection.execute("COMMIT")

    def ours() -> float:
        path = ground.empty(f"bulk-{next(names)}.db")
        with open_register(Location(path)) as register:
            return busy(lambda: register.load(acts), pieces)

    work = "loading records through the procedure"
    loop = lambda: busy(stdlib, pieces)  # noqa: E731  # a side is a function without a name
    yield share(work, "sqlite3, execute + json + hash", ours, loop, ground.count(9, 3), at_least(0.05))
    connection.close()
    peers = peer.eventsourcing_acts([(name, motion.act_name()) for motion in acts for name in motion.of])
    if peers is not None:
        theirs = lambda: busy(peers, pieces)  # noqa: E731  # as above
        yield share(work, "eventsourcing, no rules, no disk", ours, theirs, ground.count(9, 3), at_least(1.3))


def records_of(ground: Ground, topics: int) -> int:
    """How many records made-up rounds with so many topics have."""
    with sqlite3.connect(ground.made_up(topics)) as connection:
        return int(connection.execute("SELECT count(*) FROM record").fetchone()[0])
