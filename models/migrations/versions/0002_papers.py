"""Papers that were issued: their bytes, by their SHA-256."""

import sqlalchemy as sa
from alembic import op

from escalade.models.migrations.trigger import refuse_to_change

revision = "0002"
down_revision = "0001"

TEXT = sa.String().with_variant(sa.String(collation="C"), "postgresql")
"""Text in the order of its bytes, on either database."""


def upgrade() -> None:
    """Make the table of papers, and refuse to change or remove one."""
    op.create_table(
        "paper",
        sa.Column("digest", TEXT, primary_key=True),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("data", sa.LargeBinary, nullable=False),
    )
    refuse_to_change("paper", "an issued paper")
