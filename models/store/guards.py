"""Triggers, the index of words, and the procedure that a server has.

What plain tables cannot say: text, run as it stands behind the tables of `tables.py`.
A database itself refuses to rewrite what is kept, whatever the connection.
"""

NEVER = {"record": "a record", "paper": "an issued paper"}
"""By the table whose rows are never rewritten or removed, one of them, as the refusal calls it."""

REFUSAL_ON_SQLITE = """
CREATE TRIGGER {table}_is_never_{done} BEFORE {verb} ON {table}
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

APPEND = """
CREATE PROCEDURE append_act(given jsonb, INOUT appended boolean, INOUT newest text) LANGUAGE plpgsql AS $$
DECLARE
    defers CONSTANT boolean := current_setting('server_version_num')::integer >= 170000
        AND current_setting('synchronous_standby_names') = '';
    size bigint;
    width bigint;
    root bytea;
    one record;
    written bytea[] := '{}';
    nodes bytea[] := '{}';
BEGIN
    appended := false;
    PERFORM pg_advisory_xact_lock(7310579606302523392 + 'record'::regclass::oid::bigint);
    SELECT position, at INTO size, newest FROM record ORDER BY position DESC LIMIT 1;
    size := coalesce(size, 0);
    IF size <> (given->>'seen')::bigint AND EXISTS (
        SELECT FROM record WHERE position > (given->>'seen')::bigint AND (
            given->'subjects' ? subject OR given->'named' ? place OR given->'named' ? ('by:' || officer)
            OR (ordinal = 1 AND given->'rounds' ? split_part(subject, '/', 1))
            OR EXISTS (SELECT FROM jsonb_array_elements_text(given->'leading') AS led(spelt)
                       WHERE position(convert_to(spelt, 'UTF8') IN data) > 0)
        )
    ) THEN  -- a record that came between touches what the act stood on
        newest := NULL;
        RETURN;
    ELSIF newest COLLATE "C" > given->>'at' THEN
        RETURN;
    END IF;
    FOR one IN SELECT * FROM jsonb_to_recordset(given->'record') AS added(
        subject text, ordinal integer, act text, officer text, place text, day text, at text, audience text, data bytea,
        words text
    ) LOOP
        size := size + 1;
        root := sha256('\\x00'::bytea || one.data);
        width := 1;
        WHILE size & width = 0 LOOP
            SELECT sha256('\\x01'::bytea || node || root) INTO STRICT root FROM record WHERE position = size - width;
            width := width * 2;
        END LOOP;
        INSERT INTO record (position, subject, ordinal, act, officer, place, day, at, audience, data, node)
        VALUES (size, one.subject, one.ordinal, one.act, one.officer, one.place, one.day, one.at, one.audience,
                one.data, root);
        INSERT INTO search_index (rowid, words) SELECT size, one.words WHERE one.words <> '';
        written := written || one.data;
        nodes := nodes || root;
    END LOOP;
    IF given ? 'opened' THEN
        INSERT INTO opened SELECT * FROM jsonb_populate_recordset(NULL::opened, given->'opened') ON CONFLICT DO NOTHING;
    END IF;
    IF given ? 'erased' THEN
        DELETE FROM opened WHERE commitment IN (SELECT jsonb_array_elements_text(given->'erased') COLLATE "C");
    END IF;
    IF given ? 'reworded' THEN
        DELETE FROM search_index WHERE rowid IN (
            SELECT (old->>'position')::bigint FROM jsonb_array_elements(given->'reworded') AS old
        );
        INSERT INTO search_index (rowid, words) SELECT position, words
        FROM jsonb_to_recordset(given->'reworded') AS new(position bigint, words text) WHERE words <> '';
    END IF;
    IF given ? 'paper' THEN
        INSERT INTO paper SELECT * FROM jsonb_populate_recordset(NULL::paper, given->'paper') ON CONFLICT DO NOTHING;
        DELETE FROM absent_paper WHERE digest IN (
            SELECT file->>'digest' COLLATE "C" FROM jsonb_array_elements(given->'paper') AS file
        );
    END IF;
    IF given ? 'absent_paper' THEN
        INSERT INTO absent_paper
        SELECT * FROM jsonb_populate_recordset(NULL::absent_paper, given->'absent_paper') AS file
        WHERE NOT EXISTS (SELECT FROM paper WHERE paper.digest = file.digest) ON CONFLICT DO NOTHING;
    END IF;
    INSERT INTO subject SELECT * FROM jsonb_populate_recordset(NULL::subject, given->'subject')
    ON CONFLICT (reference) DO UPDATE SET state = excluded.state, ordinal = excluded.ordinal, day = excluded.day,
        title = excluded.title, place = excluded.place, document = excluded.document, flagged = excluded.flagged,
        waits = excluded.waits, objections = excluded.objections;
    IF given ? 'tally' THEN
        INSERT INTO tally SELECT * FROM jsonb_populate_recordset(NULL::tally, given->'tally')
        ON CONFLICT (kind, round, state) DO UPDATE SET count = tally.count + excluded.count;
    END IF;
    DELETE FROM awaited WHERE source IN (SELECT jsonb_array_elements(given->'subject')->>'reference');
    IF given ? 'awaited' THEN
        INSERT INTO awaited SELECT * FROM jsonb_populate_recordset(NULL::awaited, given->'awaited');
    END IF;
    DELETE FROM happening WHERE subject IN (SELECT jsonb_array_elements(given->'subject')->>'reference');
    IF given ? 'happening' THEN
        INSERT INTO happening SELECT * FROM jsonb_populate_recordset(NULL::happening, given->'happening');
    END IF;
    SET CONSTRAINTS ALL IMMEDIATE;  -- whatever waits for the commit happens before it is looked at
    IF (SELECT count(*) FROM unnest(written, nodes) WITH ORDINALITY AS made(data, node, step) JOIN record
        ON record.position = size - cardinality(written) + step AND record.data = made.data AND record.node = made.node)
            <> cardinality(written)
        OR EXISTS (SELECT FROM record WHERE position > size)
        OR (given ? 'opened' AND EXISTS (
            SELECT FROM jsonb_populate_recordset(NULL::opened, given->'opened') AS made WHERE NOT EXISTS (
                SELECT FROM opened WHERE opened.commitment = made.commitment AND opened.salt = made.salt
                    AND opened.value = made.value)))
        OR (given ? 'erased' AND EXISTS (
            SELECT FROM opened WHERE commitment IN (SELECT jsonb_array_elements_text(given->'erased') COLLATE "C")))
        OR (given ? 'paper' AND EXISTS (
            SELECT FROM jsonb_populate_recordset(NULL::paper, given->'paper') AS made WHERE NOT EXISTS (
                SELECT FROM paper WHERE paper.digest = made.digest AND paper.data = made.data)))
    THEN
        RAISE EXCEPTION 'the act was not kept as it was written' USING ERRCODE = 'triggered_action_exception';
    END IF;
    IF defers THEN
        PERFORM set_config('synchronous_commit', 'off', true);
    END IF;
    COMMIT;
    appended := true;
    IF defers AND pg_current_wal_flush_lsn() < pg_current_wal_insert_lsn() THEN
        PERFORM pg_logical_emit_message(false, 'escalade', ''::text, true);
    END IF;
