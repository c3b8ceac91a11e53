"""Every statement that reads or writes a register, in one place."""

SIZE = "SELECT (SELECT max(position) FROM record), (SELECT at FROM record ORDER BY position DESC LIMIT 1)"
VERSION = "SELECT version_num FROM alembic_version"
DATA = "SELECT data FROM record WHERE position = ?"
NEWEST_OF_ALL = "SELECT subject || '#' || ordinal FROM record ORDER BY position DESC LIMIT 1"
AT = "SELECT at FROM record WHERE position <= ? ORDER BY position DESC LIMIT 1"
NODE = "SELECT node FROM record WHERE position = ?"
OF_SUBJECT = "SELECT data FROM record WHERE subject = ? AND position <= ? ORDER BY ordinal"
AHEAD = """
SELECT asked.key, record.data,
       (SELECT max(position) FROM record), (SELECT at FROM record ORDER BY position DESC LIMIT 1)
FROM json_each(?) AS asked LEFT JOIN record ON record.subject = asked.key AND record.ordinal > asked.value
ORDER BY asked.key, record.ordinal
"""
RECORDS_FROM = "SELECT position, data, node FROM record WHERE position >= ? ORDER BY position"
EVERY_RECORD = "SELECT position, data FROM record WHERE position > ? ORDER BY position LIMIT ?"
EVERY_COLUMN = """
SELECT position, subject, ordinal, act, officer, place, day, at, audience, data, node
FROM record WHERE position > ? ORDER BY position LIMIT ?
"""
OF_ROUND = """
SELECT subject FROM record WHERE subject > ? AND subject < ? AND ordinal = 1 AND position <= ? ORDER BY subject
"""
POSITION = "SELECT position FROM record WHERE subject = ? AND ordinal = ?"
NEWEST = "SELECT ordinal FROM record WHERE subject = ? ORDER BY ordinal DESC LIMIT 1"
NEWEST_POSITION = "SELECT position, ordinal FROM record WHERE subject = ? ORDER BY ordinal DESC LIMIT 1"
AT_PLACE = "SELECT subject || '#' || ordinal FROM record WHERE place = ? AND position <= ? ORDER BY position"
LEADING_TO = """
SELECT subject || '#' || ordinal FROM record WHERE instr(data, ?) > 0 AND position <= ? ORDER BY position
"""
UNSEEN = """
SELECT DISTINCT subject, act FROM record WHERE position > ? AND audience <> 'public' AND audience <> ?
"""
NEWEST_READ = """
SELECT subject || '#' || ordinal, at FROM record WHERE audience = 'public' OR audience = ?
ORDER BY position DESC LIMIT 1
"""
AUDIENCE_AT_BIRTH = "SELECT audience FROM record WHERE subject = ? AND ordinal = 1"
NOT_PUBLIC = """
SELECT DISTINCT act, audience FROM record
WHERE audience <> 'public' AND position < (SELECT position FROM record WHERE subject = ? AND ordinal = ?)
AND (subject = ? OR (subject > ? AND subject < ?) OR subject = 'body'
OR (subject > 'meeting/' AND subject < 'meeting0') OR (subject > 'session/' AND subject < 'session0'))
"""
BY_OFFICER = "SELECT subject || '#' || ordinal FROM record WHERE officer = ? AND position <= ? ORDER BY position"
COMMITTING = """
SELECT subject || '#' || ordinal FROM record
WHERE act IN ('take position', 'lift objection', 'record statement', 'correct', 'receive translation')
AND instr(data, ?) > 0 ORDER BY position
"""
ERASE_OPENED = "DELETE FROM opened WHERE commitment = ?"
TEXTS_OF = "SELECT commitment, salt, value FROM opened WHERE commitment IN (SELECT value FROM json_each(?))"
EVERY_OPENED = "SELECT commitment, salt, value FROM opened"
EVERY_COMMITMENT = "SELECT commitment FROM opened"
OPENED = "SELECT salt, value FROM opened WHERE commitment = ?"

