"""Published figures of areas from the CBS map or key figures: what is counted, and what the catalogue scores."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from data.domain.errors import SourceError
from data.sources import cbs_columns, cbs_layers, cbs_rows, files, published, tables
from data.sources.report import Report, Tally

FACTS = ("inhabitants", "households", "homes")
AREA_FIGURES = ("low_income", "single_households", "corporation_share", "distance_services")
DISTANCES = ("distance_doctor", "distance_shop", "distance_nursery", "distance_school")
"""The distances that the key figures publish; their plain mean is the distance to daily services."""

PERCENT = 100.0


def figures(
    path: Path,
    *,
    year: int | None = None,
    layer: str | None = None,
    crs: str | None = None,
    municipality: str | None = None,
) -> tuple[pd.DataFrame, pd.DataFrame, Report]:
    """Read the figures of a CBS file: GeoPackage, shapefile, GeoJSON, ``kwb-<year>.xlsx`` or a StatLine csv.

    Parameters
    ----------
    path
        The file.
    year
        Year of the figures; None takes the column ``jaar`` or ``Perioden``, or else the name of the file.
    layer
        Layer of a GeoPackage; None reads every layer of areas.
    crs
        Coordinate system where the file states none.
    municipality
        Code such as ``GM0405``; None keeps all.

    Returns
    -------
    area_facts
        As in ``tables``: inhabitants, households, homes; rows without a figure are left out.
    measurements
        As in ``tables``, over the whole year: ``social_assistance`` with persons as numerator (denominator NA: the
        warehouse takes the households), the others as ``value`` in percent or kilometres.
    report
        One row of the file is one row of the account.

    Raises
    ------
    SourceError
        No codes, no figure that is known, no year, an unreadable cell, or an area twice.
    """
    frames = _read(path, layer, crs)
    tally = Tally(path.name, "figures", sum(len(frame) for frame in frames.values()))
    read = pd.concat([_known(frame, file, year, municipality, tally) for file, frame in frames.items()])
    known = cbs_rows.single(read, path.name, tally, ["area_id", "year"]).reset_index(drop=True)
    silent = known["area_id"][known[[*FACTS, *AREA_FIGURES, "social_assistance"]].isna().all(axis=1)]
    tally.warn("no_figures", len(silent), silent.head(5).tolist())
    return _facts(known), _measurements(known), tally.report()


def _read(path: Path, layer: str | None, crs: str | None) -> dict[str, pd.DataFrame]:
    if path.suffix.lower() in files.TABLE_ENDINGS:
        return {path.name: files.table(path)}
    return {file: pd.DataFrame(frame) for file, frame in cbs_layers.read(path, layer, crs).items()}


def _known(frame: pd.DataFrame, file: str, year: int | None, municipality: str | None, tally: Tally) -> pd.DataFrame:
    rows = cbs_rows.coded(frame, file, tally, municipality)
    found = {name: cbs_columns.column(frame.columns, known) for name, known in cbs_columns.FIGURES.items()}
    if not any(found.values()):
        fault = "no column holds a figure that is known here, such as aantal_inwoners, AANT_INW or a_inw"
        raise SourceError(file, [f"{fault}; it has {sorted(map(str, frame.columns))[:20]}"])
    read = {
        name: cbs_columns.figure(rows[column], column, file) if column else pd.Series(float("nan"), index=rows.index)
        for name, column in found.items()
    }
    stated = _stated_years(rows, file, year)
    return _composed(pd.DataFrame({**rows[["area_id", "wet"]], **read, "year": stated}, index=rows.index))


def _stated_years(rows: pd.DataFrame, file: str, year: int | None) -> pd.Series:
    found = cbs_columns.years(rows, file, year)
    if found.isna().any():
        mend = "say it with --year, or put it in the name of the file, as in kwb-2024.xlsx"
        raise SourceError(file, [f"nothing says of which year the figures are; {mend}"])
    return found


def _composed(read: pd.DataFrame) -> pd.DataFrame:
    """Add the two figures that are made of published ones; a part that is missing makes the whole missing."""
    households = read["households"].where(read["households"] > 0)
    share = read["single_share"].mask(read["households"] == 0).fillna(PERCENT * read["single_count"] / households)
    distance = read[list(DISTANCES)].mean(axis=1, skipna=False)
    return read.assign(single_households=share, distance_services=distance)


def _facts(known: pd.DataFrame) -> pd.DataFrame:
    long = known.melt(["area_id", "year"], list(FACTS), var_name="fact", value_name="value")
    return long.dropna(subset="value")[list(tables.COLUMNS["area_facts"])].reset_index(drop=True)


def _measurements(known: pd.DataFrame) -> pd.DataFrame:
    figures_of = [*AREA_FIGURES, "social_assistance"]
    long = known.melt(["area_id", "year"], figures_of, var_name="indicator_id", value_name="figure")
    long = long.dropna(subset="figure").reset_index(drop=True)
    counted = long["indicator_id"] == "social_assistance"
    return published.measurements(
        long["area_id"],
        long["indicator_id"],
        published.whole_year(long["year"]),
        "cbs",
        numerator=long["figure"].where(counted),
        value=long["figure"].where(~counted),
    )
