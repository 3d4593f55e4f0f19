"""From usable rows to figures a period: the shape of the measurements table, and what an importer gives back."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import numpy as np
import pandas as pd

from data.domain.periods import Period
from data.sources.corporation_rows import Rows
from data.sources.report import Report
from data.sources.tables import COLUMNS, empty

SOURCE = "corporation"


@dataclass(frozen=True, slots=True)
class Imported:
    """What a delivery gave.

    Parameters
    ----------
    register
        The homes that are let (``data.sources.tables``); empty for every other delivery.
    measurements
        The figures; one row a unit, indicator and period.
    reports
        One account a table; accepted and rejected rows add up to the rows of the file.
    """

    register: pd.DataFrame = field(default_factory=lambda: empty("register"))
    measurements: pd.DataFrame = field(default_factory=lambda: empty("measurements"))
    reports: tuple[Report, ...] = ()


def bounds(days: pd.Series) -> pd.DataFrame:
    """Give the first and last day of the two-monthly period of each day: ``starts``, ``ends``; same index."""
    periods = {day: Period.of(pd.Timestamp(day).date()) for day in days.unique()}
    starts = days.map({day: pd.Timestamp(period.start) for day, period in periods.items()})
    ends = days.map({day: pd.Timestamp(period.end) for day, period in periods.items()})
    stamped = {"starts": pd.to_datetime(starts), "ends": pd.to_datetime(ends)}
    return pd.DataFrame(stamped, index=days.index).astype("datetime64[s]")


def with_periods(rows: Rows, column: str, today: date) -> None:
    """Add the period of a date; a row of a period that is not over yet is rejected: half a period is no figure."""
    rows.frame = rows.frame.join(bounds(rows.frame[column]))
    rows.reject(rows.frame["ends"] > pd.Timestamp(today), "unfinished_period")


def last_complete(today: date) -> Period:
    """Give the last period that is over at the end of a day."""
    period = Period.of(today)
    return period if period.end <= today else period.shift(-1)


def figures(indicator: str, rows: pd.DataFrame, *, level: str = "dwelling") -> pd.DataFrame:
    """Shape rows into measurements.

    Parameters
    ----------
    indicator
        Key of the catalogue.
    rows
        ``unit_id``, ``starts``, ``ends``, ``numerator``, and where they apply ``denominator`` and ``squares``.
    level
        What ``unit_id`` names.

    Returns
    -------
    measurements
        As in ``data.sources.tables``; same index.
    """
    shaped = rows.assign(indicator_id=indicator, level=level, source=SOURCE, transferred=False)
    shaped = shaped.reindex(columns=list(COLUMNS["measurements"]))
    numbers = dict.fromkeys(("numerator", "denominator", "squares", "value"), "float64")
    return shaped.astype({**numbers, "unit_id": "object", "starts": "datetime64[s]", "ends": "datetime64[s]"})


def mean_figures(indicator: str, rows: pd.DataFrame, *, level: str = "dwelling") -> pd.DataFrame:
    """Shape one value a unit (``numerator``) into measurements of a mean: denominator 1, and the square."""
    return figures(indicator, rows.assign(denominator=1.0, squares=np.square(rows["numerator"])), level=level)


def stacked(*parts: pd.DataFrame) -> pd.DataFrame:
    """Put measurements under each other; without any, the empty table."""
    filled = [part for part in parts if len(part)]
    return pd.concat(filled, ignore_index=True) if filled else empty("measurements")


def covered(rows: pd.DataFrame) -> pd.DataFrame:
    """Add a nought for every period between the first and the last that has no event.

    Without it a quiet period would look like one that nobody counted. The nought stands at the first home of the rows,
    where it is true; the base is every home of the register anyway.
    """
    if rows.empty:
        return rows
    period, last = Period.of(rows["starts"].min().date()), Period.of(rows["starts"].max().date())
    quiet, busy = [], set(rows["starts"])
    while period < last:
        if pd.Timestamp(period.start) not in busy:
            quiet.append({"starts": pd.Timestamp(period.start), "ends": pd.Timestamp(period.end)})
        period = period.shift(1)
    noughts = pd.DataFrame(quiet).assign(unit_id=rows["unit_id"].iloc[0], numerator=0.0)
    return pd.concat([rows, noughts], ignore_index=True) if quiet else rows
