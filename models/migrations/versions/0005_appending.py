"""On PostgreSQL, an act is appended by one procedure: locked, checked, hashed.

What the program does under the lock, the server does by itself, in one call. The
lock ends with the commit; the disk is waited for after it, and before the answer.
Where standbys are waited for, or before version 17, the commit waits as ever.
What is not appended comes back with the time of the newest record, which its own
must not precede; without one where something that the act stood on has moved.
"""

from alembic import op

revision = "0005"
down_revision = "0004"

APPEND = """
CREATE PROCEDURE append_act(given jsonb, INOUT appended boolean, INOUT newest text) LANGUAGE plpgsql AS $$
DECLARE
    defers CONSTANT boolean := current_setting('server_version_num')::integer >= 170000
        AND current_setting('synchronous_standby_names') = '';
    size bigint;
    width bigint;
    root bytea;
    one record;
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
        subject text, ordinal integer, act text, officer text, place text, day text, at text, audience text, data bytea
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
    END LOOP;
    IF given ? 'opened' THEN
        INSERT INTO opened SELECT * FROM jsonb_populate_recordset(NULL::opened, given->'opened') ON CONFLICT DO NOTHING;
    END IF;
    IF given ? 'erased' THEN
        DELETE FROM opened WHERE commitment IN (SELECT jsonb_array_elements_text(given->'erased') COLLATE "C");
    END IF;
    IF given ? 'paper' THEN
        INSERT INTO paper SELECT * FROM jsonb_populate_recordset(NULL::paper, given->'paper') ON CONFLICT DO NOTHING;
    END IF;
    INSERT INTO subject SELECT * FROM jsonb_populate_recordset(NULL::subject, given->'subject')
    ON CONFLICT (reference) DO UPDATE SET state = excluded.state, ordinal = excluded.ordinal, day = excluded.day,
        title = excluded.title, place = excluded.place, document = excluded.document, flagged = excluded.flagged,
        waits = excluded.waits;
    IF given ? 'tally' THEN
        INSERT INTO tally SELECT * FROM jsonb_populate_recordset(NULL::tally, given->'tally')
        ON CONFLICT (kind, round, state) DO UPDATE SET count = tally.count + excluded.count;
    END IF;
    DELETE FROM awaited WHERE source IN (SELECT jsonb_array_elements(given->'subject')->>'reference');
    IF given ? 'awaited' THEN
        INSERT INTO awaited SELECT * FROM jsonb_populate_recordset(NULL::awaited, given->'awaited');
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


def upgrade() -> None:
    """Make the procedure, where there is a server to run it."""
    if op.get_bind().dialect.name == "postgresql":
        op.get_bind().exec_driver_sql(APPEND)
