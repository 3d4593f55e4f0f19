"""Lines of the plan: rounding corners, parallels, crossings and places along a line. Local metres."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import LineString

Floats = NDArray[np.float64]
ROUNDS = 4


def smooth(points: Sequence[Sequence[float]], rounds: int = ROUNDS) -> LineString:
    """Round the corners of a hand-drawn line by corner cutting; the end points stay.

    Parameters
    ----------
    points
        Corners, metres.
    rounds
        How often every corner is cut; 0 leaves the line as it is.

    References
    ----------
    Chaikin, G. (1974), An algorithm for high speed curve generation.
    """
    path = np.asarray(points, dtype=float)
    for _ in range(rounds):
        first, last = path[:-1], path[1:]
        cut = np.stack([0.75 * first + 0.25 * last, 0.25 * first + 0.75 * last], axis=1).reshape(-1, 2)
        path = np.vstack([path[:1], cut[1:-1], path[-1:]])
    return LineString(path)


def wave(line: LineString, amplitude: float, length: float, phase: float = 0.0) -> LineString:
    """Let a line wind around its course, as the collector streets of the seventies do."""
    stations = np.arange(0.0, line.length, 8.0)
    points, directions = places(line, stations)
    shift = amplitude * np.sin(2 * np.pi * stations / length + phase)
    return LineString(points + shift[:, None] * normals(directions))


def places(line: LineString, stations: Floats) -> tuple[Floats, Floats]:
    """Give points (n x 2) along a line and its direction there (n, radians)."""
    points = shapely.get_coordinates(shapely.line_interpolate_point(line, stations))
    ahead = shapely.get_coordinates(shapely.line_interpolate_point(line, np.minimum(stations + 2.0, line.length)))
    behind = shapely.get_coordinates(shapely.line_interpolate_point(line, np.maximum(stations - 2.0, 0.0)))
    step = ahead - behind
    return points, np.arctan2(step[:, 1], step[:, 0])


def normals(directions: Floats) -> Floats:
    """Give unit vectors (n x 2) to the left of directions in radians."""
    return np.column_stack([-np.sin(directions), np.cos(directions)])


def parallels(line: LineString, distances: Sequence[float]) -> list[LineString]:
    """Give the parallels of a line; a positive distance lies to its left. Empty ones are left out."""
    curves = [shapely.offset_curve(line, distance, quad_segs=16, join_style="round") for distance in distances]
    return [part for curve in curves for part in pieces(curve, 30.0)]


def crossings(line: LineString, stations: Floats, reach: float) -> list[LineString]:
    """Give straight lines across a line, ``reach`` metres to both sides of each station."""
    points, directions = places(line, stations)
    away = reach * normals(directions)
    return [LineString([a, b]) for a, b in zip(points - away, points + away, strict=True)]


def pieces(shape: shapely.Geometry, shortest: float = 0.0) -> list[LineString]:
    """Give the connected lines of a shape that are at least so long, in the order of the shape."""
    parts = shapely.get_parts(shapely.line_merge(shape, directed=True))
    return [part for part in parts if part.geom_type == "LineString" and part.length > shortest]
