"""Write down which files were not given, and read back each act.

A record may name a file whose bytes are not given with it: an export leaves
papers out. That is told from a paper that was removed by a table of its own.
Of a register that comes from an earlier schema, the files that are not there
when it is brought on are taken for files that were not given.

On PostgreSQL the procedure that appends an act looks, before it commits, whether
the database kept what was written.
"""

import json
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

TEXT = sa.String().with_variant(sa.String(collation="C"), "postgresql")
"""Text in the order of its bytes, on either database."""

APPEND = """
CREATE OR REPLACE PROCEDURE append_act(given jsonb, INOUT appended boolean, INOUT newest text) LANGUAGE plpgsql AS $$
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
        written := written || one.data;
        nodes := nodes || root;
    END LOOP;
    IF given ? 'opened' THEN
        INSERT INTO opened SELECT * FROM jsonb_populate_recordset(NULL::opened, given->'opened') ON CONFLICT DO NOTHING;
    END IF;
    IF given ? 'erased' THEN
        DELETE FROM opened WHERE commitment IN (SELECT jsonb_array_elements_text(given->'erased') COLLATE "C");
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
        waits = excluded.waits;
    IF given ? 'tally' THEN
        INSERT INTO tally SELECT * FROM jsonb_populate_recordset(NULL::tally, given->'tally')
        ON CONFLICT (kind, round, state) DO UPDATE SET count = tally.count + excluded.count;
    END IF;
    DELETE FROM awaited WHERE source IN (SELECT jsonb_array_elements(given->'subject')->>'reference');
    IF given ? 'awaited' THEN
        INSERT INTO awaited SELECT * FROM jsonb_populate_recordset(NULL::awaited, given->'awaited');
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


NAMING = {
    "sqlite": """SELECT data FROM record WHERE act = 'issue' OR instr(data, '"attachments"') > 0""",
    "postgresql": """
SELECT data FROM record WHERE act = 'issue' OR position(convert_to('"attachments"', 'UTF8') IN data) > 0
""",
}
"""What finds the records that may name a file."""


def upgrade() -> None:
    """Make the table and fill it; replace the procedure of a server."""
    absent = op.create_table(
        "absent_paper",
        sa.Column("digest", TEXT, primary_key=True),
        sa.Column("at", TEXT, nullable=False),
    )
    connection = op.get_bind()
    records = connection.exec_driver_sql(NAMING[connection.dialect.name])
    named = {digest for (data,) in records for digest in _files(data)}
    named -= {digest for (digest,) in connection.exec_driver_sql("SELECT digest FROM paper")}
    at = f"{datetime.now(UTC).replace(tzinfo=None).isoformat(timespec='microseconds')}Z"
    op.bulk_insert(absent, [{"digest": digest, "at": at} for digest in sorted(named)])
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(APPEND)


def _files(data: bytes) -> list[str]:
    """The hashes of the files that a record's bytes name, if any."""
    try:
        record = json.loads(bytes(data))
        paper = [record["motion"]["paper"]] if record["act"] == "issue" else []
        named = [*paper, *record["evidence"].get("attachments", ())]
    except (ValueError, LookupError, TypeError, AttributeError):
        return []
    return [digest for digest in named if isinstance(digest, str)]
