"""Keep how many objections to a topic stand beside where it stands.

The column is derived, so whatever brings a register to the newest schema fills it
from the records. The procedure of a server that appends an act writes it as well.
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

LAST, ADDED = "waits = excluded.waits;", "waits = excluded.waits, objections = excluded.objections;"
"""Where the procedure ends the columns that it writes, before and after."""


def upgrade() -> None:
    """Add the column, and name it in the procedure of a server."""
    op.add_column("subject", sa.Column("objections", sa.Integer, nullable=False, server_default="0"))
    connection = op.get_bind()
    if connection.dialect.name == "postgresql":
        (procedure,) = connection.exec_driver_sql("SELECT pg_get_functiondef('append_act'::regproc)").one()
        connection.exec_driver_sql(procedure.replace(LAST, ADDED))
