"""Triggers, and the functions that a server lacks.

What plain tables cannot say: text, run as it stands behind the tables of `tables.py`.
A database itself refuses to rewrite what is kept, whatever the connection.
"""

NEVER = {"record": "a record", "paper": "an issued paper"}
"""By the table whose rows are never rewritten or removed, one of them, as the refusal calls it.

A paper that a redaction erased is written down as absent, and then removed.
"""
IS_ABSENT = "EXISTS (SELECT 1 FROM absent_paper WHERE digest = OLD.digest)"

REFUSAL_ON_SQLITE = """
CREATE TRIGGER {table}_is_never_{done} BEFORE {verb} ON {table}{unless}
BEGIN SELECT RAISE(ABORT, '{what} is never {done}'); END
"""
REFUSAL_ON_POSTGRESQL = (
    """
CREATE FUNCTION {table}_is_never_{done}() RETURNS trigger LANGUAGE plpgsql
AS $$ BEGIN RAISE EXCEPTION '{what} is never {done}' USING ERRCODE = 'integrity_constraint_violation'; END $$
""",
    """
CREATE TRIGGER {table}_is_never_{done} BEFORE {verb} ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION {table}_is_never_{done}()
""",
)
ABSENT_ON_POSTGRESQL = f"""
CREATE FUNCTION paper_is_absent() RETURNS trigger LANGUAGE plpgsql
AS $$ BEGIN
IF {IS_ABSENT} THEN RETURN OLD; END IF;
RAISE EXCEPTION 'an issued paper is never removed' USING ERRCODE = 'integrity_constraint_violation';
END $$
"""

REMOVING = {"record": "DELETE OR TRUNCATE", "paper": "TRUNCATE"}

NEVER_REPLACED = (
    """
CREATE TRIGGER record_is_never_replaced BEFORE INSERT ON record WHEN EXISTS (
    SELECT 1 FROM record WHERE position = NEW.position OR (subject = NEW.subject AND ordinal = NEW.ordinal)
) BEGIN SELECT RAISE(ABORT, 'a record is never replaced'); END
""",
    """
CREATE TRIGGER paper_is_never_replaced BEFORE INSERT ON paper WHEN EXISTS (
    SELECT 1 FROM paper WHERE digest = NEW.digest
) BEGIN
    SELECT CASE WHEN (SELECT data FROM paper WHERE digest = NEW.digest) IS NEW.data
        THEN RAISE(IGNORE) ELSE RAISE(ABORT, 'an issued paper is never replaced') END;
END
""",
)
"""SQLite runs no DELETE trigger for the row that a REPLACE removes; the same paper may be issued again.

A server has no REPLACE: whatever changes a row is refused already.
"""

FUNCTIONS = (
    "CREATE FUNCTION instr(text, text) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT strpos($1, $2)'",
    "CREATE FUNCTION instr(bytea, bytea) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT position($2 IN $1)'",
    """
CREATE FUNCTION json_each(text) RETURNS TABLE (key text, value text) LANGUAGE sql IMMUTABLE ROWS 4
AS 'SELECT * FROM json_each_text($1::json)'
""",
)
"""What SQLite has and statements ask for: where a text or bytes stand in others, and the pairs of a JSON object."""

ON_SQLITE = (
    *(
        REFUSAL_ON_SQLITE.format(
            table=table,
            what=what,
            verb=verb,
            done=done,
            unless=f" WHEN NOT {IS_ABSENT}" if (table, verb) == ("paper", "DELETE") else "",
        )
        for table, what in NEVER.items()
        for verb, done in (("UPDATE", "rewritten"), ("DELETE", "removed"))
    ),
    *NEVER_REPLACED,
)
ON_POSTGRESQL = (
    *(
        made.format(table=table, what=what, verb=verb, done=done)
        for table, what in NEVER.items()
        for verb, done in (("UPDATE", "rewritten"), (REMOVING[table], "removed"))
        for made in REFUSAL_ON_POSTGRESQL
    ),
    ABSENT_ON_POSTGRESQL,
    "CREATE TRIGGER paper_is_absent BEFORE DELETE ON paper FOR EACH ROW EXECUTE FUNCTION paper_is_absent()",
    *FUNCTIONS,
)
