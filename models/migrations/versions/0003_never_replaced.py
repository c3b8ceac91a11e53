"""A REPLACE is refused by the schema itself, whatever the connection.

SQLite runs no DELETE trigger for the row that a REPLACE removes, unless the
connection asks for it; a trigger before the INSERT is always run.
"""

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Refuse a row in the place of a record or of an issued paper."""
    if op.get_bind().dialect.name == "postgresql":
        return  # it has no REPLACE: whatever changes a row is refused already
    op.execute(
        "CREATE TRIGGER record_is_never_replaced BEFORE INSERT ON record WHEN EXISTS (SELECT 1 FROM record "
        "WHERE position = NEW.position OR (subject = NEW.subject AND ordinal = NEW.ordinal)) "
        "BEGIN SELECT RAISE(ABORT, 'a record is never replaced'); END"
    )
    op.execute(  # the same bytes may be issued again; the first row stays
        "CREATE TRIGGER paper_is_never_replaced BEFORE INSERT ON paper "
        "WHEN EXISTS (SELECT 1 FROM paper WHERE digest = NEW.digest) "
        "BEGIN SELECT CASE WHEN (SELECT data FROM paper WHERE digest = NEW.digest) IS NEW.data "
        "THEN RAISE(IGNORE) ELSE RAISE(ABORT, 'an issued paper is never replaced') END; END"
    )
