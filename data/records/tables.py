"""The tables of the records, in SQLAlchemy Core: one description for SQLite and PostgreSQL."""

from __future__ import annotations

from datetime import UTC, datetime

import sqlalchemy as sa


class UtcTime(sa.types.TypeDecorator[datetime]):
    """A moment, stored as ISO text in UTC with six decimals, so that the order of the text is the order of time.

    Text because SQLite's STRICT tables know no moment, and both databases should hold the same.
    """

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> str | None:  # noqa: ARG002 (SQLAlchemy's signature)
        """Turn an aware moment into text; raises ValueError on one without a time zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            message = f"a stored moment needs a time zone, {value.isoformat()} has none; use datetime.now(UTC)"
            raise ValueError(message)
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")

    def process_result_value(self, value: str | None, dialect: sa.Dialect) -> datetime | None:  # noqa: ARG002 (SQLAlchemy's signature)
        """Turn stored text into an aware moment in UTC."""
        return None if value is None else datetime.fromisoformat(value)


metadata = sa.MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    },
)
"""Every table of the records; equal to what the migrations make (tested)."""

model_version = sa.Table(
    "model_version",
    metadata,
    sa.Column("model_id", sa.Text, primary_key=True),
    sa.Column("model_hash", sa.Text, nullable=False, unique=True),
    sa.Column("toml", sa.Text, nullable=False),
    sa.Column("registered_at", UtcTime, nullable=False),
    sa.Column("registered_by", sa.Text, nullable=False),
    sqlite_strict=True,
)
"""Every scoring model that was ever used, whole; a row never changes."""

published_run = sa.Table(
    "published_run",
    metadata,
    sa.Column("run_id", sa.Text, primary_key=True),
    sa.Column("model_hash", sa.Text, sa.ForeignKey("model_version.model_hash"), nullable=False),
    sa.Column("data_hash", sa.Text, nullable=False),
    sa.Column("warehouse", sa.Text, nullable=False),
    sa.Column("published_at", UtcTime, nullable=False),
    sa.Column("periods", sa.Text, nullable=False),
    sa.Column("units", sa.Integer, nullable=False),
    sqlite_strict=True,
)
"""Every publication of lights: which model over which data, in which warehouse file; a row never changes."""
