"""Durable acts on PostgreSQL: not to be measured before there is one."""

from __future__ import annotations

from collections.abc import Iterator

from tests.benchmarks.ground import Ground
from tests.benchmarks.measure import Row, at_least

WHY = "registers are SQLite files in this version; there is nothing of ours to measure"


def rows(_ground: Ground) -> Iterator[Row]:
    """Say so, for one writer and for eight."""
    for writers, least in (("1 writer", 1.3), ("8 writers", 1.5)):
        yield Row(f"PostgreSQL, {writers}", "psycopg", None, None, "/s", None, at_least(least), WHY)
