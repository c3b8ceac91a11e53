"""Every statement that reads or writes a register, on either database.

SQLite runs them as they stand. PostgreSQL writes `?1` as `$1`, and has `instr` and `json_each` from
`schema.py`. A list is given as a JSON object whose keys count. What a statement takes stands behind it,
in the order of its numbers. Those that read and write what is derived are in `projections.py`.
"""

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
NEWEST_POSITION = "SELECT position, ordinal FROM record WHERE subject = ?1 ORDER BY ordinal DESC LIMIT 1"  # subject
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
LEADING_TO = """
SELECT subject || '#' || ordinal FROM record WHERE instr(data, ?1) > 0 AND position <= ?2 ORDER BY position
"""  # how the bytes spell it, upto
ISSUED_UNDER = """
SELECT subject || '#' || ordinal FROM record
WHERE subject IN (SELECT reference FROM subject WHERE kind = 'round') AND act = 'issue'
    AND instr(data, ?1) > 0 AND position <= ?2
ORDER BY position
"""  # how the bytes spell the symbol, upto
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
HIDDEN_AT_BIRTH = """
SELECT subject FROM record WHERE ordinal = 1 AND audience <> 'public' AND audience <> ?1
"""  # audience
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

# The inbox

INBOX_NEXT_LOT = "SELECT lot FROM awaited WHERE whose = ?1 AND lot > ?2 ORDER BY lot LIMIT 1"
INBOX_OF_LOT = """
SELECT DISTINCT since, subject FROM awaited WHERE whose = ?1 AND lot = ?2 AND (since, subject) >= (?3, ?4)
ORDER BY since, subject LIMIT ?5
"""  # whose, lot, since, subject, limit
GATHERINGS = """
SELECT subject.reference, subject.state, coalesce(awaited.since, '') FROM subject
LEFT JOIN awaited ON awaited.whose = subject.kind AND awaited.lot = 'opens' AND awaited.source = subject.reference
WHERE subject.kind = ?1
ORDER BY CASE WHEN subject.state = 'annulled' THEN 1 ELSE 0 END, CASE WHEN awaited.since IS NULL THEN 0 ELSE 1 END,
    awaited.since DESC, subject.reference DESC
"""  # kind
MEETINGS_ENDING = """
SELECT subject FROM awaited WHERE whose = 'meeting' AND lot = 'closes' AND since >= ?1 ORDER BY since, subject
"""
ONCE_CONVENED = """
SELECT awaited.subject, awaited.since, record.day, record.at, record.data FROM awaited, record
WHERE awaited.subject = record.subject AND awaited.whose = 'meeting' AND awaited.lot = 'closes' AND awaited.since >= ?1
    AND NOT EXISTS (SELECT 1 FROM record AS other WHERE other.subject = awaited.subject
        AND (other.act NOT IN ('convene', 'approve report') OR other.audience <> 'public'))
ORDER BY awaited.since, awaited.subject, record.ordinal
"""
LAUNCHED_BY = """
SELECT reference FROM subject
WHERE kind = 'topic' AND state IN ('launched', 'closed', 'cancelled')
    AND EXISTS (SELECT 1 FROM record WHERE subject = reference AND act = 'launch' AND at <= ?1)
    AND (state = 'launched'
        OR NOT EXISTS (SELECT 1 FROM record WHERE subject = reference AND act IN ('close', 'cancel', 'annul')
            AND position <= ?2)
        OR EXISTS (SELECT 1 FROM record WHERE subject = reference
            AND (position > ?2 OR record.day > ?3 OR length(record.day) <> 10)))
ORDER BY reference
"""  # at, behind, day
QUIET = """
SELECT subject FROM awaited WHERE whose = 'secretariat' AND lot = ?1
    AND NOT EXISTS (SELECT 1 FROM record WHERE record.subject = awaited.subject AND act = 'record hearing')
    AND NOT EXISTS (SELECT 1 FROM record WHERE record.subject = awaited.subject AND position > ?2)
"""
ONCE_LAUNCHED = """
SELECT subject FROM awaited WHERE whose = 'secretariat' AND lot = ?1
    AND NOT EXISTS (SELECT 1 FROM record AS other WHERE other.subject = awaited.subject
        AND (other.act IN ('annul', 'call off hearing', 'cancel', 'close', 'confirm', 'correct', 'endorse', 'extend',
                'move day', 'receive translation', 'record hearing', 'record responses', 'redact')
            OR (other.audience <> 'public' AND other.act NOT IN ('receive', 'record statement', 'take position'))
            OR other.at >= ?2 OR other.day > ?3 OR length(other.day) <> 10))
ORDER BY subject
"""
FIRST_AFTER = "SELECT position FROM record WHERE position > ?1 AND at > ?2 ORDER BY position LIMIT 1"
LAST_OF_ACT = """
SELECT subject || '#' || ordinal, position FROM record WHERE act = ?1 AND position < ?2 ORDER BY position DESC LIMIT ?3
"""  # act, before, limit

# Words that are searched for

FIND_WORDS = """
SELECT record.position, record.data FROM words JOIN record ON record.position = words.position
WHERE words.position > ?1
    AND NOT EXISTS (SELECT 1 FROM json_each(?2) AS sought WHERE instr(words.words, sought.key) = 0)
ORDER BY words.position LIMIT ?3
"""  # after, phrases (a blank before each word), limit
