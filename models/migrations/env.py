"""Run the migrations on the connection that the caller holds."""

from alembic import context
from sqlmodel import SQLModel

from escalade.models import tables as tables

context.configure(connection=context.config.attributes["connection"], target_metadata=SQLModel.metadata)
with context.begin_transaction():
    context.run_migrations()
