"""Leefbaarometer scores: how an area differs from the Netherlands, in four of its five dimensions."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import pandas as pd

from data.domain.errors import SourceError
from data.sources import cbs_rows, files, published
from data.sources.report import Report, Tally

CODES = ("code", "bu_code", "wk_code", "gm_code")
YEARS = ("year", "jaar")
DIMENSIONS = ("won", "fys", "vrz", "soc", "onv")
INDICATORS = {"fys": "lbm_fys", "vrz": "lbm_vrz", "won": "lbm_won", "onv": "lbm_onv"}
"""Dimension to indicator. ``soc`` (social cohesion) is built on who lives somewhere, and that is never scored."""

ROUNDING = 1e-4
"""Largest difference between the deviation and the sum of its dimensions that rounding in the file explains."""


def scores(path: Path, areas: Collection[str]) -> tuple[pd.DataFrame, Report]:
    """Read a Leefbaarometer csv, national (``code,...,year,afw,...``) or per district (``wk_code,...,jaar,lbm,...``).

    Parameters
    ----------
    path
        The file.
    areas
        Codes of the areas that are wanted; rows of others are left out.

    Returns
    -------
    measurements
        As in ``tables``: one row an area, year and dimension of ``INDICATORS``, ``value`` the deviation from the
        national mean in scale points (positive is favourable, for nuisance too), over the whole year.
    report
        Left out: ``outside_areas``, ``no_scores``, and ``dimensions_differ`` where the five dimensions do not add up
        to the deviation. The warning ``composition_left_out`` says that ``soc`` was not taken over.

    Raises
    ------
    SourceError
        A column is missing, a score or year can't be read, or an area occurs twice in a year.
    """
    frame = files.table(path)
    rows = _rows(frame, path.name)
    tally = Tally(path.name, "measurements", len(rows))
    reasons = pd.Series(pd.NA, index=rows.index, dtype="string")
    reasons = reasons.mask((rows[list(DIMENSIONS)].sum(axis=1) - rows["afw"]).abs() > ROUNDING, "dimensions_differ")
    reasons = reasons.mask(rows[[*DIMENSIONS, "afw"]].isna().any(axis=1), "no_scores")
    reasons = reasons.mask(~rows["code"].isin(list(areas)), "outside_areas")
    for reason, group in rows.groupby(reasons):
        tally.reject(str(reason), len(group), group["code"].head(5).tolist())
    kept = rows[reasons.isna()]
    cbs_rows.refuse_double(kept, path.name, ["code", "year"])
    tally.warn("composition_left_out", len(kept))
    return _measurements(kept), tally.report()


def _rows(frame: pd.DataFrame, file: str) -> pd.DataFrame:
    code = next((name for name in CODES if name in frame), "code")
    year = next((name for name in YEARS if name in frame), "year")
    files.require(file, frame.columns, [code, year, "afw", *DIMENSIONS])
    read = {name: _score(frame[name], name, file) for name in ("afw", *DIMENSIONS)}
    wrong = ~frame[year].str.fullmatch(r"(?:19|20)\d{2}", na=False)
    if wrong.any():
        row = frame.index[wrong][0]
        raise SourceError(file, [f"row {row}: column '{year}' holds '{frame[year][row]}'; write a year such as 2024"])
    return pd.DataFrame({"code": frame[code].str.upper(), "year": frame[year].astype("Int64"), **read})


def _score(text: pd.Series, name: str, file: str) -> pd.Series:
    numbers = files.number(text)
    odd = numbers.isna() & text.notna()
    if odd.any():
        shown = [f"row {row}: column '{name}' holds '{text[row]}'" for row in text.index[odd][:5]]
        raise SourceError(file, [f"{fault}; write a number such as -0.0123" for fault in shown])
    return numbers


def _measurements(rows: pd.DataFrame) -> pd.DataFrame:
    named = rows.rename(columns=INDICATORS)
    long = named.melt(["code", "year"], list(INDICATORS.values()), var_name="indicator_id", value_name="value")
    stretch = published.whole_year(long["year"])
    return published.measurements(long["code"], long["indicator_id"], stretch, "leefbaarometer", value=long["value"])
