"""Where the symbol and the name of a shape stand: inside it, near its middle."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import shapely

from geo.packed import Geometries

Degrees = npt.NDArray[np.float64]


def label_points(geometries: Geometries) -> Degrees:
    """Give a point of each shape to write at.

    Parameters
    ----------
    geometries
        Valid geometries in EPSG:4326, ``None`` for nothing to draw.

    Returns
    -------
    points
        One row a shape, longitude and latitude in degrees: the centre of its largest part where that lies inside, and
        otherwise a point that does; NaN for ``None``.
    """
    largest = _largest_parts(geometries)
    centres = shapely.centroid(largest)
    outside = ~shapely.contains(largest, centres) & ~shapely.is_missing(largest)
    outside &= shapely.get_dimensions(largest) > 0
    centres[outside] = shapely.point_on_surface(largest[outside])
    return np.column_stack([shapely.get_x(centres), shapely.get_y(centres)])


def _largest_parts(geometries: Geometries) -> Geometries:
    parts, owners = shapely.get_parts(geometries, return_index=True)
    order = np.lexsort((shapely.length(parts), shapely.area(parts), owners))
    last = np.flatnonzero(np.diff(owners[order], append=-1))
    largest = np.full(len(geometries), None, dtype=object)
    largest[owners[order][last]] = parts[order][last]
    return largest
