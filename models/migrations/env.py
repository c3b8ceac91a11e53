"""Run the migrations on the connection that the caller holds."""

from alembic import context

from escalade.models.tables import RecordRow

context.configure(connection=context.config.attributes["connection"], target_metadata=RecordRow.metadata)
with context.begin_transaction():
    context.run_migrations()
