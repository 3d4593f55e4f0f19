"""Carrying figures over from the borders of one year to those of another."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

import geopandas as gpd
import pandas as pd

from data.domain.errors import BuurtstoplichtError
from data.sources import tables
from data.sources.cbs_rows import levels

LEAST_COVERED = 0.5
"""Share of a new area that must be known; with less, its figure stays missing."""

SLACK = 0.05
"""Largest share of an old area that may fall outside the new ones as a difference in drawing, not in place."""

COUNTS = ("numerator", "denominator", "squares")
GROUP = ("indicator_id", "starts", "ends", "source")


class Quantity(StrEnum):
    """What a figure is: a ``COUNT`` is split over the pieces of its area, a ``RATE`` holds for each of them."""

    COUNT = "count"
    RATE = "rate"


def transfer(
    values: pd.DataFrame,
    old: gpd.GeoDataFrame,
    new: gpd.GeoDataFrame,
    *,
    homes: gpd.GeoDataFrame | None = None,
    kind: str,
    least_covered: float = LEAST_COVERED,
    slack: float = SLACK,
) -> pd.DataFrame:
    """Estimate figures of new areas from figures of old ones.

    Parameters
    ----------
    values
        One row an old area: ``area_id`` (unique) and one or more columns of floats; NaN is missing.
    old, new
        Areas of one level each, with ``area_id``, in EPSG:28992; they overlap nowhere within themselves.
    homes
        Points of homes in EPSG:28992: pieces then weigh by the homes in them. None: by their surface (m2).
    kind
        ``Quantity``: a count is split by the share of the old area's weight that each piece has; a rate becomes the
        mean over the pieces of a new area, weighted by them.
    least_covered
        Share (0-1) of a new area's weight that must lie in old areas with a figure.
    slack
        Old areas of which at most this share (0-1) falls outside all new areas lose nothing by it: borders of two
        years, or simplified ones, never coincide to the metre.

    Returns
    -------
    carried
        One row a new area, in the order of ``new``: ``area_id``, the columns of values (NaN where too little is
        covered), ``covered`` (0-1, of the first column of values) and ``transferred`` (always True).
        A count in a new area that is covered in part counts only what lies in the covered part.

    Raises
    ------
    BuurtstoplichtError
        Another coordinate system, a code twice, or a kind that is neither.

    Notes
    -----
    Areal and dasymetric weighting: Goodchild and Lam (1980), "Areal interpolation: a variant of the traditional
    spatial problem", Geo-Processing 1, 297-312; it assumes that a figure is spread evenly over homes (or surface).
    """
    wanted = Quantity(kind)
    for name, frame in (("values", values), ("old", old), ("new", new)):
        _refuse_unusable(name, frame)
    pieces = _by_surface(old, new) if homes is None else _by_homes(old, new, homes)
    names = [name for name in values.columns if name != "area_id"]
    result = pd.DataFrame({"area_id": new["area_id"].to_numpy()})
    figures = values.set_index("area_id")
    for name in reversed(names):
        known = pieces[pieces["old_id"].isin(figures.index[figures[name].notna()])]
        covered = _shares(known.groupby("new_id")["weight"].sum(), _weights(pieces, "new_id"), result["area_id"])
        carried = (
            _split(known, figures[name], pieces, slack) if wanted is Quantity.COUNT else _mean(known, figures[name])
        )
        enough = covered >= least_covered
        result.insert(1, name, carried.reindex(result["area_id"]).where(enough.to_numpy()).to_numpy())
        result["covered"] = covered.to_numpy()
    return result.assign(transferred=True)


def carry(
    measurements: pd.DataFrame,
    old: gpd.GeoDataFrame,
    new: gpd.GeoDataFrame,
    *,
    homes: gpd.GeoDataFrame | None = None,
    least_covered: float = LEAST_COVERED,
) -> pd.DataFrame:
    """Carry measurements over: numerators and denominators as counts, published figures as rates.

    Parameters
    ----------
    measurements
        As in ``tables``; only rows of areas in ``old`` are carried.
    old, new, homes, least_covered
        As in ``transfer``.

    Returns
    -------
    measurements
        As in ``tables``, with ``transferred`` True; new areas that are covered too little have no row.
    """
    level = levels(new["area_id"].astype("string")).iloc[0]
    mine = measurements[measurements["unit_id"].isin(old["area_id"])].rename(columns={"unit_id": "area_id"})
    carried = []
    for key, group in mine.groupby(list(GROUP), sort=False):
        parts = [
            transfer(group[["area_id", *names]], old, new, homes=homes, kind=kind, least_covered=least_covered)
            for kind, names in ((Quantity.COUNT, COUNTS), (Quantity.RATE, ("value",)))
        ]
        both = parts[0].drop(columns=["covered", "transferred"]).merge(parts[1], on="area_id")
        carried.append(
            both.assign(**dict(zip(GROUP, key, strict=True)), level=level).rename(columns={"area_id": "unit_id"})
        )
    return _laid_out(carried)


def _laid_out(carried: Sequence[pd.DataFrame]) -> pd.DataFrame:
    if not carried:
        return tables.empty("measurements")
    together = pd.concat(carried, ignore_index=True)
    known = together[["numerator", "value"]].notna().any(axis=1)
    return together[known][list(tables.COLUMNS["measurements"])].reset_index(drop=True)


def _refuse_unusable(name: str, frame: pd.DataFrame) -> None:
    if frame["area_id"].duplicated().any():
        code = frame["area_id"][frame["area_id"].duplicated()].iloc[0]
        message = f"'{name}' must have each area once; it has {code} twice"
        raise BuurtstoplichtError(message)
    if isinstance(frame, gpd.GeoDataFrame) and frame.crs != tables.RD:
        message = f"'{name}' must be in {tables.RD}; it is in {frame.crs}"
        raise BuurtstoplichtError(message)


def _by_surface(old: gpd.GeoDataFrame, new: gpd.GeoDataFrame) -> pd.DataFrame:
    """Cut old and new areas into pieces: ``old_id``, ``new_id`` (NA outside), ``weight`` in m2."""
    left = old[["area_id", "geometry"]].rename(columns={"area_id": "old_id"})
    right = new[["area_id", "geometry"]].rename(columns={"area_id": "new_id"})
    pieces = gpd.overlay(left, right, how="union", keep_geom_type=True)
    return pd.DataFrame(pieces[["old_id", "new_id"]]).assign(weight=pieces.area)


def _by_homes(old: gpd.GeoDataFrame, new: gpd.GeoDataFrame, homes: gpd.GeoDataFrame) -> pd.DataFrame:
    """Count the homes in each piece; a home on a shared border falls in the first of the areas."""
    _refuse_unusable("homes", homes.assign(area_id=range(len(homes))))
    placed = pd.DataFrame({name: _area_of(homes, frame) for name, frame in (("old_id", old), ("new_id", new))})
    counted = placed.groupby(["old_id", "new_id"], dropna=False).size()
    return counted.rename("weight").reset_index().astype({"weight": "float64"})


def _area_of(homes: gpd.GeoDataFrame, areas: gpd.GeoDataFrame) -> pd.Series:
    points = gpd.GeoDataFrame(geometry=homes.geometry.reset_index(drop=True))
    found = points.sjoin(areas[["area_id", "geometry"]], predicate="intersects", how="left")
    return found["area_id"].groupby(level=0).first()


def _weights(pieces: pd.DataFrame, side: str) -> pd.Series:
    return pieces.groupby(side)["weight"].sum()


def _shares(part: pd.Series, whole: pd.Series, order: pd.Series) -> pd.Series:
    """Give part / whole in the order asked for; 0 where there is nothing."""
    return (part.reindex(order).fillna(0.0) / whole.reindex(order)).fillna(0.0)


def _split(known: pd.DataFrame, figures: pd.Series, pieces: pd.DataFrame, slack: float) -> pd.Series:
    """Hand every old count out over its pieces, in proportion to their weight."""
    inside, total = _weights(known.dropna(subset="new_id"), "old_id"), _weights(pieces, "old_id")
    whole = inside.where(inside >= (1.0 - slack) * total.reindex(inside.index), total.reindex(inside.index))
    share = known["weight"] / known["old_id"].map(whole)
    return (known["old_id"].map(figures) * share).groupby(known["new_id"]).sum(min_count=1)


def _mean(known: pd.DataFrame, figures: pd.Series) -> pd.Series:
    weighted = known["old_id"].map(figures) * known["weight"]
    return weighted.groupby(known["new_id"]).sum(min_count=1) / known.groupby("new_id")["weight"].sum()
