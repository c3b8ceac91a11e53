"""Find words at once: an index of the words of each record.

It is derived: whatever brings a register to the newest schema makes what is
derived anew from the records. On PostgreSQL the procedure that appends an act
adds the words, and takes those of an erased text away.
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

ON_SQLITE = """
CREATE VIRTUAL TABLE search_index USING fts5(words, columnsize = 0, tokenize = "unicode61 remove_diacritics 0")
"""
CHANGES = (
    ("data bytea\n    ) LOOP", "data bytea, words text\n    ) LOOP"),
    (
        "        written := written",
        """
        INSERT INTO search_index (rowid, words) SELECT size, one.words WHERE one.words <> '';
        written := written""",
    ),
    (
        "    IF given ? 'paper' THEN",
        """
    IF given ? 'reworded' THEN
        DELETE FROM search_index WHERE rowid IN (
            SELECT (old->>'position')::bigint FROM jsonb_array_elements(given->'reworded') AS old
        );
        INSERT INTO search_index (rowid, words) SELECT position, words
        FROM jsonb_to_recordset(given->'reworded') AS new(position bigint, words text) WHERE words <> '';
    END IF;
    IF given ? 'paper' THEN""",
    ),
)
"""What the procedure that appends an act does besides, behind what stood there."""


def upgrade() -> None:
    """Make the index, and the procedure of a server anew."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute(ON_SQLITE)
        return
    op.create_table(
        "search_index",
        sa.Column("rowid", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("words", sa.String(collation="C"), nullable=False),
    )
    op.create_index(
        "search_index_words", "search_index", [sa.text("to_tsvector('simple', words)")], postgresql_using="gin"
    )
    (procedure,) = op.get_bind().exec_driver_sql("SELECT pg_get_functiondef('append_act'::regproc)").one()
    for before, after in CHANGES:
        procedure = procedure.replace(before, after.lstrip("\n"), 1)
    op.get_bind().exec_driver_sql(procedure)
