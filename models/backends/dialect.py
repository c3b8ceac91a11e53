"""Statements as PostgreSQL spells them, beside those of SQLite."""

from __future__ import annotations

import re
from functools import cache

from escalade.models.store import statements

SPELT = {
    statements.AHEAD: """
SELECT asked.key, record.data, newest.position, newest.at
FROM json_each_text($1) AS asked LEFT JOIN (SELECT position, at FROM record ORDER BY position DESC LIMIT 1) AS newest
ON true LEFT JOIN LATERAL (
    SELECT ordinal, data FROM record WHERE subject = asked.key COLLATE "C" AND ordinal > asked.value::integer OFFSET 0
) AS record ON true
ORDER BY asked.key, record.ordinal
""",
    statements.LEADING_TO: (
        "SELECT subject || '#' || ordinal FROM record "
        "WHERE position($1::bytea IN data) > 0 AND position <= $2 ORDER BY position"
    ),
    statements.COMMITTING: statements.COMMITTING.replace("instr(data, ?)", "position($1::bytea IN data)"),
    statements.ENDING_IN: (
        "SELECT reference FROM subject WHERE kind = 'topic' AND reference ILIKE $1 ESCAPE '\\' ORDER BY reference"
    ),
    statements.TEXTS_OF: """
SELECT commitment, salt, value FROM opened
WHERE commitment IN (SELECT json_array_elements_text($1::json) COLLATE "C")
""",
    statements.TALLY: """
SELECT round, state, count FROM tally
WHERE kind = $1 AND ($2::text IS NULL OR round = $2) AND count > 0 ORDER BY round, state
""",
    statements.TOPICS: """
SELECT topic.reference, topic.round, topic.state, topic.title, topic.day, topic.ordinal, topic.waits,
       topic.flagged OR (topic.place LIKE 'meeting/%' AND coalesce(meeting.state = 'convened', false))
       OR (topic.place LIKE 'session/%' AND topic.document IS NULL)
FROM subject AS topic LEFT JOIN subject AS meeting ON meeting.reference = topic.place
WHERE topic.kind = 'topic' AND topic.reference > $2::text
AND ($1::text IS NULL OR (topic.reference > $1::text || '/' AND topic.reference < $1::text || '0'))
AND ($4 = '[]' OR topic.state IN (SELECT json_array_elements_text($4::json)))
ORDER BY topic.reference LIMIT $3
""",
}
"""Statements that PostgreSQL spells otherwise than SQLite."""

LONG = frozenset({statements.EVERY_PAPER, statements.EVERY_OPENED, statements.EVERY_DIGEST})
"""Statements whose rows are fetched some at a time, so that memory stays as it is."""

LEDGER = "SELECT pg_advisory_xact_lock(7310579606302523392 + 'record'::regclass::oid::bigint)"
"""The lock of one ledger, whatever schema of the database it is in."""

APPEND = "CALL append_act($1, false, '')"
"""Append an act, if nothing it stood on moved; commits, and waits for the disk."""

DEFERRING = 170000
"""The version of PostgreSQL from which the disk can be waited for behind a commit."""

DEFER = """
SELECT set_config('synchronous_commit', 'off', true) WHERE current_setting('synchronous_standby_names') = ''
"""
"""Let the commit wait for no disk: `FLUSH` does, once the lock has ended with it."""

FLUSH = """
SELECT CASE WHEN pg_is_in_recovery() THEN NULL WHEN pg_current_wal_flush_lsn() < pg_current_wal_insert_lsn()
THEN pg_logical_emit_message(false, 'escalade', ''::text, true) END
"""
"""Wait until all that was committed, by whomever, is on the disk."""


@cache
def to_postgresql(statement: str) -> str:
    """A statement as PostgreSQL spells it: its values are numbered."""
    numbers = iter(range(1, statement.count("?") + 1))
    return SPELT.get(statement) or re.sub(r"\?(\d*)", lambda mark: f"${mark[1] or next(numbers)}", statement)
