"""Rows of the table ``measurements`` for figures that a public source publishes of an area."""

from __future__ import annotations

import pandas as pd

from data.sources import tables
from data.sources.cbs_rows import levels


def measurements(
    unit_id: pd.Series,
    indicator_id: pd.Series | str,
    stretch: tuple[pd.Series, pd.Series],
    source: str,
    *,
    numerator: pd.Series | float = float("nan"),
    value: pd.Series | float = float("nan"),
) -> pd.DataFrame:
    """Lay published figures out as measurements.

    Parameters
    ----------
    unit_id
        Code of the area a row; its prefix gives the level.
    indicator_id
        Key of the catalogue.
    stretch
        First and last day (datetime64), inclusive.
    source
        Key of the source.
    numerator
        Events or persons, for kind ``count``; the warehouse fills in the base.
    value
        Published figure, for kind ``area``.

    Returns
    -------
    measurements
        Columns and order as in ``tables``, a fresh index; denominator and squares are NaN.
    """
    starts, ends = stretch
    frame = pd.DataFrame({"unit_id": unit_id.astype("string")}, index=unit_id.index)
    frame = frame.assign(
        indicator_id=indicator_id,
        level=levels(frame["unit_id"]),
        starts=starts,
        ends=ends,
        numerator=numerator,
        denominator=float("nan"),
        squares=float("nan"),
        value=value,
        source=source,
        transferred=False,
    )
    return frame[list(tables.COLUMNS["measurements"])].reset_index(drop=True)


def whole_year(year: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Give the first and the last day of each year, as datetime64."""
    text = year.astype("Int64").astype("string")
    return pd.to_datetime(text + "-01-01"), pd.to_datetime(text + "-12-31")
