"""What PostgreSQL's catalogue says of the schema that a register lies in.

Definitions are put together from the catalogue's own columns: what PostgreSQL
prints of a definition names the schema, and may differ from version to version.
What belongs to an extension is left out.
"""

from __future__ import annotations

PARTS = """
WITH home AS (SELECT relnamespace AS id FROM pg_class WHERE oid = 'alembic_version'::regclass),
ours AS (
    SELECT class.* FROM pg_class AS class, home WHERE relnamespace = home.id AND NOT EXISTS (
        SELECT FROM pg_depend WHERE classid = 'pg_class'::regclass AND objid = class.oid AND deptype = 'e')
)
SELECT CASE relkind WHEN 'r' THEN 'table' WHEN 'v' THEN 'view' WHEN 'm' THEN 'view' WHEN 'S' THEN 'sequence'
            ELSE 'relation' END || ' ' || relname,
    concat_ws(' ', relkind, relpersistence, relrowsecurity, relforcerowsecurity, pg_table_is_visible(ours.oid),
        EXISTS (SELECT FROM pg_inherits WHERE ours.oid IN (inhparent, inhrelid)),
        (SELECT string_agg(concat_ws(' ', attname, atttypid, atttypmod, attcollation, attnotnull, attgenerated,
                    attidentity, pg_get_expr(adbin, adrelid)), ', ' ORDER BY attnum)
         FROM pg_attribute LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
         WHERE attrelid = ours.oid AND attnum > 0 AND NOT attisdropped))
FROM ours WHERE relkind NOT IN ('i', 'I', 't', 'c')
UNION ALL
SELECT 'index ' || relname, concat_ws(' ', indisunique, indisvalid, indisready, indimmediate, indnkeyatts, indkey,
    indoption, indcollation, indclass, relam, pg_get_expr(indexprs, indrelid), pg_get_expr(indpred, indrelid),
    (SELECT tabled.relname FROM pg_class AS tabled WHERE tabled.oid = indrelid))
FROM ours JOIN pg_index ON indexrelid = ours.oid
UNION ALL
SELECT 'constraint ' || conname, concat_ws(' ', contype, condeferrable, condeferred, convalidated,
    relname, conkey, confrelid,
    pg_get_expr(conbin, conrelid), conexclop)
FROM pg_constraint JOIN ours ON ours.oid = conrelid WHERE contype NOT IN ('n', 't')
UNION ALL
SELECT 'trigger ' || tgname, concat_ws(' ', relname, tgtype, tgenabled, tgdeferrable, tginitdeferred, proname,
    pronamespace = relnamespace, tgattr, tgqual IS NULL, encode(tgargs, 'hex'))
FROM pg_trigger JOIN ours ON ours.oid = tgrelid JOIN pg_proc ON pg_proc.oid = tgfoid WHERE NOT tgisinternal
UNION ALL
SELECT 'rule ' || rulename, concat_ws(' ', relname, ev_type, ev_enabled, is_instead)
FROM pg_rewrite JOIN ours ON ours.oid = ev_class WHERE rulename <> '_RETURN'
UNION ALL
SELECT 'policy ' || polname, relname FROM pg_policy JOIN ours ON ours.oid = polrelid
UNION ALL
SELECT concat(CASE prokind WHEN 'p' THEN 'procedure ' ELSE 'function ' END, proname, '(',
        oidvectortypes(proargtypes), ')'),
    concat_ws(' ', prokind, lanname, prosecdef, provolatile, proconfig, prorettype, proargmodes, proargnames,
        pg_function_is_visible(pg_proc.oid), prosrc, probin)
FROM pg_proc JOIN pg_language ON pg_language.oid = prolang, home
WHERE (pronamespace = home.id OR (proname = 'append_act' AND pg_function_is_visible(pg_proc.oid))) AND NOT EXISTS (
    SELECT FROM pg_depend WHERE classid = 'pg_proc'::regclass AND objid = pg_proc.oid AND deptype = 'e')
UNION ALL
SELECT 'setting session_replication_role', current_setting('session_replication_role')
"""
"""Every part of the schema: its name, and its definition."""

RIGHTS = """
SELECT privilege_type, relname, coalesce(rolname, 'everybody')
FROM pg_class, aclexplode(relacl) LEFT JOIN pg_roles ON pg_roles.oid = grantee
WHERE pg_class.oid IN ('record'::regclass, 'paper'::regclass, 'opened'::regclass) AND grantee <> relowner
    AND (privilege_type IN ('UPDATE', 'TRUNCATE', 'TRIGGER') OR (privilege_type = 'DELETE' AND relname <> 'opened'))
ORDER BY 2, 3, 1
"""
"""Who but the owner may change or remove what is recorded; a redaction deletes a text."""
