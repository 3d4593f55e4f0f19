"""Points on one spot, such as the homes of a flat, laid out side by side so that each can be seen and clicked."""

from __future__ import annotations

import numpy as np
import pandas as pd
import shapely

from geo.packed import Geometries

METRES = 111_320.0
"""Length of one degree of latitude."""

ACROSS, DOWN = 3.4, 4.6
"""Metres between two points; at the deepest zoom a symbol with its number under it is about that large."""

SAME = 0.5
"""Points closer than this, in metres, count as one spot."""


def spread(points: Geometries) -> Geometries:
    """Move points that share a spot into a square around it.

    Where a home lies inside its building is not known, so the order says no more than the order of the rows.

    Parameters
    ----------
    points
        Points in EPSG:4326, longitude first; anything else, and ``None``, stays as it is.

    Returns
    -------
    spread
        Same length and order; a point that has its spot for itself does not move.
    """
    chosen = np.flatnonzero(shapely.get_type_id(points) == 0)
    if not chosen.size:
        return points
    degrees = np.column_stack([shapely.get_x(points[chosen]), shapely.get_y(points[chosen])])
    shrink = float(np.cos(np.radians(degrees[:, 1].mean())))
    moved = points.copy()
    moved[chosen] = shapely.points(degrees + _offsets(degrees, shrink))
    return moved


def _offsets(degrees: np.ndarray, shrink: float) -> np.ndarray:
    """Shift of each point in degrees, by its place among those on the same spot."""
    grid = np.rint(degrees * METRES * (shrink, 1.0) / SAME)
    spots = pd.DataFrame(grid).groupby([0, 1], sort=False)[0]
    place, number = spots.cumcount().to_numpy(), spots.transform("size").to_numpy()
    side = np.ceil(np.sqrt(number)).astype(np.int64)
    rows = np.ceil(number / side)
    east = (place % side - (side - 1) / 2) * ACROSS / shrink
    north = ((rows - 1) / 2 - place // side) * DOWN
    return np.column_stack([east, north]) / METRES
