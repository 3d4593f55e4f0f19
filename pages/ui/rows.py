"""Rows of frames as the screen reads them: one dictionary a row, missing figures as None."""

from __future__ import annotations

import math
from datetime import date

import numpy as np
import pandas as pd

Row = dict[str, object]
"""One row of a frame that came through the gate, by column."""


def records(frame: pd.DataFrame) -> list[Row]:
    """Give the rows of a frame, in order."""
    names = [str(name) for name in frame]
    columns = [column.tolist() for _, column in frame.items()]
    return [dict(zip(names, values, strict=True)) for values in zip(*columns, strict=True)]


def figure(row: Row, name: str) -> float | None:
    """Give a figure of a row; None when the column is absent or the figure is missing."""
    value = row.get(name)
    if not isinstance(value, int | float | np.integer | np.floating) or math.isnan(value):
        return None
    return float(value)


def flag(row: Row, name: str) -> bool | None:
    """Give a yes or no of a row; None when it is missing."""
    value = row.get(name)
    return bool(value) if isinstance(value, bool | np.bool_) else None


def moment(row: Row, name: str) -> pd.Timestamp | None:
    """Give a day or moment of a row; None when it is missing."""
    value = row.get(name)
    told = pd.Timestamp(value) if isinstance(value, str | date | np.datetime64) else pd.NaT
    return None if pd.isna(told) else told
