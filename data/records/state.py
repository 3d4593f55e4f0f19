"""Whether the records answer now."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa

from data.records.store import engine, reading
from data.records.tables import model_version

SHORT = 3
"""Seconds to wait for an answer: who asks is a person with a page open, or monitoring."""


def answers(database_url: str) -> bool:
    """Whether the records can be read; a file that is not there is not made.

    Raises
    ------
    SettingsError
        The address is no database that records can stand on.
    """
    records = engine(database_url, patience=SHORT)
    file = records.url.database if records.dialect.name == "sqlite" else None
    try:
        if file is not None and not Path(file).is_file():
            return False
        with reading(records) as connection:
            connection.execute(sa.select(model_version.c.model_id).limit(1)).all()
    except sa.exc.DBAPIError:
        return False
    finally:
        records.dispose()
    return True
