"""The tables, as SQLModel describes them, and the text that makes them.

`record`, `opened` and `paper` are written down once; the tables from `subject` on are derived from the
records (`projections.py`). Triggers SQLModel cannot describe: see `guards.py`.

Called as `python -m escalade.models.store.tables`, it writes `schema_text.py`, so that nothing needs
SQLAlchemy to make or recognise a register.
"""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy import CheckConstraint, Index, LargeBinary, String, UniqueConstraint, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.schema import CreateIndex, CreateTable
from sqlmodel import AutoString, Field, SQLModel

from escalade.models.store import guards

PLACED = text("place IS NOT NULL")
CLUSTERED = {"sqlite_with_rowid": False}
"""For a table whose rows lie in the order of their key."""


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
        Index("record_at_place", "place", "position", sqlite_where=PLACED, postgresql_where=PLACED),
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
    __table_args__ = (CLUSTERED,)

    commitment: str = Field(primary_key=True)
    salt: str
    value: str = Field(description="The text, as canonical JSON.")


class PaperRow(SQLModel, table=True):
    """A paper that was issued: its bytes can never change; they may be erased."""

    __tablename__ = "paper"

    digest: str = Field(primary_key=True, description="The SHA-256 of the bytes, in hexadecimal.")
    name: str = Field(description="What the file is called.")
    data: bytes = Field(sa_type=LargeBinary)


class AbsentPaperRow(SQLModel, table=True):
    """A file that a record names, and whose bytes are not here."""

    __tablename__ = "absent_paper"

    digest: str = Field(primary_key=True, description="The SHA-256 of the bytes, in hexadecimal.")
    at: str = Field(description="When that was recorded here, UTC.")


class SubjectRow(SQLModel, table=True):
    """A subject and its state now; derived."""

    __tablename__ = "subject"
    __table_args__ = (Index("subject_counted", "kind", "round", "state"), CLUSTERED)

    reference: str = Field(primary_key=True)
    kind: str
    round: str = Field(description="The round that it belongs to; empty where to none.")
    state: str
    ordinal: int = Field(description="The ordinal of its newest record.")
    day: str = Field(description="When the act that last moved it took effect.")
    title: str = Field(description="Its title in its languages, as JSON.")
    place: str | None = Field(description="The meeting whose report makes final that it stands there.")
    document: str | None = Field(description="The document that proves the last move.")
    flagged: int = Field(description="1 where it stands on what no final document proves yet.")
    waits: int = Field(description="How many of its records wait to be endorsed.")
    objections: int = Field(description="How many objections to it stand, or stood when it was decided.")


class AwaitedRow(SQLModel, table=True):
    """Something that may wait; derived."""

    __tablename__ = "awaited"
    __table_args__ = (CLUSTERED,)

    source: str = Field(primary_key=True, description="The subject whose records tell it.")
    whose: str = Field(primary_key=True, description="The office, or for whom it was entered.")
    subject: str = Field(primary_key=True, description="Under what it is shown.")


class HappeningRow(SQLModel, table=True):
    """From when to when something may happen with a subject; derived."""

    __tablename__ = "happening"
    __table_args__ = (Index("happening_with", "subject"), CLUSTERED)

    kind: str = Field(primary_key=True)
    last: str = Field(primary_key=True, description="The last day, or moment.")
    subject: str = Field(primary_key=True)
    first: str = Field(description="The first day, or moment; empty where none is known.")


class NamedRow(SQLModel, table=True):
    """Something that a record names, by which it is looked up; derived."""

    __tablename__ = "named"
    __table_args__ = (Index("named_by", "name", "position"), CLUSTERED)

    position: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    name: str = Field(primary_key=True, description="to:meeting/9, or symbol:C17/51.")


class WordsRow(SQLModel, table=True):
    """The words of a record that has any; derived."""

    __tablename__ = "words"

    position: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    words: str = Field(description="Folded, a blank before each.")


TABLES = SQLModel.metadata.tables
"""Every table by its name."""

TEXT = String().with_variant(String(collation="C"), "postgresql")
"""Text in the order of its bytes, on either database."""

for table in TABLES.values():
    for column in table.columns:
        if isinstance(column.type, AutoString):
            column.type = TEXT

HEAD = """# Generated by `python -m escalade.models.store.tables`: change tables.py or guards.py, and call it again.
\"\"\"The statements that make the tables, on either database.\"\"\"
"""


def spell_tables(dialect: Any) -> list[str]:
    """Spell what makes each table and its indexes, in a database's words."""
    made: list[Any] = [part for one in TABLES.values() for part in (CreateTable(one), *map(CreateIndex, one.indexes))]
    return [" ".join(str(part.compile(dialect=dialect)).split()) for part in made]


def lines_of_the_text() -> Iterator[str]:
    """The lines of the module that is generated."""
    server: Any = postgresql.dialect()  # type: ignore[no-untyped-call]  # as SQLAlchemy has it
    found = {"ON_SQLITE": spell_tables(sqlite.dialect()), "ON_POSTGRESQL": spell_tables(server)}
    yield HEAD
    for name, statements in found.items():
        yield f"{name} = ("
        yield from (f"    {statement!a}," for statement in statements)
        yield ")"
    whole = "\n".join((*found["ON_SQLITE"], *guards.ON_SQLITE, *found["ON_POSTGRESQL"], *guards.ON_POSTGRESQL))
    yield f"DIGEST = {sha256(whole.encode()).hexdigest()[:16]!r}"
    yield '"""What tells the schema from others: of the text of its making, on both databases."""'


TEXT_OF_THE_SCHEMA = Path(__file__).parent / "schema_text.py"

if __name__ == "__main__":
    TEXT_OF_THE_SCHEMA.write_text("\n".join(lines_of_the_text()) + "\n")
