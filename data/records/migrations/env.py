"""Runs the migrations inside the transaction that ``data.records.store.migrate`` opened."""

from __future__ import annotations

from alembic import context

from data.records import tables

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=tables.metadata,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
