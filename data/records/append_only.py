"""Triggers that make a table append-only in the database itself: whatever connects, a stored row stays as it is."""

from __future__ import annotations

import sqlalchemy as sa

# Doubled percent signs: the driver reads a single one as the start of a parameter.
_POSTGRESQL_REFUSAL = """
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%% is append-only: %% is refused', TG_TABLE_NAME, TG_OP;
END $$
"""


def guard(connection: sa.Connection, table: str) -> None:
    """Refuse every UPDATE and DELETE (and TRUNCATE) on a table; for migrations, with a fixed table name."""
    for statement in _postgresql(table) if connection.dialect.name == "postgresql" else _sqlite(table):
        connection.exec_driver_sql(statement)


def _sqlite(table: str) -> list[str]:
    return [
        f"CREATE TRIGGER {table}_refuses_{change.lower()} BEFORE {change} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only: {change} is refused'); END"
        for change in ("UPDATE", "DELETE")
    ]


def _postgresql(table: str) -> list[str]:
    trigger = (
        f"CREATE TRIGGER {table}_refuses_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
    )
    return [_POSTGRESQL_REFUSAL, trigger]
