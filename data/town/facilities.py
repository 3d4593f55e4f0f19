"""Buildings that are no homes and the yards around them: schools, shops, churches, halls for sport, care homes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from shapely.geometry import Point, Polygon

from data.town.curves import parallels, places
from data.town.fabric import Lot, Site, Street, nearest, rectangles

OUTLINES: dict[str, list[tuple[float, float]]] = {
    "school": [(-24, -13), (24, -13), (24, 13), (11, 13), (11, -1), (-9, -1), (-9, 13), (-24, 13)],
    "shops": [(-34, -15), (34, -15), (34, 15), (18, 15), (18, -1), (-34, -1)],
    "church": [
        (-19, -5),
        (-4, -5),
        (-4, -11),
        (5, -11),
        (5, -5),
        (17, -5),
        (17, 5),
        (5, 5),
        (5, 11),
        (-4, 11),
        (-4, 5),
        (-19, 5),
    ],
    "minster": [
        *((-31, -6), (-20, -6), (-20, -10), (2, -10), (2, -19), (13, -19), (13, -9), (24, -8), (29, 0)),
        *((24, 8), (13, 9), (13, 19), (2, 19), (2, 10), (-20, 10), (-20, 6), (-31, 6)),
    ],
    "town_hall": [(-15, -8), (15, -8), (15, 8), (4, 8), (4, 12), (-4, 12), (-4, 8), (-15, 8)],
    "sports_hall": [(-23, -15), (23, -15), (23, 9), (8, 9), (8, 15), (-23, 15)],
    "care_home": [(-32, -6), (32, -6), (32, 20), (20, 20), (20, 6), (6, 6), (6, 20), (-6, 20), (-6, 6), (-32, 6)],
    "mill": [(-5, -2), (-2, -5), (2, -5), (5, -2), (5, 2), (2, 5), (-2, 5), (-5, 2)],
}
"""Outlines around their middle, metres; the long side lies along x."""
MARGIN = 8.0
"""Metres between the middle of a street and a yard."""
APART = 70.0
"""Metres between two yards."""
DEEP = 34.0
"""Metres from the border: a yard lies inside its neighbourhood, not on its edge."""


def outline(kind: str, x: float, y: float, angle: float) -> Polygon:
    """Give the outline of a building, turned by an angle in radians, around a point."""
    corners = np.array(OUTLINES[kind])
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    return Polygon(np.round(corners @ turn + (x, y), 3))


@dataclass(frozen=True, slots=True)
class Yard:
    """The ground of one facility (or of a lawn, kind ``green``), set along the streets around it."""

    kind: str
    x: float
    y: float
    angle: float
    shape: Polygon


def reserve(site: Site) -> list[Yard]:
    """Choose a yard for each facility of a fabric of parallel streets: halfway between two, away from other yards."""
    spots = _spots(site)
    yards: list[Yard] = []
    for kind in site.rules.get("facilities", []):
        free = [spot for spot in spots if not any(spot[0].dwithin(yard.shape, APART) for yard in yards)]
        if free:
            point, angle = free[int(site.rng.integers(len(free)))]
            yards.append(Yard(kind, point.x, point.y, angle, _ground(site, point, angle, kind)))
    return yards


def standing(yards: list[Yard], streets: list[Street]) -> tuple[Lot, ...]:
    """Give the buildings of the yards, each addressed on the nearest street."""
    return tuple(addressed(yard.kind, yard.x, yard.y, yard.angle, streets) for yard in yards if yard.kind in OUTLINES)


def addressed(kind: str, x: float, y: float, angle: float, streets: list[Street]) -> Lot:
    """Give a facility with its address on the nearest street."""
    street, side = nearest(streets, x, y)
    return Lot(outline(kind, x, y, angle), kind, street, side)


def _ground(site: Site, point: Point, angle: float, kind: str) -> Polygon:
    depth = site.rules["spacing"] - 2 * MARGIN + 2
    length = site.rules.get("lawn", 110.0) if kind == "green" else 84.0
    one = np.ones(1)
    yard: Polygon = rectangles(point.x * one, point.y * one, angle * one, length * one, depth * one)[0]
    return yard


def _spots(site: Site) -> list[tuple[Point, float]]:
    """Give points halfway between two streets, well inside the neighbourhood, with the direction of the streets."""
    rules = site.rules
    halves = [rules["first"] + (step + 0.5) * rules["spacing"] for step in range(12)]
    inside = site.open.buffer(-DEEP)
    spots = []
    for line in parallels(site.guide, [*halves, *(-half for half in halves)]):
        points, directions = places(line, np.arange(40.0, line.length, 45.0))
        spots += [(Point(p), float(d)) for p, d in zip(points, directions, strict=True)]
    return [(point, angle) for point, angle in spots if inside.contains(point)]
