"""Fewer corners where there are more than a screen can show."""

from __future__ import annotations

import numpy as np
import shapely

from geo.packed import Geometries

CORNERS = 60_000
"""Corners of one layer up to which nothing is left out: about 320 kB."""

FINENESS = 4000
"""Parts into which the longer side of the map is cut; a part is half a pixel on a wide screen."""


def within_budget(shapes: Geometries, corners: int = CORNERS) -> Geometries:
    """Leave out the corners that can't be seen, once there are too many.

    Parameters
    ----------
    shapes
        Valid geometries in degrees, ``None`` for nothing to draw.
    corners
        Number from which shapes are simplified.

    Returns
    -------
    simplified
        Same length and order. Neighbours keep their common border, so that no gap appears between two areas.
    """
    if shapely.get_num_coordinates(shapes).sum() <= corners:
        return shapes
    boxes = shapely.bounds(shapes)
    part = float(np.nanmax(np.nanmax(boxes[:, 2:], axis=0) - np.nanmin(boxes[:, :2], axis=0))) / FINENESS
    thinner = shapes.copy()
    surfaces = shapely.get_dimensions(shapes) == 2  # noqa: PLR2004 - polygons
    thinner[surfaces] = shapely.coverage_simplify(shapes[surfaces], part)
    thinner[~surfaces] = shapely.simplify(shapes[~surfaces], part)
    return thinner
