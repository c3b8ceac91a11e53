"""Every statement that reads or writes a register, over its tables.

What runs is the text that they compile to: `statements.py`, and what either
database spells otherwise or is asked besides, `postgresql_statements.py` and
`sqlite_statements.py`. `python -m escalade.models.store.compiler` makes them,
and a test holds them to this module. The values of a statement are given in the
order in which its text names them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    Boolean,
    Integer,
    LargeBinary,
    String,
    and_,
    cast,
    column,
    delete,
    exists,
    func,
    literal_column,
    or_,
    select,
    table,
    tuple_,
)

from escalade.models.store.constructs import (
    HasWords,
    InBytes,
    JsonList,
    JsonPairs,
    LookUp,
    Parameter,
    Position,
    Unindexed,
)
from escalade.models.tables import TABLES
from escalade.workflow.values.message import Message

if TYPE_CHECKING:
    from sqlalchemy import Column, ColumnElement, Select, Table, TableClause

Statement = Callable[[Any], Any]
"""A statement that is made with a dialect's own `insert`."""

made_with, record, opened, paper, absent, subject, tally, awaited, happening = TABLES.values()
search = table("search_index", column("rowid", Integer), column("words", String))
"""The words of each record that has any: a table of FTS5, which SQLModel cannot describe."""
r, s, t, w, x = record.c, subject.c, tally.c, awaited.c, search.c
called = r.subject.concat("#").concat(r.ordinal)
"""What a record is called."""


def string(name: str) -> Parameter:
    """A text that is given when the statement is run."""
    return Parameter(name)


def number(name: str) -> Parameter:
    """A number that is given, such as a position or how many rows are wanted."""
    return Parameter(name, Integer)


def octets(name: str) -> Parameter:
    """Bytes that are given."""
    return Parameter(name, LargeBinary)


def in_list(text: ColumnElement[Any], name: str) -> ColumnElement[bool]:
    """Whether a text is one of a list that is given as JSON."""
    listed = JsonList(string(name)).table_valued(column("value"), name="listed")
    return text.in_(select(InBytes(listed.c.value)))


def add(to: Table | TableClause[Any]) -> Statement:
    """Add a row, whole."""
    values = {one.name: Parameter(one.name, type(one.type)) for one in to.c}
    return lambda insert: insert(to).inline().values(values)


def keep(in_: Table) -> Statement:
    """Add a row where there is none of that key."""
    adding = add(in_)
    return lambda insert: adding(insert).on_conflict_do_nothing()


def upsert(in_: Table, *fixed: str) -> Statement:
    """Add a row, or write over the one there but for what is fixed."""

    def statement(insert: Any) -> Any:
        """Write the insert in a dialect's words."""
        adding = add(in_)(insert)
        names = [one.name for one in in_.c if not one.primary_key and one.name not in fixed]
        return adding.on_conflict_do_update(
            index_elements=list(in_.primary_key), set_={name: adding.excluded[name] for name in names}
        )

    return statement


def count_one(insert: Any) -> Any:
    """Add to a count, which may be the first of its kind."""
    adding = add(tally)(insert)
    return adding.on_conflict_do_update(
        index_elements=list(tally.primary_key), set_={"count": t.count + adding.excluded.count}
    )


# The ledger

size = select(func.max(r.position)).scalar_subquery()
newest_at = select(r.at).order_by(r.position.desc()).limit(1).scalar_subquery()
after, upto = r.position > number("after"), r.position <= number("upto")
is_newest = r.position.desc()

SIZE = select(size, newest_at)
MADE_WITH = select(made_with.c.digest)
ADD_MADE_WITH = add(made_with)
DATA = select(r.data).where(r.position == number("position"))
NODE = select(r.node).where(r.position == number("position"))
AT = select(r.at).where(upto).order_by(is_newest).limit(1)
NEWEST_OF_ALL = select(called).order_by(is_newest).limit(1)
NEWEST_READ = (
    select(called, r.at)
    .where(or_(r.audience == "public", r.audience == string("audience")))
    .order_by(is_newest)
    .limit(1)
)
RECORDS_FROM = select(r.position, r.data, r.node).where(r.position >= number("position")).order_by(r.position)
EVERY_RECORD = select(r.position, r.data).where(after).order_by(r.position).limit(number("limit"))
EVERY_COLUMN = select(record).where(after).order_by(r.position).limit(number("limit"))
IN_ORDER = (
    select(r.subject, r.ordinal, r.data)
    .where(tuple_(r.subject, r.ordinal) > tuple_(string("subject"), number("ordinal")))
    .order_by(r.subject, r.ordinal)
    .limit(number("limit"))
)
ADD_RECORD = add(record)

# The records of a subject

