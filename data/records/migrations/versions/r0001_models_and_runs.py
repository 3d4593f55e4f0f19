"""Lay the tables of model versions and published runs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from data.records import append_only

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "model_version",
        sa.Column("model_id", sa.Text, nullable=False),
        sa.Column("model_hash", sa.Text, nullable=False),
        sa.Column("toml", sa.Text, nullable=False),
        sa.Column("registered_at", sa.Text, nullable=False),
        sa.Column("registered_by", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("model_id", name="pk_model_version"),
        sa.UniqueConstraint("model_hash", name="uq_model_version_model_hash"),
        sqlite_strict=True,
    )
    op.create_table(
        "published_run",
        sa.Column("run_id", sa.Text, nullable=False),
        sa.Column("model_hash", sa.Text, nullable=False),
        sa.Column("data_hash", sa.Text, nullable=False),
        sa.Column("warehouse", sa.Text, nullable=False),
        sa.Column("published_at", sa.Text, nullable=False),
        sa.Column("periods", sa.Text, nullable=False),
        sa.Column("units", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("run_id", name="pk_published_run"),
        sa.ForeignKeyConstraint(["model_hash"], ["model_version.model_hash"], name="fk_published_run_model_hash"),
        sqlite_strict=True,
    )
    append_only.guard(op.get_bind(), "model_version")
    append_only.guard(op.get_bind(), "published_run")