REFERENCES = "SELECT reference FROM subject ORDER BY kind, reference"
SOME_REFERENCES = f"{REFERENCES} LIMIT ?"
ROUNDS = "SELECT reference FROM subject WHERE kind = 'round' ORDER BY reference DESC"
IN_ORDER = """
SELECT subject, ordinal, data FROM record WHERE (subject, ordinal) > (?, ?) ORDER BY subject, ordinal LIMIT ?
"""
ENDING_IN = "SELECT reference FROM subject WHERE kind = 'topic' AND reference LIKE ? ESCAPE '\\' ORDER BY reference"
TALLY = """
SELECT round, state, count FROM tally
WHERE kind = ?1 AND round BETWEEN coalesce(?2, '') AND coalesce(?2, x'ff') AND count > 0 ORDER BY round, state
"""
TOPICS = """
SELECT topic.reference, topic.round, topic.state, topic.title, topic.day, topic.ordinal, topic.waits,
       topic.flagged OR (topic.place LIKE 'meeting/%' AND meeting.state = 'convened')
       OR (topic.place LIKE 'session/%' AND topic.document IS NULL)
FROM subject AS topic LEFT JOIN subject AS meeting ON meeting.reference = topic.place
WHERE topic.reference > max(?2, coalesce(?1 || '/', '')) AND topic.reference < coalesce(?1 || '0', x'ff')
AND +topic.kind = 'topic'
AND (?4 = '[]' OR topic.state IN (SELECT value FROM json_each(?4)))
ORDER BY topic.reference LIMIT ?3
"""

ADD_RECORD = """
INSERT INTO record (position, subject, ordinal, act, officer, place, day, at, audience, data, node)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
ADD_PAPER = "INSERT INTO paper (digest, name, data) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
ADD_ABSENT = "INSERT INTO absent_paper (digest, at) VALUES (?, ?) ON CONFLICT DO NOTHING"
FORGET_ABSENT = "DELETE FROM absent_paper WHERE digest = ?"
EVERY_ABSENT = "SELECT digest, at FROM absent_paper"
EVERY_DIGEST = "SELECT digest FROM paper"
EVERY_PAPER = "SELECT digest, name, data FROM paper"
PAPER = "SELECT name, data FROM paper WHERE digest = ?"
ADD_OPENED = "INSERT INTO opened (commitment, salt, value) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
PUT_SUBJECT = """
INSERT INTO subject (reference, kind, round, state, ordinal, day, title, place, document, flagged, waits)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (reference) DO UPDATE SET state = excluded.state, ordinal = excluded.ordinal, day = excluded.day,
title = excluded.title, place = excluded.place, document = excluded.document, flagged = excluded.flagged,
waits = excluded.waits
"""
COUNT_ONE = """
INSERT INTO tally (kind, round, state, count) VALUES (?, ?, ?, ?)
ON CONFLICT (kind, round, state) DO UPDATE SET count = tally.count + excluded.count
"""
SUBJECT = """
SELECT reference, kind, round, state, ordinal, day, title, place, document, flagged, waits
FROM subject WHERE reference = ?
"""
FORGET_AWAITED = "DELETE FROM awaited WHERE source = ?"
PUT_AWAITED = "INSERT INTO awaited (whose, lot, since, subject, source) VALUES (?, ?, ?, ?, ?)"
AWAITED_OF = "SELECT whose, lot, since, subject, source FROM awaited WHERE source = ?"
LOT_AFTER = "SELECT lot FROM awaited WHERE whose = ? AND lot > ? ORDER BY lot LIMIT 1"
IN_LOT = """
SELECT DISTINCT since, subject FROM awaited
WHERE whose = ? AND lot = ? AND (since, subject) >= (?, ?) ORDER BY since, subject LIMIT ?
"""
UNRECORDED = """
SELECT reference FROM subject
WHERE NOT EXISTS (SELECT 1 FROM record WHERE record.subject = subject.reference) ORDER BY reference
"""
AWAITED_OF_NOTHING = """
SELECT DISTINCT source FROM awaited
WHERE NOT EXISTS (SELECT 1 FROM record WHERE record.subject = awaited.source) ORDER BY source
"""
COUNTED = "SELECT kind, coalesce(round, ''), state, count(*) FROM subject GROUP BY kind, coalesce(round, ''), state"
EVERY_TALLY = "SELECT kind, round, state, count FROM tally WHERE count <> 0"
UNCOUNTED = f"{COUNTED} EXCEPT {EVERY_TALLY}"
MISCOUNTED = f"{EVERY_TALLY} EXCEPT {COUNTED}"
