"""Lay the tables of releases: what the shared roles were shown, frame by frame."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from data.records import append_only

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "release",
        sa.Column("release_id", sa.Text, nullable=False),
        sa.Column("place", sa.Text, nullable=False),
        sa.Column("period", sa.Text, nullable=False),
        sa.Column("run_id", sa.Text, nullable=False),
        sa.Column("made_at", sa.Text, nullable=False),
        sa.Column("made_by", sa.Text, nullable=False),
        sa.Column("meeting", sa.Text, nullable=False),
        sa.Column("hash", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("release_id", name="pk_release"),
        sqlite_strict=True,
    )
    op.create_table(
        "release_frame",
        sa.Column("release_id", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("hash", sa.Text, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("release_id", "name", name="pk_release_frame"),
        sa.ForeignKeyConstraint(["release_id"], ["release.release_id"], name="fk_release_frame_release_id"),
        sqlite_strict=True,
    )
    append_only.guard(op.get_bind(), "release")
    append_only.guard(op.get_bind(), "release_frame")
