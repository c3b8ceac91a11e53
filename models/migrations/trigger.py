"""Triggers by which a database itself refuses to rewrite what is kept."""

from alembic import op

VERBS = {"UPDATE": "rewritten", "DELETE": "removed"}
ON_SQLITE = """
CREATE TRIGGER {table}_is_never_{done} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, '{what} is never {done}'); END
"""
ON_POSTGRESQL = (
    """
CREATE FUNCTION {table}_is_never_{done}() RETURNS trigger LANGUAGE plpgsql
AS $$ BEGIN RAISE EXCEPTION '{what} is never {done}' USING ERRCODE = 'integrity_constraint_violation'; END $$
""",
    """
CREATE TRIGGER {table}_is_never_{done} BEFORE {verb} ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION {table}_is_never_{done}()
""",
)


def refuse_to_change(table: str, what: str) -> None:
    """Let the database refuse to change or remove a row of a table.

    Args:
        table: what it is called.
        what: one row of it, as the refusal calls it.
    """
    server = op.get_bind().dialect.name == "postgresql"
    for verb, done in VERBS.items():
        verbs = f"{verb} OR TRUNCATE" if server and verb == "DELETE" else verb
        for made in ON_POSTGRESQL if server else (ON_SQLITE,):
            op.execute(made.format(table=table, what=what, verb=verbs, done=done))
