"""Tenancies of the corporation: how long people stay, what stands empty, guided letting, who wants to contribute.

A file knows the past only as far as its ended tenancies go: a list of running ones says nothing of homes that stood
empty a year ago. Therefore periods before the first end are left out, and without any end only the last one counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pandas as pd

from data.domain.periods import Period
from data.sources.corporation_columns import Kind
from data.sources.corporation_figures import Imported, figures, last_complete, mean_figures, stacked
from data.sources.corporation_rows import DWELLING_TYPES, EXAMPLES, Rows, dates, opened, with_ids, within, yes_no

DAYS_A_YEAR = 365.25
PERIODS = 12
"""Two years back, unless other periods are asked for."""

OPEN_END_YEAR = 2200
"""An end after this year (9999-12-31 and the like) means that the tenancy runs."""

MOST_ABSENT = 0.2
"""Share of the register that may be without any tenancy; above it the file is a part, and absence says nothing."""

ANSWERS = {"begeleiding": "guided_letting", "wil_bijdragen": "willing_to_contribute"}


def tenancies(
    path: Path,
    periods: Sequence[Period] | None = None,
    *,
    today: date,
    homes: frozenset[str] | None = None,
    most_absent: float = MOST_ABSENT,
) -> Imported:
    """Read tenancies and measure them on the last day of each period.

    Parameters
    ----------
    path
        csv or xlsx with ``vbo_id``, ``ingangsdatum``, ``einddatum`` (the last day; empty: it runs) and, when known,
        ``begeleiding`` and ``wil_bijdragen`` (ja, nee, or empty: not known).
    periods
        To measure; None: the last twelve that are over. Those that are not over yet, or lie before what the file knows,
        are left out (``before_history``).
    today
        Day of the import.
    homes
        Ids of the register; other homes are rejected. A home of the register without any tenancy is vacant in the last
        period, unless they are more than ``most_absent`` of the register, or unreadable ids may hide them.
    most_absent
        Share, 0 to 1.

    Returns
    -------
    imported
        ``length_of_stay`` (years), ``vacancy``, ``guided_letting`` and ``willing_to_contribute`` (0 or 1 of 1), a home.
        A home of which a row could not be read is left out of all: its state is not known.

    Raises
    ------
    SourceError
        Unreadable, refused or missing columns.
    """
    rows = opened(path, Kind.TENANCIES)
    unclear = _read(rows, today, homes)
    measured = _known(rows, list(periods) if periods is not None else _last_periods(today), today)
    absent = _absent(rows, homes, unclear, most_absent) if measured else frozenset()
    parts = [
        part
        for period in measured
        for part in _measured(rows.frame, period, absent if period == measured[-1] else frozenset())
    ]
    return Imported(measurements=stacked(*parts), reports=(rows.report(),))


def ended(path: Path, today: date) -> dict[str, date]:
    """Give the last day of the last ended tenancy of every home in a delivery; faulty rows do not count."""
    rows = opened(path, Kind.TENANCIES)
    with_ids(rows, "vbo_id", DWELLING_TYPES)
    _read_dates(rows)
    over = rows.frame[rows.frame["einddatum"] <= pd.Timestamp(today)]
    return {str(home): day.date() for home, day in over.groupby("vbo_id")["einddatum"].max().items()}


def _read(rows: Rows, today: date, homes: frozenset[str] | None) -> frozenset[str] | None:
    """Read every cell; give the homes whose state is not known, None when unreadable ids hide which they are."""
    with_ids(rows, "vbo_id", DWELLING_TYPES)
    hidden = len(rows.frame) < rows.tally.read
    within(rows, "vbo_id", homes)
    offered = rows.frame["vbo_id"]
    _read_dates(rows)
    for column in ANSWERS:
        rows.replace(**{column: yes_no(rows.frame[column], figures=True)})
        rows.reject(rows.frame[column] == -1, "bad_yes_no")
    unclear = frozenset(offered.drop(rows.frame.index))
    rows.reject(rows.frame["vbo_id"].isin(unclear), "unclear_home")
    rows.reject(rows.frame["ingangsdatum"] > pd.Timestamp(today), "future_date")
    rows.reject(rows.frame.duplicated(), "duplicate_row")
    rows.warn(rows.frame["einddatum"] > pd.Timestamp(today), "end_in_future")
    rows.warn(_overlapping(rows.frame), "overlapping_tenancies")
    return None if hidden else unclear


def _read_dates(rows: Rows) -> None:
    starts, ends, text = dates(rows.frame["ingangsdatum"]), dates(rows.frame["einddatum"]), rows.frame["einddatum"]
    unread = starts.isna() | (ends.isna() & text.notna())
    rows.replace(ingangsdatum=starts, einddatum=ends.mask(ends.dt.year >= OPEN_END_YEAR))
    rows.reject(unread, "bad_date")
    rows.reject(rows.frame["einddatum"] < rows.frame["ingangsdatum"], "end_before_start")


def _overlapping(frame: pd.DataFrame) -> pd.Series:
    """Say of which tenancies a later one of the same home begins before they end; the later one counts."""
    ordered = frame.sort_values(["vbo_id", "ingangsdatum"], kind="stable")
    following = ordered.groupby("vbo_id")["ingangsdatum"].shift(-1)
    still_there = ordered["einddatum"].isna() | (ordered["einddatum"] > following)
    return (following.notna() & still_there).reindex(frame.index)


def _last_periods(today: date) -> list[Period]:
    return [last_complete(today).shift(-back) for back in range(PERIODS)]


def _known(rows: Rows, wanted: list[Period], today: date) -> list[Period]:
    """Give the periods, old to new, that are over and that the file can speak of."""
    over = sorted({period for period in wanted if period.end <= today})
    ends = rows.frame["einddatum"]
    first_end = ends[ends <= pd.Timestamp(today)].min()
    known = [period for period in over if pd.Timestamp(period.end) >= first_end] if pd.notna(first_end) else over[-1:]
    left = [str(period) for period in over if period not in known]
    rows.tally.warn("before_history", len(left), left)
    return known


def _absent(
    rows: Rows, homes: frozenset[str] | None, unclear: frozenset[str] | None, most_absent: float
) -> frozenset[str]:
    """Give the homes of the register of which nothing was delivered, where that may be taken for standing empty."""
    if homes is None:
        return frozenset()
    absent = homes - set(rows.frame["vbo_id"]) - (unclear or frozenset())
    believed = unclear is not None and len(absent) <= most_absent * len(homes)
    rows.tally.warn("taken_for_vacant" if believed else "no_tenancy_known", len(absent), sorted(absent)[:EXAMPLES])
    return absent if believed else frozenset()


def _measured(frame: pd.DataFrame, period: Period, absent: frozenset[str]) -> list[pd.DataFrame]:
    """Give the figures of one period; ``absent`` homes stand empty."""
    end = pd.Timestamp(period.end)
    begun = frame[frame["ingangsdatum"] <= end].assign(starts=pd.Timestamp(period.start), ends=end, denominator=1.0)
    begun = begun.rename(columns={"vbo_id": "unit_id"}).sort_values(["unit_id", "ingangsdatum"], kind="stable")
    lived = begun[begun["einddatum"].isna() | (begun["einddatum"] >= end)].drop_duplicates("unit_id", keep="last")
    years = (end - lived["ingangsdatum"]).dt.days / DAYS_A_YEAR
    answers = [
        figures(name, lived.assign(numerator=lived[column]).dropna(subset=column)) for column, name in ANSWERS.items()
    ]
    return [mean_figures("length_of_stay", lived.assign(numerator=years)), _vacancy(begun, lived, absent), *answers]


def _vacancy(begun: pd.DataFrame, lived: pd.DataFrame, absent: frozenset[str]) -> pd.DataFrame:
    known = begun.drop_duplicates("unit_id")
    if absent and len(known):
        more = pd.DataFrame({"unit_id": sorted(absent), "denominator": 1.0})
        known = pd.concat([known, more.assign(starts=known["starts"].iloc[0], ends=known["ends"].iloc[0])])
    vacant = ~known["unit_id"].isin(lived["unit_id"])
    return figures("vacancy", known.assign(numerator=vacant.astype("float64")))
