"""A connection to PostgreSQL that somebody else opened, and gives up."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import psycopg

from escalade.models.backends.postgresql import PostgresqlConnection

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def borrow_connection(raw: psycopg.Connection[Any]) -> Iterator[PostgresqlConnection]:
    """A register's connection of one that somebody else opened."""
    factory, raw.cursor_factory = raw.cursor_factory, psycopg.RawCursor
    try:
        yield PostgresqlConnection(raw)
    finally:
        raw.cursor_factory = factory
