"""Shapes of streets: a ribbon along the buildings and over the road between them, since the BAG draws no streets."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from data.sources.tables import RD

Shapes = NDArray[np.object_]

OUT, BACK = 17.0, 10.0
"""Metres that buildings grow and shrink again: gaps up to twice ``OUT`` close (a road, a side street), and
``OUT - BACK`` is left around the walls (a front garden, half a road)."""
BRIDGE = 45.0
"""Metres between two parts of a street that are still joined; further apart they stay apart."""
BRIDGE_WIDTH = 12.0
STEP = 4.0
"""Metres between the points along walls from which the ground is divided."""
SMOOTH = 2.0
"""Metres by which the border between two streets may be straightened."""
HOLE = 700.0
"""Square metres below which an opening in a ribbon is filled; larger ones are courtyards and gardens."""
THIN = 1.5
"""Half the width, in metres, of spikes that are taken off."""
NUDGE = 0.04
"""Metres by which points along walls are moved at most, always the same way."""
GRID = 0.001
"""Metres to which corners are rounded where cells do not fit to the last digit."""
ROUND = 4
"""Segments in a quarter of a circle."""


def shapes(buildings: gpd.GeoDataFrame, neighbourhoods: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Draw every street, per neighbourhood, from the buildings that stand along it.

    Within a neighbourhood the ground goes to the street of the nearest wall (Voronoi cells of points along the walls,
    united per street); of that ground a street keeps what lies within a morphological closing of its buildings.

    Parameters
    ----------
    buildings
        One row a building: ``building_id``, ``street_id``, ``neighbourhood_id``, Polygon in EPSG:28992. Rows where
        one of the ids is missing, or whose neighbourhood is not drawn, are left out.
    neighbourhoods
        ``area_id`` (unique) and (Multi)Polygon in EPSG:28992.

    Returns
    -------
    streets
        ``street_id``, ``neighbourhood_id``, geometry: one row a street in a neighbourhood, sorted by neighbourhood
        and street. Valid (Multi)Polygons within their neighbourhood that do not overlap within it; each touches all
        its buildings that lie in the neighbourhood. A street whose buildings all lie outside it, or exactly upon those
        of an earlier street, has no row.
    """
    areas = dict(zip(neighbourhoods["area_id"], shapely.make_valid(neighbourhoods.geometry.to_numpy()), strict=True))
    drawable = buildings.geometry.notna() & buildings["neighbourhood_id"].isin(list(areas))
    known = buildings[buildings["street_id"].notna() & drawable]
    drawn = [_neighbourhood(str(key), part, areas[key]) for key, part in known.groupby("neighbourhood_id", sort=True)]
    none = gpd.GeoDataFrame({"street_id": [], "neighbourhood_id": []}, geometry=[], crs=RD)
    return gpd.GeoDataFrame(pd.concat(drawn or [none], ignore_index=True), geometry="geometry", crs=RD)


def _neighbourhood(key: str, buildings: gpd.GeoDataFrame, area: shapely.Geometry) -> gpd.GeoDataFrame:
    outlines = gpd.GeoSeries(shapely.make_valid(buildings.geometry.to_numpy()), index=buildings["street_id"])
    own = outlines.groupby(level=0, sort=True).agg(lambda group: shapely.union_all(group.to_numpy()))
    ribbons = _ribbons(own.to_numpy(), area)
    frame = gpd.GeoDataFrame({"street_id": own.index, "neighbourhood_id": key}, geometry=ribbons, crs=RD)
    return gpd.GeoDataFrame(frame[~frame.geometry.is_empty])


def _ribbons(own: Shapes, area: shapely.Geometry) -> Shapes:
    ground = shapely.intersection(_ground(own, area), area)
    ribbons = _joined(shapely.simplify(_closed(own, OUT, BACK), THIN / 4), ground)
    ribbons = shapely.intersection(ribbons, ground)
    ribbons = shapely.buffer(shapely.buffer(ribbons, -THIN, quad_segs=ROUND), THIN, quad_segs=ROUND)
    ribbons = shapely.intersection(shapely.simplify(_filled(ribbons), THIN / 3), ground)
    # Taking spikes off may have taken off a narrow building.
    ribbons = shapely.union(ribbons, shapely.intersection(own, ground))
    return np.array([_surface(ribbon, walls) for ribbon, walls in zip(ribbons, own, strict=True)], dtype=object)


