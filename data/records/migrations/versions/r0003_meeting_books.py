"""Keep what each meeting showed, by the hash of its text."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from data.records import append_only

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "meeting_book",
        sa.Column("hash", sa.Text, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("hash", name="pk_meeting_book"),
        sqlite_strict=True,
    )
    append_only.guard(op.get_bind(), "meeting_book")
