"""The first schema: records, opened texts, and what is derived from them."""

import sqlalchemy as sa
from alembic import op

from escalade.models.migrations.trigger import refuse_to_change

revision = "0001"
down_revision = None

TEXT = sa.String().with_variant(sa.String(collation="C"), "postgresql")
"""Text in the order of its bytes, on either database."""


def upgrade() -> None:
    """Make the tables, the indexes and the triggers."""
    _make_records()
    _make_derived()
    refuse_to_change("record", "a record")


def _make_records() -> None:
    op.create_table(
        "record",
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("subject", TEXT, nullable=False),
        sa.Column("ordinal", sa.Integer, nullable=False),
        sa.Column("act", TEXT, nullable=False),
        sa.Column("officer", TEXT, nullable=False),
        sa.Column("place", TEXT),
        sa.Column("day", TEXT, nullable=False),
        sa.Column("at", TEXT, nullable=False),
        sa.Column("audience", TEXT, nullable=False),
        sa.Column("data", sa.LargeBinary, nullable=False),
        sa.Column("node", sa.LargeBinary, nullable=False),
        sa.UniqueConstraint("subject", "ordinal"),
        sa.CheckConstraint("position > 0 AND ordinal > 0"),
    )
    op.create_index("record_at_place", "record", ["place", "position"])
    op.create_index("record_by_officer", "record", ["officer", "position"])
    op.create_table(
        "opened",
        sa.Column("commitment", TEXT, primary_key=True),
        sa.Column("salt", TEXT, nullable=False),
        sa.Column("value", TEXT, nullable=False),
    )


def _make_derived() -> None:
    op.create_table(
        "subject",
        sa.Column("reference", TEXT, primary_key=True),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("round", TEXT),
        sa.Column("state", TEXT, nullable=False),
        sa.Column("ordinal", sa.Integer, nullable=False),
        sa.Column("day", TEXT, nullable=False),
        sa.Column("title", TEXT, nullable=False),
        sa.Column("place", TEXT),
        sa.Column("document", TEXT),
        sa.Column("flagged", sa.Boolean, nullable=False),
        sa.Column("waits", sa.Integer, nullable=False),
    )
    op.create_index("subject_of_round", "subject", ["kind", "round", "reference"])
    op.create_index("subject_in_state", "subject", ["kind", "state", "reference"])
    op.create_table(
        "tally",
        sa.Column("kind", TEXT, primary_key=True),
        sa.Column("round", TEXT, primary_key=True),
        sa.Column("state", TEXT, primary_key=True),
        sa.Column("count", sa.Integer, nullable=False),
    )
