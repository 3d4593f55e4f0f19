"""Lay the ledgers: events, their erasable content, heads, submissions and checkpoints."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from data.records import append_only

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    _event()
    op.create_table(
        "content",
        sa.Column("event_id", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("salt", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("event_id", name="pk_content"),
        sqlite_strict=True,
    )
    op.create_table(
        "head",
        sa.Column("ledger", sa.Text, nullable=False),
        sa.Column("event_id", sa.Integer, nullable=False),
        sa.Column("hash", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("ledger", name="pk_head"),
        sqlite_strict=True,
    )
    op.create_table(
        "submission",
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("first_event", sa.Integer, nullable=False),
        sa.Column("last_event", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_submission"),
        sqlite_strict=True,
    )
    op.create_table(
        "checkpoint",
        sa.Column("ledger", sa.Text, nullable=False),
        sa.Column("upto", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("hash", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("ledger", "upto", name="pk_checkpoint"),
        sqlite_strict=True,
    )
    connection = op.get_bind()
    append_only.guard_but_for_checkpoints(connection)
    append_only.guard(connection, "submission")
    append_only.guard(connection, "checkpoint")
    append_only.guard(connection, "content", changes=("UPDATE",))
    for ledger in ("case", "access"):
        op.execute(sa.text("INSERT INTO head VALUES (:ledger, 0, '')").bindparams(ledger=ledger))


def _event() -> None:
    texts = ("subject", "number", "kind", "at", "person", "role", "party", "facts", "content_hash", "previous", "hash")
    op.create_table(
        "event",
        sa.Column("ledger", sa.Text, nullable=False),
        sa.Column("event_id", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("version", sa.Integer, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in texts),
        sa.PrimaryKeyConstraint("ledger", "event_id", name="pk_event"),
        sa.UniqueConstraint("subject", "number", "version", name="uq_event_subject"),
        sqlite_strict=True,
    )
