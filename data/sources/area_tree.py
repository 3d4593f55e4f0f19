"""The tree of areas: take one place out of a larger file, and add the levels that were not delivered."""

from __future__ import annotations

from collections.abc import Collection

import geopandas as gpd
import pandas as pd

from data.domain.areas import AREA_LEVELS, Level, child_level
from data.domain.errors import SourceError
from data.sources import cbs_rows, tables
from data.sources.report import Report, Tally


def within(
    areas: gpd.GeoDataFrame,
    municipality: str,
    *,
    only: Collection[str] = (),
    without: Collection[str] = (),
) -> gpd.GeoDataFrame:
    """Keep the areas of one municipality, or of some of its districts.

    Parameters
    ----------
    areas
        As in ``tables``; not changed.
    municipality
        Code such as ``GM0363``.
    only
        Districts or neighbourhoods to keep, with all that lies in them; empty keeps all.
    without
        Districts or neighbourhoods to leave out, with all that lies in them, such as ``WK0363SA``.

    Returns
    -------
    areas
        In the same order, a fresh index. A choice of districts is no longer the municipality: then the
        municipality's own row goes out too, and ``complete`` draws it anew from what stayed.
    """
    codes = areas["area_id"].astype("string")
    kept = cbs_rows.inside(codes, municipality)
    if only:
        kept &= _in_any(codes, only)
    if without:
        kept &= ~_in_any(codes, without)
    if only or without:
        kept &= areas["level"] != Level.MUNICIPALITY
    return areas[kept].reset_index(drop=True)


def complete(
    areas: gpd.GeoDataFrame, municipality_name: str, *, file: str = "areas"
) -> tuple[gpd.GeoDataFrame, Report]:
    """Add the districts and the municipality that were not delivered, drawn as the union of their children.

    Parameters
    ----------
    areas
        As in ``tables``; not changed. All of one municipality.
    municipality_name
        Name for the municipality when its own row is not there. A district that was not delivered is called by its
        code: its official name stands in no other file.
    file
        Name under which the report counts the added areas.

    Returns
    -------
    areas
        The given rows in their order, then the added ones. Their ``year`` is that of the children where these agree,
        otherwise NA. Water stays outside: a drawn district is land.
    report
        Every added area is accepted, with the warning ``drawn_from_children``.

    Raises
    ------
    SourceError
        The areas lie in several municipalities of which one is missing, so one name can't be enough.
    """
    grown = areas
    for level in reversed(AREA_LEVELS[:-1]):
        grown = _with_level(grown, level, municipality_name, file)
    added = grown["area_id"].iloc[len(areas) :].tolist()
    return grown, Tally(file, "areas", len(added)).warn("drawn_from_children", len(added), added[:5]).report()


def _in_any(codes: pd.Series, chosen: Collection[str]) -> pd.Series:
    return pd.concat([cbs_rows.inside(codes, area) for area in chosen], axis=1).any(axis=1)


def _with_level(areas: gpd.GeoDataFrame, level: Level, name: str, file: str) -> gpd.GeoDataFrame:
    children = areas[areas["level"] == child_level(level)]
    orphans = children[~children["parent_id"].isin(areas["area_id"])]
    if orphans.empty:
        return areas
    drawn = _drawn(orphans, level)
    if level is Level.MUNICIPALITY:
        if len(drawn) > 1:
            fault = f"areas of {drawn['area_id'].tolist()} stand together; choose one municipality"
            raise SourceError(file, [fault])
        drawn["name"] = name
    columns = list(tables.COLUMNS["areas"])
    return gpd.GeoDataFrame(pd.concat([areas, drawn[columns]], ignore_index=True), geometry="geometry", crs=tables.RD)


def _drawn(children: gpd.GeoDataFrame, level: Level) -> gpd.GeoDataFrame:
    land = children[~children["is_water"].astype(bool)]
    source = land if set(land["parent_id"]) == set(children["parent_id"]) else children
    groups = source.groupby("parent_id", sort=True)
    shape = gpd.GeoSeries(groups["geometry"].apply(lambda part: part.union_all()), crs=tables.RD)
    codes = pd.Series(shape.index, dtype="string")
    years = groups["year"].agg(_agreed)
    rows = {
        "area_id": codes,
        "level": str(level),
        "name": codes,
        "parent_id": cbs_rows.parents(codes),
        "year": pd.array(years.tolist(), dtype="Int64"),
        "is_water": False,
    }
    return gpd.GeoDataFrame(rows, geometry=shape.reset_index(drop=True), crs=tables.RD)


def _agreed(years: pd.Series) -> object:
    return years.iloc[0] if len(set(years.dropna())) == 1 and years.notna().all() else pd.NA
