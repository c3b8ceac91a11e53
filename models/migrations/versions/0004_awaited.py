"""What may be awaited, in order: a page of the inbox is found at once.

It is derived: whatever brings a register to the newest schema makes what is
derived anew from the records.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

TEXT = sa.String().with_variant(sa.String(collation="C"), "postgresql")
"""Text in the order of its bytes, on either database."""


def upgrade() -> None:
    """Make the table, and the index by which a subject's rows are replaced."""
    names = ("whose", "lot", "since", "subject", "source")
    op.create_table("awaited", *(sa.Column(name, TEXT, primary_key=True) for name in names), sqlite_with_rowid=False)
    op.create_index("awaited_from", "awaited", ["source"])