of_subject = r.subject == string("subject")
asked = JsonPairs(string("asked")).table_valued(column("key"), column("value"), name="asked")
unknown = and_(r.subject == InBytes(asked.c.key), r.ordinal > cast(asked.c.value, Integer))

OF_SUBJECT = select(r.data).where(of_subject, upto).order_by(r.ordinal)
POSITION = select(r.position).where(of_subject, r.ordinal == number("ordinal"))
NEWEST = select(r.ordinal).where(of_subject).order_by(r.ordinal.desc()).limit(1)
NEWEST_POSITION = select(r.position, r.ordinal).where(of_subject).order_by(r.ordinal.desc()).limit(1)
AUDIENCE_AT_BIRTH = select(r.audience).where(of_subject, r.ordinal == 1)
AHEAD = (
    select(asked.c.key, r.data, size, newest_at)
    .select_from(LookUp(asked, record, unknown, isouter=True))
    .order_by(asked.c.key, r.ordinal)
)
"""The records behind those that are known, subject by subject, and how far the ledger goes."""
OF_ROUND = (
    select(r.subject)
    .where(r.subject > string("after"), r.subject < string("before"), r.ordinal == 1, upto)
    .order_by(r.subject)
)

# Records by what they say

issued = record.alias("issued")
issue = select(issued.c.position).where(issued.c.subject == string("round"), issued.c.ordinal == number("ordinal"))
bearing_texts = ("take position", "lift objection", "record statement", "correct", "receive translation")

AT_PLACE = select(called).where(r.place == string("place"), upto).order_by(r.position)
BY_OFFICER = select(called).where(r.officer == string("officer"), upto).order_by(r.position)
DEFERRED = select(r.subject).distinct().where(in_list(r.subject, "names"), r.act == "defer").order_by(r.subject)
OF_ACT = select(called).where(r.act == string("act"), upto).order_by(r.position)
NEWEST_OF_ACTS = select(called).where(in_list(r.act, "acts")).order_by(is_newest)
LEADING_TO = select(called).where(Position(r.data, octets("spelt")) > 0, upto).order_by(r.position)
ISSUED_UNDER = (
    select(called)
    .where(
        r.subject.in_(select(s.reference).where(s.kind == "round")),
        r.act == "issue",
        Position(r.data, octets("spelt")) > 0,
        upto,
    )
    .order_by(r.position)
)
COMMITTING = (
    select(called).where(r.act.in_(bearing_texts), Position(r.data, octets("commitment")) > 0).order_by(r.position)
)
NOT_PUBLIC = (
    select(r.act, r.audience)
    .distinct()
    .where(
        r.audience != "public",
        r.position < issue.scalar_subquery(),
        or_(
            r.subject == string("round"),
            and_(r.subject > string("after"), r.subject < string("before")),
            r.subject == "body",
            and_(r.subject > "meeting/", r.subject < "meeting0"),
            and_(r.subject > "session/", r.subject < "session0"),
        ),
    )
)
"""What is not public of all that a paper of a round can print, up to its issue."""

# Personal texts, and papers

OPENED = select(opened.c.salt, opened.c.value).where(opened.c.commitment == string("commitment"))
TEXTS_OF = select(opened).where(in_list(opened.c.commitment, "commitments"))
EVERY_OPENED = select(opened)
EVERY_COMMITMENT = select(opened.c.commitment)
ADD_OPENED = keep(opened)
ERASE_OPENED = delete(opened).where(opened.c.commitment == string("commitment"))
PAPER = select(paper.c.name, paper.c.data).where(paper.c.digest == string("digest"))
EVERY_PAPER = select(paper)
EVERY_DIGEST = select(paper.c.digest)
ADD_PAPER = keep(paper)
EVERY_ABSENT = select(absent)
ADD_ABSENT = keep(absent)
FORGET_ABSENT = delete(absent).where(absent.c.digest == string("digest"))

# Where subjects stand

topic, meeting = subject.alias("topic"), subject.alias("meeting")
is_provisional = or_(topic.c.flagged, meeting.c.state == "convened")

SUBJECT = select(subject).where(s.reference == string("reference"))
REFERENCES = select(s.reference).order_by(s.kind, s.reference)
SOME_REFERENCES = REFERENCES.limit(number("limit"))
ROUNDS = select(s.reference).where(s.kind == "round").order_by(s.reference.desc())
ENDING_IN = (
    select(s.reference)
    .where(s.kind == "topic", s.reference.ilike(string("pattern"), escape="\\"))
    .order_by(s.reference)
)
LISTED = ("reference", "round", "state", "title", "day", "ordinal", "waits", "objections")
TOPICS = (
    select(*(topic.c[name] for name in LISTED))
    .add_columns(is_provisional)
    .select_from(topic.outerjoin(meeting, meeting.c.reference == topic.c.place))
    .where(
        topic.c.reference > string("after"),
        topic.c.reference < string("before"),
        Unindexed(topic.c.kind) == "topic",
        or_(string("states") == "[]", in_list(topic.c.state, "states")),
    )
    .order_by(topic.c.reference)
    .limit(number("limit"))
)
UNRECORDED = select(s.reference).where(~exists(r.subject).where(r.subject == s.reference)).order_by(s.reference)
PUT_SUBJECT = upsert(subject, "kind", "round")
CLEAR_SUBJECTS = delete(subject)

