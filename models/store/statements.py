"""Every statement that reads or writes a register, on either database.

SQLite runs them as they stand. PostgreSQL writes `?1` as `$1`, and has `instr` and `json_each` from
`schema.py`. A list is given as a JSON object whose keys count. What a statement takes stands behind it,
in the order of its numbers. Those that read and write what is derived are in `projections.py`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from escalade.models.backends.postgresql import PostgresqlConnection
    from escalade.models.backends.sqlite import SqliteConnection

Connection: TypeAlias = "SqliteConnection | PostgresqlConnection"
"""What statements run on; neither has a method that the other lacks."""

# The ledger

SIZE = "SELECT max(position), (SELECT at FROM record ORDER BY position DESC LIMIT 1) FROM record"
MADE_WITH = "SELECT digest FROM made_with"
ADD_MADE_WITH = "INSERT INTO made_with (digest) VALUES (?1)"
DATA = "SELECT data FROM record WHERE position = ?1"
NODE = "SELECT node FROM record WHERE position = ?1"
AT = "SELECT at FROM record WHERE position <= ?1 ORDER BY position DESC LIMIT 1"
NEWEST_OF_ALL = "SELECT subject || '#' || ordinal FROM record ORDER BY position DESC LIMIT 1"
NEWEST_READ = """
SELECT subject || '#' || ordinal, at FROM record WHERE audience = 'public' OR audience = ?1
ORDER BY position DESC LIMIT 1
"""  # audience
RECORDS_FROM = "SELECT position, data, node FROM record WHERE position >= ?1 ORDER BY position"
EVERY_RECORD = "SELECT position, data FROM record WHERE position > ?1 ORDER BY position LIMIT ?2"  # after, limit
EVERY_COLUMN = """
SELECT position, subject, ordinal, act, officer, place, day, at, audience, data, node
FROM record WHERE position > ?1 ORDER BY position LIMIT ?2
"""  # after, limit
IN_ORDER = """
SELECT subject, ordinal, position, data FROM record WHERE (subject, ordinal) > (?1, ?2)
ORDER BY subject, ordinal LIMIT ?3
"""  # subject, ordinal, limit
ADD_RECORD = """
INSERT INTO record (position, subject, ordinal, act, officer, place, day, at, audience, data, node)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
"""

# The records of a subject

OF_SUBJECT = "SELECT data FROM record WHERE subject = ?1 AND position <= ?2 ORDER BY ordinal"  # subject, upto
POSITION = "SELECT position FROM record WHERE subject = ?1 AND ordinal = ?2"  # subject, ordinal
NEWEST = "SELECT ordinal FROM record WHERE subject = ?1 ORDER BY ordinal DESC LIMIT 1"  # subject
NEWER = "SELECT ordinal FROM record WHERE subject = ?1 AND position > ?2 ORDER BY ordinal DESC"  # subject, position
AUDIENCE_AT_BIRTH = "SELECT audience FROM record WHERE subject = ?1 AND ordinal = 1"  # subject
AHEAD = """
SELECT asked.key, record.data,
    (SELECT max(position) FROM record), (SELECT at FROM record ORDER BY position DESC LIMIT 1)
FROM json_each(?1) AS asked
LEFT JOIN record ON record.subject = asked.key AND record.ordinal > CAST(asked.value AS INTEGER)
ORDER BY asked.key, record.ordinal
"""  # by subject, the ordinal of its last record that is known
OF_ROUND = """
SELECT subject FROM record WHERE subject > ?1 AND subject < ?2 AND ordinal = 1 AND position <= ?3 ORDER BY subject
"""  # after, before, upto

# Records by what they say

AT_PLACE = "SELECT subject || '#' || ordinal FROM record WHERE place = ?1 AND position <= ?2 ORDER BY position"
BY_OFFICER = "SELECT subject || '#' || ordinal FROM record WHERE officer = ?1 AND position <= ?2 ORDER BY position"
OF_ACT = "SELECT subject || '#' || ordinal FROM record WHERE act = ?1 AND position <= ?2 ORDER BY position"
NAMING = """
SELECT record.subject || '#' || record.ordinal FROM named JOIN record ON record.position = named.position
WHERE named.name = ?1 AND named.position <= ?2
ORDER BY named.position
"""  # name, upto
DEFERRED = """
SELECT DISTINCT subject FROM record WHERE subject IN (SELECT key FROM json_each(?1)) AND act = 'defer' ORDER BY subject
"""  # subjects
NEWEST_OF_ACTS = """
SELECT subject || '#' || ordinal FROM record WHERE act IN (SELECT key FROM json_each(?1)) ORDER BY position DESC
"""  # acts
COMMITTING = """
SELECT subject || '#' || ordinal FROM record
WHERE act IN ('take position', 'lift objection', 'record statement', 'correct', 'receive translation')
    AND instr(data, ?1) > 0
