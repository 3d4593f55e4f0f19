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
        return stamp(value)

    def process_result_value(self, value: str | None, dialect: sa.Dialect) -> datetime | None:  # noqa: ARG002 (SQLAlchemy's signature)
        """Turn stored text into an aware moment in UTC."""
        return None if value is None else datetime.fromisoformat(value)


def stamp(moment: datetime) -> str:
    """Write a moment as it is stored."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


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

release = sa.Table(
    "release",
    metadata,
    sa.Column("release_id", sa.Text, primary_key=True),
    sa.Column("place", sa.Text, nullable=False),
    sa.Column("period", sa.Text, nullable=False),
    sa.Column("run_id", sa.Text, nullable=False),
    sa.Column("made_at", UtcTime, nullable=False),
    sa.Column("made_by", sa.Text, nullable=False),
    sa.Column("meeting", sa.Text, nullable=False),
    sa.Column("hash", sa.Text, nullable=False),
    sqlite_strict=True,
)
"""Every release of lights to the shared roles; a row never changes."""

release_frame = sa.Table(
    "release_frame",
    metadata,
    sa.Column("release_id", sa.Text, sa.ForeignKey("release.release_id"), primary_key=True),
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("hash", sa.Text, nullable=False),
    sa.Column("content", sa.LargeBinary, nullable=False),
    sqlite_strict=True,
)
"""What a release holds, one frame a row as Parquet, with its SHA-256; a row never changes."""

event = sa.Table(
    "event",
    metadata,
    sa.Column("ledger", sa.Text, primary_key=True),
    sa.Column("event_id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("subject", sa.Text, nullable=False),
    sa.Column("number", sa.Text, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("at", UtcTime, nullable=False),
    sa.Column("person", sa.Text, nullable=False),
    sa.Column("role", sa.Text, nullable=False),
    sa.Column("party", sa.Text, nullable=False),
    sa.Column("facts", sa.Text, nullable=False),
    sa.Column("content_hash", sa.Text, nullable=False),
    sa.Column("previous", sa.Text, nullable=False),
    sa.Column("hash", sa.Text, nullable=False),
    sa.UniqueConstraint("subject", "number", "version"),
    sqlite_strict=True,
)
"""Everything that people recorded, oldest first per ledger; each row carries the hash of the one before."""

content = sa.Table(
    "content",
    metadata,
    sa.Column("event_id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("salt", sa.Text, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
    sqlite_strict=True,
)
"""Personal content of an event of the ledger ``case``, apart so that it can be erased; the event keeps its hash."""

head = sa.Table(
    "head",
    metadata,
    sa.Column("ledger", sa.Text, primary_key=True),
    sa.Column("event_id", sa.Integer, nullable=False),
    sa.Column("hash", sa.Text, nullable=False),
    sqlite_strict=True,
)
"""Last event of every ledger; the row that a writer holds while it appends."""

submission = sa.Table(
    "submission",
    metadata,
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("first_event", sa.Integer, nullable=False),
    sa.Column("last_event", sa.Integer, nullable=False),
    sqlite_strict=True,
)
"""Which events a form wrote, by the key that was made when it was drawn: the same form twice is one record."""

checkpoint = sa.Table(
    "checkpoint",
    metadata,
    sa.Column("ledger", sa.Text, primary_key=True),
    sa.Column("upto", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("hash", sa.Text, nullable=False),
    sa.Column("at", UtcTime, nullable=False),
    sqlite_strict=True,
)
"""Up to where a ledger was cleared by retention, with the hash of the last event that went."""

EVENT_AS_STORED = [
    sa.type_coerce(column, sa.Text).label(column.name) if column.name == "at" else column for column in event.c
]
"""Columns of an event with the moment as the text that its hash is taken over."""

meeting_book = sa.Table(
    "meeting_book",
    metadata,
    sa.Column("hash", sa.Text, primary_key=True),
    sa.Column("content", sa.LargeBinary, nullable=False),
    sqlite_strict=True,
)
"""What each meeting showed, compressed, by the hash of its text; a row never changes."""
