"""Offences that the police registered, summed per two-monthly period."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import pandas as pd

from data.domain.errors import SourceError
from data.domain.periods import MONTHS
from data.sources import cbs_columns, cbs_rows, files, published
from data.sources.report import Report, Tally

COLUMNS = {
    "kind": ("soortmisdrijf",),
    "area": ("wijkenenbuurten", "regios"),
    "stretch": ("perioden",),
    "count": ("geregistreerdemisdrijven", "totaalgeregistreerdemisdrijven"),
}
"""Columns of the tables 47022NED (months) and 47018NED (years), squeezed and without the trailing number."""

TOTAL = "0.0.0"
"""Key of all offences together. The other keys are its parts, on three levels: adding them up counts them again."""

STRETCH = r"^(?P<year>(?:19|20)\d{2})(?P<unit>MM|JJ)(?P<number>\d{2})$"
MONTHS_A_YEAR = 12


def offences(path: Path, areas: Collection[str]) -> tuple[pd.DataFrame, Report]:
    """Read a csv of registered offences.

    Parameters
    ----------
    path
        Raw data set ("onbewerkte dataset") of table 47022NED (months such as ``2025MM09``) or 47018NED (years such as
        ``2025JJ00``).
    areas
        Codes of the areas that are wanted; rows of others are left out.

    Returns
    -------
    measurements
        As in ``tables``, ``offences``: one row an area and two-monthly period, or an area and year; the numerator is
        the number of offences between ``starts`` and ``ends``, the denominator NA: the warehouse takes the
        inhabitants times the share of a year that the stretch is.
    report
        One row of the file is one row of the account. Left out: ``part_of_total``, ``outside_areas``, ``withheld``
        (an empty cell is not zero), ``period_incomplete`` (a month whose other month is withheld or not there yet)
        and ``year_beside_months`` (a year of which the same file has the months).

    Raises
    ------
    SourceError
        A column is missing, a period or count can't be read, the total is not in the file, or an area has a period
        twice.
    """
    frame = files.table(path)
    rows = _rows(frame, path.name)
    tally = Tally(path.name, "measurements", len(rows))
    wanted = _wanted(rows, areas, path.name, tally)
    known = _reject(wanted, wanted["count"].isna(), "withheld", tally)
    months, years = known[known["month"] > 0], known[known["month"] == 0]
    monthly = wanted[wanted["month"] > 0]
    beside = (years["area"] + years["year"].astype("string")).isin(monthly["area"] + monthly["year"].astype("string"))
    summed = [_of_periods(months, tally), _of_years(_reject(years, beside, "year_beside_months", tally))]
    return pd.concat(summed, ignore_index=True), tally.report()


def _rows(frame: pd.DataFrame, file: str) -> pd.DataFrame:
    found = {name: cbs_columns.column(frame.columns, known) for name, known in COLUMNS.items()}
    needed = ("SoortMisdrijf", "WijkenEnBuurten", "Perioden", "GeregistreerdeMisdrijven_1")
    if missing := [name for name, there in zip(needed, found.values(), strict=True) if there is None]:
        raise SourceError(file, [f"the file lacks the columns {missing}; it has {sorted(frame.columns)}"])
    rows = frame[[name for name in found.values() if name]].set_axis(list(found), axis=1)
    return rows.assign(
        area=rows["area"].str.upper(),
        count=cbs_columns.figure(rows["count"], str(found["count"]), file),
        **_stretches(rows["stretch"], file),
    )


def _stretches(text: pd.Series, file: str) -> dict[str, pd.Series]:
    parts = text.str.upper().str.extract(STRETCH)
    number = parts["number"].astype("Int64")
    wrong = parts["year"].isna() | (parts["unit"] == "JJ") & (number != 0)
    wrong |= (parts["unit"] == "MM") & ~number.between(1, MONTHS_A_YEAR)
    if wrong.any():
        row = text.index[wrong][0]
        fault = f"row {row}: column 'Perioden' holds '{text[row]}'; write 2025MM09 for a month, 2025JJ00 for a year"
        raise SourceError(file, [fault])
    return {"year": parts["year"].astype("int64"), "month": number.astype("int64")}


def _wanted(rows: pd.DataFrame, areas: Collection[str], file: str, tally: Tally) -> pd.DataFrame:
    if not (rows["kind"] == TOTAL).any():
        fault = f"no row has '{TOTAL}' in column 'SoortMisdrijf'; select the total of all offences too"
        raise SourceError(file, [fault])
    totals = _reject(rows, rows["kind"] != TOTAL, "part_of_total", tally)
    wanted = _reject(totals, ~totals["area"].isin(list(areas)), "outside_areas", tally)
    cbs_rows.refuse_double(wanted, file, ["area", "stretch"])
    return wanted


def _reject(rows: pd.DataFrame, out: pd.Series, reason: str, tally: Tally) -> pd.DataFrame:
    gone = rows[out]
    shown = gone["area"].fillna("") + " " + gone["stretch"].fillna("")
    tally.reject(reason, len(gone), shown.head(5).tolist())
    return rows[~out]


def _of_periods(months: pd.DataFrame, tally: Tally) -> pd.DataFrame:
    numbered = months.assign(period=(months["month"] + 1) // MONTHS)
    keys = ["area", "year", "period"]
    alone = numbered.groupby(keys)["month"].transform("size") < MONTHS
    whole = _reject(numbered, alone, "period_incomplete", tally).groupby(keys)[["count"]].sum().reset_index()
    first = pd.to_datetime({"year": whole["year"], "month": whole["period"] * MONTHS - 1, "day": 1})
    return _measurements(whole, (first, first + pd.offsets.MonthEnd(MONTHS)))


def _of_years(years: pd.DataFrame) -> pd.DataFrame:
    return _measurements(years, published.whole_year(years["year"]))


def _measurements(counts: pd.DataFrame, stretch: tuple[pd.Series, pd.Series]) -> pd.DataFrame:
    return published.measurements(counts["area"], "offences", stretch, "police", numerator=counts["count"])
