"""The gate on where figures come from: deliveries, sources, model, and the shape of what was loaded."""

from __future__ import annotations

import pandas as pd

from data import disclosure
from data.domain.access import Permission, Viewer
from data.domain.bands import rounded
from data.domain.errors import AccessDeniedError
from data.opened import Store
from data.release_places import need, sees_released
from data.warehouse import statements

PREVIEWS = ("unit", "dwelling", "measurement")
"""Tables of which an administrator sees the shape."""


def account(store: Store, viewer: Viewer) -> pd.DataFrame:
    """Give what became of every delivered row; the examples (codes) only for those who deliver data."""
    need(viewer, Permission.SEE_METHOD)
    rows = statements.read(store.connection, "account")
    if not viewer.may(Permission.DELIVER_DATA):
        rows = rows.assign(examples="")
    return _coarse(store, viewer, rows, ("row_count",))


def sources(store: Store, viewer: Viewer) -> pd.DataFrame:
    """Give the age of the figures, a row an indicator and source: first and last day, how many, how many moved."""
    need(viewer, Permission.SEE_METHOD)
    return _coarse(store, viewer, statements.read(store.connection, "sources"), ("figures", "transferred"))


def model_text(store: Store, viewer: Viewer) -> dict[str, object]:
    """Give the model of the published lights: ``model_id``, ``model_hash``, ``model_toml``, ``published_at`` (UTC)."""
    need(viewer, Permission.SEE_METHOD)
    rows = statements.read(store.connection, "model_text")
    return {} if rows.empty else {str(key): value for key, value in rows.iloc[0].items()}


def preview(store: Store, viewer: Viewer, table: str) -> pd.DataFrame:
    """Give some rows of a loaded table with every value masked, so that who loads data sees what came where.

    Parameters
    ----------
    table
        One of ``PREVIEWS``.
    """
    need(viewer, Permission.DELIVER_DATA)
    if table not in PREVIEWS:
        message = f"there is no preview of {table!r}; there are {', '.join(PREVIEWS)}"
        raise AccessDeniedError(message)
    return disclosure.masked(statements.read(store.connection, f"preview_{table}"))


def _coarse(store: Store, viewer: Viewer, rows: pd.DataFrame, columns: tuple[str, ...]) -> pd.DataFrame:
    """Round how many rows were delivered to tens, where they tell how many homes have something (TRUST 15)."""
    if not sees_released(store, viewer):
        return rows
    return rows.assign(**{column: rows[column].map(rounded).astype(int) for column in columns})
