"""Areas as CBS draws them: gemeenten, wijken and buurten, from any year's map file."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pandas as pd
import shapely

from data.domain.errors import SourceError
from data.sources import cbs_columns, cbs_layers, cbs_rows, tables
from data.sources.area_tree import complete, within
from data.sources.cbs_figures import figures
from data.sources.report import Report, Tally

__all__ = ["area_levels", "areas", "complete", "figures", "within"]

NETHERLANDS = (-50_000.0, 250_000.0, 350_000.0, 700_000.0)
"""Box around the country and its waters in RD metres (xmin, ymin, xmax, ymax), generous."""

SAYS_WATER = r"\bwater\b"
"""The whole word in a name; ``Waterrijk`` is a neighbourhood like any other."""


def areas(
    path: Path,
    *,
    layer: str | None = None,
    crs: str | None = None,
    municipality: str | None = None,
    year: int | None = None,
) -> tuple[gpd.GeoDataFrame, Report]:
    """Read the areas of one layer, in whichever of the three naming styles it is.

    Parameters
    ----------
    path
        GeoPackage, shapefile (or a zip of one) or GeoJSON.
    layer
        Layer; may be left out where the file has one.
    crs
        Coordinate system to take when the file states none, such as ``EPSG:28992``.
    municipality
        Code such as ``GM0405``; None keeps all.
    year
        Year of the borders; None takes the column ``jaar`` or else the name of the file.

    Returns
    -------
    areas
        As in ``tables``, EPSG:28992, in the order of the file. The level follows from the columns with codes; a parent
        that the file does not name is derived from the code. ``year`` is NA when neither column nor file name says it.
    report
        Left out: foreign ground, the water part of a municipality, rows without a usable shape, other municipalities.

    Raises
    ------
    SourceError
        The file can't be read, holds several layers of areas, lacks codes, has a code twice or malformed, or lies
        outside the Netherlands.
    """
    frames = cbs_layers.read(path, layer, crs)
    if len(frames) > 1:
        raise SourceError(path.name, [f"there are {len(frames)} layers of areas; name one of {list(frames)}"])
    ((file, frame),) = frames.items()
    return _areas(frame, file, municipality, year)


def area_levels(
    path: Path, *, crs: str | None = None, municipality: str | None = None, year: int | None = None
) -> tuple[gpd.GeoDataFrame, tuple[Report, ...]]:
    """Read every layer of areas of one file, such as gemeenten, wijken and buurten of a GeoPackage.

    Parameters, result and errors are those of ``areas``; there is one report a layer.
    """
    frames = cbs_layers.read(path, None, crs)
    read = [_areas(frame, file, municipality, year) for file, frame in frames.items()]
    together = pd.concat([frame for frame, _ in read], ignore_index=True)
    return gpd.GeoDataFrame(together, geometry="geometry", crs=tables.RD), tuple(report for _, report in read)


def _areas(
    frame: gpd.GeoDataFrame, file: str, municipality: str | None, year: int | None
) -> tuple[gpd.GeoDataFrame, Report]:
    tally = Tally(file, "areas", len(frame))
    rows = cbs_rows.single(cbs_rows.coded(frame, file, tally, municipality), file, tally, ["area_id"])
    drawn = _polygons(gpd.GeoDataFrame(rows, geometry=frame.geometry.name, crs=tables.RD), file, tally)
    named = _names(drawn, tally)
    result = {
        "area_id": drawn["area_id"],
        "level": cbs_rows.levels(drawn["area_id"]),
        "name": named,
        "parent_id": _parents(drawn, tally),
        "year": cbs_columns.years(drawn, file, year),
        "is_water": _is_water(drawn, named, file, tally),
    }
    shaped = gpd.GeoDataFrame(result, geometry=drawn.geometry, crs=tables.RD)
    return shaped[list(tables.COLUMNS["areas"])].reset_index(drop=True), tally.report()


def _polygons(rows: gpd.GeoDataFrame, file: str, tally: Tally) -> gpd.GeoDataFrame:
    """Give every row a valid MultiPolygon; leave out, counted, what has none."""
    shape = rows.geometry
    absent = shape.isna() | shape.is_empty
    flat = ~absent & ~shape.geom_type.isin(["Polygon", "MultiPolygon"])
    broken = ~absent & ~flat & ~shape.is_valid
    mended = shape.where(~broken, shape.make_valid()).map(_surface, na_action="ignore")
    lost = broken & gpd.GeoSeries(mended, crs=tables.RD).is_empty
    tally.reject("no_geometry", int(absent.sum()), rows["area_id"][absent].head(5).tolist())
    tally.reject("not_polygon", int((flat | lost).sum()), rows["area_id"][flat | lost].head(5).tolist())
    tally.warn("geometry_mended", int((broken & ~lost).sum()), rows["area_id"][broken & ~lost].head(5).tolist())
    kept = rows.set_geometry(gpd.GeoSeries(mended, crs=tables.RD))[~(absent | flat | lost)]
    _refuse_elsewhere(kept, file)
    return kept


def _surface(shape: shapely.Geometry) -> shapely.MultiPolygon:
    """Keep the faces of a shape, flat; an empty MultiPolygon when it has none."""
    parts = shapely.get_parts(shapely.get_parts(shapely.force_2d(shape)))
    return shapely.MultiPolygon([part for part in parts if part.geom_type == "Polygon" and not part.is_empty])


def _refuse_elsewhere(rows: gpd.GeoDataFrame, file: str) -> None:
    if rows.empty:
        raise SourceError(file, ["no row has the shape of an area; deliver polygons"])
    xmin, ymin, xmax, ymax = NETHERLANDS
    box = rows.bounds
    away = ~((box["minx"] > xmin) & (box["miny"] > ymin) & (box["maxx"] < xmax) & (box["maxy"] < ymax))
    if away.any():
        row, code = rows.index[away][0], rows["area_id"][away].iloc[0]
        mend = "the coordinate system is another (say it with --crs) or latitude and longitude are swapped"
        raise SourceError(file, [f"row {row}: the shape of {code} lies outside the Netherlands; {mend}"])


def _names(rows: gpd.GeoDataFrame, tally: Tally) -> pd.Series:
    level, _ = cbs_columns.code_column(rows.columns, tally.file)
    found = cbs_columns.column(rows.columns, cbs_columns.NAMES[level])
    names = rows[found].astype("string").str.strip() if found else pd.Series(pd.NA, index=rows.index, dtype="string")
    unnamed = names.isna() | (names == "")
    tally.warn("name_missing", int(unnamed.sum()), rows["area_id"][unnamed].head(5).tolist())
    return names.mask(unnamed, rows["area_id"])


def _parents(rows: gpd.GeoDataFrame, tally: Tally) -> pd.Series:
    """Take the parent that the file names; derive it from the code where it names none."""
    derived = cbs_rows.parents(rows["area_id"])
    level, _ = cbs_columns.code_column(rows.columns, tally.file)
    up = {"neighbourhood": "district", "district": "municipality"}.get(level)
    found = cbs_columns.column(rows.columns, cbs_columns.CODES[up]) if up else None
    stated = rows[found].astype("string").str.strip().str.upper() if found else derived.where(derived.isna())
    usable = stated.str.fullmatch("|".join(cbs_rows.PATTERNS.values())).fillna(value=False).astype(bool)
    told = derived.notna() & ~usable
    tally.warn("parent_derived", int(told.sum()), rows["area_id"][told].head(5).tolist())
    return stated.where(usable, derived)


def _is_water(rows: gpd.GeoDataFrame, names: pd.Series, file: str, tally: Tally) -> pd.Series:
    """Believe the file's own mark; without one, an area is water when its name says so and it has no figures.

    Neither is enough alone: figures are withheld for small places too, and people live in a street called Water.
    """
    counts = [
        cbs_columns.column(rows.columns, cbs_columns.FIGURES[fact]) for fact in ("inhabitants", "households", "homes")
    ]
    figures_of = [cbs_columns.figure(rows[column], column, file) for column in counts if column]
    silent = pd.concat(figures_of, axis=1).isna().all(axis=1) if figures_of else pd.Series(data=True, index=rows.index)
    by_name = rows["wet"].isna() & names.str.contains(SAYS_WATER, case=False, regex=True) & silent
    tally.warn("water_by_name", int(by_name.sum()), rows["area_id"][by_name].head(5).tolist())
    water: pd.Series = rows["wet"].fillna(value=False).astype(bool) | by_name
    return water