ORDER BY position
"""  # the commitment, as bytes
NOT_PUBLIC = """
SELECT DISTINCT act, audience FROM record
WHERE audience <> 'public' AND position < (SELECT position FROM record WHERE subject = ?1 AND ordinal = ?2)
    AND (subject = ?1 OR (subject > ?3 AND subject < ?4) OR subject = 'body'
        OR (subject > 'meeting/' AND subject < 'meeting0') OR (subject > 'session/' AND subject < 'session0'))
"""  # round, ordinal of the issue, after, before: what is not public of all that a paper of a round can print

# Personal texts, and papers

OPENED = "SELECT salt, value FROM opened WHERE commitment = ?1"
TEXTS_OF = "SELECT commitment, salt, value FROM opened WHERE commitment IN (SELECT key FROM json_each(?1))"
EVERY_OPENED = "SELECT commitment, salt, value FROM opened"
EVERY_COMMITMENT = "SELECT commitment FROM opened"
ADD_OPENED = "INSERT INTO opened (commitment, salt, value) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING"
ERASE_OPENED = "DELETE FROM opened WHERE commitment = ?1"
PAPER = "SELECT name, data FROM paper WHERE digest = ?1"
EVERY_PAPER = "SELECT digest, name, data FROM paper"
EVERY_DIGEST = "SELECT digest FROM paper"
ADD_PAPER = "INSERT INTO paper (digest, name, data) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING"
ERASE_PAPER = "DELETE FROM paper WHERE digest = ?1"
EVERY_ABSENT = "SELECT digest, at FROM absent_paper"
ADD_ABSENT = "INSERT INTO absent_paper (digest, at) VALUES (?1, ?2) ON CONFLICT DO NOTHING"
FORGET_ABSENT = "DELETE FROM absent_paper WHERE digest = ?1"

# Where subjects stand

REFERENCES = "SELECT reference FROM subject ORDER BY kind, reference"
SOME_REFERENCES = "SELECT reference FROM subject ORDER BY kind, reference LIMIT ?1"  # limit
ROUNDS = "SELECT reference FROM subject WHERE kind = 'round' ORDER BY reference DESC"
ENDING_IN = r"""
SELECT reference FROM subject WHERE kind = 'topic' AND lower(reference) LIKE lower(?1) ESCAPE '\' ORDER BY reference
"""  # pattern
TOPICS = """
SELECT topic.reference, topic.round, topic.state, topic.title, topic.day, topic.ordinal, topic.waits, topic.objections,
    topic.flagged = 1 OR coalesce(meeting.state = 'convened', FALSE)
FROM subject AS topic LEFT JOIN subject AS meeting ON meeting.reference = topic.place
WHERE topic.reference > ?1 AND topic.reference < ?2 AND topic.kind || '' = 'topic'
    AND (?3 = '{}' OR topic.state IN (SELECT key FROM json_each(?3)))
ORDER BY topic.reference LIMIT ?4
"""  # after, before, states, limit; `|| ''` keeps either database from sorting what it finds by kind
COUNTS = """
SELECT round, state, count(*) FROM subject WHERE kind = ?1 AND round >= ?2 AND round <= ?3
GROUP BY round, state ORDER BY round, state
"""  # kind, first, last

# What may be awaited, and what happened

AWAITED = "SELECT whose, subject, source FROM awaited ORDER BY subject"
HAPPENED = "SELECT kind, first, last, subject FROM happening WHERE kind = ?1 AND last >= ?2 ORDER BY last, subject"
GATHERINGS = """
SELECT subject.reference, subject.state, coalesce(happening.first, '') FROM subject
LEFT JOIN happening ON happening.subject = reference AND happening.kind IN (subject.kind, 'anew ' || subject.kind)
WHERE subject.kind = ?1
ORDER BY subject.state = 'annulled', coalesce(happening.first, '') <> '', happening.first DESC, reference DESC
"""  # kind

# Words that are searched for

FIND_WORDS = """
SELECT record.position, record.data FROM words JOIN record ON record.position = words.position
WHERE words.position > ?1
    AND NOT EXISTS (SELECT 1 FROM json_each(?2) AS sought WHERE instr(words.words, sought.key) = 0)
ORDER BY words.position LIMIT ?3
"""  # after, phrases (a blank before each word), limit