def _ground(own: Shapes, area: shapely.Geometry) -> Shapes:
    """Divide the neighbourhood among its streets: the nearest wall decides, and a building keeps its own ground."""
    if len(own) == 1:
        return np.array([area], dtype=object)
    nearest = shapely.coverage_simplify(_nearest(own, area), SMOOTH)
    tree = shapely.STRtree(own)
    ground = []
    for street, (cell, walls) in enumerate(zip(nearest, own, strict=True)):
        met = [other for other in tree.query(shapely.union(cell, walls), predicate="intersects") if other != street]
        # Where buildings of two streets overlap, the first street keeps the ground.
        kept = shapely.difference(walls, shapely.union_all(own[[other for other in met if other < street]]))
        ground.append(shapely.union(shapely.difference(cell, shapely.union_all(own[met])), kept))
    return np.array(ground, dtype=object)


def _nearest(own: Shapes, area: shapely.Geometry) -> Shapes:
    walls = shapely.segmentize(shapely.boundary(own), STEP)
    points, street = shapely.get_coordinates(walls, return_index=True)
    # Walls that two streets share give the same point twice; the first keeps it.
    _, first = np.unique(points.round(1), axis=0, return_index=True)
    # Exact rows of walls put many points on one circle, of which cells with crossing edges come; a nudge prevents it.
    nudge = np.random.default_rng(len(first)).uniform(-NUDGE, NUDGE, (len(first), 2))
    sites = shapely.multipoints(points[first].round(1) + nudge)
    cells = shapely.get_parts(shapely.voronoi_polygons(sites, extend_to=area, ordered=True))
    nearest = np.array([_united(cells[street[first] == each]) for each in range(len(own))])
    nearest[shapely.is_empty(nearest)] = shapely.MultiPolygon()
    return nearest


def _united(cells: Shapes) -> shapely.Geometry:
    try:
        return shapely.coverage_union_all(cells)
    except shapely.errors.GEOSException:
        # Walls in exact rows give cells whose corners differ by a rounding error; those need the slower, robust union.
        return shapely.union_all(shapely.make_valid(cells), grid_size=GRID)


def _closed(surfaces: Shapes, out: float, back: float) -> Shapes:
    closed: Shapes = shapely.buffer(shapely.buffer(surfaces, out, quad_segs=ROUND), -back, quad_segs=ROUND)
    return closed


def _joined(ribbons: Shapes, ground: Shapes) -> Shapes:
    """Join parts of a street that lie close together, where nothing of another street lies between them."""
    joined = []
    for ribbon, allowed in zip(ribbons, ground, strict=True):
        bridges = _bridges(shapely.get_parts(ribbon), shapely.buffer(allowed, THIN))
        roads = shapely.buffer(bridges, BRIDGE_WIDTH / 2, quad_segs=ROUND)
        joined.append(_closed(shapely.union_all([ribbon, *roads]), BRIDGE_WIDTH, BRIDGE_WIDTH) if bridges else ribbon)
    return np.array(joined, dtype=object)


def _bridges(parts: Shapes, allowed: shapely.Geometry) -> list[shapely.Geometry]:
    """Shortest lines that join the parts, shortest first and none that closes a ring (Kruskal 1956)."""
    one, other = shapely.STRtree(parts).query(parts, predicate="dwithin", distance=BRIDGE)
    one, other = one[one < other], other[one < other]
    lines = shapely.shortest_line(parts[one], parts[other])
    group = np.arange(len(parts))
    chosen = []
    for index in np.argsort(shapely.length(lines), kind="stable"):
        left, right = group[one[index]], group[other[index]]
        if left != right and shapely.covered_by(lines[index], allowed):
            group[group == left] = right
            chosen.append(lines[index])
    return chosen


def _filled(ribbons: Shapes) -> Shapes:
    rings, street = shapely.get_parts(ribbons, return_index=True)
    inner, part = shapely.get_rings(rings, return_index=True)
    holes = shapely.polygons(inner)
    small = shapely.area(holes) < HOLE
    filled = [
        shapely.union_all([ribbon, *holes[small & (street[part] == index)]]) for index, ribbon in enumerate(ribbons)
    ]
    return np.array(filled, dtype=object)


def _surface(ribbon: shapely.Geometry, walls: shapely.Geometry) -> shapely.Geometry:
    """Keep the parts that are surfaces and hold a building."""
    parts = shapely.get_parts(shapely.make_valid(ribbon))
    surfaces = [part for part in shapely.get_parts(parts) if part.geom_type == "Polygon" and part.intersects(walls)]
    return shapely.union_all(surfaces)
