"""The tables, as SQLModel describes them.

`record`, `opened` and `paper` are written down once; `subject`, `tally`, `awaited` and `happening` are
derived from the records, and `rebuild` makes them anew. So is the index of words,
`search_index`. That, and the triggers, SQLModel cannot describe: see `store/guards.py`.
"""

from sqlalchemy import CheckConstraint, Index, LargeBinary, String, UniqueConstraint
from sqlmodel import AutoString, Field, SQLModel


class MadeWithRow(SQLModel, table=True):
    """The schema that a register was made with; there is one."""

    __tablename__ = "made_with"

    digest: str = Field(primary_key=True, description="The SHA-256 of the schema's text, the first 16 digits.")


class RecordRow(SQLModel, table=True):
    """One record: its place in the ledger, its bytes, and what is looked up."""

    __tablename__ = "record"
    __table_args__ = (
        UniqueConstraint("subject", "ordinal"),
        CheckConstraint("position > 0 AND ordinal > 0"),
        Index("record_at_place", "place", "position"),
        Index("record_by_officer", "officer", "position"),
    )

    position: int = Field(
        primary_key=True,
        sa_column_kwargs={"autoincrement": False},
        description="Its place in the ledger, counted from 1.",
    )
    subject: str
    ordinal: int
    act: str
    officer: str
    place: str | None = Field(description="The meeting or session that its evidence names.")
    day: str = Field(description="The day on which the act took effect.")
    at: str = Field(description="The moment of recording, UTC.")
    audience: str
    data: bytes = Field(sa_type=LargeBinary, description="The canonical bytes.")
    node: bytes = Field(sa_type=LargeBinary, description="The root of the largest perfect subtree that it completes.")


class OpenedRow(SQLModel, table=True):
    """A personal text behind a commitment; the one thing that may be erased."""

    __tablename__ = "opened"

    commitment: str = Field(primary_key=True)
    salt: str
    value: str = Field(description="The text, as canonical JSON.")


class PaperRow(SQLModel, table=True):
    """A paper that was issued: its bytes can never change."""

    __tablename__ = "paper"

    digest: str = Field(primary_key=True, description="The SHA-256 of the bytes, in hexadecimal.")
    name: str = Field(description="What the file is called.")
    data: bytes = Field(sa_type=LargeBinary)


class AbsentPaperRow(SQLModel, table=True):
    """A file that a record names, and whose bytes were not given with it."""

    __tablename__ = "absent_paper"

    digest: str = Field(primary_key=True, description="The SHA-256 of the bytes, in hexadecimal.")
    at: str = Field(description="When that was recorded here, UTC.")


class SubjectRow(SQLModel, table=True):
    """A subject and its state now; derived."""

    __tablename__ = "subject"
    __table_args__ = (
        Index("subject_of_round", "kind", "round", "reference"),
        Index("subject_in_state", "kind", "state", "reference"),
    )

    reference: str = Field(primary_key=True)
    kind: str
    round: str | None
    state: str
    ordinal: int = Field(description="The ordinal of its newest record.")
    day: str = Field(description="When the act that last moved it took effect.")
    title: str = Field(description="Its title in its languages, as JSON.")
    place: str | None = Field(description="The meeting whose report makes final that it stands there.")
    document: str | None = Field(description="The document that proves the last move.")
    flagged: bool = Field(description="Whether it stands on what no final document proves yet.")
    waits: int = Field(description="How many of its records wait to be endorsed.")
    objections: int = Field(
        sa_column_kwargs={"server_default": "0"},
        description="How many objections to it stand, or stood when it was decided.",
    )


class TallyRow(SQLModel, table=True):
    """The number of subjects of a kind in a state; derived, kept not counted."""

    __tablename__ = "tally"

    kind: str = Field(primary_key=True)
    round: str = Field(primary_key=True)
    state: str = Field(primary_key=True)
    count: int


class AwaitedRow(SQLModel, table=True):
    """For whom something may wait; derived."""

    __tablename__ = "awaited"
    __table_args__ = (Index("awaited_from", "source"), {"sqlite_with_rowid": False})

    whose: str = Field(primary_key=True, description="The office, or for whom an act was entered.")
    subject: str = Field(primary_key=True, description="Under what it is shown.")
    source: str = Field(primary_key=True, description="The subject whose records tell it.")


class HappeningRow(SQLModel, table=True):
    """From when to when something may happen with a subject; derived."""

    __tablename__ = "happening"
    __table_args__ = (Index("happening_with", "subject"), {"sqlite_with_rowid": False})

    kind: str = Field(primary_key=True)
    first: str = Field(description="The first day, or moment; empty where none is known.")
    last: str = Field(primary_key=True, description="The last day, or moment.")
    subject: str = Field(primary_key=True)


TABLES = SQLModel.metadata.tables
"""Every table by its name."""

TEXT = String().with_variant(String(collation="C"), "postgresql")
"""Text in the order of its bytes, on either database."""

for table in TABLES.values():
    for column in table.columns:
        if isinstance(column.type, AutoString):
            column.type = TEXT
