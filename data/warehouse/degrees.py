"""From RD New, in which the warehouse keeps its shapes, to the degrees in which maps are drawn."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import geopandas as gpd
import pandas as pd

RD, DEGREES = "EPSG:28992", "EPSG:4326"

_WORKER = ThreadPoolExecutor(max_workers=1, thread_name_prefix="degrees")
"""PROJ makes its transformation anew in every thread, which takes longer than moving the shapes of a whole map, and
every run of a page is a new thread: so one thread moves the shapes for all of them."""


def shapes(wkb: pd.Series) -> pd.Series:
    """Move shapes: WKB in RD New to WKB in EPSG:4326, longitude first; None stays None, the index stays."""
    return _WORKER.submit(_shapes, wkb).result()


def points(x: pd.Series, y: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Move points: metres in RD New to longitude and latitude, with the same index."""
    return _WORKER.submit(_points, x, y).result()


def _shapes(wkb: pd.Series) -> pd.Series:
    moved = gpd.GeoSeries.from_wkb(wkb.map(bytes, na_action="ignore"), crs=RD).to_crs(DEGREES)
    return pd.Series(moved.to_wkb().to_numpy(dtype="object"), index=wkb.index, dtype="object")


def _points(x: pd.Series, y: pd.Series) -> tuple[pd.Series, pd.Series]:
    moved = gpd.GeoSeries.from_xy(x, y, index=x.index, crs=RD).to_crs(DEGREES)
    return moved.x, moved.y
