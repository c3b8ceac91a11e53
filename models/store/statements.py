"""Every statement that reads or writes a register, on either database.

SQLite runs them as they stand. PostgreSQL writes `?1` as `$1`, and has `instr` and `json_each` from
`guards.py`. A list is given as a JSON object whose keys count. What a statement takes stands behind it,
in the order of its numbers. Those that read and write what is derived are in `projections.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

from escalade.models.store.errors import MissingRecordError

if TYPE_CHECKING:
    from escalade.models.backends.postgresql import PostgresqlConnection
    from escalade.models.backends.sqlite import SqliteConnection
    from escalade.models.views.view import Subjects


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

# What may be awaited, and what happened

AWAITED = "SELECT whose, subject, source FROM awaited ORDER BY subject"
HAPPENED = "SELECT kind, first, last, subject FROM happening WHERE kind = ?1 AND last >= ?2 ORDER BY last, subject"
GATHERINGS = """
SELECT subject.reference, subject.state, coalesce(happening.first, '') FROM subject
LEFT JOIN happening ON happening.subject = reference AND happening.kind = subject.kind
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

LIMITED = frozenset({"public", "members"})
"""Readers from whom there may be something to hide."""
VIEWS = frozenset({"take position", "record statement", "receive"})
"""Acts that say what somebody holds: no subject moves by one, nor changes its days."""
LAST_POSITION = 2**63 - 1
"""A position that no record is behind."""

Values = tuple[str | bytes | int, ...]


class Names(Mapping[str, tuple[str, ...]]):
    """References found by a key, as far as their reader may see.

    `choose` gives the statement of a key, and its values. The keys are not listed.
    """

    def __init__(self, subjects: Subjects, choose: Callable[[str], tuple[str, Values]]) -> None:
        self._subjects, self._choose = subjects, choose

    def __getitem__(self, key: str) -> tuple[str, ...]:
        statement, values = self._choose(key)
        rows = self._subjects.connection.execute(statement, (*values, self._subjects.upto))
        found = (str(name) for (name,) in rows.fetchall())
        return tuple(filter(self._subjects.shows, found) if self._subjects.hides_some else found)

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


def of_round(name: str) -> tuple[str, Values]:
    """Choose the statement that finds the topics of a round."""
    return OF_ROUND, (f"{name}/", f"{name}0")  # nought comes next after the stroke


def naming(key: str) -> tuple[str, Values]:
    """Choose the statement that finds the records naming something."""
    kind, mark, name = key.partition(":")
    if kind == "by" and mark:
        return BY_OFFICER, (name,)
    if kind == "act" and mark:
        return OF_ACT, (name,)
    if kind in {"to", "symbol"} and mark:
        return NAMING, (key,)
    return AT_PLACE, (key,)


def find_names(subjects: Subjects) -> tuple[Names, Names]:
    """Topics of rounds, and what names something, as far as subjects go."""
    return Names(subjects, of_round), Names(subjects, naming)


PAGE = 1024
"""How many records are read at a time; a power of two."""

Watch = Callable[[int, int], None]
"""Is told of long work: how much is done, and of how much."""


def as_keys(names: Iterable[str]) -> str:
    """A list as statements take it: a JSON object whose keys count."""
    import json  # reading one subject takes none

    return json.dumps(dict.fromkeys(names, 0))


def watch_nothing(_done: int, _of: int) -> None:
    """Nobody looks on."""


def extent(connection: Connection) -> tuple[int, str]:
    """Read how many records there are, and when the newest was made."""
    size, last_at = connection.execute(SIZE).fetchone()
    return size or 0, last_at or ""


def read_node(connection: Connection, position: int) -> bytes:
    """Read the root of the largest perfect subtree that a record completes."""
    row = connection.execute(NODE, (position,)).fetchone()
    if row is None:
        raise MissingRecordError(position=position)
    return bytes(row[0])


def pages(connection: Connection, statement: str, after: int, watch: Watch) -> Iterator[list[Any]]:
    """Rows of the ledger after a position; whoever watches is told how far.

    The statement takes a position and how many rows to give; a row begins with its own.
    """
    last, (size, _) = after, extent(connection)
    while rows := connection.execute(statement, (last, PAGE)).fetchall():
        yield rows
        last = rows[-1][0]
        watch(last - after, size - after)
