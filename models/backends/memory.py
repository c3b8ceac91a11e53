"""A register in memory: where an earlier one is made and read.

Its tables are those that the migrations make, without what makes them safe:
nobody else sees it, and it ends with the call. A test holds the two together.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from escalade.models.backends.sqlite import SqliteConnection

if TYPE_CHECKING:
    from escalade.models.backends.connection import Connection

TABLES = """
CREATE TABLE record (
    position INTEGER PRIMARY KEY, subject TEXT, ordinal INTEGER, act TEXT, officer TEXT, place TEXT, day TEXT,
    at TEXT, audience TEXT, data BLOB, node BLOB, UNIQUE (subject, ordinal)
);
CREATE INDEX record_at_place ON record (place, position);
CREATE INDEX record_by_officer ON record (officer, position);
CREATE TABLE opened (commitment TEXT PRIMARY KEY, salt TEXT, value TEXT);
CREATE TABLE paper (digest TEXT PRIMARY KEY, name TEXT, data BLOB);
CREATE TABLE absent_paper (digest TEXT PRIMARY KEY, at TEXT);
CREATE TABLE subject (
    reference TEXT PRIMARY KEY, kind TEXT, round TEXT, state TEXT, ordinal INTEGER, day TEXT, title TEXT, place TEXT,
    document TEXT, flagged BOOLEAN, waits INTEGER
);
CREATE INDEX subject_of_round ON subject (kind, round, reference);
CREATE INDEX subject_in_state ON subject (kind, state, reference);
CREATE TABLE tally (kind TEXT, round TEXT, state TEXT, count INTEGER, PRIMARY KEY (kind, round, state));
CREATE TABLE awaited (
    whose TEXT, lot TEXT, since TEXT, subject TEXT, source TEXT, PRIMARY KEY (whose, lot, since, subject, source)
) WITHOUT ROWID;
CREATE INDEX awaited_from ON awaited (source);
"""


def in_memory() -> Connection:
    """An empty register in memory."""
    connection = sqlite3.connect(":memory:", isolation_level=None, factory=SqliteConnection)
    connection.executescript(TABLES)
    return connection
