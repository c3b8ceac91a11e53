"""Papers that were issued: their bytes, by their SHA-256."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the table of papers, and refuse to change or remove one."""
    op.create_table(
        "paper",
        sa.Column("digest", sa.String, primary_key=True),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("data", sa.LargeBinary, nullable=False),
    )
    for verb, done in (("UPDATE", "rewritten"), ("DELETE", "removed")):
        op.execute(
            f"CREATE TRIGGER paper_is_never_{done} BEFORE {verb} ON paper "
            f"BEGIN SELECT RAISE(ABORT, 'an issued paper is never {done}'); END"
        )
