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
        Points of homes in EPSG:28992: pieces then weigh by the homes in them, and what an old area without any home
        counts goes nowhere. None: they weigh by their surface (m2).
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
    quantity = Quantity(kind)
    for name, frame in (("values", values), ("old", old), ("new", new)):
        _refuse_unusable(name, frame)
    pieces = _by_surface(old, new) if homes is None else _by_homes(old, new, homes)
    figures = values.set_index("area_id")
    wanted = pd.Index(new["area_id"], name="area_id")
    covered = {name: _covered(pieces, figures[name], wanted) for name in figures.columns}
    carried = {
        name: _carried(pieces, figures[name], quantity, slack).reindex(wanted).where(covered[name] >= least_covered)
        for name in figures.columns
    }
    result = pd.DataFrame(carried, index=wanted).assign(covered=covered[figures.columns[0]], transferred=True)
    return result.reset_index()


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
    for _, group in mine.groupby(list(GROUP), sort=False):
        counts, rates = (
            transfer(group[["area_id", *names]], old, new, homes=homes, kind=kind, least_covered=least_covered)
            for kind, names in ((Quantity.COUNT, COUNTS), (Quantity.RATE, ("value",)))
        )
        same = {name: group[name].iloc[0] for name in GROUP}
        carried.append(counts.assign(value=rates["value"], level=level, **same).rename(columns={"area_id": "unit_id"}))
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
    first: pd.Series = found["area_id"].groupby(level=0).first()
    return first


def _weights(pieces: pd.DataFrame, side: str) -> pd.Series:
    weights: pd.Series = pieces.groupby(side)["weight"].sum()
    return weights


def _known(pieces: pd.DataFrame, figures: pd.Series) -> pd.DataFrame:
    return pieces[pieces["old_id"].isin(figures.index[figures.notna()])]


def _covered(pieces: pd.DataFrame, figures: pd.Series, wanted: pd.Index) -> pd.Series:
    """Give the share of each new area's weight that lies in old areas with a figure; 0 where it has no weight."""
    part = _weights(_known(pieces, figures), "new_id").reindex(wanted)
    return (part / _weights(pieces, "new_id").reindex(wanted)).fillna(0.0)


def _carried(pieces: pd.DataFrame, figures: pd.Series, quantity: Quantity, slack: float) -> pd.Series:
    known = _known(pieces, figures)
    return _split(known, figures, pieces, slack) if quantity is Quantity.COUNT else _mean(known, figures)


def _split(known: pd.DataFrame, figures: pd.Series, pieces: pd.DataFrame, slack: float) -> pd.Series:
    """Hand every old count out over its pieces, in proportion to their weight."""
    total = _weights(pieces, "old_id")
    inside = _weights(pieces.dropna(subset="new_id"), "old_id").reindex(total.index).fillna(0.0)
    whole = inside.where(inside >= (1.0 - slack) * total, total)
    weight = known["weight"] * known["old_id"].map(figures / whole).astype("float64")
    return weight.groupby(known["new_id"]).sum(min_count=1)


def _mean(known: pd.DataFrame, figures: pd.Series) -> pd.Series:
    """Give the mean of the old rates over the pieces of each new area, weighted by them."""
    weighted = known["weight"] * known["old_id"].map(figures).astype("float64")
    mean: pd.Series = weighted.groupby(known["new_id"]).sum(min_count=1) / _weights(known, "new_id")
    return mean