# How many there are

counted = (s.kind, func.coalesce(s.round, ""), s.state)
is_count = select(*counted, func.count()).group_by(*counted)

TALLY = (
    select(t.round, t.state, t.count)
    .where(t.kind == string("kind"), t.round.between(string("first"), string("last")), t.count > 0)
    .order_by(t.round, t.state)
)
EVERY_TALLY = select(tally).where(t.count != 0)
UNCOUNTED = is_count.except_(EVERY_TALLY)
MISCOUNTED = EVERY_TALLY.except_(is_count)
COUNT_ONE = count_one
CLEAR_TALLIES = delete(tally)

# What may be awaited, and what happened

h = happening.c
is_of_nothing = ~exists(r.subject).where(r.subject == w.source)
AWAITED = select(w.whose, w.subject)
HAPPENED = select(happening).where(h.kind == string("kind"), h.last >= string("first")).order_by(h.last, h.subject)
GATHERINGS = (
    select(s.reference, s.state, func.coalesce(h.first, ""))
    .select_from(subject.outerjoin(happening, and_(h.subject == s.reference, h.kind.in_((s.kind, "anew " + s.kind)))))
    .where(s.kind == string("kind"))
    .order_by(s.state == "annulled", func.coalesce(h.first, "") != "", h.first.desc(), s.reference.desc())
)
is_with_nothing = ~exists(r.subject).where(r.subject == h.subject)
HAPPENING_OF = select(happening).where(h.subject == string("subject"))
HAPPENING_OF_NOTHING = select(h.subject).distinct().where(is_with_nothing).order_by(h.subject)
PUT_HAPPENING = add(happening)
FORGET_HAPPENING = delete(happening).where(h.subject == string("subject"))
CLEAR_HAPPENING = delete(happening)
AWAITED_OF = select(awaited).where(w.source == string("source"))
AWAITED_OF_NOTHING = select(w.source).distinct().where(is_of_nothing).order_by(w.source)
PUT_AWAITED = add(awaited)
FORGET_AWAITED = delete(awaited).where(w.source == string("source"))
CLEAR_AWAITED = delete(awaited)

# Words that are searched for

FIND_WORDS = (
    select(r.position, r.data)
    .select_from(search.join(record, r.position == x.rowid))
    .where(HasWords(x.words, string("sought")), x.rowid > number("after"))
    .order_by(x.rowid)
    .limit(number("limit"))
)
WORDS_OF = (
    select(func.coalesce(x.words, ""))
    .select_from(record.outerjoin(search, x.rowid == r.position))
    .where(of_subject)
    .order_by(r.ordinal)
)
WORDS_OF_NOTHING = select(x.rowid).where(~exists(r.position).where(r.position == x.rowid)).order_by(x.rowid)
ADD_WORDS = add(search)
FORGET_WORDS = delete(search).where(x.rowid == number("position"))
CLEAR_WORDS = delete(search)

# What cannot have been written to a file, which takes any value in any column


def holds_another(than: str, in_: Column[Any]) -> Select[Any]:
    """Whether a column holds values of another kind."""
    return select(literal_column("1")).where(func.typeof(in_).not_in((than, "null"))).limit(1)


def kind_of(one: Column[Any]) -> str:
    """Name the type that SQLite gives the values of a column."""
    kinds = {Integer: "integer", Boolean: "integer", LargeBinary: "blob"}
    return next((kind for type_, kind in kinds.items() if isinstance(one.type, type_)), "text")


def _misfit(one: Column[Any]) -> Message:
    """Say that a column holds what is of another type."""
    facts = {"column": one.name, "table": one.table.name, "kind": kind_of(one)}
    return Message("the column {column} of {table} holds what is no {kind}", **facts)


DAMAGE = {
    Message("the record has a gap"): select(func.max(r.position)).having(
        or_(func.count() < func.max(r.position), func.min(r.position) < 1)
    ),
    **{
        _misfit(one): holds_another(kind_of(one), one)
        for looked in (record, opened, subject, tally, awaited, happening, paper)
        for one in looked.c
    },
    Message("a title of subject is none"): select(literal_column("1"))
    .where(or_(func.json_valid(s.title) == 0, func.json_type(s.title) != "object"))
    .limit(1),
}
"""By what is said of it, what finds a damage."""