END $$
"""
"""What the program does under the lock, a server does by itself, in one call: an act is checked, hashed, appended.

The lock ends with the commit; the disk is waited for after it, and before the answer.
Where standbys are waited for, or before version 17, the commit waits as ever.
What is not appended comes back with the time of the newest record, which its own
must not precede; without one where something that the act stood on has moved.
Before it commits, it looks whether the database kept what was written.
"""

ON_SQLITE = (
    'CREATE VIRTUAL TABLE search_index USING fts5(words, columnsize = 0, tokenize = "unicode61 remove_diacritics 0")',
    *(
        REFUSAL_ON_SQLITE.format(table=table, what=what, verb=verb, done=done)
        for table, what in NEVER.items()
        for verb, done in (("UPDATE", "rewritten"), ("DELETE", "removed"))
    ),
    *NEVER_REPLACED,
)
ON_POSTGRESQL = (
    'CREATE TABLE search_index (rowid bigint PRIMARY KEY, words varchar COLLATE "C" NOT NULL)',
    "CREATE INDEX search_index_words ON search_index USING gin (to_tsvector('simple', words))",
    *(
        made.format(table=table, what=what, verb=verb, done=done)
        for table, what in NEVER.items()
        for verb, done in (("UPDATE", "rewritten"), ("DELETE OR TRUNCATE", "removed"))
        for made in REFUSAL_ON_POSTGRESQL
    ),
    APPEND,
)
