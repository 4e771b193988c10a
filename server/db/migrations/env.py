"""Alembic's entry point: it runs the migrations on the connection, and in the transaction, of `make_ready`."""

from alembic import context

from server.db.types import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
