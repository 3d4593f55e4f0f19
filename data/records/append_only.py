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

_CLEARED = "(SELECT COALESCE(MAX(upto), 0) FROM checkpoint WHERE checkpoint.ledger = OLD.ledger)"
"""Event up to which retention has cleared a ledger: only rows up to there may go."""

_POSTGRESQL_UNCLEARED = f"""
CREATE OR REPLACE FUNCTION refuse_uncleared() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.event_id > {_CLEARED} THEN
        RAISE EXCEPTION '%% is append-only: %% is refused', TG_TABLE_NAME, TG_OP;
    END IF;
    RETURN OLD;
END $$
"""

ALL = ("UPDATE", "DELETE")


def guard(connection: sa.Connection, table: str, changes: tuple[str, ...] = ALL) -> None:
    """Refuse changes (and, with all of them, TRUNCATE) on a table; for migrations, with a fixed table name."""
    statements = _postgresql if connection.dialect.name == "postgresql" else _sqlite
    for statement in statements(table, changes):
        connection.exec_driver_sql(statement)


def guard_but_for_checkpoints(connection: sa.Connection) -> None:
    """Refuse every change on the table ``event``, but let go of rows that a checkpoint of their ledger covers."""
    guard(connection, "event", ("UPDATE",))
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(_POSTGRESQL_UNCLEARED)
        for when, level, function in (
            ("DELETE", "ROW", "refuse_uncleared"),
            ("TRUNCATE", "STATEMENT", "refuse_change"),
        ):
            connection.exec_driver_sql(
                f"CREATE TRIGGER event_refuses_{when.lower()} BEFORE {when} ON event "
                f"FOR EACH {level} EXECUTE FUNCTION {function}()"
            )
    else:
        connection.exec_driver_sql(
            f"CREATE TRIGGER event_refuses_delete BEFORE DELETE ON event WHEN OLD.event_id > {_CLEARED} "
            "BEGIN SELECT RAISE(ABORT, 'event is append-only: DELETE is refused'); END"
        )


def _sqlite(table: str, changes: tuple[str, ...]) -> list[str]:
    return [
        f"CREATE TRIGGER {table}_refuses_{change.lower()} BEFORE {change} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only: {change} is refused'); END"
        for change in changes
    ]


def _postgresql(table: str, changes: tuple[str, ...]) -> list[str]:
    refused = " OR ".join([*changes, "TRUNCATE"] if "DELETE" in changes else changes)
    trigger = (
        f"CREATE TRIGGER {table}_refuses_change BEFORE {refused} ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
    )
    return [_POSTGRESQL_REFUSAL, trigger]
