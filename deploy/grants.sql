-- What the service may do on PostgreSQL, by its role "escalade": it reads, adds records,
-- texts and papers, and keeps what is derived of them. It owns nothing, and can neither
-- change nor remove a record, a text or a paper, nor what refuses that.
--
-- Run by the owner of the tables, or a superuser, once "escalade init" has made them:
--
--   psql --file deploy/grants.sql "dbname=council"
GRANT USAGE ON SCHEMA public TO escalade;
GRANT SELECT ON made_with TO escalade;
GRANT SELECT, INSERT ON record, opened, paper TO escalade;
GRANT SELECT, INSERT, DELETE ON absent_paper, awaited, named TO escalade;
GRANT SELECT, INSERT, UPDATE, DELETE ON subject, happening, words TO escalade;
