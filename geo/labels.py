"""Where the symbol and the name of a shape stand: in the middle of the widest room inside it."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import shapely

from geo.packed import Geometries

PRECISION = 0.05
"""How exactly the middle is sought, as a share of the shape's shortest side; finer costs time and is not seen."""

CENTRED = 0.8
"""Share of the largest circle's radius that the middle of the shape must have around it to be preferred."""

SOUGHT = 3000
"""Number of shapes up to which the largest circle is sought; of more, too few are large on the screen to pay for it."""

Degrees = npt.NDArray[np.float64]


def anchors(geometries: Geometries) -> Degrees:
    """Find a wide circle inside each shape: around its middle where that has room, otherwise the largest there is.

    Parameters
    ----------
    geometries
        Valid geometries in EPSG:4326, ``None`` for nothing to draw.

    Returns
    -------
    anchors
        One row a shape: longitude and latitude of the circle's centre and its radius in degrees of latitude. Of a shape
        in several parts the largest counts. A point or line has its middle and radius 0; NaN for ``None``.
    """
    shrink = _shrink(geometries)
    found = np.full((len(geometries), 3), np.nan)
    largest = _largest_parts(shapely.transform(geometries, lambda degrees: degrees * (shrink, 1.0)))
    surfaces = np.flatnonzero(shapely.get_dimensions(largest) == 2)  # noqa: PLR2004 - polygons
    middles = shapely.centroid(largest)
    found[:, 0], found[:, 1] = shapely.get_x(middles), shapely.get_y(middles)
    found[:, 2] = np.where(shapely.is_missing(largest), np.nan, 0.0)
    found[surfaces] = _circles(largest[surfaces])
    found[:, 0] /= shrink
    return found


def _shrink(geometries: Geometries) -> float:
    """How many degrees of latitude one degree of longitude is long, in the middle of the shapes."""
    latitudes = shapely.bounds(geometries)[:, [1, 3]]
    known = latitudes[np.isfinite(latitudes)]
    return float(np.cos(np.radians(known.mean()))) if known.size else 1.0


def _circles(surfaces: Geometries) -> Degrees:
    """Centre and radius of the circle in each polygon."""
    centres, radii = _largest(surfaces) if len(surfaces) <= SOUGHT else _some(surfaces)
    middles = shapely.centroid(surfaces)
    around = np.where(shapely.contains(surfaces, middles), shapely.distance(middles, shapely.boundary(surfaces)), 0.0)
    central = around >= CENTRED * radii
    centres[central], radii[central] = middles[central], around[central]
    return np.column_stack([shapely.get_x(centres), shapely.get_y(centres), radii])


def _largest(surfaces: Geometries) -> tuple[Geometries, Degrees]:
    west, south, east, north = shapely.bounds(surfaces).T
    spokes = shapely.maximum_inscribed_circle(surfaces, tolerance=PRECISION * np.minimum(east - west, north - south))
    return shapely.get_point(spokes, 0), shapely.length(spokes)


def _some(surfaces: Geometries) -> tuple[Geometries, Degrees]:
    inside = shapely.point_on_surface(surfaces)
    return inside, shapely.distance(inside, shapely.boundary(surfaces))


def _largest_parts(geometries: Geometries) -> Geometries:
    parts, owners = shapely.get_parts(geometries, return_index=True)
    order = np.lexsort((shapely.length(parts), shapely.area(parts), owners))
    last = np.flatnonzero(np.diff(owners[order], append=-1))
    largest = np.full(len(geometries), None, dtype=object)
    largest[owners[order][last]] = parts[order][last]
    return largest
