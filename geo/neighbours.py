"""Which places border on which: those that touch, and the nearest of those that stand apart."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from geo.packed import Geometries, read

METRES = 111_320.0
"""Length of one degree of latitude."""

TOUCHING = 1.0
"""Metres between two shapes that still count as touching: borders drawn twice rarely meet to the millimetre."""

NEAREST = 6
"""Neighbours that a place has at the least; streets and buildings seldom touch. Six is what touching areas have on
average: a plane divided into areas gives each about six neighbours (Euler)."""

BLOCK = 512
"""Places whose distances are looked at in one go, so that memory stays small."""

Pairs = npt.NDArray[np.int64]


def neighbours(shapes: pd.DataFrame) -> pd.DataFrame:
    """Find the neighbours of every shape.

    Parameters
    ----------
    shapes
        One row a unit: ``unit_id``, ``wkb`` (EPSG:4326, longitude first; missing: has no neighbours and is none).

    Returns
    -------
    neighbours
        One row a pair: ``unit_id``, ``neighbour``; every shape that touches, and where those are fewer than six also
        the six nearest by the middle of the shape. A pair may be there in one direction only.
    """
    drawn = _metres(read([bytes(one) if _there(one) else None for one in shapes["wkb"]]))
    known = np.flatnonzero(~shapely.is_missing(drawn))
    pairs = np.unique(np.vstack([_touching(drawn[known]), _nearest(drawn[known])]), axis=0)
    codes = shapes["unit_id"].to_numpy()[known]
    return pd.DataFrame({"unit_id": codes[pairs[:, 0]], "neighbour": codes[pairs[:, 1]]})


def _there(value: object) -> bool:
    return isinstance(value, bytes | bytearray | memoryview)


def _metres(shapes: Geometries) -> Geometries:
    """Bring degrees to metres around the middle of the shapes: exact to a few per mille within one municipality."""
    latitudes = shapely.bounds(shapes)[:, [1, 3]]
    finite = latitudes[np.isfinite(latitudes)]
    shrink = float(np.cos(np.radians(finite.mean()))) if finite.size else 1.0
    return np.asarray(shapely.transform(shapes, lambda degrees: degrees * (METRES * shrink, METRES)))


def _touching(shapes: Geometries) -> Pairs:
    found = shapely.STRtree(shapes).query(shapes, predicate="dwithin", distance=TOUCHING).T
    return np.asarray(found[found[:, 0] != found[:, 1]])


def _nearest(shapes: Geometries) -> Pairs:
    """Nearest of each that does not touch enough others."""
    here = shapely.get_coordinates(shapely.centroid(shapes))
    wanted = min(NEAREST, max(len(here) - 1, 0))
    few = np.flatnonzero(np.bincount(_touching(shapes)[:, 0], minlength=len(here)) < wanted)
    pairs = [np.zeros((0, 2), dtype=np.int64)]
    for start in range(0, len(few), BLOCK):
        rows = few[start : start + BLOCK]
        apart = ((here[rows, None, :] - here[None, :, :]) ** 2).sum(axis=2)
        apart[np.arange(len(rows)), rows] = np.inf
        close = np.argsort(apart, axis=1, kind="stable")[:, :wanted]
        pairs.append(np.column_stack([np.repeat(rows, wanted), close.ravel()]))
    return np.vstack(pairs)
